package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.load.BrowseResult.Changes;
import dev.stampede.load.BrowseResult.Import;
import dev.stampede.load.BrowseResult.Pages;
import dev.stampede.runtime.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrowseTest {

    private static final Percentiles MILLIS = Percentiles.of(List.of(1L, 2L, 9L));

    @Test
    void products_shouldDifferInIdSkuAndTitle() {
        var products = BenchCatalog.products(0, 5_000);

        assertThat(products).extracting(product -> product.get("productId")).doesNotHaveDuplicates();
        assertThat(products).extracting(product -> product.get("title")).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 5_000).mapToObj(BenchCatalog::sku)).doesNotHaveDuplicates();
    }

    @Test
    void coldLists_shouldNeverRepeat() {
        assertThat(IntStream.range(0, 5_000).mapToObj(request -> CatalogPage.COLD_LIST.path(request, 1_000)))
                .doesNotHaveDuplicates();
    }

    @Test
    void details_shouldStayInsideTheCatalog() {
        assertThat(IntStream.range(0, 5_000).mapToObj(request -> CatalogPage.DETAIL.path(request, 100)))
                .allSatisfy(path -> assertThat(path).isLessThan("/v1/products/" + BenchCatalog.productId(100)));
    }

    @Test
    void report_ofTwoStores_shouldCompareTheMedians() {
        var result = new BrowseResult("./stampede bench browse", List.of(new Import("old", 1_000, 2, 1.5)),
                List.of(new Changes("old", 1_000, MILLIS)),
                List.of(pages("old", List.of(90.0, 100.0, 300.0), Map.of()),
                        pages("new", List.of(250.0, 200.0, 199.0), Map.of())));

        assertThat(BrowseReport.of(result)).contains("2.00 times (rounds: 90 100 300 | 250 200 199)")
                .contains("old              catalog of 1,000 products loaded in 2.0 s, all found 1.5 s later")
                .contains("changes found after p50 2 ms, p99 9 ms, max 9 ms");
        assertThat(result.allAnswered()).isTrue();
    }

    @Test
    void report_ofFailures_shouldTellThem() {
        var result = new BrowseResult("", List.of(), List.of(), List.of(pages("one", List.of(10.0), Map.of(503, 4L))));

        assertThat(BrowseReport.of(result)).contains("FAILED: 4 responses with status 503");
        assertThat(result.allAnswered()).isFalse();
        assertThat(ResultJson.of(result)).contains("\"503\" : 4");
    }

    @Test
    void report_ofSeveralSizes_shouldSetThemSideBySide() {
        var result = new BrowseResult("", List.of(), List.of(), List.of(
                pages("one", 1_000, new CacheReads(90, 8, 2), 0.05), pages("one", 100_000, CacheReads.NONE, 2.0)));

        assertThat(BrowseReport.of(result))
                .contains("function 98.0% (8.0%)")
                .containsPattern("1,000 products +100,000 products")
                .containsPattern("one +list +10/s +9 ms +0.050 RCU +10/s +9 ms +2.000 RCU");
    }

    @Test
    void cacheReads_ofMetrics_shouldBeByLevel() {
        var metrics = Json.read("""
                {"CacheReads{Outcome=Hit}": 3.0, "CacheReads{Outcome=Stale}": 2.0, "CacheReads{Outcome=Miss}": 1.0,
                 "SharedCacheReads{Outcome=Miss}": 4.0, "SharedCacheReads{Outcome=Unavailable}": 2.0,
                 "Checkout{Outcome=Placed}": 5.0}
                """, JsonNode.class);

        assertThat(CacheReads.of(metrics)).isEqualTo(
                Map.of("function", new CacheReads(3, 2, 1), "shared", new CacheReads(0, 0, 6)));
    }

    private static Pages pages(String store, List<Double> perSecond, Map<Integer, Long> failures) {
        return new Pages(store, 1_000, CatalogPage.LIST, perSecond, MILLIS, failures, null, Map.of());
    }

    private static Pages pages(String store, int products, CacheReads reads, double units) {
        return new Pages(store, products, CatalogPage.LIST, List.of(10.0), MILLIS, Map.of(), units,
                reads.count() == 0 ? Map.of() : Map.of("function", reads));
    }
}
