package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Order.Captured;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.Refund;
import dev.stampede.contracts.testing.Orders;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentStepTest {

    private static final OrderLine TEA = Orders.line("TEA", 2);
    private static final Money TOTAL = new Money(2000, "EUR");

    private static final Fact PLACED = Orders.placedFact(TEA);
    private static final Fact RESERVED = Orders.reservedFact(TEA);
    private static final Fact DECLINED = new PaymentDeclined(0, "card_declined", null);
    private static final Fact ACTION = new PaymentActionRequired(0, "https://confirm.example.com");
    private static final Fact SUBMITTED = new PaymentSubmitted(1, "tok_other");
    private static final Fact CAPTURED = new PaymentCaptured(0, TOTAL, "charge");
    private static final Fact CAPTURED_LATE = new PaymentCapturedLate(0, TOTAL, "charge");
    private static final Fact REFUND = new RefundRequested(RefundReason.SHOP, Actor.admin("owner"));
    private static final Fact CANCELLED = new OrderCancelled(Actor.GUEST);
    private static final Fact EXPIRED = new HoldExpired();

    @Test
    void of_reservedOrder_shouldChargeTheTotal() {
        assertThat(step(PLACED, RESERVED)).isEqualTo(new PaymentStep.Charge(0, TOTAL, "tok_approve", List.of()));
    }

    @Test
    void of_orderWithANewToken_shouldChargeThatOne() {
        assertThat(step(PLACED, RESERVED, DECLINED, SUBMITTED))
                .isEqualTo(new PaymentStep.Charge(1, TOTAL, "tok_other", List.of()));
    }

    @Test
    void of_orderWithANewTokenWhileAnotherAttemptWaits_shouldEndThatOneFirst() {
        assertThat(step(PLACED, RESERVED, ACTION, SUBMITTED))
                .isEqualTo(new PaymentStep.Charge(1, TOTAL, "tok_other", List.of(0)));
    }

    @Test
    void of_orderReservedAgainForLateMoney_shouldApplyIt() {
        assertThat(step(PLACED, RESERVED, EXPIRED, CAPTURED_LATE, RESERVED))
                .isEqualTo(new PaymentStep.ApplyLate(new Captured(0, TOTAL, "charge")));
    }

    @Test
    void of_orderToBeRefunded_shouldRefundWhatWasCaptured() {
        assertThat(refunded(PLACED, RESERVED, CAPTURED, REFUND)).containsExactly(TOTAL);
        assertThat(refunded(PLACED, RESERVED, CAPTURED, new OrderShipped(null, null, Actor.admin("owner")), REFUND))
                .containsExactly(TOTAL);
        assertThat(refunded(PLACED, RESERVED, CANCELLED, CAPTURED_LATE, REFUND)).containsExactly(TOTAL);
    }

    @Test
    void of_orderWithSeveralRefunds_shouldPayThoseThatArePending() {
        var part = new RefundRequested(
                RefundReason.SHOP, new Money(300, "EUR"), null, null, null, null, null, "admin", "owner");

        assertThat(refunded(PLACED, RESERVED, CAPTURED, part, REFUND))
                .containsExactly(new Money(300, "EUR"), new Money(1700, "EUR"));
        assertThat(refunded(
                PLACED, RESERVED, CAPTURED, part, REFUND, new Refunded(new Money(300, "EUR"), "refund", 3)))
                        .containsExactly(new Money(1700, "EUR"));
        assertThat(step(PLACED, RESERVED, CAPTURED, part, new RefundFailed(3, "no_funds")))
                .isEqualTo(new PaymentStep.Nothing());
    }

    private static List<Money> refunded(Fact... facts) {
        var refunds = (PaymentStep.Refunds) step(facts);
        assertThat(refunds.money()).isEqualTo(new Captured(0, TOTAL, "charge"));
        return refunds.pending().stream().map(Refund::amount).toList();
    }

    @Test
    void of_orderThatEndedUnpaid_shouldAbandonAttemptsWithoutAFinalAnswer() {
        assertThat(step(PLACED, RESERVED, EXPIRED)).isEqualTo(new PaymentStep.Abandon(List.of(0)));
        assertThat(step(PLACED, RESERVED, ACTION, CANCELLED)).isEqualTo(new PaymentStep.Abandon(List.of(0)));
        assertThat(step(PLACED, RESERVED, ACTION, SUBMITTED, EXPIRED))
                .isEqualTo(new PaymentStep.Abandon(List.of(0, 1)));
        assertThat(step(PLACED, RESERVED, DECLINED, SUBMITTED, CANCELLED))
                .isEqualTo(new PaymentStep.Abandon(List.of(1)));
    }

    static Stream<List<Fact>> ordersWithNothingToDo() {
        return Stream.of(
                List.of(PLACED),
                List.of(PLACED, new StockRejected(List.of())),
                List.of(PLACED, CANCELLED),
                List.of(PLACED, RESERVED, DECLINED),
                List.of(PLACED, RESERVED, ACTION),
                List.of(PLACED, RESERVED, DECLINED, EXPIRED),
                List.of(PLACED, RESERVED, CAPTURED),
                List.of(PLACED, RESERVED, CAPTURED, new OrderShipped(null, null, Actor.admin("owner"))),
                List.of(PLACED, RESERVED, EXPIRED, CAPTURED_LATE),
                List.of(PLACED, RESERVED, CAPTURED, REFUND, new Refunded(TOTAL, "refund")));
    }

    @ParameterizedTest
    @MethodSource("ordersWithNothingToDo")
    void of_anyOtherOrder_shouldDoNothing(List<Fact> facts) {
        assertThat(step(facts.toArray(Fact[]::new))).isEqualTo(new PaymentStep.Nothing());
    }

    private static PaymentStep step(Fact... facts) {
        return PaymentStep.of(Orders.log("1", facts));
    }
}
