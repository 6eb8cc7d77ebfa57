package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stock keeping unit: the unit of pricing, stock and sale. 1 to 64 letters, digits, {@code . _ -}. What the store counts like
 * stock without selling it has a SKU of its own, of the form {@code promotion:CODE}.
 */
public record Sku(String value) implements StringValue, Comparable<Sku> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final String INTERNAL = "promotion:";
    private static final Pattern INTERNAL_FORM = Pattern.compile(INTERNAL + "[A-Za-z0-9-]{1,40}");

    /** Paths of the API that a SKU of this name would hide behind, such as {@code /v1/admin/inventory/adjustments}. */
    private static final Set<String> RESERVED = Set.of("adjustments");

    public Sku {
        if (!FORM.matcher(value).matches() && !INTERNAL_FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a SKU of 1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    /** The SKU whose units are the uses of a promotion's code. */
    public static Sku ofPromotion(String code) {
        return new Sku(INTERNAL + code);
    }

    /** What a request can name as goods. @throws IllegalArgumentException with a message for callers if it is internal */
    public static Sku ofGoods(String text) {
        var sku = new Sku(text);
        if (sku.isInternal()) {
            throw new IllegalArgumentException("must be a SKU of 1 to 64 letters, digits, '.', '_' or '-'");
        }
        return sku;
    }

    /** Whether it is not sold, but counted by the store: the uses of a code. */
    public boolean isInternal() {
        return value.startsWith(INTERNAL);
    }

    /** The code whose uses are its units; empty if it is no such SKU. */
    public Optional<String> promotionCode() {
        return isInternal() ? Optional.of(value.substring(INTERNAL.length())) : Optional.empty();
    }

    /** Whether the API has a route in place of the SKU, which therefore cannot be requested. Products must not have it. */
    public boolean isReserved() {
        return RESERVED.contains(value);
    }

    /** As a record's own, which is linked at its first call: that makes the first answer of a function wait for some milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sku sku && value.equals(sku.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
