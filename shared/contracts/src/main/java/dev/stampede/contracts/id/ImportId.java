package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;

/** The id of a product import: {@code imp_} and 160 random bits. */
public record ImportId(String value) implements StringValue {

    private static final String PREFIX = "imp_";

    public ImportId {
        if (!RandomIds.isId(value, PREFIX)) {
            throw new IllegalArgumentException("must be an import id");
        }
    }

    public static ImportId random() {
        return new ImportId(PREFIX + RandomIds.random());
    }

    @Override
    public String toString() {
        return value;
    }
}
