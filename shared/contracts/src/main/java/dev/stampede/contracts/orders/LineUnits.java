package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.Sku;
import java.util.Collection;
import java.util.List;

/** Some units of an order's line. @param quantity at least 1 */
public record LineUnits(Sku sku, int quantity) {

    public LineUnits {
        if (quantity < 1 || quantity > OrderLine.MAX_QUANTITY) {
            throw new IllegalArgumentException("must be 1 to " + OrderLine.MAX_QUANTITY);
        }
    }

    /** @throws IllegalArgumentException if a SKU is named twice */
    static List<LineUnits> distinct(Collection<LineUnits> lines) {
        if (lines.stream().map(LineUnits::sku).distinct().count() < lines.size()) {
            throw new IllegalArgumentException("A SKU is named twice");
        }
        return List.copyOf(lines);
    }
}
