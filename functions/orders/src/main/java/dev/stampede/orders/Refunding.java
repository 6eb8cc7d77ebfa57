package dev.stampede.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.Refund;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Refunds orders for the shop, before or after shipping, as a whole or in parts, and settles refunds that the payment provider
 * refused.
 */
final class Refunding {

    sealed interface Outcome {

        /** The refund was requested, now or earlier, whoever requested it. */
        record Started(Order order) implements Outcome {}

        /** The order's status does not allow it. */
        record NotRefundable(Order order) implements Outcome {}

        /** It is more than {@link Order#refundable()}. @param wanted in minor units */
        record TooMuch(Order order, long wanted) implements Outcome {}

        /** The order has fewer {@link Refunding#units units} of a line that can be refunded. */
        record NoSuchUnits(Order order) implements Outcome {}

        /** Another request had the same key. */
        record KeyReused(Order order) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /** The outcome of settling a refund. */
    sealed interface Settlement {

        /** Retried or settled, now or earlier. */
        record Done(Order order) implements Settlement {}

        /** The refund did not fail. */
        record NotFailed(Order order) implements Settlement {}

        record Unknown() implements Settlement {}
    }

    /**
     * What to refund.
     *
     * @param amount in minor units; empty for the price of the lines, or without lines for all that is left
     * @param lines empty for an amount alone
     * @param restock whether the units return to stock; null for those that did not ship
     * @param note why
     * @param requestKey distinguishes a repeated request from a second refund, or null
     */
    record Wanted(
            OptionalLong amount,
            List<LineUnits> lines,
            @Nullable Boolean restock,
            @Nullable String note,
            @Nullable String requestKey,
            Actor actor) {

        boolean isWhole() {
            return amount.isEmpty() && lines.isEmpty();
        }
    }

    private final OrderLog log;

    Refunding(OrderLog log) {
        this.log = log;
    }

    Outcome refund(OrderId id, Wanted wanted) {
        return log.decide(id, order -> decide(order, wanted)).orElseGet(Outcome.Unknown::new);
    }

    private static Decision<Outcome> decide(Order order, Wanted wanted) {
        if (order.isReused(wanted.requestKey())) {
            return Decision.leave(Outcome.KeyReused::new);
        }
        if (order.isRepeated(wanted.requestKey())) {
            return Decision.leave(Outcome.Started::new);
        }
        return wanted.isWhole() ? whole(order, wanted) : part(order, wanted);
    }

    private static Decision<Outcome> whole(Order order, Wanted wanted) {
        if (order.isClosed()) {
            return Decision.leave(Outcome.Started::new);
        }
        if (!isRefundable(order) && order.status() != OrderStatus.PAID_LATE) {
            return Decision.leave(Outcome.NotRefundable::new);
        }
        var lines = Boolean.TRUE.equals(wanted.restock()) ? units(order) : List.<LineUnits> of();
        return Decision.add(request(wanted, null, lines, restock(wanted, lines)), Outcome.Started::new);
    }

    private static Decision<Outcome> part(Order order, Wanted wanted) {
        if (!isRefundable(order)) {
            return Decision.leave(Outcome.NotRefundable::new);
        }
        if (!wanted.lines().stream().allMatch(line -> line.quantity() <= unitsLeft(order, line))) {
            return Decision.leave(Outcome.NoSuchUnits::new);
        }
        var amount = wanted.amount().orElseGet(() -> order.price(wanted.lines()));
        if (amount > order.refundable() || amount == 0 && wanted.lines().isEmpty()) {
            return Decision.leave(left -> new Outcome.TooMuch(left, amount));
        }
        var money = new Money(amount, order.placed().total().currency());
        var isLast = amount > 0 && amount == order.refundable();
        var back = isLast ? withUnsent(order, wanted.lines()) : wanted.lines();
        return Decision.add(request(wanted, money, wanted.lines(), restock(wanted, back)), Outcome.Started::new);
    }

    /** These units, and those that the refund of all money cancels because they have not shipped. */
    private static List<LineUnits> withUnsent(Order order, List<LineUnits> lines) {
        var units = new LinkedHashMap<Sku, Integer>();
        lines.forEach(line -> units.put(line.sku(), line.quantity()));
        order.shippable().forEach(line -> units.merge(line.sku(), line.quantity(), Math::max));
        return units.entrySet().stream().map(line -> new LineUnits(line.getKey(), line.getValue())).toList();
    }

    /** Whether money of it can be refunded in parts. */
    static boolean isRefundable(Order order) {
        return switch (order.status()) {
            case PAID, PARTIALLY_SHIPPED, SHIPPED, REFUND_FAILED, REFUND_PENDING, REFUNDED -> !order.isClosed();
            case PLACED, RESERVED, REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, AUTHORIZED, CAPTURE_PENDING,
                    CAPTURE_FAILED, PAID_LATE, PAID_LATE_RESERVED,
                    CANCELLED, EXPIRED ->
                    false;
        };
    }

    /** The units that were neither cancelled, returned nor refunded; empty unless the order is sold. */
    static List<LineUnits> units(Order order) {
        return order.placed().lines().stream()
                .map(line -> new LineUnits(line.sku(), line.quantity()))
                .filter(line -> unitsLeft(order, line) > 0)
                .map(line -> new LineUnits(line.sku(), unitsLeft(order, line)))
                .toList();
    }

    private static int unitsLeft(Order order, LineUnits line) {
        return order.shippable(line.sku()) + order.returnable(line.sku());
    }

    private static @Nullable List<LineUnits> restock(Wanted wanted, List<LineUnits> lines) {
        if (wanted.restock() == null) {
            return null;
        }
        return wanted.restock() ? lines : List.of();
    }

    private static RefundRequested request(
            Wanted wanted, @Nullable Money amount, List<LineUnits> lines, @Nullable List<LineUnits> restock) {
        return new RefundRequested(
                RefundReason.SHOP, amount, lines.isEmpty() ? null : lines, restock, null, wanted.note(),
                wanted.requestKey(),
                wanted.actor().kind(), wanted.actor().subject());
    }

    /** Has the provider asked again, under a new idempotency key. */
    Settlement retry(OrderId id, int refundId, Actor actor) {
        return settle(id, refundId, refund -> switch (refund.status()) {
            case FAILED -> Decision.add(new RefundRetried(refundId, actor), Settlement.Done::new);
            case PENDING -> refund.attempt() == refund.id()
                    ? Decision.leave(Settlement.NotFailed::new)
                    : Decision.leave(Settlement.Done::new);
            case REFUNDED, SETTLED -> Decision.leave(Settlement.NotFailed::new);
        });
    }

    /** The shop has paid in another way. @param note how */
    Settlement settle(OrderId id, int refundId, @Nullable String note, Actor actor) {
        return settle(id, refundId, refund -> switch (refund.status()) {
            case FAILED -> Decision.add(
                    new RefundSettled(refundId, refund.amount(), note, actor), Settlement.Done::new);
            case SETTLED -> Decision.leave(Settlement.Done::new);
            case PENDING, REFUNDED -> Decision.leave(Settlement.NotFailed::new);
        });
    }

    private Settlement settle(OrderId id, int refundId, Function<Refund, Decision<Settlement>> decision) {
        return log.decide(id, order -> order.refunds().stream()
                .filter(refund -> refund.id() == refundId)
                .findFirst()
                .map(decision)
                .orElseGet(() -> Decision.leave(other -> new Settlement.Unknown())))
                .orElseGet(Settlement.Unknown::new);
    }
}
