package dev.stampede.search.index;

import static dev.stampede.search.index.SampleProducts.product;
import static dev.stampede.search.index.StoreLanguage.DE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.search.index.Facets.AvailabilityCount;
import dev.stampede.search.index.Facets.CategoryCount;
import dev.stampede.search.index.Facets.PriceCount;
import dev.stampede.search.index.Facets.ValueCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductSearchTest {

    @Nested
    class Text {

        @ParameterizedTest
        @ValueSource(strings = {"red shoe", "shoe red", "RED  Shoe!", "sho re", "shoes red", "re"})
        void search_allWordsInAnyOrderAndAsPrefixes_shouldFindTheProduct(String query) {
            try (var index = TestIndex.titled("Red Shoe", "Blue Hat")) {
                assertThat(index.ids(query)).containsExactly("p0");
            }
        }

        @Test
        void search_productWithoutOneOfTheWords_shouldNotBeFound() {
            try (var index = TestIndex.titled("Red Shoe", "Red Hat", "Blue Shoe")) {
                assertThat(index.ids("red shoe")).containsExactly("p0");
            }
        }

        @ParameterizedTest
        @CsvSource({
                "emile,Émile", "Émile,Emile", "nandu,Ñandu", "istanbul,İstanbul", "lodz,Łódź", "orsted,Ørsted",
                "aeble,Æble",
                "duro,Đuro", "oeuvre,Œuvre", "strasse,Straße", "STRASSE,straße", "æble,Aeble", "apfel,Äpfel",
                "ｆｕｌｌ,full",
                "cafe,Cafe\u0301", "елка,Ёлка"})
        void search_lettersWithAccents_shouldEqualThoseWithout(String query, String title) {
            try (var index = TestIndex.titled(title + " a1b2c3", "Zebra a1b2c3")) {
                assertThat(index.ids(query + " a1b2c3")).containsExactly("p0");
            }
        }

        @ParameterizedTest
        @CsvSource({"東京,0", "タワー,0", "京タ,0", "模型,0", "茶,1", "ガラス,2", "ガラスコップ,2", "コップ,2", "カラス,3", "置物,3", "ｶﾞﾗｽ,2",
                "ー,0"})
        void search_scriptWithoutSpaces_shouldFindPartsOfTitles(String query, int expected) {
            try (var index = TestIndex.titled("東京タワー模型", "茶", "ガラス コップ", "カラス 置物")) {
                var found = query.equals("ガラスコップ") ? index.ids("ガラス コップ") : index.ids(query);
                if (query.equals("ー")) {
                    assertThat(found).contains("p0");
                } else {
                    assertThat(found).containsExactly("p" + expected);
                }
            }
        }

        @ParameterizedTest
        @CsvSource({"緑茶,緑茶セット", "茶,緑茶セット", "ชา,ชาเขียว", "녹차,녹차세트", "東京tower,東京 Tower", "tシャツ,Tシャツ"})
        void search_oneSignOrMixedScripts_shouldFindTheProduct(String query, String title) {
            try (var index = TestIndex.titled(title, "Zebra")) {
                assertThat(index.ids(query)).containsExactly("p0");
            }
        }

        @ParameterizedTest
        @CsvSource({"tshirt,T-Shirt", "t-shirt,T-Shirt", "t shirt,T-Shirt", "T-Shirt,Tshirt", "note book,Notebook",
                "mens,Men's coat", "men's,Mens coat", "man,Men's coat", "loreal,L’Oréal", "oreal,L'Oréal",
                "l'oréal,L'Oréal",
                "iphone 15,iPhone15", "iphone15,iPhone 15", "500 ml,Cup 500ml", "500ml,Cup 500 ml", "2.5,Tire 2.5 bar",
                "c++,C++ book", "usb-c,USB-C cable", "usb c,USB-C cable"})
        void search_wordsWrittenTogetherOrApart_shouldFindTheProduct(String query, String title) {
            try (var index = TestIndex.titled(title, "Zebra")) {
                assertThat(index.ids(query)).containsExactly("p0");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"sneakers", "sneaker", "sneak", "Sneakers", "snaeker", "sneeker", "sneker", "sneakerr",
                "sneakesr"})
        void search_pluralsPrefixesAndOneTypo_shouldFindTheProduct(String query) {
            try (var index = TestIndex.titled("Limited Sneaker", "Hat")) {
                assertThat(index.ids(query)).containsExactly("p0");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"snkr", "xneaker", "snaekr", "hut", "haz"})
        void search_moreThanOneTypoOrAShortWord_shouldFindNothing(String query) {
            try (var index = TestIndex.titled("Limited Sneaker", "Hat")) {
                assertThat(index.ids(query)).isEmpty();
            }
        }

        @Test
        void search_wordThatExists_shouldNotBeTakenForATypo() {
            try (var index = TestIndex.titled("Song book", "Sony book")) {
                var page = index.page(SearchQuery.of("sony"));

                assertThat(page.products()).extracting(one -> one.productId().value()).containsExactly("p1");
                assertThat(page.isExact()).isTrue();
                assertThat(index.page(SearchQuery.of("sonk book")).isExact()).isFalse();
            }
        }

        @Test
        void search_existingWordThatFiltersExclude_shouldNotBeTakenForATypo() {
            try (var index = TestIndex.of(
                    product("a").titled("Sony").in("books"), product("b").titled("Song").in("music"))) {
                var page = index.page(query("sony", "music", null, null, false, Map.of(), SearchSort.RELEVANCE));

                assertThat(page.products()).isEmpty();
                assertThat(page.isExact()).isTrue();
            }
        }

        @Test
        void search_codes_shouldNotBeTakenForATypo() {
            try (var index = TestIndex.of(product("a").withSku("ABCD-1234"))) {
                assertThat(index.ids("ABCD-1235")).isEmpty();
            }
        }

        @Test
        void search_german_shouldKnowItsPlurals() {
            try (var index = TestIndex.titled(DE, "Apfelbaum", "Äpfel", "Schuhe")) {
                assertThat(index.ids("Aepfel")).containsExactly("p1");
                assertThat(index.ids("schuh")).containsExactly("p2");
                assertThat(index.ids("schuhen")).containsExactly("p2");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"w01", "w18", "outdoor", "shoes", "TT-9-XL", "tt-9", "TT9XL", "tt9x", "4006381333931",
                "400638",
                "bamboo", "handmade", "violet", "merino", "quiet", "trails"})
        void search_anyTextOfAProduct_shouldFindIt(String query) {
            var title = new StringBuilder();
            for (var word = 1; word <= 18; word++) {
                title.append("w%02d ".formatted(word));
            }
            try (var index = TestIndex.of(
                    product("a").titled(title.toString().strip()).in("outdoor/shoes").withSku("TT-9-XL")
                            .withSku("TT-9-S")
                            .withBarcode("4006381333931").tagged("bamboo", "handmade").withOptions("violet", "42")
                            .with("material", "Merino wool").summed("A quiet one").described("Made for long trails."),
                    product("b"))) {
                assertThat(index.ids(query)).containsExactly("a");
            }
        }

        @Test
        void search_ranking_shouldPreferTitlesThenTermsThenDescriptions() {
            try (var index = TestIndex.of(
                    product("d").titled("Bag").described("Best with a lamp nearby"),
                    product("t").titled("Bag").tagged("lamp"),
                    product("p").titled("Lampshade"),
                    product("n").titled("Lamp for the desk"),
                    product("e").titled("Lamp"))) {
                assertThat(index.ids("lamp")).containsExactly("e", "n", "t", "p", "d");
            }
        }

        @Test
        void search_wholeSku_shouldComeFirst() {
            try (var index = TestIndex.of(
                    product("a").titled("AB 1 AB 1 AB 1"), product("b").withSku("AB-1"),
                    product("c").withSku("AB-12"))) {
                assertThat(index.ids("ab-1")).startsWith("b");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "   ", "!!!", "+-&", "😀"})
        void search_withoutWords_shouldFindNothing(String query) {
            try (var index = TestIndex.titled("Thing")) {
                var page = index.page(SearchQuery.of(query));

                assertThat(page.products()).isEmpty();
                assertThat(page.total()).isZero();
                assertThat(page.facets()).isEqualTo(Facets.NONE);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "\uD840\uDC00", "*", "?", "\\", "[a-z", "a AND", "title:x", "~", "ﷺ", "½",
                "\u0301",
                "a\u0301\u0301\u0301", "ー", "ﾞ"})
        void search_anyCharacters_shouldNotFail(String query) {
            try (var index = TestIndex.titled("Thing " + query, "Other")) {
                index.ids(query.repeat(SearchQuery.MAX_TEXT / query.length()));
                assertThat(index.ids(query)).doesNotContain("p1");
            }
        }

        @Test
        void search_changedProduct_shouldBeFoundByItsNewWordsOnly() {
            try (var index = TestIndex.of(product("a").titled("Old"))) {
                index.put(product("a").titled("New"));

                assertThat(index.ids("old")).isEmpty();
                assertThat(index.ids("new")).containsExactly("a");
                assertThat(index.search().products()).isEqualTo(1);
            }
        }

        @Test
        void search_productOutsideOfItsPeriod_shouldNotBeFound() {
            var before = TestIndex.NOW.minus(Duration.ofDays(1));
            var after = TestIndex.NOW.plus(Duration.ofDays(1));
            try (var index = TestIndex.of(
                    product("always"),
                    product("now").published(new Publication(Publication.Status.PUBLISHED, before, after)),
                    product("begins").published(new Publication(Publication.Status.PUBLISHED, TestIndex.NOW, null)),
                    product("ends").published(new Publication(Publication.Status.PUBLISHED, null, TestIndex.NOW)),
                    product("later").published(new Publication(Publication.Status.PUBLISHED, after, null)))) {
                assertThat(index.ids("thing")).containsExactlyInAnyOrder("always", "now", "begins");
            }
        }
    }

    @Nested
    class Filters {

        private static final SampleProducts[] SHOES = {
                product("a").titled("Runner").in("shoes/sport").priced(4900).with("color", "red").with("material",
                        "mesh"),
                product("b").titled("Walker").in("shoes/city").priced(9900, 12_900).with("color", "red").tagged("sale"),
                product("c").titled("Climber").in("shoes/sport").priced(15_000).with("color", "blue")
                        .that(Availability.OUT),
                product("d").titled("Cap").in("hats").priced(1500).with("color", "blue").that(Availability.LOW)};

        @Test
        void search_category_shouldFindItsTree() {
            try (var index = TestIndex.of(SHOES)) {
                assertThat(index.ids(query(null, "shoes", null, null, false, Map.of(), SearchSort.NAME)))
                        .containsExactly("c", "a", "b");
                assertThat(index.ids(query(null, "shoes/sport", null, null, false, Map.of(), SearchSort.NAME)))
                        .containsExactly("c", "a");
            }
        }

        @ParameterizedTest
        @CsvSource({"9900,9900,b", "12900,12900,b", "10000,12000,", "1500,4900,a d", ",1499,", "15000,,c",
                "0,,a b c d"})
        void search_priceBounds_shouldFindProductsWithAPriceWithin(
                @Nullable Long min, @Nullable Long max, @Nullable String found) {
            try (var index = TestIndex.of(SHOES)) {
                assertThat(index.ids(query(null, null, min, max, false, Map.of(), SearchSort.RELEVANCE)))
                        .containsExactlyInAnyOrder(found == null ? new String[0] : found.split(" "));
            }
        }

        @Test
        void search_inStock_shouldExcludeWhatIsSoldOut() {
            try (var index = TestIndex.of(SHOES)) {
                assertThat(index.ids(query(null, null, null, null, true, Map.of(), SearchSort.PRICE)))
                        .containsExactly("d", "a", "b");
            }
        }

        @Test
        void search_attributesAndTag_shouldAllMatch() {
            try (var index = TestIndex.of(SHOES)) {
                assertThat(index.ids(query(null, null, null, null, false,
                        Map.of("color", "red", "material", "mesh"), SearchSort.PRICE))).containsExactly("a");
                assertThat(index.ids(new SearchQuery(
                        null, null, null, null, false, "sale", new TreeMap<>(), SearchSort.PRICE)))
                                .containsExactly("b");
                assertThat(index.ids(query(null, null, null, null, false, Map.of("color", "Red"), SearchSort.PRICE)))
                        .isEmpty();
            }
        }

        @Test
        void facets_withoutFilters_shouldCountEverything() {
            try (var index = TestIndex.of(SHOES)) {
                var facets = index.facets(query(null, null, null, null, false, Map.of(), SearchSort.PRICE));

                assertThat(facets.categories()).containsExactly(
                        new CategoryCount("hats", 1), new CategoryCount("shoes", 3), new CategoryCount("shoes/city", 1),
                        new CategoryCount("shoes/sport", 2));
                assertThat(facets.prices()).containsExactly(
                        new PriceCount(1000, 1999, 1), new PriceCount(2000, 4999, 1), new PriceCount(5000, 9999, 1),
                        new PriceCount(10_000, 19_999, 2));
                assertThat(facets.availability()).containsExactly(
                        new AvailabilityCount(Availability.IN_STOCK, 2), new AvailabilityCount(Availability.LOW, 1),
                        new AvailabilityCount(Availability.OUT, 1));
                assertThat(facets.attributes()).containsExactly(
                        new Facets.Attribute("color", List.of(new ValueCount("blue", 2), new ValueCount("red", 2))),
                        new Facets.Attribute("material", List.of(new ValueCount("mesh", 1))));
            }
        }

        @Test
        void facets_ownFilter_shouldNotNarrowItsOwnCounts() {
            try (var index = TestIndex.of(SHOES)) {
                var facets = index.facets(
                        query(null, "shoes", null, 9900L, true, Map.of("color", "red"), SearchSort.PRICE));

                // Each facet is narrowed by the other filters only.
                assertThat(facets.categories()).containsExactly(
                        new CategoryCount("shoes", 2), new CategoryCount("shoes/city", 1),
                        new CategoryCount("shoes/sport", 1));
                assertThat(facets.prices()).containsExactly(
                        new PriceCount(2000, 4999, 1), new PriceCount(5000, 9999, 1),
                        new PriceCount(10_000, 19_999, 1));
                assertThat(facets.availability()).containsExactly(new AvailabilityCount(Availability.IN_STOCK, 2));
                assertThat(facets.attributes().getFirst())
                        .isEqualTo(new Facets.Attribute("color", List.of(new ValueCount("red", 2))));
            }
        }

        @Test
        void facets_ofEachChoice_shouldBeWhatItFinds() {
            try (var index = TestIndex.of(SHOES)) {
                var facets = index.facets(query("e", null, null, null, false, Map.of(), SearchSort.PRICE));

                for (var price : facets.prices()) {
                    assertThat(index.ids(query("e", null, price.from(), price.to(), false, Map.of(), SearchSort.PRICE)))
                            .hasSize(price.count());
                }
                for (var category : facets.categories()) {
                    assertThat(index.ids(
                            query("e", category.category(), null, null, false, Map.of(), SearchSort.PRICE)))
                                    .hasSize(category.count());
                }
                for (var attribute : facets.attributes()) {
                    for (var value : attribute.values()) {
                        assertThat(index.ids(query("e", null, null, null, false,
                                Map.of(attribute.name(), value.value()), SearchSort.PRICE))).hasSize(value.count());
                    }
                }
            }
        }
    }

    @Nested
    class Pages {

        @ParameterizedTest
        @EnumSource(SearchSort.class)
        void search_allPages_shouldHaveEachProductOnceWhileOthersChange(SearchSort sort) {
            try (var index = TestIndex.of()) {
                for (var number = 0; number < 95; number++) {
                    index.put(numbered(number));
                }
                var seen = new ArrayList<String>();
                String after = null;
                var changes = 0;
                do {
                    var page = index.search().search(
                            query("thing", null, null, null, false, Map.of(), sort), after, 10, TestIndex.NOW);
                    page.products().forEach(one -> seen.add(one.productId().value()));
                    assertThat(page.facets() != null).isEqualTo(after == null);
                    after = page.next().orElse(null);
                    // New, changed and other products: all keys of those that are listed stay as they are.
                    index.put(product("new" + changes).titled("Other words thing").priced(1));
                    index.put(numbered(changes * 7 % 95).described("Changed " + changes));
                    index.put(product("other" + changes++).titled("Unrelated things and others"));
                } while (after != null);

                var expected = new ArrayList<String>();
                for (var number = 0; number < 95; number++) {
                    expected.add("id%02d".formatted(number));
                }
                assertThat(seen).doesNotHaveDuplicates();
                if (sort == SearchSort.RELEVANCE) {
                    // A description counts, so that a changed product may have moved.
                    assertThat(seen).hasSizeGreaterThan(80);
                } else {
                    assertThat(seen).containsAll(expected);
                }
            }
        }

        @Test
        void search_byRelevance_shouldNotMoveProductsThatDoNotChange() {
            try (var index = TestIndex.of()) {
                for (var number = 0; number < 40; number++) {
                    index.put(product("p%02d".formatted(number))
                            .titled("Lamp ".repeat(1 + number % 3) + "x".repeat(number)));
                }
                var before = index.ids("lamp");
                for (var number = 0; number < 60; number++) {
                    index.put(product("q" + number).titled("Nothing of the kind").described("rare words ".repeat(50)));
                }

                assertThat(index.ids("lamp")).isEqualTo(before);
            }
        }

        @Test
        void search_similarWords_shouldStaySimilarOnTheNextPage() {
            try (var index = TestIndex.titled("Sneaker one", "Sneaker two", "Sneaker three")) {
                var first = index.search().search(SearchQuery.of("snaeker"), null, 2, TestIndex.NOW);
                index.put(product("late").titled("Snaeker"));
                var second = index.search().search(SearchQuery.of("snaeker"), first.next().orElseThrow(), 2,
                        TestIndex.NOW);

                assertThat(first.total()).isEqualTo(3);
                assertThat(first.isExact()).isFalse();
                assertThat(second.isExact()).isFalse();
                assertThat(second.products()).extracting(one -> one.productId().value()).contains("p2");
            }
        }

        @Test
        void search_total_shouldCountAllPages() {
            try (var index = TestIndex.titled("Lamp", "Lamp", "Lamp", "Hat")) {
                var page = index.search().search(SearchQuery.of("lamp"), null, 2, TestIndex.NOW);

                assertThat(page.total()).isEqualTo(3);
                assertThat(page.products()).hasSize(2);
                assertThat(page.next()).isPresent();
                assertThat(index.search().search(SearchQuery.of("lamp"), page.next().get(), 2, TestIndex.NOW).next())
                        .isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({"PRICE,b c a", "PRICE_REVERSED,a c b", "NEWEST,c b a", "NEWEST_REVERSED,a b c", "NAME,b a c",
                "NAME_REVERSED,c a b"})
        void search_sorts_shouldOrder(SearchSort sort, String order) {
            try (var index = TestIndex.of(
                    product("a").titled("Łódź").priced(300).createdAt(SampleProducts.CREATED),
                    product("b").titled("Lamp").priced(100, 900).createdAt(SampleProducts.CREATED.plusSeconds(1)),
                    product("c").titled("Zebra").priced(200).createdAt(SampleProducts.CREATED.plusSeconds(2)))) {
                assertThat(index.ids(query(null, null, null, null, false, Map.of(), sort)))
                        .containsExactly(order.split(" "));
            }
        }

        private static SampleProducts numbered(int number) {
            return product("id%02d".formatted(number)).titled("Thing " + number % 10).priced(100 + number / 5)
                    .createdAt(SampleProducts.CREATED.plusSeconds(number / 3));
        }
    }

    @Nested
    class Highlighting {

        @ParameterizedTest
        @CsvSource({"red shoe,[Red] [Shoe] for runners", "runner,Red Shoe for [runners]",
                "shoes,Red [Shoe] for runners",
                "runn,Red Shoe for [runners]", "rennurs,", "runnesr,Red Shoe for [runners]"})
        void highlights_ofATitle_shouldMarkItsWords(String query, @Nullable String marked) {
            try (var index = TestIndex.titled("Red Shoe for runners")) {
                var products = index.page(SearchQuery.of(query)).products();

                assertThat(products.stream().map(one -> mark(one.highlights().getFirst())).toList())
                        .isEqualTo(marked == null ? List.of() : List.of(marked));
            }
        }

        @ParameterizedTest
        @CsvSource({"タワー,東京[タワー]模型", "東京,[東京]タワー模型", "模,東京タワー[模]型"})
        void highlights_ofAScriptWithoutSpaces_shouldMarkSigns(String query, String marked) {
            try (var index = TestIndex.titled("東京タワー模型")) {
                assertThat(mark(index.page(SearchQuery.of(query)).products().getFirst().highlights().getFirst()))
                        .isEqualTo(marked);
            }
        }

        @Test
        void highlights_ofADescription_shouldBeAPassage() {
            var description = "word ".repeat(200) + "the Straße of gold " + "word ".repeat(200);
            try (var index = TestIndex.of(product("a").described(description.strip()))) {
                var highlight = index.page(SearchQuery.of("strasse")).products().getFirst().highlights().getFirst();

                assertThat(highlight.field()).isEqualTo("description");
                assertThat(highlight.text().length()).isLessThanOrEqualTo(160);
                assertThat(mark(highlight)).contains("the [Straße] of gold").startsWith("word").endsWith("word");
            }
        }

        @Test
        void highlights_ofASku_shouldTellWhichOne() {
            try (var index = TestIndex.of(product("a").withSku("AB-1-XL").withSku("AB-1-S"))) {
                var highlights = index.page(SearchQuery.of("ab-1-s")).products().getFirst().highlights();

                assertThat(highlights.stream().map(one -> one.field() + " " + mark(one))).contains("sku [AB-1-S]");
            }
        }

        private static String mark(FoundProduct.Highlight highlight) {
            var marked = new StringBuilder(highlight.text());
            highlight.matches().reversed().forEach(match -> marked.insert(match.end(), "]").insert(match.start(), "["));
            return marked.toString();
        }
    }

    @Nested
    class Suggesting {

        @Test
        void suggest_beginningOfAWord_shouldCompleteItWithWordsThatProductsHave() {
            try (var index = TestIndex.of(
                    product("a").titled("Red Sneaker").in("shoes"), product("b").titled("Blue Sneaker").in("shoes"),
                    product("c").titled("Red Snorkel").in("sport"), product("d").titled("Émile").in("books"))) {
                assertThat(index.search().suggest("sn", 5, TestIndex.NOW).queries()).containsExactly("sneaker",
                        "snorkel");
                assertThat(index.search().suggest("Red sn", 5, TestIndex.NOW).queries())
                        .containsExactly("Red sneaker", "Red snorkel");
                assertThat(index.search().suggest("blue sn", 5, TestIndex.NOW).queries())
                        .containsExactly("blue sneaker");
                assertThat(index.search().suggest("em", 5, TestIndex.NOW).queries()).containsExactly("émile");
                assertThat(index.search().suggest("sn", 5, TestIndex.NOW).categories())
                        .containsExactly(new CategoryCount("shoes", 2), new CategoryCount("sport", 1));
                assertThat(index.search().suggest("sneaker", 1, TestIndex.NOW).products()).hasSize(1);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"sneaker ", "東", "!", "", "nothing"})
        void suggest_whatIsNotTheBeginningOfAWord_shouldCompleteNothing(String typed) {
            try (var index = TestIndex.titled("Sneaker", "東京")) {
                assertThat(index.search().suggest(typed, 5, TestIndex.NOW).queries()).isEmpty();
            }
        }

        @Test
        void suggest_typo_shouldSuggestProducts() {
            try (var index = TestIndex.titled("Sneaker")) {
                assertThat(index.search().suggest("snaeker", 5, TestIndex.NOW).products()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,499", "499,0,499", "500,500,999", "1000,1000,1999", "1999,1000,1999", "2000,2000,4999",
            "5000,5000,9999",
            "10000,10000,19999", "10000000000,10000000000,10000000000"})
    void priceRange_ofAPrice_shouldContainIt(long price, long from, long to) {
        assertThat(PriceRange.ALL.get(PriceRange.index(price))).isEqualTo(new PriceRange(from, to));
    }

    private static SearchQuery query(
            @Nullable String text,
            @Nullable String category,
            @Nullable Long minPrice,
            @Nullable Long maxPrice,
            boolean inStock,
            Map<String, String> attributes,
            SearchSort sort) {
        var terms = new TreeMap<String, Set<String>>();
        attributes.forEach((name, value) -> terms.put(name, FilterTerms.wanted(name, value)));
        return new SearchQuery(
                text, category == null ? null : new Category(category), minPrice, maxPrice, inStock, null, terms, sort);
    }
}
