package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a product has besides a title and a price, from the admin's request to the shopper's order. */
@ExtendWith(StoreExtension.class)
class ProductIT {

    private final TestShop shop;

    ProductIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void product_withEverything_shouldBeShownAsItWasWritten() {
        var id = TestShop.unique("shoe");
        put(id, """
                {"title": "Shoe %1$s", "category": "clothing/shoes", "tags": ["new"],
                 "options": [{"name": "size", "values": ["39", "42"]}, {"name": "color", "values": ["red", "blue"]}],
                 "variants": [
                   {"sku": "%1$s-A", "options": {"color": "red", "size": "42"}, "price": 900, "compareAtPrice": 1200,
                    "barcode": "4006381333931", "weight": 800, "maxPerOrder": 2},
                   {"sku": "%1$s-B", "options": {"size": "39", "color": "blue"}, "price": 800}],
                 "media": [{"url": "https://images.example.com/a.jpg", "alt": "A shoe", "width": 80, "height": 60},
                   {"url": "https://images.example.com/b.jpg", "skus": ["%1$s-B"]}],
                 "attributes": {"material": "wool", "height": 7.5, "vegan": true, "uses": ["town", "hills"]},
                 "metadata": {"supplier": "Shoes Ltd."}, "seo": {"title": "Buy shoes"}, "taxCategory": "clothing"}
                """.formatted(id));

        var product = shop.guest().get("/v1/products/" + id).expect(200).json();
        assertThat(product.at("/variants/0/options").toString()).isEqualTo("{\"size\":\"42\",\"color\":\"red\"}");
        assertThat(product.at("/variants/0/compareAtPrice").asLong()).isEqualTo(1200);
        assertThat(product.at("/picture/alt").asText()).isEqualTo("A shoe");
        assertThat(product.at("/media/1/skus/0").asText()).isEqualTo(id + "-B");
        assertThat(product.path("attributes").toString())
                .isEqualTo("{\"height\":7.5,\"material\":\"wool\",\"uses\":[\"town\",\"hills\"],\"vegan\":true}");
        assertThat(product.has("metadata")).isFalse();
        assertThat(product.at("/seo/title").asText()).isEqualTo("Buy shoes");
    }

    @Test
    void order_ofAVariant_shouldNameItsOptions() {
        var id = TestShop.unique("shoe");
        put(id, """
                {"title": "Shoe %1$s", "category": "shoes", "options": [{"name": "size", "values": ["39", "42"]}],
                 "variants": [{"sku": "%1$s", "options": {"size": "42"}, "price": 900, "maxPerOrder": 2}]}
                """.formatted(id));
        stock(id, id, 5);
        var cart = shop.cart(shop.guest(), id, 2);

        var line = shop.guest().get("/v1/carts/" + cart).expect(200).json().at("/lines/0");
        assertThat(line.path("variant").asText()).isEqualTo("42");
        assertThat(line.at("/options/size").asText()).isEqualTo("42");
        assertThat(line.path("maxPerOrder").asInt()).isEqualTo(2);
        shop.guest().put("/v1/carts/" + cart + "/items/" + id, "{\"quantity\": 3}")
                .expectProblem(409, "limit-per-order");

        var order = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");
        assertThat(shop.awaitStatus(shop.guest(), order, "PAID").at("/lines/0/name").asText())
                .isEqualTo("Shoe " + id + ", 42");
    }

    @Test
    void product_ofALeaf_shouldBeListedInItsAncestors() {
        var root = TestShop.unique("root");
        var sneaker = TestShop.unique("sneaker");
        var boot = TestShop.unique("boot");
        shop.putProduct(sneaker, root + "/shoes/sneakers", 100);
        shop.putProduct(boot, root + "/shoes", 200);

        awaitIds("category=" + root + "&sort=price", sneaker, boot);
        awaitIds("category=" + root + "/shoes&sort=-price", boot, sneaker);
        awaitIds("category=" + root + "/shoes/sneakers", sneaker);
        await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(categories(root)).containsExactly(
                root + " 2", root + "/shoes 2", root + "/shoes/sneakers 1"));

        shop.adjust(sneaker.toUpperCase(Locale.ROOT), 1);
        awaitIds("category=" + root + "&inStock=true", sneaker);
        shop.putProduct(sneaker, root + "/hats", 100);
        awaitIds("category=" + root + "/shoes", boot);
        awaitIds("category=" + root + "&sort=price", sneaker, boot);
        shop.deleteProduct(sneaker);
        awaitIds("category=" + root, boot);
    }

    @Test
    void prices_shouldBeThoseOfWhatIsInStock() {
        var category = TestShop.unique("sizes");
        var id = TestShop.unique("p");
        put(id, """
                {"title": "Sizes", "category": "%2$s", "variants": [
                  {"sku": "%1$s-S", "price": 1000}, {"sku": "%1$s-M", "price": 5000}, {"sku": "%1$s-L", "price": 9000}]}
                """.formatted(id, category));
        awaitRange(id, 1000, 9000);
        stock(id, id + "-L", 5);
        awaitRange(id, 9000, 9000);

        for (var sort : List.of("price", "-price", "newest", "name")) {
            var query = "category=" + category + "&sort=" + sort;
            awaitIds(query + "&minPrice=5000", id);
            awaitIds(query + "&maxPrice=5000");
            awaitIds(query + "&maxPrice=2000&inStock=true");
        }
        shop.adjust(id + "-S", 5);
        awaitRange(id, 1000, 9000);
        awaitIds("category=" + category + "&minPrice=2000&maxPrice=8000");
        awaitIds("category=" + category + "&minPrice=2000&maxPrice=9000", id);
        shop.adjust(id + "-S", -5);
        shop.adjust(id + "-L", -5);
        awaitRange(id, 1000, 9000);
    }

    @Test
    void listing_byAttributesAndTags_shouldHaveWhatMatchesAllOfThem() {
        var category = TestShop.unique("attributes");
        var wool = TestShop.unique("wool");
        var silk = TestShop.unique("silk");
        for (var material : List.of("wool", "silk")) {
            put(material.equals("wool") ? wool : silk, """
                    {"title": "Scarf", "category": "%1$s", "tags": ["scarf", "%2$s-week"],
                     "attributes": {"material": "%2$s", "length": 180, "colors": ["red", "%2$s-white"]},
                     "variants": [{"sku": "%3$s", "price": 1}]}
                    """.formatted(category, material, material.equals("wool") ? wool : silk));
        }

        awaitIds("category=" + category + "&attributes.material=wool", wool);
        awaitIds("category=" + category + "&attributes.length=180.0&tag=silk-week", silk);
        awaitIds("category=" + category + "&attributes.colors=red&attributes.material=silk", silk);
        awaitIds("category=" + category + "&attributes.colors=red&sort=-newest", wool, silk);
        awaitIds("category=" + category + "&attributes.colors=green");
    }

    @Test
    void draftOrProductOutsideOfItsPeriod_shouldBeNeitherShownNorSold() {
        var category = TestShop.unique("hidden");
        var id = TestShop.unique("p");
        write(id, category, "");
        stock(id, id, 5);
        var cart = shop.cart(shop.guest(), id, 1);

        var past = Instant.now().minus(1, ChronoUnit.HOURS);
        for (var hidden : List.of("\"status\": \"draft\",", "\"availableUntil\": \"" + past + "\",",
                "\"availableFrom\": \"" + past.plus(1, ChronoUnit.DAYS) + "\",")) {
            write(id, category, hidden);
            awaitIds("category=" + category);
            awaitAnswer("/v1/products/" + id, 404).expectProblem(404, "not-found");
            shop.guest().put("/v1/carts/" + shop.cart(shop.guest()) + "/items/" + id, "{\"quantity\": 1}")
                    .expectProblem(404, "unknown-sku");
            assertThat(shop.guest().get("/v1/carts/" + cart).expect(200).json().at("/warnings/0/code").asText())
                    .isEqualTo("NOT_AVAILABLE");
            shop.checkout(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve")
                    .expectProblem(409, "not-available");
        }

        write(id, category, "\"availableFrom\": \"" + past + "\",");
        awaitIds("category=" + category, id);
        var order = shop.order(shop.guest(), cart, TestShop.uniqueEmail(), "tok_approve");
        shop.awaitStatus(shop.guest(), order, "PAID");
    }

    @Test
    void slug_thatChanged_shouldRedirectUntilAnotherProductMayHaveIt() {
        var first = TestShop.unique("first");
        var second = TestShop.unique("second");
        var product = TestShop.unique("p");
        write(product, "slugs", "\"slug\": \"" + first + "\",");
        assertThat(shop.guest().get("/v1/products/by-slug/" + first).expect(200).json().path("productId").asText())
                .isEqualTo(product);

        write(product, "slugs", "\"slug\": \"" + second + "\",");
        var moved = awaitAnswer("/v1/products/by-slug/" + first, 301);
        assertThat(moved.header("Location").orElseThrow()).endsWith("/v1/products/by-slug/" + second);
        assertThat(shop.guest().get("/v1/products/by-slug/" + second).expect(200).json().path("slug").asText())
                .isEqualTo(second);

        shop.admin().put("/v1/admin/products/" + TestShop.unique("thief"), """
                {"title": "Thief", "category": "slugs", "slug": "%s", "variants": [{"sku": "%s", "price": 1}]}
                """.formatted(first, TestShop.unique("T"))).expectProblem(409, "slug-taken");
        shop.deleteProduct(product);
        awaitAnswer("/v1/products/by-slug/" + first, 404).expectProblem(404, "not-found");
    }

    /** Reads answer from memory for a few seconds. */
    private Answer awaitAnswer(String path, int status) {
        return await(path).atMost(TestShop.SOON).until(() -> shop.guest().get(path),
                answer -> answer.status() == status);
    }

    @Test
    void admin_shouldReadDraftsAndWhatOnlyAdminsRead() {
        var id = TestShop.unique("draft");
        write(id, "drafts", "\"status\": \"draft\", \"metadata\": {\"supplier\": \"Ltd.\"},");

        var read = shop.admin().get("/v1/admin/products/" + id).expect(200);
        assertThat(read.json().at("/metadata/supplier").asText()).isEqualTo("Ltd.");
        assertThat(read.json().path("status").asText()).isEqualTo("draft");
        await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(drafts()).contains(id));
        shop.guest().get("/v1/admin/products/" + id).expectProblem(401, "unauthorized");
        shop.customer("carol").get("/v1/admin/products").expectProblem(403, "forbidden");

        shop.admin().with("If-Match", read.header("ETag").orElseThrow()).delete("/v1/admin/products/" + id).expect(204);
    }

    private List<String> drafts() {
        var ids = new ArrayList<String>();
        var next = "";
        do {
            var page = shop.admin().get("/v1/admin/products?status=draft&limit=100" + next).expect(200).json();
            ids.addAll(texts(page.path("products"), "productId"));
            next = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
        } while (!next.isEmpty());
        return ids;
    }

    private void write(String id, String category, String members) {
        put(id, """
                {"title": "Sometimes", "category": "%s", %s "variants": [{"sku": "%s", "price": 100}]}
                """.formatted(category, members, id));
    }

    private void put(String id, String body) {
        var answer = shop.admin().put("/v1/admin/products/" + id, body);
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    }

    private void stock(String productId, String sku, int units) {
        shop.adjust(sku, units);
        await().atMost(TestShop.SOON).until(() -> !shop.availability(productId).equals("OUT"));
    }

    private void awaitRange(String id, long from, long to) {
        await().atMost(TestShop.SOON)
                .untilAsserted(() -> assertThat(shop.guest().get("/v1/products/" + id).expect(200).json()
                        .path("priceRange").toString())
                                .isEqualTo("{\"from\":%d,\"to\":%d}".formatted(from, to)));
    }

    private void awaitIds(String query, String... ids) {
        await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(ids(query)).containsExactly(ids));
    }

    private List<String> ids(String query) {
        return texts(shop.guest().get("/v1/products?" + query).expect(200).json().path("products"), "productId");
    }

    /** The categories that begin so, with their counts. */
    private List<String> categories(String root) {
        var found = new ArrayList<String>();
        var next = "";
        do {
            var page = shop.guest().get("/v1/categories" + next).expect(200).json();
            page.path("categories").forEach(one -> {
                if (one.path("category").asText().startsWith(root)) {
                    found.add(one.path("category").asText() + " " + one.path("products").asInt());
                }
            });
            next = page.hasNonNull("nextCursor") ? "?cursor=" + page.path("nextCursor").asText() : "";
        } while (!next.isEmpty());
        return found;
    }

    private static List<String> texts(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.path(field).asText()));
        return texts;
    }
}
