package dev.stampede.contracts.id;

/**
 * How a caller of the API names an order: by its key or by its reference. Only the key opens a guest's order.
 *
 * @param id the order
 * @param isKey whether the caller has shown the key
 * @param text what the caller wrote
 */
public record OrderHandle(OrderId id, boolean isKey, String text) {

    /** @throws IllegalArgumentException if the text is neither a key nor a reference */
    public static OrderHandle parse(String text) {
        return text.startsWith(OrderId.PREFIX) ? of(new OrderId(text)) : of(new OrderKey(text));
    }

    public static OrderHandle of(OrderKey key) {
        return new OrderHandle(key.orderId(), true, key.value());
    }

    public static OrderHandle of(OrderId id) {
        return new OrderHandle(id, false, id.value());
    }

    /** Without what may be a key: the text may end in a log. */
    @Override
    public String toString() {
        return id.value();
    }
}
