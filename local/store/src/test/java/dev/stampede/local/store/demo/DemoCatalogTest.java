package dev.stampede.local.store.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.local.store.demo.DemoProduct.Variant;
import dev.stampede.local.store.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoCatalogTest {

    private static final List<DemoProduct> PRODUCTS = DemoCatalog.products();

    @Test
    void products_shouldBeTheSameEachTime() {
        assertThat(DemoCatalog.products()).isEqualTo(PRODUCTS);
    }

    @Test
    void products_shouldFillAtLeastEightCategories() {
        assertThat(PRODUCTS).hasSize(271);
        assertThat(PRODUCTS.stream().map(DemoProduct::category).distinct()).hasSize(9);
        assertThat(PRODUCTS).extracting(DemoProduct::category)
                .allMatch(path -> path.matches("[a-z0-9-]{1,40}(/[a-z0-9-]{1,40})?"));
    }

    @Test
    void products_shouldHaveUniqueIdsAndSkusThatTheStoreAccepts() {
        assertThat(PRODUCTS.stream().map(DemoProduct::productId)).doesNotHaveDuplicates();
        assertThat(variants().stream().map(Variant::sku)).doesNotHaveDuplicates();
        for (var product : PRODUCTS) {
            assertThat(new ProductId(product.productId()).value()).isEqualTo(product.productId());
            product.variants().forEach(variant -> assertThat(new Sku(variant.sku()).value()).isNotEmpty());
        }
    }

    @Test
    void products_shouldHaveTextsAndPricesWithinTheApisBounds() {
        for (var product : PRODUCTS) {
            assertThat(product.title()).hasSizeBetween(5, 200);
            assertThat(product.summary()).hasSizeBetween(10, 300);
            assertThat(product.description()).hasSizeBetween(20, 4_000);
            assertThat(product.variants()).hasSizeBetween(1, 50)
                    .allMatch(variant -> variant.price() >= 500 && variant.price() <= 50_000);
        }
    }

    @Test
    void products_shouldMostlyBeInStockWithSomeLowAndSomeOut() {
        var out = variants().stream().filter(variant -> variant.stock() == 0).count();
        var low = variants().stream().filter(variant -> variant.stock() > 0 && variant.stock() < 5).count();

        assertThat(out).isBetween(5L, 30L);
        assertThat(low).isBetween(10L, 50L);
        assertThat(variants().size()).isGreaterThan(300);
    }

    @Test
    void products_shouldHaveOptionsAndAttributesAndSomeBeReduced() {
        assertThat(PRODUCTS).allMatch(product -> product.option() != null || product.variants().size() == 1)
                .allMatch(product -> product.attributes().keySet().equals(Set.of("brand", "material")));
        var reduced = PRODUCTS.stream().filter(product -> product.tags().contains("sale")).toList();
        assertThat(reduced).hasSizeBetween(10, 60).allSatisfy(product -> assertThat(product.variants())
                .allMatch(variant -> variant.compareAtPrice() > variant.price()));
    }

    @Test
    void products_shouldHaveADropThatManyWant() {
        var drop = PRODUCTS.stream().filter(product -> product.productId().equals(DemoCatalog.DROP)).findFirst()
                .orElseThrow();

        assertThat(drop.variants()).singleElement()
                .matches(variant -> variant.sku().equals("LIMITED-SNEAKER-42") && variant.stock() == 5_000);
    }

    @Test
    void images_shouldDrawEveryProductAndNothingElse() {
        var images = new ImagesPage();
        for (var product : PRODUCTS) {
            var reply = images.answer(get(product.imagePath())).orElseThrow();
            assertThat(new String(reply.body(), StandardCharsets.UTF_8)).startsWith("<svg")
                    .contains("viewBox=\"0 0 400 400\"").as(product.productId()).doesNotContain("M80 320L200 80");
            var detail = images.answer(get(product.detailImagePath())).orElseThrow();
            assertThat(new String(detail.body(), StandardCharsets.UTF_8)).startsWith("<svg")
                    .doesNotContain("viewBox=\"0 0 400 400\"");
        }
        assertThat(images.answer(get("/_local/images/anything.svg"))).isPresent();
        assertThat(images.answer(get("/_local/images/%3Cscript%3E.svg"))).isEmpty();
        assertThat(images.answer(get("/_local/images/a/b.svg"))).isEmpty();
        assertThat(images.answer(get("/_local/images"))).isEmpty();
    }

    private static List<Variant> variants() {
        return PRODUCTS.stream().map(DemoProduct::variants).flatMap(List::stream).toList();
    }

    private static HttpCall get(String path) {
        return new HttpCall("GET", path, null, List.of(), new byte[0], "127.0.0.1", "HTTP/1.1");
    }
}
