package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/**
 * The key of an order, which the API calls {@code orderId}: {@code ord_} and 160 bits derived from what identifies the
 * purchase. The same purchase always has the same key, which makes checkout idempotent, and the key cannot be guessed without
 * the cart's id or the idempotency key.
 *
 * <p>The key gives access to a guest's order. Only the buyer gets it, from checkout and in the links of emails. It is never
 * stored, published or logged; everything else uses the {@link #orderId()}.
 */
public record OrderKey(String value) implements StringValue {

    static final String PREFIX = "ord_";

    public OrderKey {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be an order id");
        }
    }

    /**
     * The key of a cart's order, for any version of the cart: of two concurrent checkouts, only one can place the order.
     *
     * @param attempt 0 for the first order, incremented for each order that ended without a sale
     */
    public static OrderKey ofCart(CartId cart, int attempt) {
        return new OrderKey(PREFIX + RandomIds.derived("cart/" + cart.value() + "/" + attempt));
    }

    /** The key of an order without a cart. @param idempotencyKey chosen by the caller */
    public static OrderKey ofKey(String caller, String idempotencyKey) {
        return new OrderKey(PREFIX + RandomIds.derived("key/" + caller.length() + "/" + caller + "/" + idempotencyKey));
    }

    /** The order's public id, from which the key cannot be computed. */
    public OrderId orderId() {
        return OrderId.of(this);
    }

    /** Omits the key, because the text may be logged. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
