package dev.stampede.payment;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.UnpaidLimit;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.contracts.unpaid.UnpaidOrders;
import dev.stampede.contracts.unpaid.UnpaidOrders.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides how long an order keeps its stock while its payment is declined, awaits confirmation or has no answer, and counts
 * it against its caller's limits. The order is counted before the fact is appended, so a crash in between leaves the count
 * too high until the hold would have ended, and never too low.
 */
final class UnpaidHolds {

    private final UnpaidOrders unpaid;
    private final UnpaidLimits limits;
    private final Duration declinedHold;
    private final Clock clock;

    /** @param declinedHold how long stock is held after a payment was declined */
    UnpaidHolds(UnpaidOrders unpaid, UnpaidLimits limits, Duration declinedHold, Clock clock) {
        this.unpaid = unpaid;
        this.limits = limits;
        this.declinedHold = declinedHold;
        this.clock = clock;
    }

    /**
     * The hold of an order.
     *
     * @param heldUntil the end of the hold; now if a limit is exceeded
     * @param exceeded the limit that the order would exceed, if any
     */
    record Hold(Instant heldUntil, Optional<UnpaidLimit> exceeded) {}

    /** Counts a declined payment, and the order's units until the shortened hold ends. Idempotent. */
    Hold declined(Order order, int attempt) {
        var now = now();
        var shortened = now.plus(declinedHold);
        return count(order, earlier(order.heldUntil().orElseThrow(), shortened), now,
                Optional.of(order.id() + "/" + attempt));
    }

    /** Counts the order's units while the customer can confirm the payment, or the provider has not answered. Idempotent. */
    Hold undecided(Order order) {
        return count(order, order.heldUntil().orElseThrow(), now(), Optional.empty());
    }

    /**
     * Stops counting an order that is paid, cancelled or expired. Writes only if it was counted. Comes after the fact that
     * says so: an order that is still counted after a crash in between is counted until its hold would have ended.
     */
    void end(Order order) {
        unpaid.update(CallerKey.of(order.placed()), before -> new Change<>(before.entrySet().stream()
                .filter(entry -> entry.getValue().hold(order.id()).isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().withoutHold(order.id()))),
                true));
    }

    /** Whether the order's log shows that it was counted. It does not show charges without an answer. */
    static boolean wasRefused(Order order) {
        return order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof PaymentDeclined
                || recorded.fact() instanceof PaymentActionRequired);
    }

    private Hold count(Order order, Instant until, Instant now, Optional<String> declined) {
        return unpaid.update(CallerKey.of(order.placed()), before -> {
            var exceeded = exceeded(order, before, now, declined);
            var hold = exceeded.isPresent()
                    ? new Hold(now, exceeded)
                    : new Hold(counted(order, before.values().stream().toList(), until), exceeded);
            var after = new LinkedHashMap<CallerKey, Unpaid>();
            before.forEach((caller, known) -> after.put(caller, next(caller, known, order, hold, declined, now)));
            after.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
            return new Change<>(after, hold);
        });
    }

    private Optional<UnpaidLimit> exceeded(
            Order order, Map<CallerKey, Unpaid> before, Instant now, Optional<String> declined) {
        return before.entrySet().stream()
                .flatMap(entry -> exceeded(order, entry.getKey(), entry.getValue(), now, declined).stream())
                .findFirst();
    }

    /** Does not count an order or a payment twice. */
    private Optional<UnpaidLimit> exceeded(
            Order order, CallerKey caller, Unpaid known, Instant now, Optional<String> declined) {
        var isNew = declined.filter(attempt -> !known.declines().containsKey(attempt)).isPresent();
        var excess = isNew ? limits.declines(caller, known) : Optional.<Excess> empty();
        return excess.or(() -> limits.units(caller, known.withoutHold(order.id()), units(order), now))
                .map(UnpaidHolds::limit);
    }

    private static UnpaidLimit limit(Excess excess) {
        return excess instanceof Excess.Units ? UnpaidLimit.UNITS : UnpaidLimit.DECLINED_PAYMENTS;
    }

    /** Records no more declines than the limit, to bound the size of the record. */
    private Unpaid next(
            CallerKey caller, Unpaid known, Order order, Hold hold, Optional<String> declined, Instant now) {
        var next = declined.isPresent() && limits.declines(caller, known).isEmpty()
                ? known.withDecline(declined.get(), now)
                : known;
        return hold.exceeded().isPresent()
                ? next.withoutHold(order.id())
                : next.withHold(order.id(), new Unpaid.Hold(hold.heldUntil(), unitsByName(order)));
    }

    /** Never extends a hold that is already counted. */
    private static Instant counted(Order order, List<Unpaid> known, Instant until) {
        return known.stream()
                .flatMap(one -> one.hold(order.id()).stream())
                .map(Unpaid.Hold::until)
                .reduce(until, UnpaidHolds::earlier);
    }

    private static Map<Sku, Integer> units(Order order) {
        return order.placed().lines().stream().collect(Collectors.toMap(OrderLine::sku, OrderLine::quantity));
    }

    private static Map<String, Integer> unitsByName(Order order) {
        return order.placed().lines().stream()
                .collect(Collectors.toMap(line -> line.sku().value(), OrderLine::quantity));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant now() {
        return clock.instant();
    }
}
