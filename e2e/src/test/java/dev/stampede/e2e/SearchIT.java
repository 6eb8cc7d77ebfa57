package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StoreExtension.class)
class SearchIT {

    /** The time within which a change is found, unless the machine is busy with something else. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TestShop shop;

    SearchIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void search_lettersWithAccents_shouldFindThoseWithout() {
        var tag = word();
        var titles = List.of("Émile", "Ñandu", "İstanbul", "Łódź", "Ørsted", "Æble", "Đuro", "Œuvre", "Straße");
        var ids = titles.stream().map(title -> put(title + " " + tag, "\"category\": \"names\"")).toList();
        awaitFound(tag, titles.size());

        var queries = List.of("emile", "nandu", "istanbul", "lodz", "orsted", "aeble", "duro", "oeuvre", "STRASSE");
        for (var number = 0; number < queries.size(); number++) {
            assertThat(found(queries.get(number) + " " + tag)).as(queries.get(number)).containsExactly(ids.get(number));
        }
    }

    @Test
    void search_scriptsWithoutSpaces_shouldFindPartsOfTitles() {
        var category = TestShop.unique("kanji");
        var tower = put("東京タワー模型", "\"category\": \"%s\"".formatted(category));
        var tea = put("茶", "\"category\": \"%s\"".formatted(category));
        var glass = put("ガラス コップ", "\"category\": \"%s\"".formatted(category));
        put("カラス 置物", "\"category\": \"%s\"".formatted(category));
        await().atMost(TestShop.SOON).until(() -> page("category=" + category).path("total").asInt() == 4);

        assertThat(ids(page("category=%s&q=%s".formatted(category, Client.encoded("タワー"))))).containsExactly(tower);
        assertThat(ids(page("category=%s&q=%s".formatted(category, Client.encoded("茶"))))).containsExactly(tea);
        assertThat(ids(page("category=%s&q=%s".formatted(category, Client.encoded("ガラス"))))).containsExactly(glass);
    }

    @Test
    void search_anyTextOfAProduct_shouldFindIt() {
        var tag = word();
        var title = new StringBuilder();
        for (var number = 0; number < 10; number++) {
            title.append("t%s%02d ".formatted(tag, number));
        }
        var id = put(title.toString().strip(), """
                "category": "cat-%1$s", "description": "All about d%1$s.", "tags": ["g%1$s"], "attributes": {"kind": "a%1$s"}
                """.formatted(tag));
        awaitFound("t" + tag + "00", 1);

        for (var query : List.of("t" + tag + "09", "cat-" + tag, "d" + tag, "g" + tag, "a" + tag,
                id.toUpperCase(Locale.ROOT),
                id.toUpperCase(Locale.ROOT).replace("-", ""))) {
            assertThat(found(query)).as(query).containsExactly(id);
        }
    }

    @Test
    void search_typoOrPlural_shouldFindTheWordAndSayHow() {
        var tag = word() + "box";
        var id = put("Wooden " + tag, "\"category\": \"toys\"");
        awaitFound(tag, 1);

        assertThat(found(tag + "es")).containsExactly(id);
        assertThat(page("q=wodoen+" + tag).path("match").asText()).isEqualTo("similar");
        assertThat(found("wodoen " + tag)).containsExactly(id);
        assertThat(page("q=wooden+" + tag).path("match").asText()).isEqualTo("exact");
    }

    @Test
    void search_twoCommonWords_shouldFindTheProductThatHasBoth() {
        var one = word();
        var other = word();
        importTitles(one + " %d", 300);
        importTitles(other + " %d", 300);
        var both = put(one + " " + other, "\"category\": \"bulk\"");
        awaitFound(one, 301);
        awaitFound(other, 301);

        assertThat(found(one + " " + other)).containsExactly(both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relevance", "price", "-price", "newest", "-newest", "name", "-name"})
    void search_allPages_shouldHaveEachProductOnceWhileOthersChange(String sort) {
        var tag = word();
        importTitles(tag + " %d", 120);
        awaitFound(tag, 120);

        var found = new ArrayList<String>();
        var next = "";
        do {
            var page = page("q=%s&sort=%s&limit=17%s".formatted(tag, sort, next));
            found.addAll(ids(page));
            assertThat(page.has("facets")).isEqualTo(next.isEmpty());
            next = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
            put("Another thing", "\"category\": \"others\"");
        } while (!next.isEmpty());

        assertThat(found).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void search_facets_shouldCountWhatEachChoiceFinds() {
        var tag = word();
        for (var number = 0; number < 12; number++) {
            put(tag + " " + number, "\"category\": \"f-%s/c%d\", \"attributes\": {\"color\": \"%s\"}"
                    .formatted(tag, number % 3, number % 2 == 0 ? "red" : "blue"), 300 + number * 100L);
        }
        awaitFound(tag, 12);

        var facets = page("q=%s&attributes.color=red&category=f-%s/c1".formatted(tag, tag)).path("facets");
        // A filter does not narrow its own facet.
        assertThat(facets.path("attributes").path(0).path("values")).hasSize(2);
        assertThat(facets.path("categories")).hasSize(4);
        for (var value : facets.path("attributes").path(0).path("values")) {
            assertThat(
                    page("q=%s&category=f-%s/c1&attributes.color=%s".formatted(tag, tag, value.path("value").asText()))
                            .path("total")).isEqualTo(value.path("count"));
        }
        for (var price : facets.path("prices")) {
            assertThat(page("q=%s&attributes.color=red&category=f-%s/c1&minPrice=%d&maxPrice=%d".formatted(
                    tag, tag, price.path("from").asLong(), price.path("to").asLong())).path("total"))
                            .isEqualTo(price.path("count"));
        }
        assertThat(facets.path("availability").path(0).path("availability").asText()).isEqualTo("OUT");
    }

    @Test
    void search_stockAndPrices_shouldFollowChanges() {
        var tag = word();
        var id = put(tag, "\"category\": \"fresh\"", 1000);
        awaitFound(tag, 1);
        assertThat(page("inStock=true&q=" + tag).path("total").asInt()).isZero();

        shop.adjust(id.toUpperCase(Locale.ROOT), 5);
        await().atMost(TestShop.SOON).until(() -> page("inStock=true&q=" + tag).path("total").asInt() == 1);
        shop.deleteProduct(id);
        await().atMost(TestShop.SOON).until(() -> !found(tag).contains(id));
    }

    @Test
    void search_changes_shouldBeFoundWithinSeconds() {
        var times = new ArrayList<Duration>();
        for (var number = 0; number < 20; number++) {
            var tag = word();
            var begun = System.nanoTime();
            put(tag, "\"category\": \"fresh\"");
            awaitFound(tag, 1);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        times.sort(Comparator.naturalOrder());
        System.out.printf("A changed product is found after %d ms (median), %d ms (longest of %d)%n",
                times.get(times.size() / 2).toMillis(), times.getLast().toMillis(), times.size());
        assertThat(times.get(times.size() * 9 / 10)).isLessThan(FRESH);
    }

    @Test
    void rebuild_whileSearching_shouldNeverFindNothing() {
        var tag = word();
        importTitles(tag + " %d", 50);
        awaitFound(tag, 50);

        shop.guest().post("/v1/admin/search/rebuild", "").expect(401);
        shop.admin().post("/v1/admin/search/rebuild", "").expect(202);
        var late = put("Late " + tag, "\"category\": \"fresh\"");
        await().atMost(TestShop.SOON).until(() -> {
            var found = found(tag);
            assertThat(found).hasSizeBetween(50, 51);
            return found.contains(late);
        });
    }

    @Test
    void suggest_beginningOfAWord_shouldCompleteIt() {
        var tag = word();
        put("Red " + tag + "sneaker", "\"category\": \"shoes\"");
        awaitFound(tag, 1);

        var suggestions = shop.guest().get("/v1/search/suggest?q=red+" + tag).expect(200).json();
        assertThat(suggestions.path("queries").path(0).asText()).isEqualTo("red " + tag + "sneaker");
        assertThat(suggestions.path("products")).hasSize(1);
        assertThat(suggestions.path("categories").path(0).path("category").asText()).isEqualTo("shoes");
    }

    @Test
    void search_badQuery_shouldNameTheParameter() {
        shop.guest().get("/v1/search?limit=0").expectInvalid("limit");
        shop.guest().get("/v1/search?sort=relevance").expectInvalid("sort");
        shop.guest().get("/v1/search?q=a&cursor=nonsense").expectInvalid("cursor");
        shop.guest().get("/v1/search/suggest").expectInvalid("q");
        shop.guest().get("/v1/search?q=" + "x".repeat(201)).expectInvalid("q");
        shop.guest().get("/v1/search?q=c%2B%2B").expect(200);
    }

    /** Letters only, so that it can have a typo; no word begins with another one. */
    private static String word() {
        var word = new StringBuilder("w");
        TestShop.unique("").chars()
                .filter(Character::isLetterOrDigit)
                .forEach(letter -> word.append((char) (Character.isDigit(letter) ? 'g' + letter - '0' : letter)));
        return word.append('z').toString();
    }

    private String put(String title, String more) {
        return put(title, more, 1000);
    }

    private String put(String title, String more, long price) {
        var id = TestShop.unique("s");
        var answer = shop.admin().put("/v1/admin/products/" + id, """
                {"title": "%s", "currency": "EUR", "variants": [{"sku": "%s", "price": %d}], %s}
                """.formatted(title, id.toUpperCase(Locale.ROOT), price, more));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return id;
    }

    private void importTitles(String title, int number) {
        var prefix = TestShop.unique("i");
        var products = new ArrayList<String>();
        for (var index = 0; index < number; index++) {
            products.add("""
                    {"productId": "%1$s-%2$d", "title": "%3$s", "category": "bulk", "currency": "EUR",
                     "variants": [{"sku": "%1$s-%2$d", "price": %4$d}]}
                    """.formatted(prefix, index, title.formatted(index), 100 + index / 5));
        }
        var answer = shop.admin()
                .post("/v1/admin/products/import", "{\"products\": [%s]}".formatted(String.join(",", products)))
                .expect(200);
        assertThat(answer.json().path("imported").asInt()).isEqualTo(number);
    }

    /** Without those that are similar: words of other tests can differ in one letter. */
    private void awaitFound(String query, int number) {
        await("search for " + query)
                .pollInterval(Duration.ofMillis(50))
                .atMost(TestShop.SOON)
                .until(() -> {
                    var page = page("limit=1&q=" + Client.encoded(query));
                    return page.path("match").asText().equals("exact") && page.path("total").asInt() == number;
                });
    }

    private List<String> found(String query) {
        return ids(page("limit=100&q=" + Client.encoded(query)));
    }

    private JsonNode page(String query) {
        return shop.guest().get("/v1/search?" + query).expect(200).json();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("products").findValuesAsText("productId");
    }
}
