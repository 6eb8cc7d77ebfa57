package dev.stampede.browse.adapters;

import static dev.stampede.browse.ProductFixture.CREATED;
import static dev.stampede.browse.ProductFixture.TABLE;
import static dev.stampede.browse.ProductFixture.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.browse.ListingQuery;
import dev.stampede.browse.ProductFixture;
import dev.stampede.browse.Picture;
import dev.stampede.browse.PriceRange;
import dev.stampede.browse.ProductSummary;
import dev.stampede.browse.Sort;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.Slug;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DynamoDbProductCatalogTest {

    private static LocalDynamoDb database;

    private final DynamoDbProductCatalog catalog = new DynamoDbProductCatalog(database.client(), TABLE,
            TestEnvironment.CLOCK);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(TABLE);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear(TABLE);
    }

    @ParameterizedTest
    @CsvSource({"PRICE,1", "PRICE,7", "PRICE,100", "PRICE_REVERSED,1", "PRICE_REVERSED,20", "PRICE_REVERSED,100"})
    void list_aWholeCategoryOfEqualPrices_shouldGiveEachProductOnceInOrder(Sort sort, int limit) {
        var ids = IntStream.range(0, 230).mapToObj("p-%03d"::formatted).toList();
        ids.forEach(id -> put(product(id)));
        IntStream.range(0, 20).forEach(n -> put(product("other-" + n).in("pens")));

        assertThat(walk(query("paper", sort), limit)).isEqualTo(sort == Sort.PRICE ? ids : ids.reversed());
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void list_inEachOrder_shouldSortByItWithinTheCategoryAndOverAll(Sort sort) {
        var all = mixed();
        var order = switch (sort.by()) {
            case PRICE -> Comparator.comparingLong(ProductFixture::price);
            case CREATION -> Comparator.comparing(ProductFixture::createdAt);
            case NAME -> Comparator.comparing((ProductFixture product) -> product.title().toLowerCase(Locale.ROOT));
        };
        var byId = order.thenComparing(ProductFixture::id);
        var expected = all.stream().sorted(sort.isAscending() ? byId : byId.reversed()).toList();

        assertThat(walk(query(null, sort), 7)).isEqualTo(ids(expected));
        assertThat(walk(query("paper", sort), 7))
                .isEqualTo(ids(expected.stream().filter(one -> one.category().equals("paper")).toList()));
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void list_withPriceBounds_shouldGiveWhatLiesBetweenBothIncluded(Sort sort) {
        mixed();
        var everything = walk(new ListingQuery(null, sort, null, null, false, List.of()), 100);
        var prices = prices();

        for (var bounds : List.of(new long[] {3, 7}, new long[] {5, 5}, new long[] {0, 100}, new long[] {8, 8})) {
            var query = new ListingQuery(null, sort, bounds[0], bounds[1], false, List.of());
            assertThat(walk(query, 3)).isEqualTo(everything.stream()
                    .filter(id -> prices.get(id) >= bounds[0] && prices.get(id) <= bounds[1])
                    .toList());
        }
        assertThat(walk(new ListingQuery(null, sort, 6L, null, false, List.of()), 3))
                .isEqualTo(everything.stream().filter(id -> prices.get(id) >= 6).toList());
        assertThat(walk(new ListingQuery(null, sort, null, 6L, false, List.of()), 3))
                .isEqualTo(everything.stream().filter(id -> prices.get(id) <= 6).toList());
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void list_inStock_shouldLeaveOutWhatIsSoldOut(Sort sort) {
        IntStream.range(0, 40).forEach(n -> put(product("p-" + n).at(n).available(
                n % 10 == 3 ? "LOW" : n % 10 == 7 ? "IN_STOCK" : "OUT")));

        assertThat(walk(new ListingQuery(new Category("paper"), sort, 10L, null, true, List.of()), 2))
                .containsExactlyInAnyOrder("p-13", "p-17", "p-23", "p-27", "p-33", "p-37");
    }

    @Test
    void list_afterChangesAndDeletions_shouldShowTheProductsAsTheyAre() {
        var products = IntStream.range(0, 12).mapToObj(n -> put(product("p-%02d".formatted(n)).at(n))).toList();

        put(products.get(3).at(100));
        put(products.get(4).in("pens"));
        products.get(5).deleteFrom(database.client());

        assertThat(walk(query("paper", Sort.PRICE), 2)).containsExactly(
                "p-00", "p-01", "p-02", "p-06", "p-07", "p-08", "p-09", "p-10", "p-11", "p-03");
        assertThat(walk(query("pens", Sort.PRICE), 2)).containsExactly("p-04");
        assertThat(walk(query(null, Sort.NAME), 5)).hasSize(11).doesNotContain("p-05");
    }

    @Test
    void list_aProductDeletedWhereAPageEnded_shouldGoOnBehindIt() {
        var products = IntStream.range(0, 6).mapToObj(n -> put(product("p-" + n).at(n))).toList();
        var first = catalog.list(query("paper", Sort.PRICE), null, 3);
        products.get(2).deleteFrom(database.client());

        var second = catalog.list(query("paper", Sort.PRICE), first.next().orElseThrow(), 3);

        assertThat(second.items()).extracting(one -> one.productId().value()).containsExactly("p-3", "p-4", "p-5");
    }

    @Test
    void list_anUnknownCategory_shouldBeEmpty() {
        put(product("p"));

        assertThat(catalog.list(query("unknown", Sort.NAME), null, 5).items()).isEmpty();
    }

    @Test
    void list_shouldShowWhatAListingNeeds() {
        put(product("p").at(1250).available("LOW"));

        assertThat(catalog.list(query("paper", Sort.NEWEST), null, 5).items()).containsExactly(new ProductSummary(
                new ProductId("p"), "Product p", new Slug("p"), "About Product p", "paper", new PriceRange(1250, 1250),
                "EUR",
                new Picture("https://images.example.com/p.jpg", "A picture", 800, 600), "LOW"));
    }

    private List<ProductFixture> mixed() {
        return IntStream.range(0, 60)
                .mapToObj(n -> put(product("p-" + n)
                        .in(n % 3 == 0 ? "pens" : "paper")
                        .at(n * 7 % 10)
                        .titled("Title " + (char) ('a' + n * 5 % 26))
                        .created(CREATED.plusMillis(n * 11 % 17 * 250L))))
                .toList();
    }

    private Map<String, Long> prices() {
        return IntStream.range(0, 60)
                .boxed()
                .collect(Collectors.toMap(n -> "p-" + n, n -> n * 7L % 10));
    }

    private static ProductFixture put(ProductFixture product) {
        return product.putInto(database.client());
    }

    private static ListingQuery query(@Nullable String category, Sort sort) {
        return new ListingQuery(category == null ? null : new Category(category), sort, null, null, false, List.of());
    }

    private static List<String> ids(List<ProductFixture> products) {
        return products.stream().map(ProductFixture::id).toList();
    }

    private List<String> walk(ListingQuery query, int limit) {
        var all = new ArrayList<String>();
        String after = null;
        do {
            var page = catalog.list(query, after, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(product -> all.add(product.productId().value()));
            after = page.next().orElse(null);
        } while (after != null);
        return all;
    }
}
