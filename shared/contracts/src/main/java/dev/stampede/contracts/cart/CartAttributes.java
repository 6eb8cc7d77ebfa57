package dev.stampede.contracts.cart;

/** The attribute names of the items of the carts table. The cart function writes them, checkout reads them. */
public final class CartAttributes {

    /** Partition key of the table. */
    public static final String CART_ID = "cartId";

    public static final String VERSION = "version";
    /** Only a claimed cart has it. */
    public static final String CUSTOMER_ID = "customerId";
    /** Only a cart with lines has it. */
    public static final String CURRENCY = "currency";
    /** Lines by SKU. */
    public static final String LINES = "lines";
    /** What the shopper wrote for the shop; absent if nothing, like the next two. */
    public static final String NOTE = "note";
    public static final String GIFT_MESSAGE = "giftMessage";
    /** A map of strings, of a cart and of a line. */
    public static final String METADATA = "metadata";
    /** The cart that this one was merged into; such a cart has no lines and does not change. */
    public static final String MERGED_INTO = "mergedInto";
    public static final String CREATED_AT = "createdAt";
    public static final String UPDATED_AT = "updatedAt";
    /** In seconds since 1970: the table's time to live. */
    public static final String EXPIRES_AT = "expiresAt";

    /** Attributes of a line. */
    public static final String PRODUCT_ID = "productId";
    public static final String TITLE = "title";
    public static final String VARIANT = "variant";
    public static final String QUANTITY = "quantity";
    /** The price that the shopper saw, in minor units of the cart's currency. */
    public static final String UNIT_PRICE = "unitPrice";
    /** The version of the cart that first had the SKU. */
    public static final String SINCE = "since";

    private CartAttributes() {}
}
