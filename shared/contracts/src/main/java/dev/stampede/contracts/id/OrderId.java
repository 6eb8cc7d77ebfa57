package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/**
 * The id of an order: {@code ord_} and 160 bits derived from what makes the purchase unique. The same purchase always
 * has the same id, which is what makes checkout idempotent, and nobody who does not know the cart or the key can guess it.
 */
public record OrderId(String value) implements StringValue {

    private static final String PREFIX = "ord_";

    public OrderId {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be an order id");
        }
    }

    /**
     * The order made from a cart, whichever version of it: of two checkouts at once only one can place it.
     *
     * @param attempt 0 for the first order; one more for each earlier order of the cart that ended without a sale
     */
    public static OrderId ofCart(CartId cart, int attempt) {
        return new OrderId(PREFIX + RandomIds.derived("cart/" + cart.value() + "/" + attempt));
    }

    /** The order made without a cart, by a caller under a key that the caller chose. */
    public static OrderId ofKey(String caller, String idempotencyKey) {
        return new OrderId(PREFIX + RandomIds.derived("key/" + caller.length() + "/" + caller + "/" + idempotencyKey));
    }

    @Override
    public String toString() {
        return value;
    }
}
