package dev.stampede.search.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.totals.TotalsView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order in the list of all orders, as it was when it was indexed. Personal: for admins only, and never logged.
 *
 * @param total the amount to pay, in minor units
 * @param contact whom the order is for; addresses are with the order alone
 */
public record FoundOrder(
        OrderId reference,
        OrderNumber number,
        OrderStatus status,
        String currency,
        List<Line> lines,
        long total,
        TotalsView totals,
        Recipient contact,
        Instant placedAt,
        Instant updatedAt) {

    /** A line of the order. */
    public record Line(Sku sku, ProductId productId, String name, int quantity) {}

    /** Whom the order is for. */
    public record Recipient(String email, @Nullable String name) {

        @Override
        public String toString() {
            return "Recipient[personal]";
        }
    }

    public FoundOrder {
        // An index from before numbers were shown has none.
        number = OrderNumber.of(reference);
        lines = List.copyOf(lines);
    }

    static FoundOrder of(Order order) {
        var placed = order.placed();
        return new FoundOrder(
                order.id(),
                OrderNumber.of(order.id()),
                order.status(),
                placed.total().currency(),
                placed.lines().stream()
                        .map(line -> new Line(line.sku(), line.productId(), line.name(), line.quantity()))
                        .toList(),
                placed.total().amount(),
                TotalsView.of(placed.totals()),
                new Recipient(placed.contact().email(), placed.contact().name()),
                order.placedAt(),
                order.changedAt());
    }
}
