package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/**
 * The public id of an order, which the API calls its {@code reference}: {@code ref_} and 160 bits derived from the order's
 * {@link OrderKey}. It identifies the order in tables, events, logs and emails and does not give access to a guest's order.
 */
public record OrderId(String value) implements StringValue {

    static final String PREFIX = "ref_";

    public OrderId {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be an order reference");
        }
    }

    static OrderId of(OrderKey key) {
        return new OrderId(PREFIX + RandomIds.derived("order/" + key.value()));
    }

    /** Written out: a record's own is linked at its first call, which delays a function's first answer by some milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof OrderId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
