package dev.stampede.contracts.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.sharding.Shards;
import java.util.Map;

/** The keys of the index of all products, which is sharded by the product's ID. Shoppers' lists come from the search index. */
public final class ListingKeys {

    /** The index, with its partition key and sort key. */
    public static final String LISTINGS = "listings";
    public static final String LISTING = "listing";
    public static final String LISTING_KEY = "listingKey";

    /** The partition of {@link #LISTING} with all products, drafts too, by category. */
    public static final String PRODUCTS = "products";

    /**
     * A partition supports about 1,000 writes and 3,000 reads per second (Amazon DynamoDB Developer Guide, "Designing partition
     * keys").
     */
    public static final int SHARDS = 4;

    private ListingKeys() {}

    /** The keys of a product, by attribute. */
    public static Map<String, String> of(ProductId product, Category category) {
        return Map.of(
                LISTING, Shards.key(PRODUCTS, Shards.of(product.value(), SHARDS)),
                LISTING_KEY, category.path() + "#" + product.value());
    }
}
