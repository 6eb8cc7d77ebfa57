package dev.stampede.inventory.stock;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The invariant of each SKU, over all its shards: units received = units available + units in orders that hold or bought
 * stock. Stock and orders must be of the same instant.
 */
public final class StockEquation {

    private StockEquation() {}

    /** A SKU for which the equation does not hold. */
    public record Difference(Sku sku, long received, long available, long inOrders) {

        /** Units in excess (positive) or missing (negative). */
        public long units() {
            return available + inOrders - received;
        }
    }

    /**
     * Checks the equation for every SKU that is in {@code stocks} or in an order.
     *
     * @param orders all orders
     * @return the SKUs for which it does not hold
     */
    public static List<Difference> differences(Collection<Stock> stocks, Collection<Order> orders) {
        var inOrders = unitsInOrders(orders);
        var differences = new ArrayList<Difference>();
        for (var stock : stocks) {
            var units = inOrders.getOrDefault(stock.sku(), 0L);
            difference(stock, units).ifPresent(differences::add);
            inOrders.remove(stock.sku());
        }
        inOrders.forEach((sku, units) -> difference(Stock.none(sku), units).ifPresent(differences::add));
        return differences;
    }

    /** Checks the equation for one SKU. @param inOrders the units of all orders that hold or have bought stock of it */
    public static Optional<Difference> difference(Stock stock, long inOrders) {
        return Optional.of(new Difference(stock.sku(), stock.received(), stock.available(), inOrders))
                .filter(difference -> difference.units() != 0);
    }

    private static Map<Sku, Long> unitsInOrders(Collection<Order> orders) {
        var units = new HashMap<Sku, Long>();
        orders.stream()
                .flatMap(order -> order.allocations().stream())
                .forEach((Allocation allocation) -> units.merge(
                        allocation.sku(), (long) allocation.units(), Long::sum));
        return units;
    }
}
