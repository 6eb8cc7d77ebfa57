package dev.stampede.contracts.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.sharding.Shards;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListingKeysTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Category PAPER = new Category("paper");
    private static final ProductId NOTEBOOK = new ProductId("field-notebook");

    @Test
    void of_aProduct_shouldGiveTheKeysOfEachIndex() {
        var shard = Shards.of("field-notebook", 4);

        assertThat(ListingKeys.of(NOTEBOOK, PAPER, "Field Notebook, A5", 1250, CREATED)).isEqualTo(Map.of(
                "categoryShard", "paper#" + shard,
                "allShard", "all#" + shard,
                "priceKey", "000000000001250#field-notebook",
                "newestKey", "2026-03-01T10:00:00.000Z#field-notebook",
                "nameKey", "field notebook a5#field-notebook",
                "listing", "products#" + shard,
                "listingKey", "paper#field-notebook"));
    }

    @Test
    void of_theLongestTitleAndId_shouldFitASortKeyOfDynamoDb() {
        var longest = new ProductId("p".repeat(64));
        var title = new String(Character.toChars(0x20000)).repeat(100) + "\ufdfa".repeat(100);

        var key = ListingKeys.of(longest, PAPER, title, 0, CREATED).get(ListingKeys.NAME_KEY);

        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024);
    }

    @Test
    void price_ofAnyLength_shouldSortByAmount() {
        assertThat(new String[] {price(0), price(9), price(10), price(1250), price(ListingKeys.MAX_PRICE)}).isSorted();
    }

    @Test
    void toPrice_shouldLieBehindProductsOfThePriceOnly() {
        assertThat(price(10)).isLessThan(ListingKeys.toPrice(10));
        assertThat(price(11)).isGreaterThan(ListingKeys.toPrice(10));
    }

    @Test
    void newest_withAndWithoutMilliseconds_shouldSortByTime() {
        var later = ListingKeys.of(NOTEBOOK, PAPER, "x", 0, CREATED.plusMillis(1)).get(ListingKeys.NEWEST_KEY);
        var earlier = ListingKeys.of(NOTEBOOK, PAPER, "x", 0, CREATED).get(ListingKeys.NEWEST_KEY);

        assertThat(earlier).isLessThan(later);
    }

    @Test
    void categoryShard_ofAnAncestor_shouldBeTheProductsShardOfIt() {
        var shard = Shards.of("field-notebook", 4);

        assertThat(ListingKeys.categoryShard(NOTEBOOK, new Category("paper/books"))).isEqualTo("paper/books#" + shard);
    }

    private static String price(long price) {
        return ListingKeys.of(NOTEBOOK, PAPER, "x", price, CREATED).get(ListingKeys.PRICE_KEY);
    }
}
