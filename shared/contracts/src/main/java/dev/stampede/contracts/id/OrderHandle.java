package dev.stampede.contracts.id;

import java.util.Optional;

/**
 * How a request identifies an order: by key or by reference. Only the key gives access to a guest's order.
 *
 * @param id the order
 * @param isKey whether the request used the key
 * @param text as in the request
 */
public record OrderHandle(OrderId id, boolean isKey, String text) {

    /** @throws IllegalArgumentException if the text is neither a key nor a reference */
    public static OrderHandle parse(String text) {
        return text.startsWith(OrderId.PREFIX) ? of(new OrderId(text)) : of(new OrderKey(text));
    }

    /** The order's key, if the request used it: what the API calls {@code orderId}. */
    public Optional<String> key() {
        return isKey ? Optional.of(text) : Optional.empty();
    }

    public static OrderHandle of(OrderKey key) {
        return new OrderHandle(key.orderId(), true, key.value());
    }

    public static OrderHandle of(OrderId id) {
        return new OrderHandle(id, false, id.value());
    }

    /** Omits the text, which may be a key, because the result may be logged. */
    @Override
    public String toString() {
        return id.value();
    }
}
