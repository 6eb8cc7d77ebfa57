package dev.stampede.contracts.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import dev.stampede.contracts.orders.Fact.Report;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.Totals;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {

    private static final Money TOTAL = new Money(2000, "EUR");
    private static final OrderLine TEA = Orders.line("TEA", 2);

    private static final OrderPlaced PLACED = Orders.placedFact(TEA);
    private static final StockReserved RESERVED = Orders.reservedFact(TEA);
    private static final StockRejected REJECTED = new StockRejected(List.of(new Shortage(new Sku("TEA"), 2, 1)));
    private static final PaymentSubmitted SUBMITTED = new PaymentSubmitted(1, "tok_other");
    private static final PaymentCaptured CAPTURED = new PaymentCaptured(0, TOTAL, "charge-0");
    private static final PaymentCapturedLate CAPTURED_LATE = new PaymentCapturedLate(0, TOTAL, "charge-0");
    private static final PaymentDeclined DECLINED = new PaymentDeclined(0, "card_declined", null);
    private static final PaymentActionRequired ACTION = new PaymentActionRequired(0, "https://confirm.example.com");
    private static final OrderCancelled CANCELLED = new OrderCancelled(Actor.GUEST);
    private static final HoldExpired EXPIRED = new HoldExpired();
    private static final PaymentReported REPORTED = new PaymentReported(Report.DISPUTED, "dispute", TOTAL,
            "fraudulent");
    private static final HoldExtended EXTENDED = new HoldExtended(RESERVED.heldUntil().plusSeconds(60));
    private static final OrderShipped SHIPPED = new OrderShipped("Carrier", "T-1", Actor.admin("owner"));
    private static final RefundRequested REFUND = new RefundRequested(RefundReason.SHOP, Actor.admin("owner"));
    private static final Refunded REFUNDED = new Refunded(TOTAL, "refund");
    private static final StockReleased RELEASED = new StockReleased(RESERVED.allocations());

    private static final RefundFailed FAILED = new RefundFailed(3, "no_funds");
    private static final RefundRetried RETRIED = new RefundRetried(3, Actor.admin("owner"));
    private static final RefundSettled SETTLED = new RefundSettled(3, TOTAL, "By transfer", Actor.admin("owner"));
    private static final List<LineUnits> ONE = List.of(new LineUnits(TEA.sku(), 1));
    private static final ReturnRequested RETURN = new ReturnRequested(ONE, "Too big", null, Actor.GUEST);
    private static final ReturnApproved APPROVED = new ReturnApproved(4, Actor.admin("owner"));
    private static final ReturnRefused REFUSED = new ReturnRefused(4, null, Actor.admin("owner"));
    private static final ReturnReceived RECEIVED = new ReturnReceived(4, ONE, ONE, Actor.admin("owner"));
    private static final OrderShipped PARCEL = new OrderShipped(
            null, null, null, ONE, null, "admin", "owner");
    private static final RefundRequested PART = new RefundRequested(
            RefundReason.SHOP, new Money(300, "EUR"), null, null, null, null, null, "admin", "owner");

    private static final PaymentAuthorized AUTHORIZED = new PaymentAuthorized(
            0, TOTAL, "charge-0", Orders.NOW.plusSeconds(600_000));
    private static final CaptureRequested CAPTURE = new CaptureRequested(Actor.admin("owner"));
    private static final CaptureFailed CAPTURE_FAILED = new CaptureFailed("card_declined");
    private static final CaptureSettled CAPTURE_SETTLED = new CaptureSettled(TOTAL, null, Actor.admin("owner"));
    private static final UnitsCancelled UNITS_CANCELLED = new UnitsCancelled(
            ONE, new Money(1000, "EUR"), ONE, null, null, "admin", "owner");

    private static final OrderClaimed CLAIMED = new OrderClaimed("customer-1", Orders.NOW);

    private static final List<Fact> ALL_FACTS = List.of(
            PLACED, CLAIMED, RESERVED, REJECTED, SUBMITTED, CAPTURED, CAPTURED_LATE, DECLINED, ACTION, CANCELLED,
            REPORTED, EXTENDED, EXPIRED,
            SHIPPED,
            REFUND, REFUNDED, RELEASED, FAILED, RETRIED, SETTLED, RETURN, APPROVED, REFUSED, RECEIVED,
            AUTHORIZED, CAPTURE, CAPTURE_FAILED, CAPTURE_SETTLED, UNITS_CANCELLED);

    /** A log for each state of an order, and the status after each fact that can follow. */
    private record Situation(String name, List<Fact> log, OrderStatus status, Map<Fact, OrderStatus> next) {}

    private static final List<Situation> SITUATIONS = List.of(
            new Situation("placed", List.of(PLACED), OrderStatus.PLACED, Map.of(
                    RESERVED, OrderStatus.RESERVED,
                    REJECTED, OrderStatus.REJECTED,
                    CANCELLED, OrderStatus.CANCELLED)),
            new Situation("rejected", List.of(PLACED, REJECTED), OrderStatus.REJECTED, Map.of()),
            new Situation("reserved", List.of(PLACED, RESERVED), OrderStatus.RESERVED, Map.of(
                    AUTHORIZED, OrderStatus.AUTHORIZED,
                    CAPTURED, OrderStatus.PAID,
                    DECLINED, OrderStatus.PAYMENT_DECLINED,
                    ACTION, OrderStatus.PAYMENT_ACTION_REQUIRED,
                    CANCELLED, OrderStatus.CANCELLED,
                    EXTENDED, OrderStatus.RESERVED,
                    EXPIRED, OrderStatus.EXPIRED)),
            new Situation("declined", List.of(PLACED, RESERVED, DECLINED), OrderStatus.PAYMENT_DECLINED, Map.of(
                    SUBMITTED, OrderStatus.RESERVED,
                    AUTHORIZED, OrderStatus.AUTHORIZED,
                    CAPTURED, OrderStatus.PAID,
                    CANCELLED, OrderStatus.CANCELLED,
                    EXTENDED, OrderStatus.PAYMENT_DECLINED,
                    EXPIRED, OrderStatus.EXPIRED)),
            new Situation(
                    "action required",
                    List.of(PLACED, RESERVED, ACTION),
                    OrderStatus.PAYMENT_ACTION_REQUIRED,
                    Map.of(
                            SUBMITTED, OrderStatus.RESERVED,
                            AUTHORIZED, OrderStatus.AUTHORIZED,
                            CAPTURED, OrderStatus.PAID,
                            DECLINED, OrderStatus.PAYMENT_DECLINED,
                            CANCELLED, OrderStatus.CANCELLED,
                            EXTENDED, OrderStatus.PAYMENT_ACTION_REQUIRED,
                            EXPIRED, OrderStatus.EXPIRED)),
            new Situation(
                    "another token submitted",
                    List.of(PLACED, RESERVED, DECLINED, SUBMITTED),
                    OrderStatus.RESERVED,
                    Map.of(
                            AUTHORIZED, OrderStatus.AUTHORIZED,
                            CAPTURED, OrderStatus.PAID,
                            CANCELLED, OrderStatus.CANCELLED,
                            EXTENDED, OrderStatus.RESERVED,
                            EXPIRED, OrderStatus.EXPIRED)),
            new Situation("authorized", List.of(PLACED, RESERVED, AUTHORIZED), OrderStatus.AUTHORIZED, Map.of(
                    CAPTURE, OrderStatus.CAPTURE_PENDING,
                    CAPTURE_FAILED, OrderStatus.CAPTURE_FAILED,
                    CAPTURED, OrderStatus.PAID,
                    UNITS_CANCELLED, OrderStatus.AUTHORIZED,
                    CANCELLED, OrderStatus.CANCELLED)),
            new Situation(
                    "units cancelled before the capture",
                    List.of(PLACED, RESERVED, AUTHORIZED, UNITS_CANCELLED),
                    OrderStatus.AUTHORIZED,
                    Map.of(
                            CAPTURE, OrderStatus.CAPTURE_PENDING,
                            CAPTURE_FAILED, OrderStatus.CAPTURE_FAILED,
                            CAPTURED, OrderStatus.PAID,
                            UNITS_CANCELLED, OrderStatus.AUTHORIZED,
                            CANCELLED, OrderStatus.CANCELLED)),
            new Situation(
                    "capture requested",
                    List.of(PLACED, RESERVED, AUTHORIZED, CAPTURE),
                    OrderStatus.CAPTURE_PENDING,
                    Map.of(CAPTURED, OrderStatus.PAID, CAPTURE_FAILED, OrderStatus.CAPTURE_FAILED)),
            new Situation(
                    "capture failed",
                    List.of(PLACED, RESERVED, AUTHORIZED, CAPTURE, CAPTURE_FAILED),
                    OrderStatus.CAPTURE_FAILED,
                    Map.of(
                            CAPTURE, OrderStatus.CAPTURE_PENDING,
                            CAPTURED, OrderStatus.PAID,
                            CAPTURE_SETTLED, OrderStatus.PAID,
                            UNITS_CANCELLED, OrderStatus.CAPTURE_FAILED,
                            CANCELLED, OrderStatus.CANCELLED)),
            new Situation(
                    "capture settled",
                    List.of(PLACED, RESERVED, AUTHORIZED, CAPTURE_FAILED, CAPTURE_SETTLED),
                    OrderStatus.PAID,
                    Map.of(SHIPPED, OrderStatus.SHIPPED, REFUND, OrderStatus.REFUND_PENDING)),
            new Situation(
                    "cancelled before the capture",
                    List.of(PLACED, RESERVED, AUTHORIZED, CANCELLED),
                    OrderStatus.CANCELLED,
                    Map.of(CAPTURED_LATE, OrderStatus.PAID_LATE, RELEASED, OrderStatus.CANCELLED)),
            new Situation("paid", List.of(PLACED, RESERVED, CAPTURED), OrderStatus.PAID, Map.of(
                    SHIPPED, OrderStatus.SHIPPED,
                    REFUND, OrderStatus.REFUND_PENDING)),
            new Situation("shipped", List.of(PLACED, RESERVED, CAPTURED, SHIPPED), OrderStatus.SHIPPED, Map.of(
                    REFUND, OrderStatus.REFUND_PENDING,
                    RETURN, OrderStatus.SHIPPED)),
            new Situation(
                    "partly shipped",
                    List.of(PLACED, RESERVED, CAPTURED, PARCEL),
                    OrderStatus.PARTIALLY_SHIPPED,
                    Map.of(
                            SHIPPED, OrderStatus.SHIPPED,
                            REFUND, OrderStatus.REFUND_PENDING,
                            RETURN, OrderStatus.PARTIALLY_SHIPPED)),
            new Situation(
                    "return requested",
                    List.of(PLACED, RESERVED, CAPTURED, SHIPPED, RETURN),
                    OrderStatus.SHIPPED,
                    Map.of(
                            REFUND, OrderStatus.REFUND_PENDING,
                            RETURN, OrderStatus.SHIPPED,
                            APPROVED, OrderStatus.SHIPPED,
                            REFUSED, OrderStatus.SHIPPED)),
            new Situation(
                    "return approved",
                    List.of(PLACED, RESERVED, CAPTURED, SHIPPED, RETURN, APPROVED),
                    OrderStatus.SHIPPED,
                    Map.of(
                            REFUND, OrderStatus.REFUND_PENDING,
                            RETURN, OrderStatus.SHIPPED,
                            REFUSED, OrderStatus.SHIPPED,
                            RECEIVED, OrderStatus.SHIPPED)),
            new Situation(
                    "refund of a part requested",
                    List.of(PLACED, RESERVED, CAPTURED, PART),
                    OrderStatus.PAID,
                    Map.of(
                            SHIPPED, OrderStatus.SHIPPED,
                            REFUND, OrderStatus.REFUND_PENDING,
                            FAILED, OrderStatus.REFUND_FAILED)),
            new Situation(
                    "refund of a paid order requested",
                    List.of(PLACED, RESERVED, CAPTURED, REFUND),
                    OrderStatus.REFUND_PENDING,
                    Map.of(REFUNDED, OrderStatus.REFUNDED, FAILED, OrderStatus.REFUND_FAILED)),
            new Situation(
                    "refund failed",
                    List.of(PLACED, RESERVED, CAPTURED, REFUND, FAILED),
                    OrderStatus.REFUND_FAILED,
                    Map.of(RETRIED, OrderStatus.REFUND_PENDING, SETTLED, OrderStatus.REFUNDED)),
            new Situation(
                    "refunded before shipping",
                    List.of(PLACED, RESERVED, CAPTURED, REFUND, REFUNDED),
                    OrderStatus.REFUNDED,
                    Map.of(RELEASED, OrderStatus.REFUNDED)),
            new Situation(
                    "refunded after shipping",
                    List.of(PLACED, RESERVED, CAPTURED, SHIPPED, REFUND, REFUNDED),
                    OrderStatus.REFUNDED,
                    Map.of()),
            new Situation("cancelled before the reservation", List.of(PLACED, CANCELLED), OrderStatus.CANCELLED, Map.of(
                    CAPTURED_LATE, OrderStatus.PAID_LATE)),
            new Situation("cancelled with stock", List.of(PLACED, RESERVED, CANCELLED), OrderStatus.CANCELLED, Map.of(
                    CAPTURED_LATE, OrderStatus.PAID_LATE,
                    RELEASED, OrderStatus.CANCELLED)),
            new Situation("expired", List.of(PLACED, RESERVED, EXPIRED), OrderStatus.EXPIRED, Map.of(
                    CAPTURED_LATE, OrderStatus.PAID_LATE,
                    RELEASED, OrderStatus.EXPIRED)),
            new Situation(
                    "expired and released",
                    List.of(PLACED, RESERVED, EXPIRED, RELEASED),
                    OrderStatus.EXPIRED,
                    Map.of(CAPTURED_LATE, OrderStatus.PAID_LATE)),
            new Situation(
                    "paid late",
                    List.of(PLACED, RESERVED, EXPIRED, RELEASED, CAPTURED_LATE),
                    OrderStatus.PAID_LATE,
                    Map.of(RESERVED, OrderStatus.PAID_LATE_RESERVED, REFUND, OrderStatus.REFUND_PENDING)),
            new Situation(
                    "paid late, stock not yet released",
                    List.of(PLACED, RESERVED, EXPIRED, CAPTURED_LATE),
                    OrderStatus.PAID_LATE,
                    Map.of(RESERVED, OrderStatus.PAID_LATE_RESERVED, REFUND, OrderStatus.REFUND_PENDING)),
            new Situation(
                    "paid late and reserved again",
                    List.of(PLACED, RESERVED, EXPIRED, RELEASED, CAPTURED_LATE, RESERVED),
                    OrderStatus.PAID_LATE_RESERVED,
                    Map.of(CAPTURED, OrderStatus.PAID)),
            new Situation(
                    "paid late and sold out",
                    List.of(PLACED, RESERVED, EXPIRED, RELEASED, CAPTURED_LATE, REFUND, REFUNDED),
                    OrderStatus.REFUNDED,
                    Map.of()),
            new Situation(
                    "paid late, refunded, stock not yet released",
                    List.of(PLACED, RESERVED, CANCELLED, CAPTURED_LATE, REFUND, REFUNDED),
                    OrderStatus.REFUNDED,
                    Map.of(RELEASED, OrderStatus.REFUNDED)));

    static Stream<Arguments> everySituationWithEveryFact() {
        return SITUATIONS.stream().flatMap(situation -> ALL_FACTS.stream()
                .map(fact -> Arguments.of(situation.name(), fact.type(), situation, fact)));
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @MethodSource("everySituationWithEveryFact")
    void with_eachFactInEachSituation_shouldFollowTheRules(
            String situationName, String factType, Situation situation, Fact fact) {
        var order = order(situation.log());
        assertThat(order.status()).isEqualTo(situation.status());
        // A claim can be anywhere after the reservation, and changes no status.
        var isReported = fact.equals(REPORTED)
                && (situation.log().contains(CAPTURED) || situation.log().contains(CAPTURED_LATE)
                        || situation.log().contains(CAPTURE_SETTLED));
        var expected = isReported || fact.equals(CLAIMED) && order.status() != OrderStatus.PLACED
                ? order.status()
                : situation.next().get(fact);

        if (expected != null) {
            assertThat(order.with(next(order, fact)).status()).isEqualTo(expected);
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(() -> order.with(next(order, fact)))
                    .withMessageContaining("does not allow " + fact.type());
        }
    }

    @Test
    void placed_atATotalThatIsNotTheSumOfItsParts_shouldBeRefused() {
        var basket = new Basket(
                "EUR", List.of(new Basket.Line(TEA.sku(), 1000, 2, Goods.USUAL)), Buyer.guest(Orders.NOW),
                new Destination("US", "IL"), "standard");
        var totals = Quote.of(basket, SampleRules.added()).totals();

        assertThat(placedAt(totals.charged(), totals).totals()).isEqualTo(totals);
        assertThatIllegalArgumentException().isThrownBy(() -> placedAt(TOTAL, totals));
    }

    private static OrderPlaced placedAt(Money total, Totals totals) {
        return new OrderPlaced(
                PLACED.lines(), total, null, null, "hash", PLACED.contact(), "tok_approve", null, null,
                Breakdown.of(totals));
    }

    @Test
    void heldUntil_declinesThatNameAnEnd_shouldBeTheEarliestAndNeverGrow() {
        var tea = Orders.line("TEA", 2);
        var first = Orders.NOW.plusSeconds(120);
        var facts = new ArrayList<Fact>(List.of(
                Orders.placedFact(tea), Orders.reservedFact(tea), new PaymentDeclined(0, "card_declined", first)));

        assertThat(Orders.log("1", facts.toArray(Fact[]::new)).heldUntil()).contains(first);

        facts.add(new PaymentSubmitted(1, "tok_other"));
        facts.add(new PaymentDeclined(1, "card_declined", first.plusSeconds(60)));
        assertThat(Orders.log("1", facts.toArray(Fact[]::new)).heldUntil()).contains(first);

        facts.add(new PaymentSubmitted(2, "tok_other"));
        facts.add(new PaymentDeclined(2, "card_declined", first.minusSeconds(60)));
        assertThat(Orders.log("1", facts.toArray(Fact[]::new)).heldUntil()).contains(first.minusSeconds(60));
    }

    @Test
    void heldUntil_declineThatNamesNone_shouldStay() {
        var tea = Orders.line("TEA", 2);

        assertThat(Orders.log("1", Orders.placedFact(tea), Orders.reservedFact(tea),
                new PaymentDeclined(0, "card_declined", null)).heldUntil()).contains(Orders.NOW.plus(Orders.HOLD));
    }

    @Test
    void situations_shouldCoverEveryStatusAndEveryFact() {
        assertThat(SITUATIONS.stream().map(Situation::status).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(OrderStatus.class));
        assertThat(ALL_FACTS.stream().<Class<?>> map(Fact::getClass).toList())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @Test
    void with_aClaim_shouldBelongToTheCustomerAloneAndBeClaimedOnce() {
        var reserved = order(List.of(PLACED, RESERVED, DECLINED));

        var claimed = reserved.with(next(reserved, CLAIMED));

        assertThat(reserved.isOpenTo(null, true)).isTrue();
        assertThat(claimed.owner()).contains("customer-1");
        assertThat(claimed.isOpenTo("customer-1", false)).isTrue();
        assertThat(claimed.isOpenTo(null, true)).isFalse();
        assertThat(claimed.isOpenTo("customer-2", true)).isFalse();
        assertThat(claimed.lastStep()).isEqualTo(DECLINED);
        assertThatIllegalStateException().isThrownBy(() -> claimed.with(next(claimed, CLAIMED)));
        assertThat(claimed.with(next(claimed, SUBMITTED)).status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void of_emptyLog_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Order.of(List.of()));
    }

    @Test
    void of_logThatDoesNotBeginWithOrderPlaced_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Orders.log("1", RESERVED));
    }

    @Test
    void of_logWithAGap_shouldBeRefused() {
        var first = new RecordedFact(Orders.id("1"), 0, Orders.NOW, "", PLACED);
        var third = new RecordedFact(Orders.id("1"), 2, Orders.NOW, "", CAPTURED);

        assertThatIllegalArgumentException().isThrownBy(() -> Order.of(List.of(first, third)));
    }

    @Test
    void with_factOfAnotherOrder_shouldBeRefused() {
        var order = Orders.placed("1", TEA);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> order.with(new RecordedFact(Orders.id("2"), 1, Orders.NOW, "", RESERVED)));
    }

    /** Clocks differ: the fact after the missing one can seem to be earlier. */
    @Test
    void asOf_shouldBeWithoutTheFirstLaterFactAndThoseAfterIt() {
        var placed = Orders.placed("1", TEA);
        var reserved = placed.with(new RecordedFact(placed.id(), 1, Orders.NOW.plusSeconds(60), "", RESERVED));
        var expired = reserved.with(
                new RecordedFact(placed.id(), 2, Orders.NOW.plusSeconds(59), "", new HoldExpired()));

        assertThat(expired.asOf(Orders.NOW)).isEmpty();
        assertThat(expired.asOf(Orders.NOW.plusSeconds(60)).orElseThrow().facts()).isEqualTo(placed.facts());
        assertThat(expired.asOf(Orders.NOW.plusSeconds(61)).orElseThrow().facts()).isEqualTo(expired.facts());
    }

    @Test
    void with_moreFacts_shouldLeaveTheOrderItselfAsItWas() {
        var order = Orders.placed("1", TEA);

        order.with(next(order, RESERVED));

        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(order.nextSeq()).isEqualTo(1);
        assertThat(order.holdsStock()).isFalse();
    }

    @Test
    void with_paymentSubmitted_shouldCountAttemptsOneByOne() {
        var declined = order(List.of(PLACED, RESERVED, DECLINED));

        var again = declined.with(next(declined, SUBMITTED));

        assertThat(declined.attempt()).isZero();
        assertThat(declined.paymentToken()).isEqualTo("tok_approve");
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.paymentToken()).isEqualTo("tok_other");
        assertRefused(declined, new PaymentSubmitted(0, "tok_other"));
        assertRefused(declined, new PaymentSubmitted(2, "tok_other"));
    }

    @Test
    void with_answerToAnotherAttempt_shouldBeRefusedUnlessItIsMoneyOfAnEarlierOne() {
        var second = order(List.of(PLACED, RESERVED, ACTION, SUBMITTED));

        assertRefused(second, new PaymentDeclined(0, "card_declined", null));
        assertRefused(second, new PaymentActionRequired(0, "https://confirm.example.com"));
        assertRefused(second, new PaymentCaptured(2, TOTAL, "charge-2"));
        assertThat(second.with(next(second, CAPTURED)).captured())
                .contains(new Order.Captured(0, TOTAL, "charge-0"));
    }

    @Test
    void with_holdExtended_shouldMoveTheEndTwiceAtMost() {
        var order = order(List.of(PLACED, RESERVED, ACTION));
        var first = RESERVED.heldUntil().plusSeconds(60);

        var extended = order.with(next(order, new HoldExtended(first)));

        assertThat(extended.status()).isEqualTo(OrderStatus.PAYMENT_ACTION_REQUIRED);
        assertThat(extended.heldUntil()).contains(first);
        assertThat(extended.lastStep()).isEqualTo(ACTION);
        assertRefused(extended, new HoldExtended(first));
        var twice = extended.with(next(extended, new HoldExtended(first.plusSeconds(60))));
        assertThat(extended.isExtendable()).isTrue();
        assertThat(twice.isExtendable()).isFalse();
        assertRefused(twice, new HoldExtended(first.plusSeconds(120)));
    }

    @Test
    void with_holdExtended_shouldBeRefusedUnlessTheOrderAwaitsPayment() {
        var later = new HoldExtended(RESERVED.heldUntil().plusSeconds(60));

        for (var log : List.<List<Fact>> of(List.of(PLACED), List.of(PLACED, RESERVED, CAPTURED),
                List.of(PLACED, RESERVED, EXPIRED),
                List.of(PLACED, RESERVED, CANCELLED))) {
            assertRefused(order(log), later);
        }
    }

    @Test
    void newPaymentActionRequired_withNothingToGoOnWith_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PaymentActionRequired(0, null, null));
    }

    @Test
    void with_reportOfTheProvider_shouldBeKeptOnceAndChangeNoStep() {
        var paid = order(List.of(PLACED, RESERVED, CAPTURED));

        var disputed = paid.with(next(paid, REPORTED));

        assertThat(disputed.reports()).containsExactly(REPORTED);
        assertThat(disputed.lastStep()).isEqualTo(CAPTURED);
        assertRefused(disputed, REPORTED);
        assertThat(disputed.with(next(disputed, new PaymentReported(Report.DISPUTE_LOST, "dispute", TOTAL, null)))
                .reports()).hasSize(2);
    }

    @Test
    void with_lateMoneyOfAnAttemptThatWasNeverMade_shouldBeRefused() {
        assertRefused(
                order(List.of(PLACED, RESERVED, EXPIRED)), new PaymentCapturedLate(1, TOTAL, "charge-1"));
    }

    @Test
    void with_otherMoneyThanCameLate_shouldBeRefused() {
        var again = order(List.of(PLACED, RESERVED, EXPIRED, RELEASED, CAPTURED_LATE, RESERVED));

        assertRefused(again, new PaymentCaptured(0, TOTAL, "another-charge"));
    }

    @Test
    void captured_shouldBeThereFromTheCaptureOn() {
        assertThat(order(List.of(PLACED, RESERVED)).captured()).isEmpty();
        assertThat(order(List.of(PLACED, RESERVED, CAPTURED)).captured())
                .contains(new Order.Captured(0, TOTAL, "charge-0"));
        assertThat(order(List.of(PLACED, RESERVED, EXPIRED, CAPTURED_LATE)).captured())
                .contains(new Order.Captured(0, TOTAL, "charge-0"));
        assertThat(order(List.of(PLACED, RESERVED, CAPTURED, REFUND)).captured()).isPresent();
        assertThat(order(List.of(PLACED, RESERVED, CAPTURED, REFUND, REFUNDED)).captured()).isPresent();
    }

    @Test
    void owesRelease_shouldBeSoOnlyWhereUnitsAreHeldAndNotSold() {
        var owing = SITUATIONS.stream()
                .filter(situation -> order(situation.log()).owesRelease())
                .map(Situation::name)
                .toList();

        assertThat(owing).containsExactly(
                "units cancelled before the capture", "cancelled before the capture", "refunded before shipping",
                "cancelled with stock",
                "expired",
                "paid late, refunded, stock not yet released");
    }

    @Test
    void allocations_shouldBeTheOnesOfTheLastReservationUntilTheRelease() {
        var other = new StockReserved(List.of(new Allocation(new Sku("TEA"), 3, 2)), Orders.NOW.plusSeconds(2000));

        var again = order(List.of(PLACED, RESERVED, EXPIRED, RELEASED, CAPTURED_LATE, other, CAPTURED));

        assertThat(order(List.of(PLACED, RESERVED)).allocations()).isEqualTo(RESERVED.allocations());
        assertThat(order(List.of(PLACED, RESERVED, EXPIRED, RELEASED)).holdsStock()).isFalse();
        assertThat(again.allocations()).isEqualTo(other.allocations());
        assertThat(again.heldUntil()).contains(Orders.NOW.plusSeconds(2000));
    }

    @Test
    void times_shouldBeThoseOfTheFirstAndTheLastFact() {
        var order = order(List.of(PLACED, RESERVED, CAPTURED));

        assertThat(order.placedAt()).isEqualTo(Orders.NOW);
        assertThat(order.changedAt()).isEqualTo(Orders.NOW.plusSeconds(2));
        assertThat(order.id()).isEqualTo(Orders.id("1"));
    }

    @Test
    void isOpenTo_guestOrder_shouldBeSoForWhoeverHasTheKey() {
        var order = Orders.placed("1", TEA);

        assertThat(order.isOpenTo(null, true)).isTrue();
        assertThat(order.isOpenTo("customer-1", true)).isTrue();
        assertThat(order.isOpenTo(null, false)).isFalse();
        assertThat(order.isOpenTo("customer-1", false)).isFalse();
    }

    @Test
    void isOpenTo_customersOrder_shouldBeSoForThatCustomerOnly() {
        var placed = new OrderPlaced(
                PLACED.lines(), TOTAL, "customer-1", null, "hash", PLACED.contact(), PLACED.paymentToken(), null);
        var order = Orders.log("1", placed);

        assertThat(order.isOpenTo("customer-1", true)).isTrue();
        assertThat(order.isOpenTo("customer-1", false)).isTrue();
        assertThat(order.isOpenTo("customer-2", true)).isFalse();
        assertThat(order.isOpenTo(null, true)).isFalse();
    }

    @Test
    void freesCart_shouldBeSoWhereNothingWasSold() {
        assertThat(Orders.log("1", PLACED, REJECTED).freesCart()).isTrue();
        assertThat(Orders.log("1", PLACED, RESERVED, EXPIRED).freesCart()).isTrue();
        assertThat(Orders.log("1", PLACED, CANCELLED).freesCart()).isTrue();
        assertThat(Orders.log("1", PLACED, RESERVED, CAPTURED, REFUND, REFUNDED).freesCart()).isTrue();

        assertThat(Orders.log("1", PLACED).freesCart()).isFalse();
        assertThat(Orders.log("1", PLACED, RESERVED).freesCart()).isFalse();
        assertThat(Orders.log("1", PLACED, RESERVED, CAPTURED, REFUND).freesCart()).isFalse();
    }

    @Test
    void freesCart_refundedAfterShipping_shouldNotBeSo() {
        assertThat(Orders.log("1", PLACED, RESERVED, CAPTURED, SHIPPED, REFUND, REFUNDED)
                .freesCart()).isFalse();
    }

    @Test
    void freesCart_replacedByALaterOrder_shouldBeSoWhileTheMoneyGoesBack() {
        assertThat(Orders.log("1", PLACED, RESERVED, EXPIRED, CAPTURED_LATE,
                new RefundRequested(RefundReason.REPLACED, Actor.STORE)).freesCart()).isTrue();
    }

    @Test
    void isFinal_shouldBeSoWhereNothingCanFollow() {
        assertThat(Orders.log("1", PLACED, REJECTED).isFinal()).isTrue();
        assertThat(Orders.log("1", PLACED, CANCELLED).isFinal()).isTrue();
        assertThat(Orders.log("1", PLACED, RESERVED, DECLINED, EXPIRED, RELEASED).isFinal()).isTrue();
        assertThat(Orders.log("1", PLACED, RESERVED, CAPTURED, REFUND, REFUNDED, RELEASED).isFinal()).isTrue();
        assertThat(Orders.log("1", PLACED, RESERVED, CAPTURED, SHIPPED, REFUND, REFUNDED)
                .isFinal()).isTrue();

        assertThat(Orders.log("1", PLACED).isFinal()).isFalse();
        assertThat(Orders.log("1", PLACED, RESERVED, DECLINED, EXPIRED).isFinal()).isFalse();
        assertThat(Orders.log("1", PLACED, RESERVED, EXPIRED, RELEASED).isFinal()).isFalse();
        assertThat(Orders.log("1", PLACED, RESERVED, CAPTURED, REFUND, REFUNDED).isFinal()).isFalse();
        assertThat(Orders.log("1", PLACED, RESERVED, CAPTURED).isFinal()).isFalse();
    }

    @Test
    void awaitsPayment_shouldBeSoInTheseStatusesOnly() {
        assertThat(EnumSet.allOf(OrderStatus.class).stream().filter(OrderStatus::awaitsPayment))
                .containsExactlyInAnyOrder(
                        OrderStatus.RESERVED, OrderStatus.PAYMENT_DECLINED, OrderStatus.PAYMENT_ACTION_REQUIRED);
    }

    @Test
    void orderPlaced_withoutLinesOrWithASkuTwice_shouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Orders.placedFact());
        assertThatIllegalArgumentException().isThrownBy(() -> Orders.placedFact(TEA, Orders.line("TEA", 1)));
    }

    @Test
    void toString_ofWhatIsPersonal_shouldShowNothingOfIt() {
        assertThat(PLACED.contact().toString()).doesNotContain("buyer@example.com", "Bo Buyer", "Main Street");
        assertThat(PLACED.toString()).doesNotContain("buyer@example.com", "tok_approve");
        assertThat(SUBMITTED.toString()).doesNotContain("tok_other");
    }

    private static Order order(List<Fact> log) {
        return Orders.log("1", log.toArray(Fact[]::new));
    }

    private static RecordedFact next(Order order, Fact fact) {

        return new RecordedFact(order.id(), order.nextSeq(), order.changedAt().plusSeconds(1), "", fact);
    }

    private static void assertRefused(Order order, Fact fact) {
        assertThatIllegalStateException().isThrownBy(() -> order.with(next(order, fact)));
    }
}
