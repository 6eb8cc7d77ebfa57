package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCapture;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.totals.PaidBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order: the fold of its facts. Immutable. The rules for which fact can follow are here only: {@link #with} refuses facts
 * that the order's state does not allow, and every writer uses it.
 *
 * <pre>
 * OrderPlaced -> StockReserved | StockRejected | OrderCancelled
 * StockReserved -> PaymentCaptured | PaymentAuthorized | PaymentDeclined | PaymentActionRequired | OrderCancelled
 *     | HoldExpired
 * PaymentDeclined, PaymentActionRequired -> PaymentSubmitted (within the hold) | OrderCancelled | HoldExpired
 * PaymentActionRequired -> PaymentDeclined (the customer declined to confirm)
 * PaymentDeclined, PaymentActionRequired -> PaymentCaptured | PaymentAuthorized (possibly of an earlier attempt)
 * PaymentSubmitted -> as StockReserved
 * PaymentAuthorized -> CaptureRequested | UnitsCancelled (while units are left) | OrderCancelled
 * CaptureRequested -> PaymentCaptured -> OrderShipped (if it names units)
 * PaymentAuthorized, CaptureRequested -> CaptureFailed -> CaptureSettled | as PaymentAuthorized
 * PaymentAuthorized, CaptureFailed -> PaymentCaptured (in the provider's dashboard)
 * HoldExtended: at most twice, while the order awaits payment
 * HoldExpired, OrderCancelled -> StockReleased | PaymentCapturedLate
 * PaymentCapturedLate -> StockReserved (again) -> PaymentCaptured
 * PaymentCapturedLate -> RefundRequested (sold out, cancelled, or the cart was ordered again)
 * PaymentCaptured, CaptureSettled, OrderShipped -> OrderShipped (while units are left) | RefundRequested (while money is left)
 * RefundRequested -> Refunded -> StockReleased (if units return to stock)
 * RefundRequested -> RefundFailed -> RefundRetried -> as RefundRequested
 * RefundFailed -> RefundSettled -> as Refunded
 * OrderShipped -> ReturnRequested -> ReturnApproved | ReturnRefused
 * ReturnApproved -> ReturnReceived -> StockReleased (if units return to stock) | RefundRequested;  or ReturnRefused
 * PaymentReported: at any time after PaymentCaptured, CaptureSettled or PaymentCapturedLate
 * OrderClaimed: once, at any time after StockReserved, StockRejected or OrderCancelled
 * </pre>
 *
 * How much can be captured, shipped, refunded and returned is counted by {@link AfterSale}.
 */
public final class Order {

    private final List<RecordedFact> facts;
    private final OrderPlaced placed;
    private OrderStatus status = OrderStatus.PLACED;
    private List<Allocation> allocations = List.of();
    private @Nullable String owner;
    private final AfterSale afterSale;
    private int attempt;
    private String paymentToken;
    private @Nullable Instant heldUntil;
    private int extensions;
    private boolean wasCaptured;
    private final List<PaymentReported> reports = new ArrayList<>();
    private @Nullable PaymentAuthorized authorized;
    private int captureId;
    private @Nullable String captureFailure;
    private @Nullable Captured captured;

    /** A captured payment. */
    public record Captured(int attempt, Money amount, String reference) {}

    private Order(List<RecordedFact> facts) {
        if (facts.isEmpty() || !(facts.getFirst().fact() instanceof OrderPlaced first)) {
            throw new IllegalArgumentException("A log must start with OrderPlaced");
        }
        this.facts = List.copyOf(facts);
        this.placed = first;
        this.afterSale = new AfterSale(first);
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
                apply(facts.get(seq));
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
                .filter(fact -> !(fact instanceof OrderClaimed || fact instanceof HoldExtended
                        || fact instanceof PaymentReported))
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

    /** Whether units must be returned to stock. */
    public boolean owesRelease() {
        return !releasable().isEmpty();
    }

    /**
     * The units that must be returned to stock: all, if the order ended unpaid; else those that were cancelled before the
     * capture, cancelled and paid back, or returned, and are to be sold again.
     */
    public List<Allocation> releasable() {
        return isUnpaidEnd() ? allocations : Allocation.split(allocations, afterSale.restockDue()).taken();
    }

    private boolean isUnpaidEnd() {
        return status == OrderStatus.CANCELLED && authorized == null || status == OrderStatus.EXPIRED;
    }

    /**
     * Whether the order ended without a sale, or is about to, so that its cart can be ordered again. A shipped order is a
     * sale, even if it was refunded.
     */
    public boolean freesCart() {
        return switch (status) {
            case REJECTED, CANCELLED, EXPIRED -> true;
            case REFUNDED -> !isShipped();
            case REFUND_PENDING, REFUND_FAILED -> refunds().stream()
                    .anyMatch(refund -> refund.reason() == RefundReason.REPLACED);
            case PLACED, RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, AUTHORIZED, CAPTURE_PENDING,
                    CAPTURE_FAILED, PAID, PAID_LATE, PAID_LATE_RESERVED, PARTIALLY_SHIPPED, SHIPPED ->
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
            case REFUNDED -> !owesRelease() && !afterSale.hasOpenReturn() && refundable() == 0;
            case CANCELLED, EXPIRED -> !owesRelease() && openAttempts().isEmpty();
            case PLACED, RESERVED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, AUTHORIZED, CAPTURE_PENDING,
                    CAPTURE_FAILED, PAID, PAID_LATE, PAID_LATE_RESERVED,
                    PARTIALLY_SHIPPED, SHIPPED, REFUND_PENDING, REFUND_FAILED ->
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

    /** Whether a unit was given to a carrier. */
    public boolean isShipped() {
        return afterSale.isShipped();
    }

    public List<Shipment> shipments() {
        return afterSale.shipments();
    }

    /** All refunds, in the order of their requests. */
    public List<Refund> refunds() {
        return afterSale.refunds();
    }

    /** All returns, in the order of their requests. */
    public List<Return> returns() {
        return afterSale.returns();
    }

    /**
     * What can still be refunded, in minor units: what was captured, less what was paid back, is pending or is disputed. 0 if
     * they exceed it, because the provider refunded what the store was about to refund.
     */
    public long refundable() {
        return afterSale.refundable(capturedAmount());
    }

    /** What was paid back, by the store or in the payment provider's dashboard, in minor units. */
    public long refunded() {
        return afterSale.refunded(capturedAmount());
    }

    /** What the customer disputes at the bank, or got back by a dispute, in minor units. */
    public long disputed() {
        return afterSale.disputed();
    }

    /** What was captured, in minor units, whether it was refunded or not. */
    public long capturedAmount() {
        return captured == null ? 0 : captured.amount().amount();
    }

    /** How {@link #refunded()}, and what was authorized and never captured, is divided over the parts of the totals. */
    public PaidBack paidBack() {
        return afterSale.paidBack(capturedAmount());
    }

    /**
     * How many units of a line were paid back, or cancelled before the capture: those that are named, and all once all money is
     * paid back.
     */
    public int refunded(Sku sku) {
        return afterSale.refunded(sku);
    }

    /** What is being paid back, in minor units, including what failed. */
    public long refundPending() {
        return afterSale.refundPending();
    }

    /**
     * The price of these units, as the order's totals have it, in minor units.
     *
     * @throws IllegalArgumentException if the price of more units than were bought would be refunded
     */
    public long price(Collection<LineUnits> lines) {
        return afterSale.price(lines);
    }

    /** The units that are still to be shipped; empty unless the order is sold. */
    public List<LineUnits> shippable() {
        return isSold() ? afterSale.shippable() : List.of();
    }

    /** How many units of a line are still to be shipped; 0 unless the order is sold. */
    public int shippable(Sku sku) {
        return isSold() ? afterSale.shippable(sku) : 0;
    }

    /** The units that were shipped, and neither returned nor refunded. */
    public List<LineUnits> returnable() {
        return afterSale.returnable();
    }

    /** How many units of a line were shipped, and neither returned nor refunded. */
    public int returnable(Sku sku) {
        return afterSale.returnable(sku);
    }

    /** How many units of a line were shipped. */
    public int shipped(Sku sku) {
        return afterSale.shipped(sku);
    }

    /** How many units of a line were cancelled after they were sold. */
    public int cancelled(Sku sku) {
        return afterSale.cancelled(sku);
    }

    /** How many units of a line came back. */
    public int returned(Sku sku) {
        return afterSale.returned(sku);
    }

    /** Whether all money was requested back, after which nothing is shipped. */
    public boolean isClosed() {
        return afterSale.isClosed();
    }

    /** Whether a fact was caused by the same request. */
    public boolean isRepeated(@Nullable String requestKey) {
        return requestKey != null && requestKeys().anyMatch(key -> RequestKey.isSame(key, requestKey));
    }

    /** Whether another request had the same key. */
    public boolean isReused(@Nullable String requestKey) {
        return requestKey != null && requestKeys().anyMatch(key -> RequestKey.isReused(key, requestKey));
    }

    private Stream<String> requestKeys() {
        return facts.stream()
                .map(RecordedFact::fact)
                .flatMap(fact -> fact instanceof Fact.Requested made ? Stream.ofNullable(made.requestKey())
                        : Stream.empty());
    }

    /** Whether it was paid for, or its payment is authorized. */
    private boolean isSold() {
        return isSale() || status.isAuthorized();
    }

    private boolean isSale() {
        return switch (status) {
            case PAID, PARTIALLY_SHIPPED, SHIPPED, REFUND_PENDING, REFUND_FAILED, REFUNDED -> true;
            case PLACED, RESERVED, REJECTED, PAYMENT_DECLINED, PAYMENT_ACTION_REQUIRED, AUTHORIZED, CAPTURE_PENDING,
                    CAPTURE_FAILED, PAID_LATE, PAID_LATE_RESERVED, CANCELLED, EXPIRED ->
                    false;
        };
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

    /** What the payment provider reported about the captured payment, oldest first. */
    public List<PaymentReported> reports() {
        return List.copyOf(reports);
    }

    /** Whether the hold can be extended once more. */
    public boolean isExtendable() {
        return status.awaitsPayment() && extensions < HoldExtended.MAX_EXTENSIONS;
    }

    /** The payment, whether it was refunded or not. */
    public Optional<Captured> captured() {
        return Optional.ofNullable(captured);
    }

    /** Whether a payment was authorized or captured. */
    public boolean hasPayment() {
        return captured != null || authorized != null;
    }

    /** Whether the payment is authorized at checkout and captured at shipment. */
    public boolean isCapturedAtShipment() {
        return placed.paymentCapture() == PaymentCapture.SHIPMENT;
    }

    /** The authorized payment, whether it was captured or not. */
    public Optional<PaymentAuthorized> authorized() {
        return Optional.ofNullable(authorized);
    }

    /**
     * What is to be captured of the authorized payment.
     *
     * @throws IllegalStateException if none was authorized
     */
    public Money capturable() {
        if (authorized == null) {
            throw new IllegalStateException("No payment of order " + id() + " was authorized");
        }
        return new Money(afterSale.capturable(authorized.amount().amount()), authorized.amount().currency());
    }

    /** The amount of the units that were cancelled before the capture: it was not charged. In minor units. */
    public long uncaptured() {
        return afterSale.uncaptured();
    }

    /** How {@link #uncaptured()} is divided over the parts of the totals. */
    public PaidBack uncapturedParts() {
        return afterSale.uncapturedParts();
    }

    /** The position of the last request to capture the authorized payment; 0 if there was none. */
    public int captureId() {
        return captureId;
    }

    /** Whether the authorized payment was captured without shipping anything. */
    public boolean isCapturedAlone() {
        var isWithParcel = facts.get(captureId).fact() instanceof CaptureRequested request && request.lines() != null;
        return authorized != null && captured != null && !isWithParcel;
    }

    /** The last request to capture the authorized payment, while that is pending. */
    public Optional<CaptureRequested> pendingCapture() {
        return status == OrderStatus.CAPTURE_PENDING
                ? Optional.of((CaptureRequested) facts.get(captureId).fact())
                : Optional.empty();
    }

    /** Why the authorized payment was not captured: the provider's code, or null unless the capture failed. */
    public @Nullable String captureFailure() {
        return captureFailure;
    }

    private void apply(RecordedFact recorded) {
        var fact = recorded.fact();
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
            case PaymentAuthorized payment -> {
                require(status.awaitsPayment() && payment.attempt() <= attempt, fact);
                authorized = payment;
                status = OrderStatus.AUTHORIZED;
            }
            case CaptureRequested request -> {
                from(fact, Set.of(OrderStatus.AUTHORIZED, OrderStatus.CAPTURE_FAILED));
                require(request.lines() == null || afterSale.canShip(request.lines()), fact);
                captureId = recorded.seq();
                captureFailure = null;
                status = OrderStatus.CAPTURE_PENDING;
            }
            case CaptureFailed failed -> {
                from(fact, Set.of(OrderStatus.AUTHORIZED, OrderStatus.CAPTURE_PENDING));
                captureFailure = failed.reason();
                status = OrderStatus.CAPTURE_FAILED;
            }
            case CaptureSettled settled -> {
                from(fact, Set.of(OrderStatus.CAPTURE_FAILED));
                require(settled.amount().equals(capturable()), fact);
                capture(new Captured(attempt, settled.amount(), CaptureSettled.REFERENCE));
            }
            case UnitsCancelled units -> {
                from(fact, Set.of(OrderStatus.AUTHORIZED, OrderStatus.CAPTURE_FAILED));
                require(afterSale.cancel(units, capturable(), allocations), fact);
            }
            case PaymentCaptured payment -> {
                var money = new Captured(payment.attempt(), payment.amount(), payment.reference());
                require(
                        status.awaitsPayment() && payment.attempt() <= attempt
                                || status == OrderStatus.PAID_LATE_RESERVED && money.equals(captured)
                                || status.isAuthorized() && isAuthorized(money),
                        fact);
                capture(money);
            }
            case PaymentCapturedLate payment -> {
                from(fact, Set.of(OrderStatus.EXPIRED, OrderStatus.CANCELLED));
                require(payment.attempt() <= attempt, fact);
                captured = new Captured(payment.attempt(), payment.amount(), payment.reference());
                wasCaptured = true;
                status = OrderStatus.PAID_LATE;
            }
            case PaymentReported report -> {
                require(wasCaptured && !reports.contains(report), fact);
                reports.add(report);
                afterSale.report(report);
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
                require(isCancellable(), fact);
                if (authorized != null) {
                    afterSale.cancelRest(allocations);
                }
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
            case OrderShipped shipment ->
                    afterSale(isSale() && afterSale.ship(recorded.seq(), recorded.at(), shipment), fact);
            case RefundRequested refund -> {
                require(isSale() || status == OrderStatus.PAID_LATE && refund.amount() == null, fact);
                afterSale(afterSale.requestRefund(recorded.seq(), refund, paid()), fact);
            }
            case Refunded refunded ->
                    afterSale(isSale() && afterSale.pay(refunded.refundId(), refunded.amount(), allocations), fact);
            case RefundFailed failed ->
                    afterSale(isSale() && afterSale.fail(failed.refundId(), failed.reason()), fact);
            case RefundRetried retried ->
                    afterSale(isSale() && afterSale.retry(retried.refundId(), recorded.seq()), fact);
            case RefundSettled settled ->
                    afterSale(isSale() && afterSale.settle(settled.refundId(), settled.amount(), allocations), fact);
            case ReturnRequested request ->
                    afterSale(isSale() && afterSale.requestReturn(recorded.seq(), request), fact);
            case ReturnApproved approved ->
                    afterSale(isSale() && afterSale.approveReturn(approved.returnId()), fact);
            case ReturnRefused refusal ->
                    afterSale(isSale() && afterSale.refuseReturn(refusal.returnId(), refusal.note()), fact);
            case ReturnReceived received ->
                    afterSale(isSale() && afterSale.receiveReturn(received, allocations), fact);
            case StockReleased released -> release(released);
        }
    }

    private void capture(Captured money) {
        captured = money;
        wasCaptured = true;
        captureFailure = null;
        status = OrderStatus.PAID;
    }

    /** Whether it is the authorized payment, or a part of it. */
    private boolean isAuthorized(Captured money) {
        return authorized != null && money.reference().equals(authorized.reference())
                && money.amount().currency().equals(authorized.amount().currency())
                && money.amount().amount() <= authorized.amount().amount();
    }

    /** Whether it can be cancelled without a refund. */
    private boolean isCancellable() {
        return status == OrderStatus.PLACED || status.awaitsPayment()
                || status == OrderStatus.AUTHORIZED || status == OrderStatus.CAPTURE_FAILED;
    }

    /** What was captured. */
    private Money paid() {
        return Objects.requireNonNull(captured).amount();
    }

    private void afterSale(boolean allowed, Fact fact) {
        require(allowed, fact);
        status = afterSale.status();
    }

    private void release(StockReleased released) {
        if (isUnpaidEnd()) {
            require(holdsStock(), released);
            allocations = List.of();
        } else {
            require(afterSale.release(released.allocations()), released);
            allocations = Allocation.split(allocations, Allocation.units(released.allocations())).left();
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
