package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;
import java.util.Set;
import java.util.regex.Pattern;

/** A stock keeping unit: the unit of pricing, stock and sale. 1 to 64 letters, digits, {@code . _ -}. */
public record Sku(String value) implements StringValue, Comparable<Sku> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Paths of the API that a SKU of this name would hide behind, such as {@code /v1/admin/inventory/adjustments}. */
    private static final Set<String> RESERVED = Set.of("adjustments");

    public Sku {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a SKU of 1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    /** Whether the API has a route in place of the SKU, which therefore cannot be requested. Products must not have it. */
    public boolean isReserved() {
        return RESERVED.contains(value);
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
