package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.contracts.totals.Totals;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order. The order log consists of facts, and an order is their fold. {@link Order} defines
 * which fact can follow which.
 */
public sealed interface Fact {

    /** The fact's name in the table and in events. */
    default String type() {
        return getClass().getSimpleName();
    }

    /**
     * The first fact.
     *
     * @param lines at least one, with different SKUs
     * @param total the amount to charge: that of {@link #totals()}
     * @param customerId the signed-in customer, or null for a guest
     * @param cart the ordered cart, or null for a purchase without a cart
     * @param requestHash distinguishes a repeated request from a different one for the same purchase: the first digits of a hash
     * @param paymentToken the token that the payment provider's form returned to the front end, or null if there is nothing to
     *     pay
     * @param addressKey a keyed hash of the network address that the request came from, not the address: see
     *     {@code AddressKeys} of the runtime. Null if the address is unknown
     * @param notes what the cart had besides lines, or null if it had nothing
     * @param breakdown what the total has besides the prices of lines, or null if it has nothing
     * @param limitedCodes the codes with a limited number of uses that it takes one of; null if there are none
     * @param customerLimits the limits per customer that its lines count towards; null if there are none
     * @param paymentCapture when the payment is captured; null at once. Kept by the order, so that a change of the setting does
     *     not change payments that are under way
     */
    record OrderPlaced(
            List<OrderLine> lines,
            Money total,
            @Nullable String customerId,
            @Nullable CartAttempt cart,
            String requestHash,
            Contact contact,
            @Nullable String paymentToken,
            @Nullable String addressKey,
            @Nullable OrderNotes notes,
            @Nullable Breakdown breakdown,
            @Nullable OrderKey orderKey,
            @Nullable List<String> limitedCodes,
            @Nullable CustomerLimits customerLimits,
            @Nullable PaymentCapture paymentCapture)
            implements Fact {

        /** An order's lines are reserved in one transaction, and DynamoDB's transactions have at most 100 writes. */
        public static final int MAX_LINES = 50;

        public OrderPlaced {
            lines = List.copyOf(lines);
            // An empty list would take room in every order.
            limitedCodes = limitedCodes == null || limitedCodes.isEmpty() ? null : List.copyOf(limitedCodes);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("An order must have at least one line");
            }
            if (lines.stream().map(OrderLine::sku).distinct().count() < lines.size()) {
                throw new IllegalArgumentException("An order must have one line per SKU");
            }
            if (breakdown != null && totals(lines, total.currency(), breakdown).total() != total.amount()) {
                throw new IllegalArgumentException("The total of an order must equal its parts");
            }
        }

        /** An order whose payment is captured at once. */
        public OrderPlaced(
                List<OrderLine> lines, Money total, @Nullable String customerId, @Nullable CartAttempt cart,
                String requestHash, Contact contact, @Nullable String paymentToken, @Nullable String addressKey,
                @Nullable OrderNotes notes, @Nullable Breakdown breakdown, @Nullable OrderKey orderKey,
                @Nullable List<String> limitedCodes, @Nullable CustomerLimits customerLimits) {
            this(lines, total, customerId, cart, requestHash, contact, paymentToken, addressKey, notes, breakdown,
                    orderKey, limitedCodes, customerLimits, null);
        }

        /** An order whose key follows from its cart, or that a customer opens by signing in. */
        public OrderPlaced(
                List<OrderLine> lines, Money total, @Nullable String customerId, @Nullable CartAttempt cart,
                String requestHash, Contact contact, @Nullable String paymentToken, @Nullable String addressKey,
                @Nullable OrderNotes notes, @Nullable Breakdown breakdown) {
            this(lines, total, customerId, cart, requestHash, contact, paymentToken, addressKey, notes, breakdown,
                    null, null, null);
        }

        /** An order without notes, shipping, discounts and taxes. */
        public OrderPlaced(
                List<OrderLine> lines, Money total, @Nullable String customerId, @Nullable CartAttempt cart,
                String requestHash, Contact contact, String paymentToken, @Nullable String addressKey) {
            this(lines, total, customerId, cart, requestHash, contact, paymentToken, addressKey, null, null);
        }

        /** The codes of promotions that it has. */
        public List<String> codes() {
            return totals().codes();
        }

        /** The units that the order needs: of its lines, and one of each limited code. */
        public SortedMap<Sku, Integer> units() {
            var units = new TreeMap<Sku, Integer>();
            lines.forEach(line -> units.put(line.sku(), line.quantity()));
            if (limitedCodes != null) {
                limitedCodes.forEach(code -> units.put(Sku.ofPromotion(code), 1));
            }
            return units;
        }

        /** What was charged for, as it was when the order was placed. */
        public Totals totals() {
            return totals(lines, total.currency(), breakdown);
        }

        private static Totals totals(List<OrderLine> lines, String currency, @Nullable Breakdown breakdown) {
            var priced = lines.stream().map(OrderLine::priced).toList();
            return breakdown == null ? Breakdown.none(currency, priced) : breakdown.totals(currency, priced);
        }

        /** Omits personal data, because the text may be logged. */
        @Override
        public String toString() {
            return "OrderPlaced[" + lines + ", " + total + "]";
        }
    }

    /** When a payment is captured. */
    enum PaymentCapture {
        /** The payment is authorized at checkout, and captured when the first parcel ships. */
        SHIPMENT
    }

    /**
     * An attempt to order a cart.
     *
     * @param version the version of the cart that the shopper saw and ordered
     * @param attempt 0 for the first order of the cart, incremented for each order that ended without a sale
     */
    record CartAttempt(CartId cartId, long version, int attempt) {

        /** The key of this attempt's order. */
        public OrderKey orderKey() {
            return OrderKey.ofCart(cartId, attempt);
        }

        /** The id of this attempt's order. */
        public OrderId orderId() {
            return orderKey().orderId();
        }
    }

    /** All lines are held for the order until {@code heldUntil}. */
    record StockReserved(List<Allocation> allocations, Instant heldUntil) implements Fact {
        public StockReserved {
            allocations = List.copyOf(allocations);
        }
    }

    /**
     * No stock was reserved: there was too little, the order has more units than can be held unpaid, or more than its buyer may
     * have.
     *
     * @param shortages empty if there was enough. That of a code's SKU means that the code was used up
     * @param holdLimit the limit that the order exceeds, or null if it exceeds none
     * @param limitsReached the limits per customer that the order exceeds
     */
    record StockRejected(
            List<Shortage> shortages, @Nullable HoldLimit holdLimit, List<CustomerLimit> limitsReached)
            implements Fact {
        public StockRejected {
            shortages = List.copyOf(shortages);
            // Rejections from before there were such limits have none.
            limitsReached = limitsReached == null ? List.of() : List.copyOf(limitsReached);
        }

        /** A rejection because of units that cannot be held. */
        public StockRejected(List<Shortage> shortages, @Nullable HoldLimit holdLimit) {
            this(shortages, holdLimit, List.of());
        }

        /** A rejection for lack of stock. */
        public StockRejected(List<Shortage> shortages) {
            this(shortages, null);
        }
    }

    /**
     * How many units of a SKU all orders of one customer can hold together.
     *
     * @param sku of goods, or {@link CustomerLimits#FIRST_ORDER}
     * @param max units, at least 1
     */
    record CustomerLimit(Sku sku, int max) {
        public CustomerLimit {
            if (max < 1) {
                throw new IllegalArgumentException("must be at least 1");
            }
        }
    }

    /**
     * The limits per customer of an order's lines, as they were when it was placed.
     *
     * @param customer identifies the buyer: a keyed hash
     * @param limits the most units of each SKU, at least one SKU; see {@link CustomerLimit}
     */
    record CustomerLimits(String customer, SortedMap<Sku, Integer> limits) {

        /** Counts the orders with a discount for a customer's first order. It is no line of the order. */
        public static final Sku FIRST_ORDER = Sku.ofPromotion("first-order");

        /** An order's units, codes and limits are changed in one transaction, and DynamoDB's have at most 100 writes. */
        public static final int MAX_SKUS = 20;

        public CustomerLimits {
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
            limits.forEach(CustomerLimit::new);
            if (limits.isEmpty() || limits.size() > MAX_SKUS + 1) {
                throw new IllegalArgumentException(
                        "An order has at most " + MAX_SKUS + " SKUs with a limit per customer");
            }
        }

        public CustomerLimits(String customer, Collection<CustomerLimit> limits) {
            this(customer, new TreeMap<>(limits.stream().collect(
                    Collectors.toMap(CustomerLimit::sku, CustomerLimit::max))));
        }

        @Override
        public String toString() {
            return "CustomerLimits" + limits;
        }
    }

    /**
     * The limit on unpaid units that an order exceeds.
     *
     * @param skus at least one
     * @param maxUnits the maximum number of units of a SKU in an unpaid order
     */
    record HoldLimit(List<Sku> skus, int maxUnits) {
        public HoldLimit {
            skus = List.copyOf(skus);
        }
    }

    /** @param available the units in all shards at that time */
    record Shortage(Sku sku, long requested, long available) {}

    /**
     * A customer took over a guest's order. Does not change its status.
     *
     * @param customerId the customer, who owns the order from now on
     * @param placedAt when the order was placed, by which lists of the customer's orders are sorted
     */
    record OrderClaimed(String customerId, Instant placedAt) implements Fact {
        @Override
        public String toString() {
            return "OrderClaimed";
        }
    }

    /**
     * The customer submitted another payment token during the hold.
     *
     * @param attempt 1 for the second token, and so on; the token of {@link OrderPlaced} is attempt 0
     */
    record PaymentSubmitted(int attempt, String paymentToken) implements Fact {
        @Override
        public String toString() {
            return "PaymentSubmitted[" + attempt + "]";
        }
    }

    /**
     * The payment was authorized while stock was held: the order is sold, and its payment is captured when it ships.
     *
     * @param captureBefore when the authorization ends
     */
    record PaymentAuthorized(int attempt, Money amount, String reference, Instant captureBefore) implements Fact {}

    /**
     * The authorized payment is to be captured, less what was cancelled. If the request has lines, they are shipped once it is:
     * the capture is then followed by {@link OrderShipped}.
     *
     * @param lines the units that ship; null if none do
     */
    record CaptureRequested(
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String trackingUrl,
            @Nullable List<LineUnits> lines,
            @Nullable String requestKey,
            @Nullable String by,
            @Nullable String subject)
            implements Fact, ByActor, Requested {

        public CaptureRequested {
            lines = lines == null ? null : LineUnits.distinct(lines);
        }

        /** A capture without a shipment. */
        public CaptureRequested(Actor actor) {
            this(null, null, null, null, null, actor.kind(), actor.subject());
        }

        /** A capture that a shipment waits for. @param shipment names its lines */
        public static CaptureRequested before(OrderShipped shipment) {
            return new CaptureRequested(
                    shipment.carrier(), shipment.trackingNumber(), shipment.trackingUrl(), shipment.lines(),
                    shipment.requestKey(), shipment.by(), shipment.subject());
        }

        /** The shipment that follows the capture. */
        public Optional<OrderShipped> shipment() {
            return lines == null
                    ? Optional.empty()
                    : Optional
                            .of(new OrderShipped(carrier, trackingNumber, trackingUrl, lines, requestKey, by, subject));
        }

        @Override
        public String toString() {
            return "CaptureRequested[" + lines + ", " + by + "]";
        }
    }

    /**
     * The authorized payment was not captured: the payment provider refused, or the authorization ended. A shipment that waited
     * for it is not made. An admin retries or settles the capture, or cancels the order.
     *
     * @param reason the provider's code
     */
    record CaptureFailed(String reason) implements Fact {}

    /** The shop was paid in another way for an order whose capture failed. @param note how, in the shop's words */
    record CaptureSettled(Money amount, @Nullable String note, @Nullable String by, @Nullable String subject)
            implements Fact, ByActor {

        /** The reference of a payment that no provider knows. */
        public static final String REFERENCE = "settled";

        public CaptureSettled(Money amount, @Nullable String note, Actor actor) {
            this(amount, note, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "CaptureSettled[" + amount + ", " + by + "]";
        }
    }

    /**
     * The shop cancelled units of an order whose payment is authorized and not captured.
     *
     * @param lines at least one
     * @param amount by how much less is captured
     * @param restock the units that return to stock
     * @param note why, in the shop's words
     */
    record UnitsCancelled(
            List<LineUnits> lines,
            Money amount,
            List<LineUnits> restock,
            @Nullable String note,
            @Nullable String requestKey,
            @Nullable String by,
            @Nullable String subject)
            implements Fact, ByActor, Requested {

        public UnitsCancelled {
            lines = LineUnits.distinct(lines);
            restock = LineUnits.distinct(restock);
        }

        @Override
        public String toString() {
            return "UnitsCancelled[" + lines + ", " + amount + ", " + by + "]";
        }
    }

    /** The payment was captured: while stock was held, or after it had been authorized. */
    record PaymentCaptured(int attempt, Money amount, String reference) implements Fact {}

    /** The payment was captured after the hold ended or the order was cancelled. */
    record PaymentCapturedLate(int attempt, Money amount, String reference) implements Fact {}

    /**
     * What happened to a captured payment at the provider without the store having asked for it. Does not change the order's
     * status.
     *
     * @param reference the provider's reference of the refund or dispute
     * @param amount what was refunded or is disputed
     * @param reason the provider's code, or null if it gives none
     */
    record PaymentReported(Report report, String reference, Money amount, @Nullable String reason) implements Fact {}

    /** What a payment provider reports about a captured payment. */
    enum Report {
        /** Refunded in the provider's dashboard. */
        REFUNDED,
        /** The customer disputes the payment at the bank, and the money is withheld. */
        DISPUTED,
        /** The dispute ended for the shop, which keeps the money. */
        DISPUTE_WON,
        /** The dispute ended for the customer, who has the money back. */
        DISPUTE_LOST
    }

    /**
     * @param reason the provider's code, such as {@code insufficient_funds}; can be shown to the customer
     * @param heldUntil the new end of the hold, unless it ends earlier; null leaves it unchanged
     */
    record PaymentDeclined(int attempt, String reason, @Nullable Instant heldUntil) implements Fact {}

    /**
     * The customer must confirm the payment, at {@code url} or in the provider's form, which continues with
     * {@code clientSecret}. At least one of them is given.
     */
    record PaymentActionRequired(int attempt, @Nullable String url, @Nullable String clientSecret) implements Fact {

        public PaymentActionRequired {
            if (url == null && clientSecret == null) {
                throw new IllegalArgumentException("A confirmation needs a URL or a client secret");
            }
        }

        /** A confirmation at a URL. */
        public PaymentActionRequired(int attempt, String url) {
            this(attempt, url, null);
        }

        /** Omits what continues the payment. */
        @Override
        public String toString() {
            return "PaymentActionRequired[" + attempt + "]";
        }
    }

    /** A fact that records its actor. Null in facts from before actors were recorded. */
    interface ByActor {

        /** The actor's {@linkplain Actor#kind() kind}. */
        @Nullable
        String by();

        /** The actor's {@linkplain Actor#subject() subject}: personal data. */
        @Nullable
        String subject();
    }

    record OrderCancelled(@Nullable String by, @Nullable String subject) implements Fact, ByActor {

        public OrderCancelled(Actor actor) {
            this(actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "OrderCancelled[" + by + "]";
        }
    }

    /**
     * The hold was due to end while the provider had not decided about a payment. Can happen {@value #MAX_EXTENSIONS} times
     * for a reservation.
     *
     * @param heldUntil the new end of the hold, later than before
     */
    record HoldExtended(Instant heldUntil) implements Fact {

        /** The maximum number of extensions of a hold. */
        public static final int MAX_EXTENSIONS = 2;
    }

    /**
     * The hold ended before payment.
     *
     * @param limit the limit that ended the hold early, or null if it expired
     */
    record HoldExpired(@Nullable UnpaidLimit limit) implements Fact {

        /** The hold expired. */
        public HoldExpired() {
            this(null);
        }
    }

    /** A limit on the unpaid orders of one caller. */
    enum UnpaidLimit {
        /** Unpaid units of a SKU. */
        UNITS,
        /** Recently declined payments. */
        DECLINED_PAYMENTS
    }

    /** A fact that a request caused which may be repeated. */
    interface Requested {

        /** The key by which a repeated request is recognised, or null if the request had none. */
        @Nullable
        String requestKey();
    }

    /**
     * Units were given to a carrier. There can be several shipments.
     *
     * @param trackingUrl a page that follows the parcel
     * @param lines at least one; null for all units that are left
     */
    record OrderShipped(
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String trackingUrl,
            @Nullable List<LineUnits> lines,
            @Nullable String requestKey,
            @Nullable String by,
            @Nullable String subject)
            implements Fact, ByActor, Requested {

        public OrderShipped {
            lines = lines == null ? null : LineUnits.distinct(lines);
        }

        /** All units that are left. */
        public OrderShipped(@Nullable String carrier, @Nullable String trackingNumber, Actor actor) {
            this(carrier, trackingNumber, null, null, null, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "OrderShipped[" + by + "]";
        }
    }

    /**
     * Money is to be given back.
     *
     * @param amount null for all that is left
     * @param lines the units that are refunded: those that did not ship are taken first, and are cancelled. Null or empty for an
     *     amount alone. What is left to ship is cancelled by a refund of all that is left
     * @param restock the units that return to stock once the refund is paid; null for those that it cancels
     * @param returnId the received return that it pays for, or null
     * @param note why, in the shop's words
     */
    record RefundRequested(
            RefundReason reason,
            @Nullable Money amount,
            @Nullable List<LineUnits> lines,
            @Nullable List<LineUnits> restock,
            @Nullable Integer returnId,
            @Nullable String note,
            @Nullable String requestKey,
            @Nullable String by,
            @Nullable String subject)
            implements Fact, ByActor, Requested {

        public RefundRequested {
            lines = lines == null ? null : LineUnits.distinct(lines);
            restock = restock == null ? null : LineUnits.distinct(restock);
        }

        /** All that is left, and all units that did not ship return to stock. */
        public RefundRequested(RefundReason reason, Actor actor) {
            this(reason, null, null, null, null, null, null, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "RefundRequested[" + reason + ", " + amount + ", " + by + "]";
        }
    }

    enum RefundReason {
        /** The customer cancelled a paid order. */
        CANCELLED,
        /** The shop refunded the order or a part of it. */
        SHOP,
        /** The customer returned units. */
        RETURNED,
        /** The payment was captured after the hold ended, and the stock was gone. */
        SOLD_OUT_AFTER_HOLD,
        /** The payment was captured after the hold ended, and the same cart had been ordered again. */
        REPLACED
    }

    /**
     * The payment provider paid a refund.
     *
     * @param refundId the {@linkplain Refund#id() refund}; null for the only one that is pending
     */
    record Refunded(Money amount, String reference, @Nullable Integer refundId) implements Fact {

        /** Of the only refund that is pending. */
        public Refunded(Money amount, String reference) {
            this(amount, reference, null);
        }
    }

    /** The payment provider refused a refund. An admin retries or settles it. @param reason the provider's code */
    record RefundFailed(int refundId, String reason) implements Fact {}

    /** An admin had the payment provider asked again for a refund that failed. */
    record RefundRetried(int refundId, @Nullable String by, @Nullable String subject) implements Fact, ByActor {

        public RefundRetried(int refundId, Actor actor) {
            this(refundId, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "RefundRetried[" + refundId + ", " + by + "]";
        }
    }

    /** The shop paid a refund that failed in another way. @param note how, in the shop's words */
    record RefundSettled(
            int refundId, Money amount, @Nullable String note, @Nullable String by, @Nullable String subject)
            implements Fact, ByActor {

        public RefundSettled(int refundId, Money amount, @Nullable String note, Actor actor) {
            this(refundId, amount, note, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "RefundSettled[" + refundId + ", " + amount + ", " + by + "]";
        }
    }

    /** The customer wants to send units back. @param lines at least one  @param note why, in the customer's words */
    record ReturnRequested(
            List<LineUnits> lines,
            @Nullable String note,
            @Nullable String requestKey,
            @Nullable String by,
            @Nullable String subject)
            implements Fact, ByActor, Requested {

        public ReturnRequested {
            lines = LineUnits.distinct(lines);
        }

        public ReturnRequested(
                List<LineUnits> lines, @Nullable String note, @Nullable String requestKey, Actor actor) {
            this(lines, note, requestKey, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "ReturnRequested[" + lines + ", " + by + "]";
        }
    }

    /** The shop agreed to a return. @param returnId the {@linkplain Return#id() return} */
    record ReturnApproved(int returnId, @Nullable String by, @Nullable String subject) implements Fact, ByActor {

        public ReturnApproved(int returnId, Actor actor) {
            this(returnId, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "ReturnApproved[" + returnId + ", " + by + "]";
        }
    }

    /** The shop refused a return, or closed one whose units never came. @param note why, in the shop's words */
    record ReturnRefused(int returnId, @Nullable String note, @Nullable String by, @Nullable String subject)
            implements Fact, ByActor {

        public ReturnRefused(int returnId, @Nullable String note, Actor actor) {
            this(returnId, note, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "ReturnRefused[" + returnId + ", " + by + "]";
        }
    }

    /**
     * The units of a return arrived.
     *
     * @param lines the units that came, at most those of the return
     * @param restock those that return to stock
     */
    record ReturnReceived(
            int returnId,
            List<LineUnits> lines,
            List<LineUnits> restock,
            @Nullable String by,
            @Nullable String subject)
            implements Fact, ByActor {

        public ReturnReceived {
            lines = LineUnits.distinct(lines);
            restock = LineUnits.distinct(restock);
        }

        public ReturnReceived(int returnId, List<LineUnits> lines, List<LineUnits> restock, Actor actor) {
            this(returnId, lines, restock, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "ReturnReceived[" + returnId + ", " + lines + ", " + by + "]";
        }
    }

    /** These units were returned to stock, to their original shards or the shards that replaced them. */
    record StockReleased(List<Allocation> allocations) implements Fact {
        public StockReleased {
            allocations = List.copyOf(allocations);
        }
    }
}
