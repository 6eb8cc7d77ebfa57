package dev.stampede.contracts.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.sharding.Shards;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The keys of the catalog's indexes. Partition keys of products are sharded by the product's id; sort keys end with
 * the product's id and are therefore unique.
 */
public final class ListingKeys {

    /** Partition key of a category's products. */
    public static final String CATEGORY_SHARD = "categoryShard";
    /** Partition key of all products. */
    public static final String ALL_SHARD = "allShard";
    /** Sort key: the lowest price that the product offers; see {@link Offered}. */
    public static final String PRICE_KEY = "priceKey";
    /** Sort key: the time of creation. */
    public static final String NEWEST_KEY = "newestKey";
    /** Sort key: the normalized title. */
    public static final String NAME_KEY = "nameKey";

    /** The index of small listings, with its partition key and sort key. */
    public static final String LISTINGS = "listings";
    public static final String LISTING = "listing";
    public static final String LISTING_KEY = "listingKey";

    /** The attributes of a product that list it for shoppers; drafts have none of them. */
    public static final Set<String> PUBLISHED = Set.of(CATEGORY_SHARD, ALL_SHARD, PRICE_KEY, NEWEST_KEY, NAME_KEY);

    /** The partition of {@link #ALL_SHARD} with all products. */
    public static final String ALL = "all";
    /** The partition of {@link #LISTING} with all products, drafts too, by category. */
    public static final String PRODUCTS = "products";

    /**
     * Shards of each listing of products. A partition supports about 1,000 writes and 3,000 reads per second (Amazon
     * DynamoDB Developer Guide, "Designing partition keys").
     */
    public static final int SHARDS = 4;

    /** In minor units. The total of the largest possible order still fits into {@code Money}. */
    public static final long MAX_PRICE = 10_000_000_000L;

    private static final String SEPARATOR = "#";
    /** Sorts after every product id. */
    private static final String LAST = "~";
    private static final int NAME_LENGTH = 100;

    /** Always with milliseconds, so that strings sort by time. */
    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder()
            .appendInstant(3)
            .toFormatter();

    private ListingKeys() {}

    /** All keys of a product, by attribute. */
    public static Map<String, String> of(
            ProductId product, Category category, String title, long lowestPrice, Instant createdAt) {
        var shard = Shards.of(product.value(), SHARDS);
        var end = SEPARATOR + product.value();
        var name = SearchText.start(SearchText.normalised(title), NAME_LENGTH);
        return Map.of(
                CATEGORY_SHARD, categoryShard(product, category),
                ALL_SHARD, Shards.key(ALL, shard),
                PRICE_KEY, priceKey(product, lowestPrice),
                NEWEST_KEY, MILLISECONDS.format(createdAt) + end,
                NAME_KEY, name + end,
                LISTING, Shards.key(PRODUCTS, shard),
                LISTING_KEY, category.path() + end);
    }

    /** The {@link #CATEGORY_SHARD} of a product in its category or an ancestor of it. */
    public static String categoryShard(ProductId product, Category category) {
        return Shards.key(category.path(), Shards.of(product.value(), SHARDS));
    }

    public static String priceKey(ProductId product, long lowestPrice) {
        return price(lowestPrice) + SEPARATOR + product.value();
    }

    /** Sorts after every product at or below this price. */
    public static String toPrice(long price) {
        return price(price) + SEPARATOR + LAST;
    }

    private static String price(long price) {
        return String.format(Locale.ROOT, "%015d", price);
    }
}
