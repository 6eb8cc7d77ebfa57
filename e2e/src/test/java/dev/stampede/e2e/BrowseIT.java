package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

@ExtendWith(StoreExtension.class)
class BrowseIT {

    private static final int PRODUCTS = 57;

    private final TestShop shop;

    BrowseIT(TestShop shop) {
        this.shop = shop;
    }

    @Test
    void products_pagedThroughACategory_shouldGiveEachOnceInOrderInBothDirections() {
        var category = categoryOfProducts();

        var up = pages(category, "price", 20);
        var down = pages(category, "-price", 7);

        assertThat(ids(up)).hasSize(PRODUCTS).doesNotHaveDuplicates();
        assertThat(up).isSortedAccordingTo(Comparator.comparingLong(BrowseIT::price));
        assertThat(new HashSet<>(ids(down))).isEqualTo(new HashSet<>(ids(up)));
        assertThat(down).hasSize(PRODUCTS)
                .isSortedAccordingTo(Comparator.<JsonNode> comparingLong(BrowseIT::price)
                        .reversed());
        assertThat(ids(pages(category, "name", 10))).hasSize(PRODUCTS).doesNotHaveDuplicates();
        assertThat(ids(pages(category, "newest", 10))).hasSize(PRODUCTS).doesNotHaveDuplicates();
    }

    @Test
    void products_withAPriceRange_shouldGiveOnlyThose() {
        var category = categoryOfProducts();

        var some = shop.guest()
                .get("/v1/products?category=" + category + "&sort=price&minPrice=110&maxPrice=120&limit=100")
                .expect(200);

        assertThat(some.json().path("products"))
                .isNotEmpty()
                .allSatisfy(product -> assertThat(price(product)).isBetween(110L, 120L));
    }

    @Test
    void product_byItsId_shouldShowItsVariantsAndAnETag() {
        var sku = shop.product(1999, 3);

        var product = "/v1/products/" + TestShop.productOf(sku);

        var detail = shop.guest().get(product).expect(200);

        assertThat(detail.json().path("variants").path(0).path("sku").asText()).isEqualTo(sku);
        assertThat(detail.json().path("variants").path(0).path("price").asLong()).isEqualTo(1999);
        assertThat(detail.header("Cache-Control")).isPresent();
        // A copy of the function may still remember the product without stock.
        await().atMost(TestShop.SOON).untilAsserted(() -> {
            var tag = shop.guest().get(product).header("ETag").orElseThrow();
            shop.guest().with("If-None-Match", tag).get(product).expect(304);
        });
        shop.guest().get("/v1/products/nothing-like-it").expectProblem(404, "not-found");
    }

    @Test
    void categories_shouldNameTheCategoryOfEveryProduct() {
        var category = TestShop.unique("cat");
        shop.product(category, 100, 1);

        await().atMost(TestShop.SOON)
                .untilAsserted(() -> assertThat(categories()).doesNotHaveDuplicates().isSorted().contains(category));
    }

    @Test
    void contract_shouldBeReadableByBrowsersOfOtherOrigins() throws IOException {
        var contract = shop.guest().with("Origin", "https://docs.example.com").get("/v1/openapi.yaml").expect(200);

        assertThat(contract.text()).isEqualTo(Files.readString(Project.root().resolve("openapi.yaml")));
        assertThat(contract.header("Content-Type")).contains("application/yaml");
        assertThat(contract.header("Access-Control-Allow-Origin")).isPresent();
        shop.guest().with("If-None-Match", contract.header("ETag").orElseThrow()).get("/v1/openapi.yaml").expect(304);
        shop.guest().post("/v1/openapi.yaml", "{}").expect(405);
    }

    @Test
    void products_withABadQuery_shouldNameTheParameter() {
        shop.guest().get("/v1/products?limit=0").expectInvalid("limit");
        shop.guest().get("/v1/products?limit=1000").expectInvalid("limit");
        shop.guest().get("/v1/products?sort=color").expectInvalid("sort");
        shop.guest().get("/v1/products?minPrice=cheap").expectInvalid("minPrice");
        shop.guest().get("/v1/products?cursor=nonsense").expectInvalid("cursor");
        var first = shop.guest().get("/v1/products?category=" + categoryOfProducts() + "&limit=1").expect(200);
        var cursor = first.json().path("nextCursor").asText();
        shop.guest().get("/v1/products?category=other&limit=1&cursor=" + cursor).expectInvalid("cursor");
    }

    private List<String> categories() {
        var all = new ArrayList<String>();
        var next = "";
        do {
            var page = shop.guest().get("/v1/categories" + next).expect(200).json();
            page.path("categories")
                    .forEach(entry -> all.add(entry.path("category").asText().replace('/', ' ')));
            next = page.hasNonNull("nextCursor") ? "?cursor=" + page.path("nextCursor").asText() : "";
        } while (!next.isEmpty());
        return all;
    }

    private String categoryOfProducts() {
        var category = TestShop.unique("many");
        for (var number = 0; number < PRODUCTS; number++) {
            shop.putProduct(TestShop.unique("p"), category, 100 + number / 2);
        }
        await().atMost(TestShop.SOON).until(() -> pages(category, "newest", 100).size() == PRODUCTS);
        return category;
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "price", "name"})
    void list_ofAllProducts_shouldHaveEverySort(String sort) {
        await().atMost(TestShop.SOON).untilAsserted(() -> assertThat(shop.guest()
                .get("/v1/products?limit=2&sort=" + sort).expect(200).json().path("products")).isNotEmpty());
    }

    private List<JsonNode> pages(String category, String sort, int limit) {
        var products = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = shop.guest()
                    .get("/v1/products?category=" + category + "&sort=" + sort + "&limit=" + limit + next)
                    .expect(200)
                    .json();
            page.path("products").forEach(products::add);
            next = page.hasNonNull("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
        } while (!next.isEmpty());
        return products;
    }

    private static long price(JsonNode product) {
        return product.path("priceRange").path("from").asLong();
    }

    private static List<String> ids(List<JsonNode> products) {
        return products.stream().map(product -> product.path("productId").asText()).toList();
    }
}
