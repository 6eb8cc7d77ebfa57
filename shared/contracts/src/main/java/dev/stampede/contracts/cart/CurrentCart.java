package dev.stampede.contracts.cart;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.contracts.totals.Totals;
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

    /** @param lines at the prices when they were last set */
    public static CurrentCart of(
            CartId cartId, long version, @Nullable String currency, List<Totals.Line> lines) {
        return new CurrentCart(
                cartId,
                version,
                currency,
                lines.stream()
                        .map(line -> new Line(line.sku(), line.quantity(), line.unitPrice(), line.subtotal()))
                        .toList(),
                currency == null ? 0 : Breakdown.none(currency, lines).subtotal());
    }

    /** @param unitPrice the price when the line was last set */
    public record Line(Sku sku, int quantity, long unitPrice, long lineTotal) {}
}
