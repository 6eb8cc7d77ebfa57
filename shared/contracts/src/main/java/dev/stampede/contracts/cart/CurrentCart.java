package dev.stampede.contracts.cart;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current cart, as problems return it that refuse a request for another version. Amounts are in minor units of
 * {@code currency}, which an empty cart does not have.
 */
public record CurrentCart(
        CartId cartId, long version, @Nullable String currency, List<Line> lines, long total) {

    public CurrentCart {
        lines = List.copyOf(lines);
    }

    /** @param unitPrice the price when the line was last set */
    public record Line(Sku sku, int quantity, long unitPrice, long lineTotal) {}
}
