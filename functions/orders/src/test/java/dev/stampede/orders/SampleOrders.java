package dev.stampede.orders;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.http.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An order in each status, and callers. */
final class SampleOrders {

    static final Caller GUEST = Caller.guest();
    static final Caller CUSTOMER = new Caller("customer-1", Set.of());
    static final Caller OTHER_CUSTOMER = new Caller("customer-2", Set.of());
    static final Caller ADMIN = new Caller("admin-1", Set.of("admin"));

    static final OrderLine TEA = Orders.line("TEA", 2);
    static final Money TOTAL = new Money(2000, "EUR");

    static final OrderPlaced PLACED = placedBy(null);
    static final Fact RESERVED = Orders.reservedFact(TEA);
    static final Fact REJECTED = new StockRejected(List.of(new Shortage(new Sku("TEA"), 2, 1)));
    static final Fact DECLINED = new PaymentDeclined(0, "card_declined", null);
    static final Fact ACTION = new PaymentActionRequired(0, "https://confirm.example.com/0");
    static final Fact SUBMITTED = new PaymentSubmitted(1, "tok_other");
    static final Fact AUTHORIZED = new PaymentAuthorized(
            0, TOTAL, "charge-reference", Orders.NOW.plus(Duration.ofDays(7)));
    static final Fact CAPTURE = new CaptureRequested(Actor.admin("owner"));
    static final Fact CAPTURED = new PaymentCaptured(0, TOTAL, "charge-reference");
    static final Fact CAPTURED_LATE = new PaymentCapturedLate(0, TOTAL, "charge-reference");
    static final Fact CANCELLED = new OrderCancelled(Actor.GUEST);
    static final Fact EXPIRED = new HoldExpired();
    static final Fact SHIPPED = new OrderShipped("Carrier", "T-1", Actor.admin("owner"));
    static final Fact REFUND = new RefundRequested(RefundReason.SHOP, Actor.admin("owner"));
    static final Fact REFUNDED = new Refunded(TOTAL, "refund-reference");
    static final Fact RELEASED = new StockReleased(Orders.reservedFact(TEA).allocations());

    private SampleOrders() {}

    static OrderPlaced placedBy(@Nullable String customerId) {
        var sample = Orders.placedFact(TEA);
        return new OrderPlaced(sample.lines(), TOTAL, customerId, null, "hash", sample.contact(), "tok_approve", null);
    }

    static Order log(Fact... facts) {
        return Orders.log("1", facts);
    }

    /** A guest's order in that status. */
    static Order in(OrderStatus status) {
        var order = switch (status) {
            case PLACED -> log(PLACED);
            case RESERVED -> log(PLACED, RESERVED);
            case REJECTED -> log(PLACED, REJECTED);
            case PAYMENT_DECLINED -> log(PLACED, RESERVED, DECLINED);
            case PAYMENT_ACTION_REQUIRED -> log(PLACED, RESERVED, ACTION);
            case AUTHORIZED -> log(PLACED, RESERVED, AUTHORIZED);
            case CAPTURE_PENDING -> log(PLACED, RESERVED, AUTHORIZED, CAPTURE);
            case CAPTURE_FAILED -> log(PLACED, RESERVED, AUTHORIZED, CAPTURE, new CaptureFailed("card_declined"));
            case PAID -> log(PLACED, RESERVED, CAPTURED);
            case PAID_LATE -> log(PLACED, RESERVED, EXPIRED, RELEASED, CAPTURED_LATE);
            case PAID_LATE_RESERVED -> log(PLACED, RESERVED, EXPIRED, RELEASED, CAPTURED_LATE, RESERVED);
            case PARTIALLY_SHIPPED -> log(PLACED, RESERVED, CAPTURED, new OrderShipped(
                    null, null, null, List.of(new LineUnits(TEA.sku(), 1)), null, "admin", "owner"));
            case REFUND_FAILED -> log(PLACED, RESERVED, CAPTURED, REFUND, new RefundFailed(3, "no_funds"));
            case SHIPPED -> log(PLACED, RESERVED, CAPTURED, SHIPPED);
            case REFUND_PENDING -> log(PLACED, RESERVED, CAPTURED, REFUND);
            case REFUNDED -> log(PLACED, RESERVED, CAPTURED, REFUND, REFUNDED);
            case CANCELLED -> log(PLACED, RESERVED, CANCELLED);
            case EXPIRED -> log(PLACED, RESERVED, EXPIRED);
        };
        if (order.status() != status) {
            throw new AssertionError("The sample is " + order.status() + ", not " + status);
        }
        return order;
    }
}
