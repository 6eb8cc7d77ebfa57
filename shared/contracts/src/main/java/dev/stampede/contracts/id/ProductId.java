package dev.stampede.contracts.id;

import dev.stampede.runtime.json.StringValue;
import java.util.Set;
import java.util.regex.Pattern;

/** The id of a product, chosen by the shop owner and used in URLs. 1 to 64 letters, digits, {@code . _ -}. */
public record ProductId(String value) implements StringValue, Comparable<ProductId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Paths of the API that a product of this name would hide behind, such as {@code /v1/admin/products/imports}. */
    private static final Set<String> RESERVED = Set.of("import", "imports", "by-slug");

    public ProductId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a product id of 1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    /** Whether the API has a route in place of the product. Products must not have such an id. */
    public boolean isReserved() {
        return RESERVED.contains(value);
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
