package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an order. The order log holds these and nothing else; an order is what they add up to.
 * Which fact may follow which is said in {@link Order}.
 */
public sealed interface Fact {

    /** The name under which the fact is stored and published. */
    default String type() {
        return getClass().getSimpleName();
    }

    /**
     * The first fact.
     *
     * @param lines at least one; no SKU twice
     * @param total what will be charged
     * @param customerId the signed-in customer, or null for a guest
     * @param cart what it was made from, or null for a purchase without a cart
     * @param requestHash tells a repeated request from a different one under the same identity
     * @param paymentToken what the payment provider's form gave to the front end
     * @param addressKey a keyed hash of the network address that the request came from, not the address: see
     *     {@code AddressKeys} of the runtime. Null if the address is unknown
     */
    record OrderPlaced(
            List<OrderLine> lines,
            Money total,
            @Nullable String customerId,
            @Nullable CartAttempt cart,
            String requestHash,
            Contact contact,
            String paymentToken,
            @Nullable String addressKey)
            implements Fact {

        /** An order's lines are reserved in one transaction, and DynamoDB's transactions have at most 100 writes. */
        public static final int MAX_LINES = 50;

        public OrderPlaced {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("An order has at least one line");
            }
            if (lines.stream().map(OrderLine::sku).distinct().count() < lines.size()) {
                throw new IllegalArgumentException("An order has one line for each SKU");
            }
        }

        /** Without what is personal: the text may end in a log. */
        @Override
        public String toString() {
            return "OrderPlaced[" + lines + ", " + total + "]";
        }
    }

    /**
     * An attempt to order a cart.
     *
     * @param version the version of the cart that the shopper saw and ordered
     * @param attempt 0 for the first; one more for each earlier order of the cart that freed it again
     */
    record CartAttempt(CartId cartId, long version, int attempt) {

        /** The key to the order that this attempt makes. */
        public OrderKey orderKey() {
            return OrderKey.ofCart(cartId, attempt);
        }

        /** The order that this attempt makes. */
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
     * Nothing was taken: there was not enough of something, or the order is for more units than an unpaid order may hold.
     *
     * @param shortages empty if {@code holdLimit} is given
     * @param holdLimit the limit that the order exceeds, or null if stock was short
     */
    record StockRejected(List<Shortage> shortages, @Nullable HoldLimit holdLimit) implements Fact {
        public StockRejected {
            shortages = List.copyOf(shortages);
        }

        /** A rejection for lack of stock. */
        public StockRejected(List<Shortage> shortages) {
            this(shortages, null);
        }
    }

    /**
     * What an order asks too much of.
     *
     * @param skus at least one
     * @param maxUnits how many units of a SKU an unpaid order may hold
     */
    record HoldLimit(List<Sku> skus, int maxUnits) {
        public HoldLimit {
            skus = List.copyOf(skus);
        }
    }

    /** @param available how many there were when all shards had been looked at */
    record Shortage(Sku sku, long requested, long available) {}

    /**
     * The customer gave another payment token within the hold.
     *
     * @param attempt 1 for the second try to pay, and so on; the token of {@link OrderPlaced} is attempt 0
     */
    record PaymentSubmitted(int attempt, String paymentToken) implements Fact {
        @Override
        public String toString() {
            return "PaymentSubmitted[" + attempt + "]";
        }
    }

    /** The money was taken while the stock was held. */
    record PaymentCaptured(int attempt, Money amount, String reference) implements Fact {}

    /** The money was taken, but the hold had ended or the order had been cancelled by then. */
    record PaymentCapturedLate(int attempt, Money amount, String reference) implements Fact {}

    /**
     * @param reason the provider's code, fit for the customer's eyes, such as {@code insufficient_funds}
     * @param heldUntil from now on the hold ends then, unless it ends earlier; null leaves it as it was
     */
    record PaymentDeclined(int attempt, String reason, @Nullable Instant heldUntil) implements Fact {}

    /** @param url where the customer proves who they are */
    record PaymentActionRequired(int attempt, String url) implements Fact {}

    /** Says who decided on a fact; {@code null} in facts from before that was recorded. */
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
     * The hold ended before the order was paid.
     *
     * @param limit the limit that ended it early, or null if its time was up
     */
    record HoldExpired(@Nullable UnpaidLimit limit) implements Fact {

        /** The time was up. */
        public HoldExpired() {
            this(null);
        }
    }

    /** A limit on what one caller may leave unpaid. */
    enum UnpaidLimit {
        /** Units of a SKU that are held and not paid. */
        UNITS,
        /** Declined payments within some minutes. */
        DECLINED_PAYMENTS
    }

    record OrderShipped(
            @Nullable String carrier, @Nullable String trackingNumber, @Nullable String by, @Nullable String subject)
            implements Fact, ByActor {

        public OrderShipped(@Nullable String carrier, @Nullable String trackingNumber, Actor actor) {
            this(carrier, trackingNumber, actor.kind(), actor.subject());
        }

        /** Whether the other fact tells of the same shipment, whoever recorded it. */
        public boolean isSameShipment(Fact other) {
            return other instanceof OrderShipped shipped
                    && Objects.equals(carrier, shipped.carrier)
                    && Objects.equals(trackingNumber, shipped.trackingNumber);
        }

        @Override
        public String toString() {
            return "OrderShipped[" + by + "]";
        }
    }

    record RefundRequested(RefundReason reason, @Nullable String by, @Nullable String subject)
            implements Fact, ByActor {

        public RefundRequested(RefundReason reason, Actor actor) {
            this(reason, actor.kind(), actor.subject());
        }

        @Override
        public String toString() {
            return "RefundRequested[" + reason + ", " + by + "]";
        }
    }

    enum RefundReason {
        /** The customer cancelled a paid order. */
        CANCELLED,
        /** The shop gives the money back. */
        SHOP,
        /** The payment arrived after the hold had ended, and the stock was gone. */
        SOLD_OUT_AFTER_HOLD,
        /** The payment arrived after the hold had ended, and the customer had ordered the same cart again by then. */
        REPLACED
    }

    record Refunded(Money amount, String reference) implements Fact {}

    /** The units are available again, each in the shard that it came from or in its successor. */
    record StockReleased(List<Allocation> allocations) implements Fact {
        public StockReleased {
            allocations = List.copyOf(allocations);
        }
    }
}
