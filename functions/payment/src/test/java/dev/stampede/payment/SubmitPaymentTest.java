package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.InMemoryUnpaidOrders;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidCheck;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.contracts.unpaid.UnpaidOrders;
import dev.stampede.payment.SubmitPayment.Outcome;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubmitPaymentTest {

    private static final OrderId ID = Orders.id("1");
    private static final OrderHandle KEY = OrderHandle.of(Orders.key("1"));
    private static final OrderLine TEA = Orders.line("TEA", 2);
    private static final Caller GUEST = Caller.guest();

    private static final OrderPlaced PLACED = Orders.placedFact(TEA);
    private static final Fact RESERVED = Orders.reservedFact(TEA);
    private static final Fact DECLINED = new PaymentDeclined(0, "card_declined", null);
    private static final Fact ACTION = new PaymentActionRequired(0, "https://confirm.example.com");

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final InMemoryUnpaidOrders unpaid = new InMemoryUnpaidOrders(TestEnvironment.CLOCK);
    private final UnpaidCheck check = new UnpaidCheck(unpaid, new UnpaidLimits(5, 3, 2), TestEnvironment.CLOCK);
    private final SubmitPayment payments = new SubmitPayment(log, check, TestEnvironment.CLOCK);

    static Stream<Fact> answersThatAskForMore() {
        return Stream.of(DECLINED, ACTION);
    }

    @ParameterizedTest
    @MethodSource("answersThatAskForMore")
    void submit_withinTheHold_shouldBeTheNextAttempt(Fact answer) {
        log.with(Orders.log("1", PLACED, RESERVED, answer));

        assertThat(payments.submit(KEY, GUEST, "tok_other")).isInstanceOf(Outcome.Submitted.class);

        assertThat(lastFact()).isEqualTo(new PaymentSubmitted(1, "tok_other"));
    }

    @Test
    void submit_sameTokenTwice_shouldBeOneAttempt() {
        log.with(Orders.log("1", PLACED, RESERVED, DECLINED));

        payments.submit(KEY, GUEST, "tok_other");
        assertThat(payments.submit(KEY, GUEST, "tok_other")).isInstanceOf(Outcome.UnderWay.class);

        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(4);
    }

    @Test
    void submit_sameTokenByManyAtOnce_shouldBeOneAttempt() {
        log.with(Orders.log("1", PLACED, RESERVED, DECLINED));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.<Object> supplyAsync(
                            () -> payments.submit(KEY, GUEST, "tok_other").getClass(), threads))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join))
                    .containsOnlyOnce(Outcome.Submitted.class)
                    .contains(Outcome.UnderWay.class);
        }

        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(4);
    }

    @Test
    void submit_otherTokenWhileOneIsUnderWay_shouldBeRefused() {
        log.with(Orders.log("1", PLACED, RESERVED));

        assertRefused("tok_other");
    }

    @Test
    void submit_whenTheHoldIsOver_shouldBeRefusedEvenBeforeItIsEnded() {
        log.with(Orders.log("1", PLACED, RESERVED, DECLINED));
        var atTheEnd = at(Orders.NOW.plus(Orders.HOLD));
        var justBefore = at(Orders.NOW.plus(Orders.HOLD).minusMillis(1));

        assertThat(atTheEnd.submit(KEY, GUEST, "tok_other")).isInstanceOf(Outcome.NotPayable.class);
        assertThat(justBefore.submit(KEY, GUEST, "tok_other")).isInstanceOf(Outcome.Submitted.class);
    }

    @Test
    void submit_moreAttemptsThanAllowed_shouldBeRefused() {
        var facts = new ArrayList<>(List.of(PLACED, RESERVED, DECLINED));
        for (var attempt = 1; attempt < SubmitPayment.MAX_ATTEMPTS; attempt++) {
            log.with(Orders.log("1", facts.toArray(Fact[]::new)));
            assertThat(payments.submit(KEY, GUEST, "tok_other")).isInstanceOf(Outcome.Submitted.class);
            facts.add(new PaymentSubmitted(attempt, "tok_other"));
            facts.add(new PaymentDeclined(attempt, "card_declined", null));
        }
        log.with(Orders.log("1", facts.toArray(Fact[]::new)));

        assertRefused("tok_other");
    }

    @Test
    void submit_callerWithTooManyDeclines_shouldBeRefusedUntilTheyAreOld() {
        log.with(Orders.log("1", PLACED, RESERVED, DECLINED));
        unpaid.update(CallerKey.of(PLACED), before -> {
            var after = new HashMap<>(before);
            after.replaceAll((caller, known) -> known.withDecline("1", Orders.NOW).withDecline("2", Orders.NOW)
                    .withDecline("3", Orders.NOW));
            return new UnpaidOrders.Change<>(after, true);
        });

        assertThat(payments.submit(KEY, GUEST, "tok_other")).isEqualTo(new Outcome.TooManyDeclines(
                new Excess.Declines(3, Orders.NOW.plus(Unpaid.DECLINE_WINDOW))));
        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(3);
    }

    static Stream<List<Fact>> ordersThatTakeNoPayment() {
        var captured = new PaymentCaptured(0, PLACED.total(), "charge");
        var capturedLate = new PaymentCapturedLate(0, PLACED.total(), "charge");
        return Stream.of(
                List.of(PLACED),
                List.of(PLACED, new StockRejected(List.of())),
                List.of(PLACED, RESERVED, captured),
                List.of(PLACED, RESERVED, captured, new OrderShipped(null, null, Actor.admin("owner"))),
                List.of(PLACED, RESERVED, new HoldExpired()),
                List.of(PLACED, RESERVED, new HoldExpired(), capturedLate),
                List.of(PLACED, RESERVED, new HoldExpired(), capturedLate, RESERVED),
                List.of(PLACED, RESERVED, new OrderCancelled(Actor.GUEST)));
    }

    @ParameterizedTest
    @MethodSource("ordersThatTakeNoPayment")
    void submit_orderThatDoesNotWaitForAPayment_shouldBeRefused(List<Fact> facts) {
        log.with(Orders.log("1", facts.toArray(Fact[]::new)));

        assertRefused("tok_approve");
    }

    @Test
    void submit_unknownOrder_shouldBeUnknown() {
        assertThat(payments.submit(KEY, GUEST, "tok_other")).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void submit_guestsOrderByItsReference_shouldBeUnknown() {
        log.with(Orders.log("1", PLACED, RESERVED, new PaymentDeclined(0, "card_declined", null)));

        assertThat(payments.submit(OrderHandle.of(ID), GUEST, "tok_other")).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void submit_customersOrder_shouldBeUnknownToEverybodyElse() {
        var placed = new OrderPlaced(
                PLACED.lines(), PLACED.total(), "customer-1", null, "hash", PLACED.contact(), "tok_decline", null);
        log.with(Orders.log("1", placed, RESERVED, DECLINED));

        assertThat(payments.submit(KEY, GUEST, "tok_other")).isEqualTo(new Outcome.Unknown());
        assertThat(payments.submit(KEY, new Caller("customer-2", Set.of()), "tok_other"))
                .isEqualTo(new Outcome.Unknown());
        assertThat(log.find(ID).orElseThrow().nextSeq()).isEqualTo(3);
        assertThat(payments.submit(KEY, new Caller("customer-1", Set.of()), "tok_other"))
                .isInstanceOf(Outcome.Submitted.class);
    }

    private void assertRefused(String token) {
        var before = log.find(ID).orElseThrow();

        assertThat(payments.submit(KEY, GUEST, token)).isInstanceOf(Outcome.NotPayable.class);

        assertThat(log.find(ID).orElseThrow().facts()).isEqualTo(before.facts());
    }

    private SubmitPayment at(Instant instant) {
        return new SubmitPayment(log, check, Clock.fixed(instant, ZoneOffset.UTC));
    }

    private Fact lastFact() {
        return log.find(ID).orElseThrow().facts().getLast().fact();
    }
}
