package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.InMemoryUnpaidOrders;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.payment.HoldExpiry.Outcome;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HoldExpiryTest {

    private static final OrderId ID = Orders.id("1");
    private static final OrderLine TEA = Orders.line("TEA", 2);
    private static final Money TOTAL = new Money(2000, "EUR");
    private static final Instant HELD_UNTIL = Orders.NOW.plus(Orders.HOLD);
    private static final Fact PLACED = Orders.placedFact(TEA);
    private static final Fact RESERVED = Orders.reservedFact(TEA);
    private static final Fact ACTION = new PaymentActionRequired(0, "https://confirm.example.com");

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final ScriptedProvider provider = new ScriptedProvider();

    static List<List<Fact>> unpaid() {
        var declined = new PaymentDeclined(0, "card_declined", null);
        return List.of(List.of(PLACED, RESERVED), List.of(PLACED, RESERVED, declined),
                List.of(PLACED, RESERVED, ACTION));
    }

    @ParameterizedTest
    @MethodSource("unpaid")
    void expire_unpaidOrderWhoseTimeIsUp_shouldExpireItOnce(List<Fact> facts) {
        place(facts);

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.Expired.class);
        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);

        assertThat(last()).isEqualTo(new HoldExpired());
        assertThat(order().nextSeq()).isEqualTo(facts.size() + 1);
    }

    @Test
    void expire_beforeTheTime_shouldLeaveTheOrderAndItsAttempts() {
        place(List.of(PLACED, RESERVED, ACTION));

        assertThat(at(HELD_UNTIL.minusMillis(1)).expire(ID))
                .isInstanceOfSatisfying(Outcome.TooEarly.class, early -> assertThat(early.heldUntil())
                        .isEqualTo(HELD_UNTIL));

        assertThat(order().status()).isEqualTo(OrderStatus.PAYMENT_ACTION_REQUIRED);
        assertThat(provider.asked).isEmpty();
    }

    @Test
    void expire_afterADeclineShortenedTheHold_shouldEndItThen() {
        var shortened = HELD_UNTIL.minusSeconds(60);
        place(List.of(PLACED, RESERVED, new PaymentDeclined(0, "card_declined", shortened)));

        assertThat(at(shortened.minusMillis(1)).expire(ID)).isInstanceOf(Outcome.TooEarly.class);
        assertThat(at(shortened).expire(ID)).isInstanceOf(Outcome.Expired.class);
        assertThat(at(shortened).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);
    }

    @Test
    void expire_customerWhoConfirmedInTime_shouldHavePaid() {
        place(List.of(PLACED, RESERVED, ACTION));
        provider.answers.put(0, new AbandonOutcome.AlreadyCaptured("charge"));

        assertThat(at(HELD_UNTIL.plusSeconds(30)).expire(ID)).isInstanceOf(Outcome.Paid.class);
        assertThat(at(HELD_UNTIL.plusSeconds(30)).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, TOTAL, "charge"));
        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void expire_earlierAttemptThatWasConfirmed_shouldHavePaid() {
        place(List.of(PLACED, RESERVED, ACTION, new PaymentSubmitted(1, "tok_other")));
        provider.answers.put(0, new AbandonOutcome.AlreadyCaptured("charge"));

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.Paid.class);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, TOTAL, "charge"));
    }

    @Test
    void expire_whileTheProviderHasNotDecided_shouldExtendTheHoldTwiceAndThenEndIt() {
        place(List.of(PLACED, RESERVED, ACTION));
        provider.answers.put(0, new AbandonOutcome.Processing());
        var first = HELD_UNTIL.plus(Orders.HOLD);
        var second = first.plus(Orders.HOLD);

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.Extended.class);
        assertThat(last()).isEqualTo(new HoldExtended(first));
        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.TooEarly.class);
        assertThat(at(first).expire(ID)).isInstanceOf(Outcome.Extended.class);
        assertThat(last()).isEqualTo(new HoldExtended(second));
        assertThat(at(second).expire(ID)).isInstanceOf(Outcome.Expired.class);

        assertThat(order().status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void expire_processingPaymentThatIsCapturedDuringTheExtension_shouldHavePaid() {
        place(List.of(PLACED, RESERVED, ACTION));
        provider.answers.put(0, new AbandonOutcome.Processing());
        at(HELD_UNTIL).expire(ID);
        provider.answers.put(0, new AbandonOutcome.AlreadyCaptured("charge"));

        assertThat(at(HELD_UNTIL.plus(Orders.HOLD)).expire(ID)).isInstanceOf(Outcome.Paid.class);

        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void expire_whileTheProviderDoesNotAnswer_shouldExtendTheHold() {
        place(List.of(PLACED, RESERVED, ACTION));
        provider.answers.put(0, new AbandonOutcome.NoAnswer());

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.Extended.class);
    }

    @Test
    void expire_orderThatIsCancelledWhileTheProviderIsAsked_shouldLeaveIt() {
        place(List.of(PLACED, RESERVED, ACTION));
        provider.meanwhile = () -> log.update(ID, order -> List.of(new OrderCancelled(Actor.GUEST)));

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);

        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void expire_orderOfNothing_shouldNotAskTheProvider() {
        var free = new OrderLine(TEA.sku(), TEA.productId(), TEA.name(), Money.zero("EUR"), 1);
        place(List.of(Orders.placedFact(free), Orders.reservedFact(free)));

        assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.Expired.class);

        assertThat(provider.asked).isEmpty();
    }

    @Test
    void expire_orderThatWaitsForNoMoney_shouldLeaveIt() {
        for (var log : List.of(List.of(PLACED), List.of(PLACED, RESERVED, new PaymentCaptured(0, TOTAL, "charge")))) {
            place(log);

            assertThat(at(HELD_UNTIL).expire(ID)).isInstanceOf(Outcome.NotWaiting.class);

            assertThat(order().nextSeq()).isEqualTo(log.size());
        }
    }

    @Test
    void expire_unknownOrder_shouldBeUnknown() {
        assertThat(at(HELD_UNTIL).expire(ID)).isEqualTo(new Outcome.Unknown());
    }

    private void place(List<Fact> facts) {
        log.with(Orders.log("1", facts.toArray(Fact[]::new)));
    }

    private HoldExpiry at(Instant instant) {
        var clock = Clock.fixed(instant, ZoneOffset.UTC);
        var holds = new UnpaidHolds(
                new InMemoryUnpaidOrders(clock), new UnpaidLimits(5, 3, 2), Duration.ofMinutes(2), clock);
        return new HoldExpiry(log, new Payments(log, provider, holds), Orders.HOLD, clock);
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private Fact last() {
        return order().facts().getLast().fact();
    }

    /** Answers by attempt; abandons attempts without an answer. */
    private static final class ScriptedProvider implements PaymentProvider {

        private final Map<Integer, AbandonOutcome> answers = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        @Override
        public ChargeOutcome charge(Charge charge) {
            throw new AssertionError("Charged " + charge);
        }

        @Override
        public ChargeOutcome lookUp(Attempt attempt) {
            throw new AssertionError("Looked up " + attempt);
        }

        @Override
        public Optional<OrderId> orderOf(String payment) {
            throw new AssertionError("Asked about " + payment);
        }

        @Override
        public List<PaymentReported> reports(String chargeReference) {
            throw new AssertionError("Asked about " + chargeReference);
        }

        @Override
        public AbandonOutcome abandon(Attempt attempt) {
            asked.add(attempt.key());
            meanwhile.run();
            var number = Integer.parseInt(attempt.key().substring(attempt.key().indexOf('/') + 1));
            return answers.getOrDefault(number, new AbandonOutcome.Abandoned());
        }

        @Override
        public AbandonOutcome release(Attempt attempt) {
            throw new AssertionError("Released " + attempt);
        }

        @Override
        public CaptureOutcome capture(Capture capture) {
            throw new AssertionError("Captured " + capture);
        }

        @Override
        public RefundOutcome refund(Refund refund) {
            throw new AssertionError("Refunded " + refund);
        }
    }
}
