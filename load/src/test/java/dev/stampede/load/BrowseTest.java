package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.load.BrowseResult.Import;
import dev.stampede.load.BrowseResult.Pages;
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
        var result = new BrowseResult("./stampede bench browse", List.of(new Import("old", 1_000, 2)),
                List.of(pages("old", List.of(90.0, 100.0, 300.0), Map.of()),
                        pages("new", List.of(250.0, 200.0, 199.0), Map.of())));

        assertThat(BrowseReport.of(result)).contains("2.00 times (rounds: 90 100 300 | 250 200 199)")
                .contains("old              catalog of 1,000 products loaded in 2.0 s");
        assertThat(result.allAnswered()).isTrue();
    }

    @Test
    void report_ofFailures_shouldTellThem() {
        var result = new BrowseResult("", List.of(), List.of(pages("one", List.of(10.0), Map.of(503, 4L))));

        assertThat(BrowseReport.of(result)).contains("FAILED: 4 responses with status 503");
        assertThat(result.allAnswered()).isFalse();
        assertThat(ResultJson.of(result)).contains("\"503\" : 4");
    }

    private static Pages pages(String store, List<Double> perSecond, Map<Integer, Long> failures) {
        return new Pages(store, 1_000, CatalogPage.LIST, perSecond, MILLIS, failures, null);
    }
}
