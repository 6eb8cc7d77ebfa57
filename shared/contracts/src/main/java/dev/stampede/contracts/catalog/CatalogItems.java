package dev.stampede.contracts.catalog;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.util.Optional;

/**
 * The keys and attribute names of the items of the catalog table: products and SKUs. The catalog function
 * writes them, except for the availability, which inventory writes. {@link ListingKeys} has the attributes of the indexes.
 */
public final class CatalogItems {

    /** Partition key of the table. */
    public static final String KEY = "pk";

    public static final String PRODUCT_ID = "productId";
    public static final String TITLE = "title";
    /** The current {@link Slug} of a product. */
    public static final String SLUG = "slug";
    /** Former slugs of a product, newest first. */
    public static final String OLD_SLUGS = "oldSlugs";
    public static final String SUMMARY = "summary";
    public static final String DESCRIPTION = "description";
    public static final String CATEGORY = "category";
    /** In minor units; for a product, the lowest price that it offers. */
    public static final String PRICE = "price";
    /** The highest price that a product offers. */
    public static final String PRICE_TO = "priceTo";
    /** All prices that a product offers, ascending, if there are more than the lowest and the highest. */
    public static final String PRICES = "prices";
    public static final String CURRENCY = "currency";
    /** Of a product, a list of maps of {@link #NAME} and {@link #VALUES}, in order; of a SKU, its value by name. */
    public static final String OPTIONS = "options";
    public static final String VALUES = "values";
    /**
     * A list of maps of {@link #SKU}, {@link #PRICE} and what a variant may have: {@link #OPTIONS} (value by name),
     * {@link #COMPARE_AT_PRICE}, {@link #BARCODE}, {@link #WEIGHT}, {@link #MAX_PER_ORDER},
     * {@link #MAX_PER_CUSTOMER}, {@link #REQUIRES_SIGN_IN}.
     */
    public static final String VARIANTS = "variants";
    public static final String COMPARE_AT_PRICE = "compareAtPrice";
    public static final String BARCODE = "barcode";
    /** In grams. */
    public static final String WEIGHT = "weight";
    public static final String MAX_PER_ORDER = "maxPerOrder";
    public static final String MAX_PER_CUSTOMER = "maxPerCustomer";
    /** Absent means false. */
    public static final String REQUIRES_SIGN_IN = "requiresSignIn";
    /** A list of maps of {@link #URL} and, optionally, {@link #ALT}, {@link #WIDTH}, {@link #HEIGHT}, {@link #SKUS}. */
    public static final String MEDIA = "media";
    /** The first of the {@link #MEDIA}, without its SKUs; of a SKU, the first one that shows it. */
    public static final String PICTURE = "picture";
    public static final String URL = "url";
    public static final String ALT = "alt";
    public static final String WIDTH = "width";
    public static final String HEIGHT = "height";
    public static final String SKUS = "skus";
    /** A map of {@link #TITLE} and {@link #DESCRIPTION}, both optional. */
    public static final String SEO = "seo";
    public static final String TAGS = "tags";
    /** A map of strings, numbers, booleans and lists of strings. */
    public static final String ATTRIBUTES = "attributes";
    /** A set of {@link FilterTerms}, which the search index has. */
    public static final String FILTERS = "filters";
    /** A map of strings that only admins read. */
    public static final String METADATA = "metadata";
    /** The name of a {@link Publication.Status}; absent means published. */
    public static final String STATUS = "status";
    public static final String AVAILABLE_FROM = "availableFrom";
    public static final String AVAILABLE_UNTIL = "availableUntil";
    public static final String TAX_CATEGORY = "taxCategory";
    public static final String REQUIRES_SHIPPING = "requiresShipping";
    public static final String CREATED_AT = "createdAt";
    public static final String UPDATED_AT = "updatedAt";
    /** The subject of the token of the admin who changed or deleted a product last; only admins read it. */
    public static final String UPDATED_BY = "updatedBy";
    public static final String VERSION = "version";
    /** Only SKU items and variants have it; streams are filtered by it. */
    public static final String SKU = "sku";
    /** What distinguishes a variant from the others of its product: its option values, in a SKU item. */
    public static final String VARIANT = "variant";
    /** The name of an option. */
    public static final String NAME = "name";
    /** An {@link Availability}. */
    public static final String AVAILABILITY = "availability";
    /** {@link Availability} by SKU, in a product item; a variant without an entry is out of stock. */
    public static final String SKU_AVAILABILITY = "skuAvailability";

    /** Of a variant, in minor units. The total of the largest possible order still fits into {@code Money}. */
    public static final long MAX_PRICE = 10_000_000_000L;

    /** The item of the store's rules for shipping and taxes: {@link #RULES}, {@link #VERSION}, who changed them and when. */
    public static final String RULES_KEY = "rules";
    /** The rules, as JSON. */
    public static final String RULES = "rules";

    /**
     * Of the SKU item of a limited code, which otherwise has only {@link #SKU} and {@link #AVAILABILITY}: how many uses the code
     * has had in all. It is only raised, and remains when the code's promotion is removed.
     */
    public static final String USES = "uses";

    private static final String PRODUCT = "product#";
    private static final String CODE = "sku#promotion:";

    private CatalogItems() {}

    public static String productKey(ProductId id) {
        return PRODUCT + id.value();
    }

    /** The product whose item has this key; empty for another item. */
    public static Optional<ProductId> productOf(String key) {
        return key.startsWith(PRODUCT) ? Optional.of(new ProductId(key.substring(PRODUCT.length()))) : Optional.empty();
    }

    /** The limited code whose item has this key; empty for another item. */
    public static Optional<String> codeOf(String key) {
        return key.startsWith(CODE) ? Optional.of(key.substring(CODE.length())) : Optional.empty();
    }

    /** The item that records when a product was deleted last, and by whom. */
    public static String deletionKey(ProductId id) {
        return "deleted#" + id.value();
    }

    /** The item of a current or former slug; it has the {@link #PRODUCT_ID}. */
    public static String slugKey(Slug slug) {
        return "slug#" + slug.value();
    }

    public static String skuKey(Sku sku) {
        return "sku#" + sku.value();
    }
}
