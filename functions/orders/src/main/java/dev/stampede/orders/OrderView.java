package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.runtime.http.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as front ends show it; its components are the members of the JSON document. Amounts are minor units of
 * {@code currency}.
 *
 * @param orderId how the caller named the order, by its key or its reference; in lists the reference
 * @param reference the order's public id
 * @param heldUntil when the stock goes back unless the order is paid; only while it waits for money
 * @param paymentDue what the customer has to do to pay, if anything
 * @param contact only for those who may see it
 * @param timeline one entry for each fact, oldest first; not in lists
 */
record OrderView(
        String orderId,
        OrderId reference,
        OrderStatus status,
        String currency,
        List<LineView> lines,
        long total,
        Instant placedAt,
        Instant updatedAt,
        @Nullable Instant heldUntil,
        @Nullable PaymentDue paymentDue,
        @Nullable Contact contact,
        @Nullable List<Map<String, Object>> timeline) {

    record LineView(Sku sku, ProductId productId, String name, int quantity, long unitPrice, long lineTotal) {

        static LineView of(OrderLine line) {
            return new LineView(
                    line.sku(),
                    line.productId(),
                    line.name(),
                    line.quantity(),
                    line.unitPrice().amount(),
                    line.total().amount());
        }
    }

    /**
     * @param attempt the payment attempt that did not go through
     * @param reason why it was declined: another token may be given
     * @param actionUrl where the customer confirms the payment
     */
    record PaymentDue(int attempt, @Nullable String reason, @Nullable String actionUrl) {}

    /** The whole order. */
    static OrderView full(Order order, OrderHandle named, Caller caller) {
        var contact = Visibility.showsContactTo(order, caller) ? order.placed().contact() : null;
        return of(order, named, contact, Timeline.of(order, caller));
    }

    /** The order as an entry of a list. */
    static OrderView summary(Order order) {
        return of(order, OrderHandle.of(order.id()), null, null);
    }

    private static OrderView of(
            Order order,
            OrderHandle named,
            @Nullable Contact contact,
            @Nullable List<Map<String, Object>> timeline) {
        var placed = order.placed();
        var heldUntil = order.status().awaitsPayment() ? order.heldUntil() : Optional.<Instant> empty();
        return new OrderView(
                named.text(),
                order.id(),
                order.status(),
                placed.total().currency(),
                placed.lines().stream().map(LineView::of).toList(),
                placed.total().amount(),
                order.placedAt(),
                order.changedAt(),
                heldUntil.orElse(null),
                paymentDue(order),
                contact,
                timeline);
    }

    /** A fact that asks for a payment is always the last one: whatever comes next answers it. */
    private static @Nullable PaymentDue paymentDue(Order order) {
        var last = order.facts().getLast().fact();
        if (last instanceof PaymentDeclined declined) {
            return new PaymentDue(declined.attempt(), declined.reason(), null);
        }
        return last instanceof PaymentActionRequired action
                ? new PaymentDue(action.attempt(), null, action.url())
                : null;
    }
}
