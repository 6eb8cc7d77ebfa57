package dev.stampede.email;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.contracts.testing.Orders.log;
import static dev.stampede.contracts.testing.Orders.placedFact;
import static dev.stampede.contracts.testing.Orders.reservedFact;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.testing.Orders;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The content of each mail, about an order. */
final class SampleMails {

    private static final OrderLine TEA = line("TEA", 2);
    private static final Money TOTAL = new Money(2000, "EUR");
    private static final Fact CAPTURED = new PaymentCaptured(0, TOTAL, "pay_1");

    private SampleMails() {}

    static MailContent of(MailTemplate template, MailLocale locale) {
        var order = switch (template) {
            case PAID -> reserved(CAPTURED);
            case OUT_OF_STOCK ->
                    log("1", placedFact(TEA), new StockRejected(List.of(new Shortage(new Sku("TEA"), 2, 1))));
            case PAYMENT_DECLINED -> reserved(new PaymentDeclined(0, "card_declined", null));
            case PAYMENT_ACTION -> reserved(new PaymentActionRequired(0, "https://pay.example.com/1"));
            case CANCELLED -> reserved(new OrderCancelled(Actor.GUEST));
            case EXPIRED -> reserved(new HoldExpired());
            case UNITS_CANCELLED -> reserved(
                    new PaymentAuthorized(0, TOTAL, "pay_1", Orders.NOW.plus(Duration.ofDays(7))),
                    new UnitsCancelled(List.of(new LineUnits(TEA.sku(), 1)), new Money(1000, "EUR"), List.of(),
                            "The last one was damaged", null, "admin", "owner"));
            case PAYMENT_CAPTURED -> reserved(
                    new PaymentAuthorized(0, TOTAL, "pay_1", Orders.NOW.plus(Duration.ofDays(7))), CAPTURED);
            case SHIPPED -> reserved(CAPTURED, new OrderShipped("DHL", "JD0146", Actor.admin("owner")));
            case REFUNDED -> reserved(CAPTURED, new RefundRequested(RefundReason.SHOP, Actor.admin("owner")),
                    new Refunded(TOTAL, "ref_1"));
            case RETURN_APPROVED -> returned(new ReturnApproved(4, Actor.admin("owner")));
            case RETURN_REFUSED -> returned(new ReturnRefused(4, "The seal is broken", Actor.admin("owner")));
        };
        return OrderMailContent.about(order, order.lastStep(), locale).orElseThrow();
    }

    private static Order returned(Fact decision) {
        return reserved(CAPTURED, new OrderShipped("DHL", "JD0146", Actor.admin("owner")),
                new ReturnRequested(List.of(new LineUnits(TEA.sku(), 1)), null, null, Actor.GUEST), decision);
    }

    private static Order reserved(Fact... facts) {
        return log("1", Stream.concat(Stream.of(placedFact(TEA), reservedFact(TEA)), Stream.of(facts))
                .toArray(Fact[]::new));
    }
}
