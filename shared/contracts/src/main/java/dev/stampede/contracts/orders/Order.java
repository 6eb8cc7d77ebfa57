package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order: the fold of its facts. Immutable. The rules for which fact can follow are here only: {@link #with} refuses facts
 * that the order's state does not allow, and every writer uses it.
 *
 * <pre>
 * OrderPlaced -> StockReserved | StockRejected | OrderCancelled
 * StockReserved -> PaymentCaptured | PaymentDeclined | PaymentActionRequired | OrderCancelled | HoldExpired
 * PaymentDeclined, PaymentActionRequired -> PaymentSubmitted (within the hold) | OrderCancelled | HoldExpired
 * PaymentActionRequired -> PaymentDeclined (the customer declined to confirm)
 * PaymentDeclined, PaymentActionRequired -> PaymentCaptured (possibly of an earlier attempt)
 * PaymentSubmitted -> as StockReserved
 * HoldExtended: at most twice, while the order awaits payment
 * HoldExpired, OrderCancelled -> StockReleased | PaymentCapturedLate
 * PaymentCapturedLate -> StockReserved (again) -> PaymentCaptured
 * PaymentCapturedLate -> RefundRequested (sold out, cancelled, or the cart was ordered again)
 * PaymentCaptured -> OrderShipped | RefundRequested;  OrderShipped -> RefundRequested
 * RefundRequested -> Refunded -> StockReleased (unless shipped)
 * OrderClaimed: once, at any time after StockReserved, StockRejected or OrderCancelled
 * </pre>
 */
public final class Order {

    private final List<RecordedFact> facts;
    private final OrderPlaced placed;
    private OrderStatus status = OrderStatus.PLACED;
    private List<Allocation> allocations = List.of();
    private @Nullable String owner;
    private boolean shipped;
    private int attempt;
    private String paymentToken;
    private @Nullable Instant heldUntil;
    private int extensions;
    private @Nullable Captured captured;
    private @Nullable RefundReason refundReason;

    /** A captured payment that was not refunded. */
    public record Captured(int attempt, Money amount, String reference) {}

    private Order(List<RecordedFact> facts) {
        if (facts.isEmpty() || !(facts.getFirst().fact() instanceof OrderPlaced first)) {
            throw new IllegalArgumentException("A log must start with OrderPlaced");
        }
        this.facts = List.copyOf(facts);
        this.placed = first;
        this.owner = first.customerId();
        this.paymentToken = Objects.requireNonNullElse(first.paymentToken(), "");
        for (var seq = 0; seq < facts.size(); seq++) {
            if (facts.get(seq).seq() != seq) {
                throw new IllegalArgumentException("Fact " + seq + " is missing from the log of " + id());
            }
            if (!facts.get(seq).orderId().equals(id())) {
                throw new IllegalArgumentException(
                        "Fact " + seq + " in the log of " + id() + " belongs to another order");
            }
            if (seq > 0) {
                apply(facts.get(seq).fact());
            }
        }
    }

    /**
     * The order with these facts, which must be complete and sorted.
     *
     * @throws IllegalArgumentException if the log has a gap or does not start with {@code OrderPlaced}
     * @throws IllegalStateException if a fact is not allowed
     */
    public static Order of(List<RecordedFact> log) {
        return new Order(log);
    }

    /** The order with one more fact. @throws IllegalStateException if the state does not allow it, a bug of the writer */
    public Order with(RecordedFact next) {
        var longer = new ArrayList<>(facts);
        longer.add(next);
        return new Order(longer);
    }

    /** The order as of a time: without the first fact recorded then or later, and without those that follow it. */
    public Optional<Order> asOf(Instant time) {
        var earlier = facts.stream().takeWhile(recorded -> recorded.at().isBefore(time)).toList();
        return earlier.isEmpty() ? Optional.empty() : Optional.of(new Order(earlier));
    }

    public OrderId id() {
        return facts.getFirst().orderId();
    }

    public OrderPlaced placed() {
        return placed;
    }

    public OrderStatus status() {
        return status;
    }

    /**
     * Whether a caller can see and change the order: its owner, or for a guest's order anyone with its key.
     *
     * @param customerId the caller, or null for a guest
     * @param hasKey whether the caller used the order's key
     */
    public boolean isOpenTo(@Nullable String customerId, boolean hasKey) {
        return owner == null ? hasKey : owner.equals(customerId);
    }

    /** The customer who placed or claimed the order; empty for a guest's order. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** The last fact that moved the order on: not who owns it, nor for how long it is held. */
    public Fact lastStep() {
        return facts.stream()
                .map(RecordedFact::fact)
                .filter(fact -> !(fact instanceof OrderClaimed || fact instanceof HoldExtended))
                .reduce(placed, (earlier, later) -> later);
    }

    /** Whether a customer can take over the order: a guest's order whose stock has been decided. */
    public boolean isClaimable() {
        return owner == null && status != OrderStatus.PLACED;
    }

    public Instant placedAt() {
        return facts.getFirst().at();
    }

    public Instant changedAt() {
        return facts.getLast().at();
    }

    /** The seq of the next fact. */
    public int nextSeq() {
        return facts.size();
    }

    /** All facts, oldest first. */
    public List<RecordedFact> facts() {
        return facts;
    }

    /** The units that the order holds or bought; empty before the reservation and after the release. */
    public List<Allocation> allocations() {
        return allocations;
    }

    public boolean holdsStock() {
        return !allocations.isEmpty();
    }

    /** Whether the order ended without a sale and its units must be returned to stock. */
    public boolean owesRelease() {
        return holdsStock()
                && !shipped
                && (status == OrderStatus.CANCELLED || status == OrderStatus.EXPIRED || status == OrderStatus.REFUNDED);
    }

    /**
     * Whether the order ended without a sale, or is about to, so that its cart can be ordered again. A shipped order is a
     * sale, even if it was refunded.
     */
    public boolean freesCart() {
        return switch (status) {
            case REJECTED, CANCELLED, EXPIRED -> true;
            case REFUNDED -> !shipped;
            case REFUND_PENDING -> refundReason == RefundReason.REPLACED;
            case PLACED, RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, PAID, PAID_LATE, PAID_LATE_RESERVED,
                    SHIPPED ->
                    false;
        };
    }

    /** Whether the order was cancelled or refunded. */
    public boolean isWithdrawn() {
        return status == OrderStatus.CANCELLED || status == OrderStatus.REFUNDED;
    }

    /** Whether no further fact is possible, except for a claim. */
    public boolean isFinal() {
        return switch (status) {
            case REJECTED -> true;
            case REFUNDED -> !owesRelease();
            case CANCELLED, EXPIRED -> !holdsStock() && openAttempts().isEmpty();
            case PLACED, RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, PAID, PAID_LATE, PAID_LATE_RESERVED,
                    SHIPPED, REFUND_PENDING ->
                    false;
        };
    }

    /** The payment attempts that may have been made and were not declined. */
    public List<Integer> openAttempts() {
        if (heldUntil == null) {
            return List.of();
        }
        var declined = facts.stream()
                .filter(recorded -> recorded.fact() instanceof PaymentDeclined)
                .map(recorded -> ((PaymentDeclined) recorded.fact()).attempt())
                .toList();
        return IntStream.rangeClosed(0, attempt)
                .boxed()
                .filter(made -> !declined.contains(made))
                .toList();
    }

    public boolean isShipped() {
        return shipped;
    }

    /** The number of the current or last payment attempt; see {@link PaymentSubmitted}. */
    public int attempt() {
        return attempt;
    }

    /** The token of {@link #attempt()}; empty if there is nothing to pay. */
    public String paymentToken() {
        return paymentToken;
    }

    /** When the hold ends: the earliest end that was set since the last reservation or extension. */
    public Optional<Instant> heldUntil() {
        return Optional.ofNullable(heldUntil);
    }

    /** Whether the hold can be extended once more. */
    public boolean isExtendable() {
        return status.awaitsPayment() && extensions < HoldExtended.MAX_EXTENSIONS;
    }

    public Optional<Captured> captured() {
        return Optional.ofNullable(captured);
    }

    private void apply(Fact fact) {
        switch (fact) {
            case OrderPlaced again -> throw refused(fact);
            case OrderClaimed claimed -> {
                require(isClaimable(), fact);
                owner = claimed.customerId();
            }
            case StockReserved reserved -> {
                from(fact, Set.of(OrderStatus.PLACED, OrderStatus.PAID_LATE));
                allocations = reserved.allocations();
                heldUntil = reserved.heldUntil();
                status = status == OrderStatus.PLACED ? OrderStatus.RESERVED : OrderStatus.PAID_LATE_RESERVED;
            }
            case StockRejected rejected -> {
                from(fact, Set.of(OrderStatus.PLACED));
                status = OrderStatus.REJECTED;
            }
            case PaymentSubmitted submitted -> {
                from(fact, Set.of(OrderStatus.PAYMENT_DECLINED, OrderStatus.PAYMENT_ACTION_REQUIRED));
                require(submitted.attempt() == attempt + 1, fact);
                attempt = submitted.attempt();
                paymentToken = submitted.paymentToken();
                status = OrderStatus.RESERVED;
            }
            case PaymentCaptured payment -> {
                var money = new Captured(payment.attempt(), payment.amount(), payment.reference());
                require(
                        status.awaitsPayment() && payment.attempt() <= attempt
                                || status == OrderStatus.PAID_LATE_RESERVED && money.equals(captured),
                        fact);
                captured = money;
                status = OrderStatus.PAID;
            }
            case PaymentCapturedLate payment -> {
                from(fact, Set.of(OrderStatus.EXPIRED, OrderStatus.CANCELLED));
                require(payment.attempt() <= attempt, fact);
                captured = new Captured(payment.attempt(), payment.amount(), payment.reference());
                status = OrderStatus.PAID_LATE;
            }
            case PaymentDeclined declined -> {
                from(fact, Set.of(OrderStatus.RESERVED, OrderStatus.PAYMENT_ACTION_REQUIRED));
                require(declined.attempt() == attempt, fact);
                heldUntil = earlier(heldUntil, declined.heldUntil());
                status = OrderStatus.PAYMENT_DECLINED;
            }
            case PaymentActionRequired action -> {
                from(fact, Set.of(OrderStatus.RESERVED));
                require(action.attempt() == attempt, fact);
                status = OrderStatus.PAYMENT_ACTION_REQUIRED;
            }
            case OrderCancelled cancelled -> {
                require(status == OrderStatus.PLACED || status.awaitsPayment(), fact);
                status = OrderStatus.CANCELLED;
            }
            case HoldExtended extended -> {
                require(isExtendable() && extended.heldUntil().isAfter(heldUntil), fact);
                extensions++;
                heldUntil = extended.heldUntil();
            }
            case HoldExpired expired -> {
                require(status.awaitsPayment(), fact);
                status = OrderStatus.EXPIRED;
            }
            case OrderShipped shipment -> {
                from(fact, Set.of(OrderStatus.PAID));
                shipped = true;
                status = OrderStatus.SHIPPED;
            }
            case RefundRequested refund -> {
                from(fact, Set.of(OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.PAID_LATE));
                refundReason = refund.reason();
                status = OrderStatus.REFUND_PENDING;
            }
            case Refunded refunded -> {
                from(fact, Set.of(OrderStatus.REFUND_PENDING));
                captured = null;
                status = OrderStatus.REFUNDED;
            }
            case StockReleased released -> {
                require(owesRelease(), fact);
                allocations = List.of();
            }
        }
    }

    /** A declined payment can shorten a hold but not extend it. */
    private static @Nullable Instant earlier(@Nullable Instant end, @Nullable Instant other) {
        return end == null || other == null || end.isBefore(other) ? end : other;
    }

    private void from(Fact fact, Set<OrderStatus> allowed) {
        require(allowed.contains(status), fact);
    }

    private void require(boolean allowed, Fact fact) {
        if (!allowed) {
            throw refused(fact);
        }
    }

    private IllegalStateException refused(Fact fact) {
        return new IllegalStateException("Order " + id() + " is " + status + " and does not allow " + fact.type());
    }
}
