package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/** The id of a cart: {@code crt_} and 160 random bits. Anyone who knows it can use the cart. */
public record CartId(String value) implements StringValue {

    private static final String PREFIX = "crt_";

    public CartId {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be a cart id");
        }
    }

    public static CartId random() {
        return new CartId(PREFIX + RandomIds.random());
    }

    /** Without what opens the cart: the text may end in a log. */
    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
