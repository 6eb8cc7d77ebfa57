package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/**
 * The key to an order, which the API calls its {@code orderId}: {@code ord_} and 160 bits derived from what makes the
 * purchase unique. The same purchase always has the same key, which is what makes checkout idempotent, and nobody who does
 * not know the cart or the idempotency key can guess it.
 *
 * <p>Whoever has a guest's key may see and cancel the order. So a key is given to the buyer only, and is neither stored nor
 * published nor logged: everything else knows the order by its {@link #orderId()}.
 */
public record OrderKey(String value) implements StringValue {

    static final String PREFIX = "ord_";

    public OrderKey {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be an order id");
        }
    }

    /**
     * The order made from a cart, whichever version of it: of two checkouts at once only one can place it.
     *
     * @param attempt 0 for the first order; one more for each earlier order of the cart that ended without a sale
     */
    public static OrderKey ofCart(CartId cart, int attempt) {
        return new OrderKey(PREFIX + RandomIds.derived("cart/" + cart.value() + "/" + attempt));
    }

    /** The order made without a cart, by a caller under a key that the caller chose. */
    public static OrderKey ofKey(String caller, String idempotencyKey) {
        return new OrderKey(PREFIX + RandomIds.derived("key/" + caller.length() + "/" + caller + "/" + idempotencyKey));
    }

    /** The order's public id, from which the key cannot be computed. */
    public OrderId orderId() {
        return OrderId.of(this);
    }

    /** Without the key: the text may end in a log. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
