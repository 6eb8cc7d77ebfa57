package dev.stampede.payment.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stampede.contracts.money.Money;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.payment.PaymentProvider.Charge;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.PaymentProvider.Refund;
import dev.stampede.payment.PaymentProvider.RefundOutcome;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxProviderTest {

    private static final Money TOTAL = new Money(2000, "EUR");

    private static LocalDynamoDb database;

    private final SandboxProvider provider = new SandboxProvider(
            database.client(), "SandboxPaymentsTable", TestEnvironment.CLOCK);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("SandboxPaymentsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("SandboxPaymentsTable");
    }

    @Test
    void charge_approve_shouldCaptureOnceHoweverOftenItIsAsked() {
        var first = provider.charge(charge("order/0", "tok_approve"));

        assertThat(first).isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
        assertThat(provider.charge(charge("order/0", "tok_approve"))).isEqualTo(first);
        assertThat(entries()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
            "tok_decline, card_declined",
            "tok_insufficient_funds, insufficient_funds",
            "tok_unheard_of, invalid_token"
    })
    void charge_declinedToken_shouldSayWhyEachTime(String token, String reason) {
        assertThat(provider.charge(charge("order/0", token))).isEqualTo(new ChargeOutcome.Declined(reason));
        assertThat(provider.charge(charge("order/0", token))).isEqualTo(new ChargeOutcome.Declined(reason));
    }

    @Test
    void charge_action_shouldSayWhereToConfirmEachTime() {
        var action = new ChargeOutcome.ActionRequired("https://sandbox.example.com/confirm/order/0");

        assertThat(provider.charge(charge("order/0", "tok_action"))).isEqualTo(action);
        assertThat(provider.charge(charge("order/0", "tok_action"))).isEqualTo(action);
    }

    @Test
    void charge_timeout_shouldCaptureAndLoseTheFirstAnswerOnly() {
        assertThat(provider.charge(charge("order/0", "tok_timeout"))).isEqualTo(new ChargeOutcome.NoAnswer());
        assertThat(entries()).isEqualTo(1);
        assertThat(provider.charge(charge("order/0", "tok_timeout")))
                .isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
    }

    @Test
    void charge_down_shouldAnswerFromTheThirdCallOfEachKeyOn() {
        for (var key : new String[] {"order/0", "order/1"}) {
            assertThat(provider.charge(charge(key, "tok_down"))).isEqualTo(new ChargeOutcome.NoAnswer());
            assertThat(provider.charge(charge(key, "tok_down"))).isEqualTo(new ChargeOutcome.NoAnswer());
            assertThat(provider.charge(charge(key, "tok_down")))
                    .isEqualTo(new ChargeOutcome.Captured("sandbox:" + key));
        }
    }

    @Test
    void charge_outage_shouldNeverAnswerNorCapture() {
        for (var call = 0; call < 5; call++) {
            assertThat(provider.charge(charge("order/0", "tok_outage"))).isEqualTo(new ChargeOutcome.NoAnswer());
        }
        assertThat(entries()).isZero();
    }

    @Test
    void charge_keyUsedForAnotherAmount_shouldBeRefused() {
        provider.charge(charge("order/0", "tok_approve"));

        assertThatIllegalArgumentException().isThrownBy(
                () -> provider.charge(new Charge("order/0", new Money(1, "EUR"), "tok_approve")));
    }

    @Test
    void charge_toString_shouldNotShowTheToken() {
        assertThat(charge("order/0", "tok_approve").toString()).doesNotContain("tok_approve");
    }

    @Test
    void abandon_chargeThatWasNeverMade_shouldMakeALaterOneFail() {
        assertThat(provider.abandon("order/0")).isEqualTo(new AbandonOutcome.Abandoned());

        assertThat(provider.charge(charge("order/0", "tok_approve")))
                .isEqualTo(new ChargeOutcome.Declined("abandoned"));
        assertThat(provider.charge(charge("order/0", "tok_timeout")))
                .isEqualTo(new ChargeOutcome.Declined("abandoned"));
        assertThat(provider.abandon("order/0")).isEqualTo(new AbandonOutcome.Abandoned());
    }

    @Test
    void abandon_chargeThatWaitsForTheCustomer_shouldEndIt() {
        provider.charge(charge("order/0", "tok_action"));

        assertThat(provider.abandon("order/0")).isEqualTo(new AbandonOutcome.Abandoned());
        assertThat(provider.charge(charge("order/0", "tok_action"))).isEqualTo(new ChargeOutcome.Declined("abandoned"));
    }

    @Test
    void abandon_capturedCharge_shouldComeTooLateAndLeaveIt() {
        provider.charge(charge("order/0", "tok_timeout"));

        assertThat(provider.abandon("order/0")).isEqualTo(new AbandonOutcome.AlreadyCaptured("sandbox:order/0"));
        assertThat(provider.charge(charge("order/0", "tok_timeout")))
                .isEqualTo(new ChargeOutcome.Captured("sandbox:order/0"));
    }

    @Test
    void abandon_declinedCharge_shouldLeaveTheReasonAsItWas() {
        provider.charge(charge("order/0", "tok_decline"));

        assertThat(provider.abandon("order/0")).isEqualTo(new AbandonOutcome.Abandoned());
        assertThat(provider.charge(charge("order/0", "tok_decline")))
                .isEqualTo(new ChargeOutcome.Declined("card_declined"));
    }

    @Test
    void abandon_whileCharging_shouldAgreeWithTheChargeOnWhoWasFirst() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                var key = "order/" + n;
                var charge = CompletableFuture.supplyAsync(() -> provider.charge(charge(key, "tok_approve")), threads);
                var abandon = CompletableFuture.supplyAsync(() -> provider.abandon(key), threads);

                assertThat(charge.join() instanceof ChargeOutcome.Captured)
                        .isEqualTo(abandon.join() instanceof AbandonOutcome.AlreadyCaptured);
            }
        }
    }

    @Test
    void charge_byManyAtOnce_shouldCaptureOnce() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var charges = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> provider.charge(charge("order/0", "tok_approve")), threads))
                    .toList();

            assertThat(charges.stream().map(CompletableFuture::join).distinct())
                    .containsExactly(new ChargeOutcome.Captured("sandbox:order/0"));
        }
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void refund_capturedCharge_shouldGiveBackOnceHoweverOftenItIsAsked() {
        provider.charge(charge("order/0", "tok_approve"));
        var refund = new Refund("order/refund", TOTAL, "sandbox:order/0");

        assertThat(provider.refund(refund)).isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund"));
        assertThat(provider.refund(refund)).isEqualTo(new RefundOutcome.Refunded("sandbox:order/refund"));
        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void refund_whatWasNotCaptured_shouldBeRefused() {
        provider.charge(charge("order/0", "tok_decline"));
        provider.charge(charge("order/1", "tok_approve"));

        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:order/0")))
                .isEqualTo(new RefundOutcome.Refused("no_such_charge"));
        assertThat(provider.refund(new Refund("order/refund", TOTAL, "sandbox:unknown/0")))
                .isEqualTo(new RefundOutcome.Refused("no_such_charge"));
        assertThat(provider.refund(new Refund("order/refund", new Money(9, "EUR"), "sandbox:order/1")))
                .isEqualTo(new RefundOutcome.Refused("no_such_charge"));
    }

    private static Charge charge(String key, String token) {
        return new Charge(key, TOTAL, token);
    }

    private static int entries() {
        return database.client().scan(scan -> scan.tableName("SandboxPaymentsTable")).count();
    }
}
