package dev.stampede.orders;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.runtime.http.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cancels orders for customers and the shop: orders whose payment was not captured end immediately, paid orders are refunded
 * unless they have shipped. Of an order that is sold, units that have not shipped can be cancelled alone.
 */
final class Cancelling {

    sealed interface Outcome {

        /** The order, or units of it, were cancelled before a payment was captured, now or earlier. */
        record Cancelled(Order order) implements Outcome {}

        /** The order is being refunded, or was, because the customer cancelled. */
        record RefundStarted(Order order) implements Outcome {}

        record NotCancellable(Order order) implements Outcome {}

        /** Another request had the same key. */
        record KeyReused(Order order) implements Outcome {}

        /** The order does not exist, or the caller has no access to it. */
        record Unknown() implements Outcome {}
    }

    private final OrderLog log;

    Cancelling(OrderLog log) {
        this.log = log;
    }

    Outcome cancel(OrderHandle named, Caller caller) {
        return log.decide(named.id(), order -> decide(order, named, caller)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(Order order, OrderHandle named, Caller caller) {
        if (!Visibility.isOpenTo(order, named, caller)) {
            return Decision.leave(hidden -> new Outcome.Unknown());
        }
        return switch (order.status()) {
            case PLACED, RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, AUTHORIZED, CAPTURE_FAILED ->
                    Decision.add(new OrderCancelled(Actors.of(caller)), Outcome.Cancelled::new);
            case PAID -> Decision.add(
                    new RefundRequested(RefundReason.CANCELLED, Actors.of(caller)), Outcome.RefundStarted::new);
            case CANCELLED -> Decision.leave(Outcome.Cancelled::new);
            case REFUND_PENDING, REFUND_FAILED, REFUNDED -> order.isClosed() && isRefundedForCancelling(order)
                    ? Decision.leave(Outcome.RefundStarted::new)
                    : Decision.leave(Outcome.NotCancellable::new);
            case REJECTED, CAPTURE_PENDING, PAID_LATE, PAID_LATE_RESERVED, PARTIALLY_SHIPPED, SHIPPED, EXPIRED ->
                    Decision.leave(Outcome.NotCancellable::new);
        };
    }

    /**
     * Units to cancel.
     *
     * @param lines at least one
     * @param restock whether they return to stock
     * @param note why, in the shop's words, or null
     * @param requestKey distinguishes a repeated request from a second one, or null
     */
    record Units(
            List<LineUnits> lines, boolean restock, @Nullable String note, @Nullable String requestKey) {}

    /**
     * Cancels units that have not shipped and refunds their price, or what is left of the payment if that is less. If the payment
     * is only authorized, that much less is captured.
     */
    Outcome cancel(OrderHandle named, Caller caller, Units units) {
        return log.decide(named.id(), order -> decide(order, named, caller, units)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(Order order, OrderHandle named, Caller caller, Units units) {
        if (!Visibility.isOpenTo(order, named, caller)) {
            return Decision.leave(hidden -> new Outcome.Unknown());
        }
        if (order.isReused(units.requestKey())) {
            return Decision.leave(Outcome.KeyReused::new);
        }
        if (order.isRepeated(units.requestKey())) {
            return order.captured().isEmpty()
                    ? Decision.leave(Outcome.Cancelled::new)
                    : Decision.leave(Outcome.RefundStarted::new);
        }
        if (order.status() == OrderStatus.CAPTURE_PENDING
                || !units.lines().stream().allMatch(line -> line.quantity() <= order.shippable(line.sku()))) {
            return Decision.leave(Outcome.NotCancellable::new);
        }
        var actor = Actors.of(caller);
        if (order.status().isAuthorized()) {
            return uncaptured(order, units, actor);
        }
        var price = Math.min(order.price(units.lines()), order.refundable());
        var isAll = !order.isShipped() && units(units.lines()) == units(order.shippable());
        var amount = isAll ? null : new Money(price, order.placed().total().currency());
        return Decision.add(new RefundRequested(
                RefundReason.CANCELLED, amount, units.lines(), units.restock() ? units.lines() : List.of(), null,
                units.note(), units.requestKey(), actor.kind(), actor.subject()), Outcome.RefundStarted::new);
    }

    /** With its last unit, the order is cancelled. */
    private static Decision<Outcome> uncaptured(Order order, Units units, Actor actor) {
        var capturable = order.capturable();
        var price = Math.min(order.price(units.lines()), capturable.amount());
        var cancelled = new UnitsCancelled(
                units.lines(), new Money(price, capturable.currency()), units.restock() ? units.lines() : List.of(),
                units.note(), units.requestKey(), actor.kind(), actor.subject());
        return units(units.lines()) == units(order.shippable())
                ? new Decision<>(List.of(cancelled, new OrderCancelled(actor)), Outcome.Cancelled::new)
                : Decision.add(cancelled, Outcome.Cancelled::new);
    }

    private static int units(List<LineUnits> lines) {
        return lines.stream().mapToInt(LineUnits::quantity).sum();
    }

    private static boolean isRefundedForCancelling(Order order) {
        return order.facts().stream()
                .anyMatch(recorded -> recorded.fact() instanceof RefundRequested refund
                        && refund.reason() == RefundReason.CANCELLED);
    }
}
