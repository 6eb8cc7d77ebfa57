package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderNotes;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.totals.Totals;
import dev.stampede.contracts.totals.TotalsView;
import dev.stampede.orders.AfterSaleView.RefundView;
import dev.stampede.orders.AfterSaleView.ReturnView;
import dev.stampede.orders.AfterSaleView.ShipmentView;
import dev.stampede.runtime.http.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API returns it. Amounts are in minor units of {@code currency}.
 *
 * @param orderId the key, if the request used it: others do not learn it
 * @param reference the order's public id
 * @param number what people read out
 * @param total the amount to pay
 * @param captured what was charged: less than the total if units were cancelled before the capture, 0 if nothing was charged yet
 * @param refunded what was paid back
 * @param refundPending what is being paid back
 * @param refundable what can still be refunded
 * @param disputed what the customer disputes at the bank or got back by a dispute; only if there is any
 * @param totals of what the total consists
 * @param codes the codes of promotions that the order has
 * @param authorization the payment that is authorized and not captured, if there is one
 * @param heldUntil when the hold ends; only while the order awaits payment
 * @param paymentDue what the customer must do to pay, if anything
 * @param contact only for callers with permission to see it
 * @param notes like {@code contact}, if the order has any
 * @param shipments like {@code timeline}
 * @param refunds like {@code timeline}
 * @param returns like {@code timeline}
 * @param timeline one entry per fact, oldest first; not included in lists
 */
record OrderView(
        @Nullable String orderId,
        OrderId reference,
        OrderNumber number,
        OrderStatus status,
        String currency,
        List<LineView> lines,
        long total,
        long captured,
        long refunded,
        long refundPending,
        long refundable,
        @Nullable Long disputed,
        TotalsView totals,
        List<String> codes,
        Instant placedAt,
        Instant updatedAt,
        @Nullable Authorization authorization,
        @Nullable Instant heldUntil,
        @Nullable PaymentDue paymentDue,
        @Nullable Contact contact,
        @Nullable OrderNotes notes,
        @Nullable List<ShipmentView> shipments,
        @Nullable List<RefundView> refunds,
        @Nullable List<ReturnView> returns,
        @Nullable List<Map<String, Object>> timeline) {

    /**
     * @param lineTotal the price before discounts
     * @param discount the line's part of the discounts
     * @param tax the line's part of the taxes, included in the price or added to it
     * @param shippable the units that are still to be shipped
     * @param returnable the units that can be returned
     */
    record LineView(
            Sku sku, ProductId productId, String name, int quantity, long unitPrice, long lineTotal, long discount,
            long tax, int shipped, int cancelled, int returned, int shippable, int returnable) {

        static List<LineView> of(Order order, Totals totals) {
            var lines = order.placed().lines();
            return IntStream.range(0, lines.size())
                    .mapToObj(index -> of(order, lines.get(index), totals.lines().get(index)))
                    .toList();
        }

        private static LineView of(Order order, OrderLine line, Totals.Line priced) {
            return new LineView(
                    line.sku(),
                    line.productId(),
                    line.name(),
                    line.quantity(),
                    line.unitPrice().amount(),
                    priced.subtotal(),
                    priced.discount(),
                    priced.tax(),
                    order.shipped(line.sku()),
                    order.cancelled(line.sku()),
                    order.returned(line.sku()),
                    order.shippable(line.sku()),
                    order.isClosed() ? 0 : order.returnable(line.sku()));
        }
    }

    /**
     * @param attempt the payment attempt that did not succeed
     * @param reason why the payment was declined; another token can be submitted
     * @param actionUrl where the customer confirms the payment
     * @param clientSecret with which the provider's form lets the customer confirm the payment
     */
    record PaymentDue(
            int attempt, @Nullable String reason, @Nullable String actionUrl, @Nullable String clientSecret) {}

    /**
     * @param amount what is to be captured
     * @param captureBefore when the authorization ends
     * @param failure the payment provider's code, if the capture failed; only for admins
     */
    record Authorization(long amount, Instant captureBefore, @Nullable String failure) {

        static @Nullable Authorization of(Order order, @Nullable Caller caller) {
            return order.status().isAuthorized()
                    ? new Authorization(
                            order.capturable().amount(), order.authorized().orElseThrow().captureBefore(),
                            caller != null && caller.isAdmin() ? order.captureFailure() : null)
                    : null;
        }
    }

    /** All details of an order. */
    static OrderView full(Order order, OrderHandle named, Caller caller) {
        var contact = Visibility.showsContactTo(order, caller) ? order.placed().contact() : null;
        var notes = Visibility.showsContactTo(order, caller) ? order.placed().notes() : null;
        return of(order, named, contact, notes, caller);
    }

    /** An order in a list. */
    static OrderView summary(Order order) {
        return of(order, OrderHandle.of(order.id()), null, null, null);
    }

    /** @param caller null for an order in a list */
    private static OrderView of(
            Order order,
            OrderHandle named,
            @Nullable Contact contact,
            @Nullable OrderNotes notes,
            @Nullable Caller caller) {
        var placed = order.placed();
        var totals = placed.totals();
        var heldUntil = order.status().awaitsPayment() ? order.heldUntil() : Optional.<Instant> empty();
        return new OrderView(
                named.key().orElse(null),
                order.id(),
                OrderNumber.of(order.id()),
                order.status(),
                placed.total().currency(),
                LineView.of(order, totals),
                placed.total().amount(),
                order.capturedAmount(),
                order.refunded(),
                order.refundPending(),
                order.refundable(),
                order.disputed() == 0 ? null : order.disputed(),
                TotalsView.of(totals),
                placed.codes(),
                order.placedAt(),
                order.changedAt(),
                Authorization.of(order, caller),
                heldUntil.orElse(null),
                paymentDue(order),
                contact,
                notes,
                caller == null ? null : ShipmentView.of(order),
                caller == null ? null : RefundView.of(order, caller.isAdmin()),
                caller == null ? null : ReturnView.of(order),
                caller == null ? null : Timeline.of(order, caller));
    }

    /** Only the last fact can require an action: any later fact resolves it. */
    private static @Nullable PaymentDue paymentDue(Order order) {
        var last = order.lastStep();
        if (last instanceof PaymentDeclined declined) {
            return new PaymentDue(declined.attempt(), declined.reason(), null, null);
        }
        return last instanceof PaymentActionRequired action
                ? new PaymentDue(action.attempt(), null, action.url(), action.clientSecret())
                : null;
    }
}
