package dev.stampede.email;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.contracts.testing.Orders.log;
import static dev.stampede.contracts.testing.Orders.placedFact;
import static dev.stampede.contracts.testing.Orders.reservedFact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldLimit;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
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
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.Fact.UnpaidLimit;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.email.adapters.MustacheRenderer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderMailContentTest {

    private static final OrderLine TEA = line("TEA", 2);
    private static final OrderLine POT = line("POT", 1);
    private static final Money TOTAL = new Money(3000, "EUR");
    private static final String UNTIL = "June 1, 2026 at 12:15\u00A0PM UTC";
    private static final PaymentDeclined DECLINED = new PaymentDeclined(0, "insufficient_funds", null);
    private static final PaymentActionRequired ACTION = new PaymentActionRequired(0, "https://pay.example.com/1");

    @Test
    void captured_shouldHaveLinesAndTotal() {
        var content = afterReservation(captured(0)).orElseThrow();
        assertThat(content.template()).isEqualTo(MailTemplate.PAID);
        assertThat(content.values())
                .containsEntry("orderId", order(captured(0)).id().value())
                .containsEntry("amount", "€30.00")
                .containsEntry("total", "€30.00")
                .containsEntry("lines", List.of(
                        Map.of("name", "Name of TEA", "quantity", 2, "unitPrice", "€10.00", "lineTotal",
                                "€20.00"),
                        Map.of("name", "Name of POT", "quantity", 1, "unitPrice", "€10.00", "lineTotal",
                                "€10.00")));
    }

    @Test
    void captured_shouldSayOfWhatTheTotalConsists() {
        var basket = new Basket("EUR", List.of(new Basket.Line(TEA.sku(), 1000, 2, Goods.USUAL)),
                Buyer.guest(Instant.EPOCH), new Destination("US", "IL"), "standard");
        var rules = SampleRules.added().with(List.of(SampleRules.amountOff("Welcome", null, 100)));
        var totals = Quote.of(basket, rules).totals();
        var sample = placedFact(TEA);
        var placed = new OrderPlaced(sample.lines(), totals.charged(), null, null, "hash", sample.contact(),
                "tok_approve", null, null, Breakdown.of(totals));
        var order = log("1", placed, reservedFact(TEA), new PaymentCaptured(0, totals.charged(), "r"));

        var content = about(order, order.lastStep()).orElseThrow();

        var text = new MustacheRenderer("Tea Shop").render(content.with("orderUrl", ""), "buyer@example.com").text();
        assertThat(text.lines().map(String::strip)).containsSubsequence(
                "Subtotal: €20.00",
                "Welcome: -€1.00",
                "Shipping, Standard: €4.90",
                "Sales tax 10%: €2.39",
                "Total: €26.29");
    }

    @Test
    void captured_ofNothing_shouldThankForNoPayment() {
        var free = new OrderLine(TEA.sku(), TEA.productId(), TEA.name(), Money.zero("EUR"), 2);
        var order = log("1", placedFact(free), reservedFact(free),
                new PaymentCaptured(0, Money.zero("EUR"), "none"));

        var content = about(order, order.lastStep()).orElseThrow();

        var text = new MustacheRenderer("Tea Shop").render(content.with("orderUrl", ""), "buyer@example.com").text();
        assertThat(text).contains("There is nothing to pay").doesNotContain("received your payment", "Subtotal");
    }

    @Test
    void authorized_shouldSayThatTheCustomerPaysAtShipment() {
        var authorized = new PaymentAuthorized(0, new Money(3000, "EUR"), "r", Instant.EPOCH);
        var content = afterReservation(authorized).orElseThrow();

        assertThat(content.template()).isEqualTo(MailTemplate.PAID);
        assertThat(content.values()).containsEntry("amount", "€30.00").containsEntry("isAuthorized", true);
    }

    @Test
    void capturedForAParcel_shouldBeToldWithTheParcel() {
        var authorized = new PaymentAuthorized(0, new Money(3000, "EUR"), "r", Instant.EPOCH);
        var lines = List.of(new LineUnits(TEA.sku(), 1));
        var request = new CaptureRequested("DHL", "JD1", null, lines, null, "admin", "owner");
        var captured = new PaymentCaptured(0, new Money(3000, "EUR"), "r");
        var parcel = new OrderShipped("DHL", "JD1", null, lines, null, "admin", "owner");
        var later = new OrderShipped("DHL", "JD2", null, List.of(new LineUnits(POT.sku(), 1)), null, "admin", "owner");

        var order = order(authorized, request, captured, parcel, later);

        assertThat(about(order, captured)).isEmpty();
        assertThat(about(order, parcel).orElseThrow().values()).containsEntry("charged", "€30.00");
        assertThat(about(order, later).orElseThrow().values()).containsEntry("charged", "");
    }

    @Test
    void capturedAlone_withoutWhatWasCancelled_shouldSayWhatIsCharged() {
        var authorized = new PaymentAuthorized(0, new Money(3000, "EUR"), "r", Instant.EPOCH);
        var cancelled = new UnitsCancelled(
                List.of(new LineUnits(TEA.sku(), 1)), new Money(1000, "EUR"), List.of(), null, null, "admin", "owner");
        var captured = new PaymentCaptured(0, new Money(2000, "EUR"), "r");

        var content = about(order(authorized, cancelled, captured), captured).orElseThrow();

        assertThat(content.template()).isEqualTo(MailTemplate.PAYMENT_CAPTURED);
        assertThat(content.values()).containsEntry("amount", "€20.00").containsEntry("notCharged", "€10.00")
                .containsEntry("subtotal", "€30.00").containsEntry("total", "€20.00");
    }

    @Test
    void unitsCancelled_beforeTheCapture_shouldNameThemAndWhatIsLeftToPay() {
        var cancelled = new UnitsCancelled(
                List.of(new LineUnits(TEA.sku(), 1)), new Money(1000, "EUR"), List.of(), "Damaged", null, "admin",
                "owner");
        var authorized = new PaymentAuthorized(0, new Money(3000, "EUR"), "r", Instant.EPOCH);

        var content = about(order(authorized, cancelled), cancelled).orElseThrow();

        assertThat(content.template()).isEqualTo(MailTemplate.UNITS_CANCELLED);
        assertThat(content.values()).containsEntry("amount", "€20.00").containsEntry("note", "Damaged")
                .containsEntry("units", List.of(Map.of("name", "Name of TEA", "quantity", 1)));
        // With its last units, the order is cancelled, and that is mailed.
        assertThat(about(order(authorized, cancelled, new OrderCancelled(Actor.admin("owner"))), cancelled)).isEmpty();
    }

    @Test
    void content_shouldBeWrittenForTheLocale() {
        var german = MailLocale.of("de-AT", MailLanguage.EN, ZoneId.of("Europe/Vienna"));

        var content = OrderMailContent.about(order(DECLINED), DECLINED, german).orElseThrow();

        assertThat(content.language()).isEqualTo(MailLanguage.DE);
        assertThat(content.values()).containsEntry("total", "€\u00A030,00")
                .containsEntry("until", "1. Juni 2026 um 14:15 MESZ");
    }

    @Test
    void content_shouldContainNothingThatTheBuyerTyped() {
        var content = afterReservation(captured(0)).orElseThrow();
        assertThat(content.values().toString())
                .doesNotContain("Bo Buyer", "buyer@example.com", "Main Street", "tok_approve");
    }

    @Test
    void rejected_shouldNameWhatIsMissing() {
        var rejected = new StockRejected(List.of(new Shortage(new Sku("TEA"), 2, 1)));
        var content = about(log("1", placedFact(TEA, POT), rejected), rejected).orElseThrow();
        assertThat(content.template()).isEqualTo(MailTemplate.OUT_OF_STOCK);
        assertThat(content.values()).containsEntry(
                "shortages", List.of(Map.of("name", "Name of TEA", "requested", 2L, "available", 1L)));
    }

    @Test
    void rejected_becauseACodeIsUsedUp_shouldNameTheCode() {
        var rejected = new StockRejected(List.of(new Shortage(Sku.ofPromotion("TEN"), 1, 0)));
        var content = about(log("1", placedFact(TEA), rejected), rejected).orElseThrow();

        assertThat(content.values()).containsEntry("shortages", List.of()).containsEntry("usedUpCodes", List.of("TEN"));
        var mail = new MustacheRenderer("Tea Shop").render(content.with("orderUrl", ""), "buyer@example.com");
        assertThat(mail.text()).contains("The code TEN has been used up").doesNotContain("0 available");
        assertThat(mail.html()).contains("The code TEN has been used up");
    }

    @Test
    void callerLimit_shouldNotBeMailed() {
        var rejected = new StockRejected(List.of(), new HoldLimit(List.of(new Sku("TEA")), 20));
        assertThat(about(log("1", placedFact(TEA), rejected), rejected)).isEmpty();

        var limited = new StockRejected(List.of(), null, List.of(new CustomerLimit(new Sku("TEA"), 2)));
        assertThat(about(log("1", placedFact(TEA), limited), limited)).isEmpty();

        var ended = new HoldExpired(UnpaidLimit.UNITS);
        assertThat(about(order(DECLINED, ended), ended)).isEmpty();
    }

    @Test
    void declined_thatShortensTheHold_shouldSayTheNewEnd() {
        var shortened = new PaymentDeclined(0, "card_declined", Instant.parse("2026-06-01T12:02:00Z"));
        assertThat(afterReservation(shortened).orElseThrow().values())
                .containsEntry("until", "June 1, 2026 at 12:02\u00A0PM UTC");
    }

    @Test
    void declined_whileItIsStillSo_shouldSayWhyAndUntilWhen() {
        var content = afterReservation(DECLINED).orElseThrow();
        assertThat(content.template()).isEqualTo(MailTemplate.PAYMENT_DECLINED);
        assertThat(content.values()).containsEntry("reason", "insufficient_funds").containsEntry("until", UNTIL);
    }

    @Test
    void declined_afterTheOrderMovedOn_shouldNotBeMailed() {
        var second = new PaymentSubmitted(1, "tok_2");
        assertThat(about(order(DECLINED, second), DECLINED)).isEmpty();
        assertThat(about(order(DECLINED, second, captured(1)), DECLINED)).isEmpty();
        assertThat(about(order(DECLINED, new OrderCancelled(Actor.GUEST)), DECLINED)).isEmpty();
        assertThat(about(order(DECLINED, new HoldExpired()), DECLINED)).isEmpty();
    }

    @Test
    void declined_twice_shouldMailOnlyTheSecond() {
        var again = new PaymentDeclined(1, "card_declined", null);
        var order = order(DECLINED, new PaymentSubmitted(1, "tok_2"), again);
        assertThat(about(order, DECLINED)).isEmpty();
        assertThat(about(order, again).orElseThrow().values()).containsEntry("reason",
                "card_declined");
    }

    @Test
    void actionRequired_whileItIsStillSo_shouldLinkToIt() {
        var content = afterReservation(ACTION).orElseThrow();
        assertThat(content.template()).isEqualTo(MailTemplate.PAYMENT_ACTION);
        assertThat(content.values()).containsEntry("url", "https://pay.example.com/1").containsEntry("until", UNTIL);
    }

    @Test
    void actionRequired_afterTheCustomerActed_shouldNotBeMailed() {
        assertThat(about(order(ACTION, captured(0)), ACTION)).isEmpty();
    }

    @Test
    void decisionsAboutReturns_shouldSayWhichUnitsAndWhy() {
        var refused = new ReturnRefused(4, "The seal is broken", Actor.admin("owner"));
        var request = new ReturnRequested(List.of(new LineUnits(new Sku("TEA"), 1)), "Too big", null, Actor.GUEST);
        var shipped = new OrderShipped("DHL", "JD0146", Actor.admin("owner"));
        var approved = new ReturnApproved(4, Actor.admin("owner"));

        var approval = about(order(captured(0), shipped, request, approved), approved).orElseThrow();
        assertThat(approval.template()).isEqualTo(MailTemplate.RETURN_APPROVED);
        assertThat(approval.values().get("units")).asString().contains("quantity=1");
        assertThat(approval.values().toString()).as("what the customer typed").doesNotContain("Too big");

        var refusal = about(order(captured(0), shipped, request, refused), refused).orElseThrow();
        assertThat(refusal.template()).isEqualTo(MailTemplate.RETURN_REFUSED);
        assertThat(refusal.values()).containsEntry("note", "The seal is broken").containsEntry("wasApproved", false);
        assertThat(about(order(captured(0), shipped, request, approved, refused), refused).orElseThrow().values())
                .containsEntry("wasApproved", true);
    }

    @Test
    void cancelled_shouldBeMailed() {
        assertThat(afterReservation(new OrderCancelled(Actor.customer("customer-1"))).orElseThrow().template())
                .isEqualTo(MailTemplate.CANCELLED);
    }

    @Test
    void expired_shouldBeMailed() {
        assertThat(afterReservation(new HoldExpired()).orElseThrow().template()).isEqualTo(MailTemplate.EXPIRED);
    }

    @Test
    void expired_afterALatePayment_shouldNotBeMailed() {
        var expired = new HoldExpired();
        var late = new PaymentCapturedLate(0, TOTAL, "pay_1");
        assertThat(about(order(expired, late), expired)).isEmpty();
        assertThat(about(order(expired, late, reservedFact(TEA, POT), captured(0)), expired))
                .isEmpty();
    }

    @Test
    void shipped_shouldSayHow() {
        var shipped = new OrderShipped("DHL", "JD0146", Actor.admin("owner"));
        var content = about(order(captured(0), shipped), shipped).orElseThrow();
        assertThat(content.template()).isEqualTo(MailTemplate.SHIPPED);
        assertThat(content.values()).containsEntry("carrier", "DHL").containsEntry("trackingNumber", "JD0146");
    }

    @Test
    void shipped_withoutDetails_shouldStillBeMailed() {
        var shipped = new OrderShipped(null, null, Actor.admin("owner"));
        var content = about(order(captured(0), shipped), shipped).orElseThrow();
        assertThat(content.values()).containsEntry("carrier", "").containsEntry("trackingNumber", "");
    }

    @Test
    void refunded_shouldSayHowMuchAndWhy() {
        assertThat(refund(RefundReason.CANCELLED).values())
                .containsEntry("amount", "€30.00")
                .containsEntry("isCancelled", true)
                .containsEntry("isSoldOut", false);
        assertThat(refund(RefundReason.SOLD_OUT_AFTER_HOLD).values())
                .containsEntry("isCancelled", false)
                .containsEntry("isSoldOut", true);
        assertThat(refund(RefundReason.REPLACED).values())
                .containsEntry("isCancelled", false)
                .containsEntry("isSoldOut", false)
                .containsEntry("isReplaced", true);
        assertThat(refund(RefundReason.SHOP).values())
                .containsEntry("isReplaced", false)
                .containsEntry("isCancelled", false)
                .containsEntry("isSoldOut", false);
    }

    @Test
    void shipped_oneOfSeveralParcels_shouldSayWhatItContains() {
        var parcel = new OrderShipped(
                "DHL", null, "https://dhl.example.com/1", List.of(new LineUnits(TEA.sku(), 1)), null, "admin", "owner");
        var content = about(order(captured(0), parcel), parcel).orElseThrow();
        assertThat(content.values())
                .containsEntry("trackingUrl", "https://dhl.example.com/1")
                .containsEntry("units", List.of(Map.of("name", "Name of TEA", "quantity", 1)));
    }

    @Test
    void refunded_parts_shouldEachSayTheirAmount() {
        var one = new RefundRequested(RefundReason.CANCELLED, new Money(1000, "EUR"),
                List.of(new LineUnits(TEA.sku(), 1)), null, null, null, null, "admin", "owner");
        var two = new RefundRequested(
                RefundReason.SHOP, new Money(500, "EUR"), null, null, null, null, null, "admin", "owner");
        var first = new Refunded(new Money(1000, "EUR"), "ref_1", 3);
        var settled = new RefundSettled(4, new Money(500, "EUR"), null, Actor.admin("owner"));
        var order = order(captured(0), one, two, first, new RefundFailed(4, "no_funds"), settled);

        assertThat(about(order, first).orElseThrow().values())
                .containsEntry("amount", "€10.00")
                .containsEntry("isCancelled", false)
                .containsEntry("isSettled", false)
                .containsEntry("units", List.of(Map.of("name", "Name of TEA", "quantity", 1)));
        assertThat(about(order, settled).orElseThrow().values())
                .containsEntry("amount", "€5.00")
                .containsEntry("isSettled", true)
                .containsEntry("units", List.of());
    }

    @Test
    void otherFacts_shouldNotBeMailed() {
        var placed = placedFact(TEA, POT);
        var reserved = reservedFact(TEA, POT);
        var order = log("1", placed, reserved);
        var others = List.of(placed, reserved, new PaymentSubmitted(1, "tok_2"),
                new PaymentCapturedLate(0, TOTAL, "pay_1"),
                new RefundRequested(RefundReason.SHOP, Actor.admin("owner")),
                new StockReleased(List.of()));
        assertThat(others).allSatisfy(fact -> assertThat(about(order, fact)).isEmpty());
    }

    private static MailContent refund(RefundReason reason) {
        var refunded = new Refunded(TOTAL, "ref_1");
        var content = about(order(captured(0), new RefundRequested(reason, Actor.STORE), refunded), refunded)
                .orElseThrow();
        assertThat(content.template()).isEqualTo(MailTemplate.REFUNDED);
        return content;
    }

    private static PaymentCaptured captured(int attempt) {
        return new PaymentCaptured(attempt, TOTAL, "pay_1");
    }

    private static Optional<MailContent> about(Order order, Fact fact) {
        return OrderMailContent.about(order, fact, MailLocale.of(null, MailLanguage.EN, ZoneId.of("UTC")));
    }

    /** The content of the mail about a fact that is the last one. */
    private static Optional<MailContent> afterReservation(Fact fact) {
        return about(order(fact), fact);
    }

    private static Order order(Fact... afterReservation) {
        var facts = Stream.concat(
                Stream.of(placedFact(TEA, POT), reservedFact(TEA, POT)), Stream.of(afterReservation));
        return log("1", facts.toArray(Fact[]::new));
    }
}
