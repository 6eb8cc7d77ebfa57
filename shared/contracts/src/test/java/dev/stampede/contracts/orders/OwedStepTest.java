package dev.stampede.contracts.orders;

import static dev.stampede.contracts.testing.Orders.HOLD;
import static dev.stampede.contracts.testing.Orders.NOW;
import static dev.stampede.contracts.testing.Orders.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
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
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.OwedStep.Kind;
import dev.stampede.contracts.testing.Orders;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OwedStepTest {

    private static final OrderLine TEA = line("TEA", 2);
    private static final OrderPlaced PLACED = Orders.placedFact(TEA);
    private static final Money TOTAL = PLACED.total();
    private static final StockReserved RESERVED = Orders.reservedFact(TEA);
    private static final PaymentCaptured CAPTURED = new PaymentCaptured(0, TOTAL, "charge-0");
    private static final PaymentCapturedLate CAPTURED_LATE = new PaymentCapturedLate(0, TOTAL, "charge-0");
    private static final PaymentActionRequired ACTION = new PaymentActionRequired(0, "https://confirm.example.com");
    private static final StockReleased RELEASED = new StockReleased(RESERVED.allocations());

    /** A step and the position of its cause in the log. */
    private record Owed(Kind kind, int cause) {}

    static Stream<Arguments> logs() {
        return Stream.of(
                log("placed", List.of(PLACED), new Owed(Kind.RESERVATION, 0)),
                log("rejected", List.of(PLACED, new StockRejected(List.of(new Shortage(new Sku("TEA"), 2, 1)))),
                        new Owed(Kind.MAIL, 1)),
                log("reserved", List.of(PLACED, RESERVED), new Owed(Kind.CHARGE, 1), new Owed(Kind.HOLD_END, 1)),
                log("action required", List.of(PLACED, RESERVED, ACTION), new Owed(Kind.HOLD_END, 1),
                        new Owed(Kind.MAIL, 2)),
                log("submitted again", List.of(PLACED, RESERVED, ACTION, new PaymentSubmitted(1, "tok_approve")),
                        new Owed(Kind.CHARGE, 3), new Owed(Kind.HOLD_END, 1)),
                log("paid", List.of(PLACED, RESERVED, CAPTURED), new Owed(Kind.MAIL, 2)),
                log("shipped", List.of(PLACED, RESERVED, CAPTURED, new OrderShipped(null, null, Actor.admin("owner"))),
                        new Owed(Kind.MAIL, 2), new Owed(Kind.MAIL, 3)),
                log("refund requested",
                        List.of(PLACED, RESERVED, CAPTURED,
                                new RefundRequested(RefundReason.SHOP, Actor.admin("owner"))),
                        new Owed(Kind.REFUND, 3), new Owed(Kind.MAIL, 2)),
                log("refunded",
                        List.of(PLACED, RESERVED, CAPTURED,
                                new RefundRequested(RefundReason.SHOP, Actor.admin("owner")),
                                new Refunded(TOTAL, "refund")),
                        new Owed(Kind.RELEASE, 4), new Owed(Kind.MAIL, 2), new Owed(Kind.MAIL, 4)),
                log("refunded after shipping",
                        List.of(PLACED, RESERVED, CAPTURED, new OrderShipped(null, null, Actor.admin("owner")),
                                new RefundRequested(RefundReason.SHOP, Actor.admin("owner")),
                                new Refunded(TOTAL, "refund")),
                        new Owed(Kind.MAIL, 2), new Owed(Kind.MAIL, 3), new Owed(Kind.MAIL, 5)),
                log("cancelled before the reservation", List.of(PLACED, new OrderCancelled(Actor.GUEST)),
                        new Owed(Kind.MAIL, 1)),
                log("expired", List.of(PLACED, RESERVED, new HoldExpired()),
                        new Owed(Kind.VOID, 2), new Owed(Kind.RELEASE, 2), new Owed(Kind.MAIL, 2)),
                log("expired and released", List.of(PLACED, RESERVED, new HoldExpired(), RELEASED),
                        new Owed(Kind.VOID, 2), new Owed(Kind.MAIL, 2)),
                log("paid late", List.of(PLACED, RESERVED, new HoldExpired(), RELEASED, CAPTURED_LATE),
                        new Owed(Kind.RESERVATION, 4)),
                log("paid late and reserved again", List.of(PLACED, RESERVED, new HoldExpired(), RELEASED,
                        CAPTURED_LATE, RESERVED), new Owed(Kind.CHARGE, 5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logs")
    void of_order_shouldBeWhatItWaitsFor(String name, List<Fact> log, List<Owed> expected) {
        var order = Orders.log("1", log.toArray(Fact[]::new));

        assertThat(OwedStep.of(order)).extracting(step -> new Owed(step.kind(), step.cause().seq()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void overdue_holdThatIsNotOver_shouldNotBeOwedYet() {
        var order = Orders.log("1", PLACED, RESERVED, ACTION);

        assertThat(kinds(order, HOLD.plusSeconds(59), Duration.ofMinutes(1))).doesNotContain(Kind.HOLD_END);
        assertThat(kinds(order, HOLD.plusSeconds(60), Duration.ofMinutes(1))).contains(Kind.HOLD_END);
    }

    @Test
    void overdue_otherSteps_shouldBeDueWithTheirCause() {
        var order = Orders.placed("1", TEA);

        assertThat(kinds(order, Duration.ofSeconds(59), Duration.ofMinutes(1))).isEmpty();
        assertThat(kinds(order, Duration.ofDays(400), Duration.ofMinutes(1))).containsExactly(Kind.RESERVATION);
    }

    /** The log does not record that they were done. */
    @Test
    void overdue_voidsAndMailsOfLongAgo_shouldNotBeOwedAnyMore() {
        var order = Orders.log("1", PLACED, RESERVED, new HoldExpired(), RELEASED);

        assertThat(kinds(order, Duration.ofMinutes(60), Duration.ofMinutes(1)))
                .containsExactlyInAnyOrder(Kind.VOID, Kind.MAIL);
        assertThat(kinds(order, Duration.ofMinutes(61), Duration.ofMinutes(1))).containsExactly(Kind.MAIL);
        assertThat(kinds(order, Duration.ofMinutes(181), Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void of_expiredOrder_shouldBeMailedAMinuteLaterIfItsPaymentHasNoAnswer() {
        var unanswered = Orders.log("1", PLACED, RESERVED, new HoldExpired());
        var declined = Orders.log("1", PLACED, RESERVED, new PaymentDeclined(0, "card_declined", null),
                new HoldExpired());

        assertThat(mail(unanswered).since()).isEqualTo(unanswered.changedAt().plus(Duration.ofMinutes(1)));
        assertThat(mail(declined).since()).isEqualTo(declined.changedAt());
    }

    private static OwedStep mail(Order order) {
        return OwedStep.of(order).stream().filter(step -> step.kind() == Kind.MAIL).findFirst().orElseThrow();
    }

    private static List<Kind> kinds(Order order, Duration afterNow, Duration patience) {
        return OwedStep.overdue(order, NOW.plus(afterNow), patience).stream().map(OwedStep::kind).toList();
    }

    private static Arguments log(String name, List<Fact> facts, Owed... expected) {
        return Arguments.of(name, facts, List.of(expected));
    }
}
