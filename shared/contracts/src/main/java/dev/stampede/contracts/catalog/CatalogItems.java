package dev.stampede.contracts.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;

/**
 * The keys and attribute names of the items of the catalog table: products, SKUs and search words. The catalog function
 * writes them, except for the availability, which inventory writes. {@link ListingKeys} has the attributes of the indexes.
 */
public final class CatalogItems {

    /** Partition key of the table. */
    public static final String KEY = "pk";

    public static final String PRODUCT_ID = "productId";
    public static final String TITLE = "title";
    public static final String SUMMARY = "summary";
    public static final String DESCRIPTION = "description";
    public static final String CATEGORY = "category";
    /** In minor units; for a product, the lowest price of its variants. */
    public static final String PRICE = "price";
    public static final String CURRENCY = "currency";
    public static final String IMAGE_URL = "imageUrl";
    /** A list of maps of {@link #SKU}, {@link #PRICE} and, optionally, {@link #NAME}. */
    public static final String VARIANTS = "variants";
    public static final String CREATED_AT = "createdAt";
    public static final String UPDATED_AT = "updatedAt";
    public static final String VERSION = "version";
    /** The search words of a product, each of which is an item as well. */
    public static final String WORDS = "words";
    /** Only SKU items and variants have it; streams are filtered by it. */
    public static final String SKU = "sku";
    /** The name of a variant, in a SKU item. */
    public static final String VARIANT = "variant";
    /** The name of a variant, in {@link #VARIANTS}. */
    public static final String NAME = "name";
    /** An {@link Availability}. */
    public static final String AVAILABILITY = "availability";
    /** {@link Availability} by SKU, in a product item; a variant without an entry is out of stock. */
    public static final String SKU_AVAILABILITY = "skuAvailability";

    private CatalogItems() {}

    public static String productKey(ProductId id) {
        return "product#" + id.value();
    }

    public static String skuKey(Sku sku) {
        return "sku#" + sku.value();
    }

    public static String wordKey(String word, ProductId product) {
        return "word#" + word + "#" + product.value();
    }
}
