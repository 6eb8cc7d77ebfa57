package dev.stampede.payment;

import static dev.stampede.runtime.events.Delivery.FIRST;
import static dev.stampede.runtime.events.Delivery.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.UnpaidLimit;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.InMemoryUnpaidOrders;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.Payments.Outcome;
import dev.stampede.payment.SandboxBank.Callbacks;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.payment.adapters.SandboxProvider;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments against the sandbox provider and its ledger. */
class PaymentsTest {

    private static final OrderLine TEA = Orders.line("TEA", 2);
    private static final Money TOTAL = new Money(2000, "EUR");
    private static final OrderId ID = Orders.id("1");
    private static final Duration DECLINED_HOLD = Duration.ofMinutes(2);

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final SandboxLedger ledger = new SandboxLedger(
            TABLES.client(), "SandboxPaymentsTable", TestEnvironment.CLOCK);
    private final SandboxProvider sandbox = new SandboxProvider(
            ledger,
            key -> "https://sandbox.example.com/confirm/" + key);
    private final InMemoryUnpaidOrders unpaid = new InMemoryUnpaidOrders(TestEnvironment.CLOCK);
    private final UnpaidHolds holds = new UnpaidHolds(
            unpaid, new UnpaidLimits(5, 3, 2), DECLINED_HOLD, TestEnvironment.CLOCK);
    private final Payments payments = payments(log);

    // ---------------------------------------------------------------- every token

    @ParameterizedTest
    @CsvSource({"tok_approve", "tok_timeout", "tok_down"})
    void advance_tokenThatIsCaptured_shouldPayTheOrder(String token) {
        reserved(token);

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, TOTAL, charge(0)));
        assertThat(captures()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
            "tok_decline, card_declined",
            "tok_insufficient_funds, insufficient_funds",
            "tok_nonsense, invalid_token"
    })
    void advance_tokenThatIsDeclined_shouldKeepTheHold(String token, String reason) {
        reserved(token);

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.DECLINED);

        assertThat(last()).isEqualTo(new PaymentDeclined(0, reason, TestEnvironment.NOW.plus(DECLINED_HOLD)));
        assertThat(order().holdsStock()).isTrue();
        assertThat(captures()).isZero();
    }

    @Test
    void advance_tokenThatNeedsTheCustomer_shouldAskForTheAction() {
        reserved("tok_action");

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ACTION_REQUIRED);

        assertThat(last()).isEqualTo(new PaymentActionRequired(0, "https://sandbox.example.com/confirm/" + ID + "/0"));
    }

    @Test
    void advance_providerThatNeverAnswers_shouldFailAndChangeNothing() {
        reserved("tok_outage");

        assertThatIllegalStateException().isThrownBy(() -> payments.advance(ID, FIRST));

        assertThat(order().status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(order().nextSeq()).isEqualTo(2);
    }

    @Test
    void advance_providerThatNeverAnswers_shouldCountTheOrderOnceForTheWholeHold() {
        reserved("tok_outage");

        assertThatIllegalStateException().isThrownBy(() -> payments.advance(ID, FIRST));
        assertThatIllegalStateException().isThrownBy(() -> payments.advance(ID, REPEATED));

        assertThat(unpaid.writes()).isEqualTo(1);
        assertThat(counted()).isEqualTo(Map.of(ID.value(),
                new Unpaid.Hold(Orders.NOW.plus(Orders.HOLD), Map.of("TEA", 2))));
    }

    @Test
    void advance_unknownOrder_shouldFail() {
        assertThatIllegalStateException().isThrownBy(() -> payments.advance(ID, FIRST));
    }

    // ---------------------------------------------------------------- duplicates

    @ParameterizedTest
    @CsvSource({"tok_approve", "tok_decline", "tok_action", "tok_timeout", "tok_down"})
    void advance_again_shouldChangeNothing(String token) {
        reserved(token);
        payments.advance(ID, FIRST);
        var once = order();

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().facts()).isEqualTo(once.facts());
    }

    @Test
    void advance_byManyAtOnce_shouldCaptureAndRecordOnce() {
        reserved("tok_approve");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> payments.advance(ID, FIRST), threads))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join)).containsOnlyOnce(Outcome.CAPTURED);
        }

        assertThat(order().nextSeq()).isEqualTo(3);
        assertThat(captures()).isEqualTo(1);
    }

    // ---------------------------------------------------------------- between the charge and the log

    @Test
    void advance_crashBetweenChargeAndAppend_shouldFinishOnRedeliveryWithOneCharge() {
        reserved("tok_approve");
        var crashing = payments(new Interrupted(log, () -> {
            throw new IllegalStateException("The function was ended");
        }));

        assertThatIllegalStateException().isThrownBy(() -> crashing.advance(ID, FIRST));
        assertThat(order().status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(captures()).isEqualTo(1);

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);
        assertThat(last()).isEqualTo(new PaymentCaptured(0, TOTAL, charge(0)));
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_holdExpiringBetweenChargeAndAppend_shouldRecordLateMoney() {
        reserved("tok_approve");
        var overtaken = payments(new Interrupted(log, () -> append(new HoldExpired())));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED_LATE);

        assertThat(last()).isEqualTo(new PaymentCapturedLate(0, TOTAL, charge(0)));
        assertThat(order().status()).isEqualTo(OrderStatus.PAID_LATE);
    }

    @Test
    void advance_cancelBetweenChargeAndAppend_shouldGiveTheMoneyBack() {
        reserved("tok_approve");
        var overtaken = payments(new Interrupted(log, () -> append(new OrderCancelled(Actor.GUEST))));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED_LATE);
        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_PENDING);
        assertThat(last()).isEqualTo(new RefundRequested(RefundReason.CANCELLED, Actor.STORE));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(order().owesRelease()).isTrue();
        assertThat(refunds()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"tok_decline, DECLINED", "tok_action, ACTION_REQUIRED"})
    void advance_crashBetweenARefusedChargeAndAppend_shouldCountTheOrderOnce(String token, Outcome outcome) {
        reserved(token);
        var crashing = payments(new Interrupted(log, () -> {
            throw new IllegalStateException("The function was ended");
        }));
        assertThatIllegalStateException().isThrownBy(() -> crashing.advance(ID, FIRST));
        var writes = unpaid.writes();

        assertThat(payments.advance(ID, FIRST)).isEqualTo(outcome);

        assertThat(writes).isEqualTo(1);
        assertThat(unpaid.writes()).isEqualTo(writes);
    }

    @Test
    void advance_declinedByManyAtOnce_shouldRecordAndCountOnce() {
        reserved("tok_decline");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> payments.advance(ID, FIRST), threads))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join)).containsOnlyOnce(Outcome.DECLINED);
        }

        assertThat(order().nextSeq()).isEqualTo(3);
        assertThat(unpaid.writes()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"tok_decline", "tok_action"})
    void advance_refusedWhileTheCallerHoldsTooMuch_shouldEndTheHoldInTheSameMoment(String token) {
        reserved("tok_decline");
        holds.declined(Orders.reserved("other", Orders.line("TEA", 4)), 0);
        reserved(token);

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.HOLD_ENDED);

        assertThat(last()).isEqualTo(new HoldExpired(UnpaidLimit.UNITS));
        assertThat(order().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(order().owesRelease()).isTrue();
        assertThat(order().nextSeq()).isEqualTo(4);
    }

    // ---------------------------------------------------------------- charges without an answer

    @Test
    void advance_unansweredWhileTheCallerHoldsTooMuch_shouldEndTheHoldAndVoidTheCharge() {
        reserved("tok_outage");
        holds.undecided(Orders.reserved("other", Orders.line("TEA", 4)));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.HOLD_ENDED);

        assertThat(last()).isEqualTo(new HoldExpired(UnpaidLimit.UNITS));
        assertThat(order().owesRelease()).isTrue();
        assertThat(counted()).doesNotContainKey(ID.value());
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);
        assertThat(sandbox.charge(new PaymentProvider.Charge(ID + "/0", TOTAL, "tok_approve")))
                .isEqualTo(new ChargeOutcome.Declined("abandoned"));
    }

    @Test
    void advance_unansweredChargeThatWasCaptured_shouldRecordLateMoneyAfterTheHoldEnded() {
        reserved("tok_approve");
        holds.undecided(Orders.reserved("other", Orders.line("TEA", 4)));

        assertThat(unheard(() -> {}).advance(ID, FIRST)).isEqualTo(Outcome.HOLD_ENDED);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED_LATE);

        assertThat(last()).isEqualTo(new PaymentCapturedLate(0, TOTAL, charge(0)));
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_answeredOnRedelivery_shouldPayAndCountNothingAnyMore() {
        reserved("tok_approve");
        assertThatIllegalStateException().isThrownBy(() -> unheard(() -> {}).advance(ID, FIRST));
        assertThat(counted()).containsKey(ID.value());

        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.CAPTURED);

        assertThat(counted()).isEmpty();
        assertThat(captures()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PAID", "SHIPPED", "REFUND_PENDING", "REFUNDED"})
    void advance_paidByAnotherDeliveryBeforeTheOrderIsCounted_shouldCountNothingAfterTheRedelivery(OrderStatus status) {
        reserved("tok_approve");
        assertThatIllegalStateException().isThrownBy(
                () -> unheard(() -> payments.advance(ID, FIRST)).advance(ID, FIRST));
        assertThat(counted()).containsKey(ID.value());
        if (status == OrderStatus.SHIPPED) {
            append(new OrderShipped(null, null, Actor.admin("owner")));
        } else if (status != OrderStatus.PAID) {
            append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));
        }
        if (status == OrderStatus.REFUNDED) {
            payments.advance(ID, FIRST);
        }
        assertThat(order().status()).isEqualTo(status);

        payments.advance(ID, REPEATED);

        assertThat(counted()).isEmpty();
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_cancelledBetweenAnUnansweredChargeAndAppend_shouldLeaveTheOrderCancelled() {
        reserved("tok_outage");
        holds.undecided(Orders.reserved("other", Orders.line("TEA", 4)));
        var overtaken = payments(new Interrupted(log, () -> append(new OrderCancelled(Actor.GUEST))));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order().nextSeq()).isEqualTo(3);
    }

    @Test
    void advance_cancelledAfterAnUnansweredCharge_shouldCountNothingAnyMore() {
        reserved("tok_outage");
        assertThatIllegalStateException().isThrownBy(() -> payments.advance(ID, FIRST));
        append(new OrderCancelled(Actor.GUEST));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);

        assertThat(counted()).isEmpty();
    }

    @Test
    void advance_paidByAnotherTokenAfterADecline_shouldCountNothingAnyMore() {
        reserved("tok_decline");
        payments.advance(ID, FIRST);
        append(new PaymentSubmitted(1, "tok_approve"));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);

        assertThat(unpaid.find(CallerKey.of(order().placed())).values()).allMatch(known -> known.holds().isEmpty());
    }

    @Test
    void advance_cancelledBeforeTheCustomerConfirmed_shouldCountNothingAnyMore() {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        append(new OrderCancelled(null, null));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);

        assertThat(unpaid.find(CallerKey.of(order().placed())).values()).allMatch(known -> known.holds().isEmpty());
    }

    @Test
    void advance_paidAtOnce_shouldNeitherReadNorWriteTheRecordOfItsCaller() {
        reserved("tok_approve");
        payments.advance(ID, FIRST);

        assertThat(unpaid.updates()).isZero();
    }

    @Test
    void advance_retryWhoseShortenedHoldEndsBetweenChargeAndAppend_shouldRecordLateMoney() {
        reserved("tok_decline");
        payments.advance(ID, FIRST);
        append(new PaymentSubmitted(1, "tok_approve"));
        var overtaken = payments(new Interrupted(log, () -> append(new HoldExpired())));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED_LATE);

        assertThat(last()).isEqualTo(new PaymentCapturedLate(1, TOTAL, charge(1)));
    }

    @ParameterizedTest
    @CsvSource({"tok_decline", "tok_action"})
    void advance_cancelBetweenARefusedChargeAndAppend_shouldLeaveTheOrderCancelled(String token) {
        reserved(token);
        var overtaken = payments(new Interrupted(log, () -> append(new OrderCancelled(Actor.GUEST))));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order().nextSeq()).isEqualTo(3);
    }

    @Test
    void advance_crashAfterChargeAndHoldExpiredBeforeRedelivery_shouldFindTheMoney() {
        reserved("tok_approve");
        sandbox.charge(new PaymentProvider.Charge(ID + "/0", TOTAL, "tok_approve"));
        append(new HoldExpired());
        append(new StockReleased(order().allocations()));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED_LATE);

        assertThat(last()).isEqualTo(new PaymentCapturedLate(0, TOTAL, charge(0)));
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_lateMoneyOfACartThatWasOrderedAgain_shouldGoBackAndSellNothing() {
        var cart = CartId.random();
        var first = new CartAttempt(cart, 3, 0);
        placeOf(first, Orders.reservedFact(TEA));
        sandbox.charge(new PaymentProvider.Charge(first.orderId() + "/0", TOTAL, "tok_approve"));
        log.update(first.orderId(), order -> List.of(new HoldExpired()));
        placeOf(new CartAttempt(cart, 5, 1));

        assertThat(payments.advance(first.orderId(), FIRST)).isEqualTo(Outcome.CAPTURED_LATE);

        var replaced = log.find(first.orderId()).orElseThrow();
        assertThat(replaced.status()).isEqualTo(OrderStatus.REFUND_PENDING);
        assertThat(replaced.facts().getLast().fact())
                .isEqualTo(new RefundRequested(RefundReason.REPLACED, Actor.STORE));
        assertThat(payments.advance(first.orderId(), FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(payments.advance(first.orderId(), FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(log.find(first.orderId()).orElseThrow().owesRelease()).isTrue();
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void advance_lateMoneyOfACartWhoseNextOrderFailed_shouldBuyTheFirst() {
        var cart = CartId.random();
        var first = new CartAttempt(cart, 3, 0);
        placeOf(first, Orders.reservedFact(TEA));
        sandbox.charge(new PaymentProvider.Charge(first.orderId() + "/0", TOTAL, "tok_approve"));
        log.update(first.orderId(), order -> List.of(new HoldExpired()));
        placeOf(new CartAttempt(cart, 3, 1), new StockRejected(List.of()));

        assertThat(payments.advance(first.orderId(), FIRST)).isEqualTo(Outcome.CAPTURED_LATE);

        assertThat(log.find(first.orderId()).orElseThrow().status()).isEqualTo(OrderStatus.PAID_LATE);
    }

    @Test
    void advance_crashAfterChargeAndCancelledBeforeRedelivery_shouldGiveTheMoneyBack() {
        reserved("tok_approve");
        sandbox.charge(new PaymentProvider.Charge(ID + "/0", TOTAL, "tok_approve"));
        append(new OrderCancelled(Actor.GUEST));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED_LATE);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(captures()).isEqualTo(1);
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void advance_otherWorkerRecordedAndRefundedMeanwhile_shouldNotRecordTheSameMoneyTwice() {
        reserved("tok_approve");
        var overtaken = payments(new Interrupted(log, () -> {
            payments.advance(ID, FIRST);
            append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));
            payments.advance(ID, FIRST);
        }));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_providerThatChargesAPaidOrderAgain_shouldFailLoudly() {
        reserved("tok_approve");
        var forgetful = new ForgetfulProvider(sandbox);
        var overtaken = new Payments(new Interrupted(log, () -> payments.advance(ID, FIRST)), forgetful, holds);

        assertThatIllegalStateException()
                .isThrownBy(() -> overtaken.advance(ID, FIRST))
                .withMessageContaining("was charged again");
    }

    // ---------------------------------------------------------------- orders that ended

    @Test
    void advance_expiredOrderThatWasNeverCharged_shouldSeeToItThatItNeverIs() {
        reserved("tok_approve");
        append(new HoldExpired());

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.ABANDONED);

        assertThat(order().nextSeq()).isEqualTo(3);
        assertThat(sandbox.charge(new PaymentProvider.Charge(ID + "/0", TOTAL, "tok_approve")))
                .isEqualTo(new ChargeOutcome.Declined("abandoned"));
    }

    @Test
    void advance_holdExpiringAndAbandonedBeforeTheCharge_shouldNotCharge() {
        reserved("tok_approve");
        var slow = new SlowProvider(sandbox, () -> {
            append(new HoldExpired());
            payments.advance(ID, FIRST);
        });

        assertThat(new Payments(log, slow, holds).advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(captures()).isZero();
    }

    @Test
    void advance_abandonUnanswered_shouldFailAndComeBack() {
        reserved("tok_approve");
        append(new HoldExpired());

        assertThatIllegalStateException()
                .isThrownBy(() -> new Payments(log, new SilentProvider(), holds).advance(ID, FIRST));
    }

    @Test
    void advance_lateMoneyReservedAgain_shouldPayTheOrderWithoutAnotherCharge() {
        reserved("tok_approve");
        payments(new Interrupted(log, () -> append(new HoldExpired()))).advance(ID, FIRST);
        append(Orders.reservedFact(TEA));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, TOTAL, charge(0)));
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_lateMoneyAppliedByAnotherWorkerMeanwhile_shouldDoNothing() {
        reserved("tok_approve");
        payments(new Interrupted(log, () -> append(new HoldExpired()))).advance(ID, FIRST);
        append(Orders.reservedFact(TEA));

        assertThat(payments(new Interrupted(log, () -> payments.advance(ID, FIRST))).advance(ID, FIRST))
                .isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
    }

    // ---------------------------------------------------------------- another token

    @Test
    void advance_anotherTokenAfterADecline_shouldPayTheSameOrder() {
        reserved("tok_decline");
        payments.advance(ID, FIRST);
        append(new PaymentSubmitted(1, "tok_approve"));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);

        assertThat(last()).isEqualTo(new PaymentCaptured(1, TOTAL, charge(1)));
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_anotherTokenInsteadOfTheAction_shouldEndTheFirstAttemptAndPayWithTheSecond() {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        append(new PaymentSubmitted(1, "tok_approve"));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);

        assertThat(last()).isEqualTo(new PaymentCaptured(1, TOTAL, charge(1)));
        assertThat(sandbox.charge(new PaymentProvider.Charge(ID + "/0", TOTAL, "tok_action")))
                .isEqualTo(new ChargeOutcome.Declined("abandoned"));
    }

    @Test
    void advance_anotherTokenAfterTheFirstAttemptWasConfirmedAfterAll_shouldNotChargeTwice() {
        reserved("tok_approve");
        sandbox.charge(new PaymentProvider.Charge(ID + "/0", TOTAL, "tok_approve"));
        append(new PaymentActionRequired(0, "https://sandbox.example.com/confirm"));
        append(new PaymentSubmitted(1, "tok_approve"));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);

        assertThat(last()).isEqualTo(new PaymentCaptured(0, TOTAL, charge(0)));
        assertThat(captures()).isEqualTo(1);
    }

    @Test
    void advance_redeliveryOfTheFirstAttemptAfterANewToken_shouldNotDeclineTheSecond() {
        reserved("tok_decline");
        var overtaken = payments(new Interrupted(log, () -> {
            payments.advance(ID, FIRST);
            append(new PaymentSubmitted(1, "tok_approve"));
        }));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(order().attempt()).isEqualTo(1);
    }

    // ---------------------------------------------------------------- hints

    @ParameterizedTest
    @CsvSource({"true, PaymentCaptured, PAID", "false, PaymentDeclined, PAYMENT_DECLINED"})
    void settle_customerDecided_shouldRecordItOnce(boolean isConfirmed, String fact, OrderStatus status) {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        ledger.decide(ID + "/0", isConfirmed, Callbacks.TWICE);

        payments.settle(PaymentHint.about(ID));

        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(last().type()).isEqualTo(fact);
        assertThat(order().status()).isEqualTo(status);
        assertThat(order().nextSeq()).isEqualTo(4);
    }

    @Test
    void settle_byManyAtOnce_shouldRecordOnce() {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        ledger.decide(ID + "/0", true, Callbacks.ONCE);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> payments.settle(PaymentHint.about(ID)), threads))
                    .toList();
            assertThat(outcomes.stream().map(CompletableFuture::join)).containsOnlyOnce(Outcome.CAPTURED);
        }

        assertThat(order().nextSeq()).isEqualTo(4);
    }

    @Test
    void settle_beforeTheCharge_shouldLeaveItToTheWorker() {
        reserved("tok_action");

        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().nextSeq()).isEqualTo(2);
    }

    @Test
    void settle_beforeTheWorkerRecordedItsAnswer_shouldRecordItForTheWorker() {
        reserved("tok_action");
        var overtaken = payments(new Interrupted(log, () -> {
            ledger.decide(ID + "/0", true, Callbacks.ONCE);
            assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.CAPTURED);
        }));

        assertThat(overtaken.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
        assertThat(order().nextSeq()).isEqualTo(3);
    }

    @Test
    void settle_nobodyDecided_shouldChangeNothing() {
        reserved("tok_action");
        payments.advance(ID, FIRST);

        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.PAYMENT_ACTION_REQUIRED);
    }

    @Test
    void settle_confirmedThoughTheHoldEndedOtherwise_shouldRecordTheLateMoney() {
        reserved("tok_action");
        payments.advance(ID, FIRST);
        append(new HoldExpired(UnpaidLimit.UNITS));
        ledger.decide(ID + "/0", true, Callbacks.ONCE);

        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.CAPTURED_LATE);

        assertThat(order().status()).isEqualTo(OrderStatus.PAID_LATE);
    }

    @Test
    void settle_withoutAnAnswer_shouldFailAndComeBack() {
        reserved("tok_action");
        payments.advance(ID, FIRST);

        assertThatIllegalStateException()
                .isThrownBy(() -> new Payments(log, new SilentProvider(), holds).settle(PaymentHint.about(ID)));
    }

    @Test
    void settle_unknownOrder_shouldFail() {
        assertThatIllegalStateException().isThrownBy(() -> payments.settle(PaymentHint.about(ID)));
    }

    @Test
    void settle_orderOfNothing_shouldNotAskTheProvider() {
        var free = new OrderLine(TEA.sku(), TEA.productId(), TEA.name(), Money.zero("EUR"), 1);
        log.with(Orders.log("1", Orders.placedFact(free), Orders.reservedFact(free)));

        assertThat(new Payments(log, new UnaskedProvider(), holds).settle(PaymentHint.about(ID)))
                .isEqualTo(Outcome.NOTHING_TO_DO);
    }

    @Test
    void advance_paymentThatIsProcessing_shouldWaitWithoutCountingTheOrder() {
        reserved("tok_processing");

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.PROCESSING);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.PROCESSING);
        assertThat(payments.settle(PaymentHint.about(ID))).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(unpaid.writes()).isZero();
    }

    @Test
    void advance_anotherTokenWhileTheFirstIsProcessing_shouldNotChargeIt() {
        reserved("tok_processing");
        payments.advance(ID, FIRST);
        append(new PaymentActionRequired(0, "https://sandbox.example.com/confirm"));
        append(new PaymentSubmitted(1, "tok_approve"));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.PROCESSING);

        assertThat(captures()).isZero();
    }

    // ---------------------------------------------------------------- refunds

    @Test
    void advance_refundOfAPaidOrder_shouldGiveBackOnceAndOweTheStock() {
        reserved("tok_approve");
        payments.advance(ID, FIRST);
        append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(last()).isEqualTo(new Refunded(TOTAL, "sandbox:" + ID + "/refund", 3));
        assertThat(order().owesRelease()).isTrue();
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void advance_refundOfAShippedOrder_shouldGiveBackAndOweNoStock() {
        reserved("tok_approve");
        payments.advance(ID, FIRST);
        append(new OrderShipped(null, null, Actor.admin("owner")));
        append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);

        assertThat(order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(order().owesRelease()).isFalse();
    }

    @Test
    void advance_crashBetweenRefundAndAppend_shouldFinishOnRedeliveryWithOneRefund() {
        reserved("tok_approve");
        payments.advance(ID, FIRST);
        append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));
        var crashing = payments(new Interrupted(log, () -> {
            throw new IllegalStateException("The function was ended");
        }));

        assertThatIllegalStateException().isThrownBy(() -> crashing.advance(ID, FIRST));
        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_PENDING);

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void advance_refundByTwoWorkers_shouldBeRecordedOnce() {
        reserved("tok_approve");
        payments.advance(ID, FIRST);
        append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));

        assertThat(payments(new Interrupted(log, () -> payments.advance(ID, FIRST))).advance(ID, FIRST))
                .isEqualTo(Outcome.NOTHING_TO_DO);

        assertThat(order().nextSeq()).isEqualTo(5);
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void advance_refundThatTheProviderRefuses_shouldRecordItOnceAndPayTheRetry() {
        reserved("tok_refund_fails");
        payments.advance(ID, FIRST);
        append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUND_FAILED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(last()).isEqualTo(new RefundFailed(3, "insufficient_balance"));
        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_FAILED);
        assertThat(refunds()).isZero();

        append(new RefundRetried(3, Actor.admin("owner")));
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(payments.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(last()).isEqualTo(new Refunded(TOTAL, "sandbox:" + ID + "/refund/5", 3));
        assertThat(order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(refunds()).isEqualTo(1);
    }

    @Test
    void advance_refundOfAnUnknownCharge_shouldFail() {
        log.with(Orders.log("1", Orders.placedFact(TEA), Orders.reservedFact(TEA),
                new PaymentCaptured(0, TOTAL, "sandbox:unheard-of"),
                new RefundRequested(RefundReason.SHOP, Actor.admin("owner"))));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUND_FAILED);
        assertThat(last()).isEqualTo(new RefundFailed(3, "no_such_charge"));
    }

    @Test
    void advance_severalRefunds_shouldPayEachOnceUnderItsOwnKey() {
        reserved("tok_approve");
        payments.advance(ID, FIRST);
        append(part(300));
        append(part(500));

        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(payments.advance(ID, FIRST)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(order().refunded()).isEqualTo(800);
        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
        append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));
        payments.advance(ID, FIRST);

        assertThat(order().facts().stream().map(RecordedFact::fact).filter(Refunded.class::isInstance)).containsExactly(
                new Refunded(new Money(300, "EUR"), "sandbox:" + ID + "/refund/3", 3),
                new Refunded(new Money(500, "EUR"), "sandbox:" + ID + "/refund/4", 4),
                new Refunded(new Money(TOTAL.amount() - 800, "EUR"), "sandbox:" + ID + "/refund", 7));
        assertThat(order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(refunds()).isEqualTo(3);
    }

    private static RefundRequested part(long amount) {
        return new RefundRequested(
                RefundReason.SHOP, new Money(amount, "EUR"), null, null, null, null, null, "admin", "owner");
    }

    @Test
    void advance_refundUnanswered_shouldFailAndComeBack() {
        reserved("tok_approve");
        payments.advance(ID, FIRST);
        append(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));

        assertThatIllegalStateException()
                .isThrownBy(() -> new Payments(log, new SilentProvider(), holds).advance(ID, FIRST));
        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_PENDING);
    }

    @Test
    void orderOfNothing_shouldBePaidAndRefundedWithoutTheProvider() {
        var free = new OrderLine(TEA.sku(), TEA.productId(), TEA.name(), Money.zero("EUR"), 1);
        var sample = Orders.placedFact(free);
        var placed = new OrderPlaced(
                sample.lines(), Money.zero("EUR"), null, null, "hash", sample.contact(), null, null, null, null);
        log.with(Orders.log("1", placed, Orders.reservedFact(free)));
        var unasked = new Payments(log, new UnaskedProvider(), holds);

        assertThat(unasked.advance(ID, FIRST)).isEqualTo(Outcome.CAPTURED);
        assertThat(unasked.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(last()).isEqualTo(new PaymentCaptured(0, Money.zero("EUR"), "none"));

        append(new RefundRequested(RefundReason.SHOP, Actor.STORE));
        assertThat(unasked.advance(ID, FIRST)).isEqualTo(Outcome.REFUNDED);
        assertThat(unasked.advance(ID, REPEATED)).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(last()).isEqualTo(new Refunded(Money.zero("EUR"), "none", 3));
    }

    @Test
    void orderOfNothing_thatEndedUnpaid_shouldNotAskTheProvider() {
        var free = new OrderLine(TEA.sku(), TEA.productId(), TEA.name(), Money.zero("EUR"), 1);
        var placed = Orders.placedFact(free);
        log.with(Orders.log("1", placed, Orders.reservedFact(free), new HoldExpired()));

        assertThat(new Payments(log, new UnaskedProvider(), holds).advance(ID, FIRST))
                .isEqualTo(Outcome.NOTHING_TO_DO);
    }

    /** Nobody may ask it anything. */
    private static final class UnaskedProvider implements PaymentProvider {

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
            throw new AssertionError("Abandoned " + attempt);
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

    // ---------------------------------------------------------------- fixtures

    private Payments payments(OrderLog orders) {
        return new Payments(orders, new RetryingProvider(sandbox, pause -> {}, new Random(1)), holds);
    }

    /** The provider carries out the charge, and no answer arrives. */
    private Payments unheard(Runnable meanwhile) {
        return new Payments(log, new UnheardProvider(sandbox, meanwhile), holds);
    }

    private Map<String, Unpaid.Hold> counted() {
        return unpaid.find(CallerKey.of(order().placed())).values().iterator().next().holds();
    }

    private void reserved(String token) {
        var sample = Orders.placedFact(TEA);
        var placed = new OrderPlaced(sample.lines(), TOTAL, null, null, "hash", sample.contact(), token, null);
        log.with(Orders.log("1", placed, Orders.reservedFact(TEA)));
    }

    private void placeOf(CartAttempt cart, Fact... facts) {
        var sample = Orders.placedFact(TEA);
        var placed = new OrderPlaced(sample.lines(), TOTAL, null, cart, "hash", sample.contact(), "tok_approve", null);
        log.place(cart.orderId(), placed);
        log.update(cart.orderId(), order -> List.of(facts));
    }

    private void append(Fact fact) {
        assertThat(log.append(order(), List.of(fact))).isInstanceOf(OrderLog.Append.Appended.class);
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private Fact last() {
        return order().facts().getLast().fact();
    }

    private static String charge(int attempt) {
        return "sandbox:" + ID + "/" + attempt;
    }

    private static long captures() {
        return entries("CAPTURED");
    }

    private static long refunds() {
        return entries("REFUNDED");
    }

    private static long entries(String outcome) {
        return TABLES.client().scan(scan -> scan.tableName("SandboxPaymentsTable")).items().stream()
                .filter(item -> item.containsKey("outcome") && item.get("outcome").s().equals(outcome))
                .count();
    }

    /** Runs code just before the first append. */
    private static final class Interrupted implements OrderLog {

        private final OrderLog log;
        private final Runnable interruption;
        private boolean happened;

        Interrupted(OrderLog log, Runnable interruption) {
            this.log = log;
            this.interruption = interruption;
        }

        @Override
        public Backoff backoff() {
            return log.backoff();
        }

        @Override
        public Optional<Order> find(OrderId id) {
            return log.find(id);
        }

        @Override
        public Placement place(OrderId id, OrderPlaced first) {
            return log.place(id, first);
        }

        @Override
        public Append append(Order order, List<Fact> facts) {
            if (!happened) {
                happened = true;
                interruption.run();
            }
            return log.append(order, facts);
        }
    }

    /** Never answers. */
    private static final class SilentProvider implements PaymentProvider {

        @Override
        public ChargeOutcome charge(Charge charge) {
            return new ChargeOutcome.NoAnswer();
        }

        @Override
        public ChargeOutcome lookUp(Attempt attempt) {
            return new ChargeOutcome.NoAnswer();
        }

        @Override
        public Optional<OrderId> orderOf(String payment) {
            throw new IllegalStateException("No answer");
        }

        @Override
        public List<PaymentReported> reports(String chargeReference) {
            throw new IllegalStateException("No answer");
        }

        @Override
        public AbandonOutcome abandon(Attempt attempt) {
            return new AbandonOutcome.NoAnswer();
        }

        @Override
        public AbandonOutcome release(Attempt attempt) {
            return new AbandonOutcome.NoAnswer();
        }

        @Override
        public CaptureOutcome capture(Capture capture) {
            return new CaptureOutcome.NoAnswer();
        }

        @Override
        public RefundOutcome refund(Refund refund) {
            return new RefundOutcome.NoAnswer();
        }
    }

    /** Charges, runs code, and returns no answer. */
    private record UnheardProvider(PaymentProvider provider, Runnable meanwhile) implements PaymentProvider {

        @Override
        public ChargeOutcome charge(Charge charge) {
            provider.charge(charge);
            meanwhile.run();
            return new ChargeOutcome.NoAnswer();
        }

        @Override
        public ChargeOutcome lookUp(Attempt attempt) {
            return provider.lookUp(attempt);
        }

        @Override
        public Optional<OrderId> orderOf(String payment) {
            return provider.orderOf(payment);
        }

        @Override
        public List<PaymentReported> reports(String chargeReference) {
            return provider.reports(chargeReference);
        }

        @Override
        public AbandonOutcome abandon(Attempt attempt) {
            return provider.abandon(attempt);
        }

        @Override
        public AbandonOutcome release(Attempt attempt) {
            return provider.release(attempt);
        }

        @Override
        public CaptureOutcome capture(Capture capture) {
            return provider.capture(capture);
        }

        @Override
        public RefundOutcome refund(Refund refund) {
            return provider.refund(refund);
        }
    }

    /** Runs code before a charge reaches the provider. */
    private record SlowProvider(PaymentProvider provider, Runnable meanwhile) implements PaymentProvider {

        @Override
        public ChargeOutcome charge(Charge charge) {
            meanwhile.run();
            return provider.charge(charge);
        }

        @Override
        public ChargeOutcome lookUp(Attempt attempt) {
            return provider.lookUp(attempt);
        }

        @Override
        public Optional<OrderId> orderOf(String payment) {
            return provider.orderOf(payment);
        }

        @Override
        public List<PaymentReported> reports(String chargeReference) {
            return provider.reports(chargeReference);
        }

        @Override
        public AbandonOutcome abandon(Attempt attempt) {
            return provider.abandon(attempt);
        }

        @Override
        public AbandonOutcome release(Attempt attempt) {
            return provider.release(attempt);
        }

        @Override
        public CaptureOutcome capture(Capture capture) {
            return provider.capture(capture);
        }

        @Override
        public RefundOutcome refund(Refund refund) {
            return provider.refund(refund);
        }
    }

    /** Violates the contract: charges a key twice. */
    private record ForgetfulProvider(PaymentProvider provider) implements PaymentProvider {

        @Override
        public ChargeOutcome charge(Charge charge) {
            return new ChargeOutcome.Captured("another-charge");
        }

        @Override
        public ChargeOutcome lookUp(Attempt attempt) {
            return provider.lookUp(attempt);
        }

        @Override
        public Optional<OrderId> orderOf(String payment) {
            return provider.orderOf(payment);
        }

        @Override
        public List<PaymentReported> reports(String chargeReference) {
            return provider.reports(chargeReference);
        }

        @Override
        public AbandonOutcome abandon(Attempt attempt) {
            return provider.abandon(attempt);
        }

        @Override
        public AbandonOutcome release(Attempt attempt) {
            return provider.release(attempt);
        }

        @Override
        public CaptureOutcome capture(Capture capture) {
            return provider.capture(capture);
        }

        @Override
        public RefundOutcome refund(Refund refund) {
            return provider.refund(refund);
        }
    }
}
