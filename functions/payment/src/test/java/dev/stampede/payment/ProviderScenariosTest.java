package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.local.stripe.StripeStandIn;
import dev.stampede.payment.PaymentProvider.AbandonOutcome;
import dev.stampede.payment.PaymentProvider.Attempt;
import dev.stampede.payment.PaymentProvider.Capture;
import dev.stampede.payment.PaymentProvider.CaptureMethod;
import dev.stampede.payment.PaymentProvider.CaptureOutcome;
import dev.stampede.payment.PaymentProvider.Charge;
import dev.stampede.payment.PaymentProvider.ChargeOutcome;
import dev.stampede.payment.PaymentProvider.Refund;
import dev.stampede.payment.PaymentProvider.RefundOutcome;
import dev.stampede.payment.SandboxBank.Callbacks;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.payment.adapters.SandboxProvider;
import dev.stampede.payment.adapters.StripeFixture;
import dev.stampede.runtime.testing.TestEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The same conversations with each payment provider: {@code payment-scenarios.yaml}. */
class ProviderScenariosTest {

    private static final String ORDER = Orders.id("1").value();
    private static final Attempt ATTEMPT = new Attempt(ORDER + "/0", new Money(2000, "EUR"));

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    /** A provider, and what happens outside the store. */
    interface Bank extends AutoCloseable {

        PaymentProvider provider();

        String token(String card);

        void confirm(boolean isConfirmed);

        void decide();

        /** The answer to the next charge. */
        void loseAnswer();

        /** The token of the next charge. */
        default String next(String token) {
            return token;
        }

        /** The reference of the charge. */
        String reference();

        /** The minor units that were captured and not refunded. */
        long balance();

        /** Fails if the provider was used in a way that it does not allow. */
        void verify();

        @Override
        void close();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> scenarios() {
        try (var file = ProviderScenariosTest.class.getResourceAsStream("/payment-scenarios.yaml")) {
            return (List<Map<String, Object>>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<Map<String, Object>> all() {
        assertThat(scenarios()).hasSizeGreaterThan(8);
        return scenarios().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void sandbox(Map<String, Object> scenario) {
        run(scenario, new Sandbox());
    }

    @ParameterizedTest
    @MethodSource("all")
    void stripe(Map<String, Object> scenario) {
        run(scenario, new Stripe());
    }

    private static void run(Map<String, Object> scenario, Bank bank) {
        try (bank) {
            var token = bank.token(scenario.get("card").toString());
            var method = scenario.containsKey("capture") ? CaptureMethod.MANUAL : CaptureMethod.AUTOMATIC;
            for (var step : (List<?>) scenario.get("steps")) {
                var words = (List<?>) step;
                assertThat(outcome(words.getFirst().toString(), token, method, bank)).as(words.toString())
                        .startsWith(words.getLast().toString());
            }
            assertThat(bank.balance()).isEqualTo(((Number) scenario.get("balance")).longValue());
            bank.verify();
        }
    }

    private static String outcome(String step, String token, CaptureMethod method, Bank bank) {
        var provider = bank.provider();
        var attempt = new Attempt(ATTEMPT.key(), ATTEMPT.amount(), null, method);
        return switch (step) {
            case "charge" -> told(provider.charge(
                    new Charge(ATTEMPT.key(), ATTEMPT.amount(), bank.next(token), method)));
            case "look up" -> told(provider.lookUp(attempt));
            case "abandon" -> told(provider.abandon(attempt));
            case "release" -> told(provider.release(attempt));
            case "customer confirms" -> {
                bank.confirm(true);
                yield "";
            }
            case "customer refuses" -> {
                bank.confirm(false);
                yield "";
            }
            case "bank decides" -> {
                bank.decide();
                yield "";
            }
            case "answer is lost" -> {
                bank.loseAnswer();
                yield "";
            }
            default -> step.startsWith("capture")
                    ? capture(step.split(" "), attempt, bank)
                    : refund(step.split(" "), attempt, bank);
        };
    }

    /** {@code capture KEY AMOUNT}. */
    private static String capture(String[] words, Attempt attempt, Bank bank) {
        assertThat(words).as("a step").hasSize(3);
        var capture = new Capture(
                ORDER + "/capture/" + words[1], new Money(Long.parseLong(words[2]), "EUR"), bank.reference());
        return switch (bank.provider().capture(capture)) {
            case CaptureOutcome.Captured(var amount) -> "captured " + amount.amount();
            case CaptureOutcome.Refused(var reason) -> "refused " + reason;
            case CaptureOutcome.NoAnswer silence -> "no answer";
        };
    }

    /** {@code refund KEY AMOUNT}. */
    private static String refund(String[] words, Attempt attempt, Bank bank) {
        assertThat(words).as("a step").hasSize(3).startsWith("refund");
        assertThat(told(bank.provider().lookUp(attempt))).isEqualTo("captured");
        var refund = new Refund(
                ORDER + "/refund/" + words[1], new Money(Long.parseLong(words[2]), "EUR"), bank.reference());
        return switch (bank.provider().refund(refund)) {
            case RefundOutcome.Refunded refunded -> "refunded";
            case RefundOutcome.Refused refused -> "refused";
            case RefundOutcome.NoAnswer silence -> "no answer";
        };
    }

    private static String told(ChargeOutcome outcome) {
        return switch (outcome) {
            case ChargeOutcome.Captured captured -> "captured";
            case ChargeOutcome.Authorized authorized -> "authorized";
            case ChargeOutcome.Declined(var reason) -> "declined " + reason;
            case ChargeOutcome.ActionRequired action -> "action required";
            case ChargeOutcome.Processing processing -> "processing";
            case ChargeOutcome.NotCharged not -> "not charged";
            case ChargeOutcome.NoAnswer silence -> "no answer";
        };
    }

    private static String told(AbandonOutcome outcome) {
        return switch (outcome) {
            case AbandonOutcome.Abandoned abandoned -> "abandoned";
            case AbandonOutcome.AlreadyCaptured captured -> "already captured";
            case AbandonOutcome.AlreadyAuthorized authorized -> "already authorized";
            case AbandonOutcome.Processing processing -> "processing";
            case AbandonOutcome.NoAnswer silence -> "no answer";
        };
    }

    private static final class Sandbox implements Bank {

        private final MovingClock clock = new MovingClock();
        private final SandboxLedger ledger = new SandboxLedger(TABLES.client(), "SandboxPaymentsTable", clock);
        private boolean losesAnswer;

        @Override
        public PaymentProvider provider() {
            return new SandboxProvider(ledger, key -> "https://sandbox.example.com/" + key);
        }

        @Override
        public String token(String card) {
            return switch (card) {
                case "approved" -> "tok_approve";
                case "declined" -> "tok_decline";
                case "insufficient funds" -> "tok_insufficient_funds";
                case "confirmation" -> "tok_action";
                case "processing" -> "tok_processing";
                default -> "tok_unknown";
            };
        }

        @Override
        public void confirm(boolean isConfirmed) {
            ledger.decide(ATTEMPT.key(), isConfirmed, Callbacks.ONCE);
        }

        @Override
        public void decide() {
            clock.now = clock.now.plus(Duration.ofMinutes(1));
        }

        @Override
        public void loseAnswer() {
            losesAnswer = true;
        }

        /** A token does that here. */
        @Override
        public String next(String token) {
            return losesAnswer ? "tok_timeout" : token;
        }

        @Override
        public String reference() {
            return "sandbox:" + ATTEMPT.key();
        }

        @Override
        public long balance() {
            return TABLES.client().scan(scan -> scan.tableName("SandboxPaymentsTable")).items().stream()
                    .mapToLong(item -> switch (item.get("outcome").s()) {
                        case "CAPTURED" -> Long.parseLong(
                                item.getOrDefault("capturedAmount", item.get("amount")).n());
                        case "REFUNDED" -> -Long.parseLong(item.get("amount").n());
                        default -> 0;
                    }).sum();
        }

        @Override
        public void verify() {
            // The sandbox refuses wrong calls with exceptions.
        }

        @Override
        public void close() {
            // The database is shared.
        }
    }

    private static final class Stripe implements Bank {

        private final StripeStandIn standIn = StripeStandIn.start(TestEnvironment.CLOCK);
        private final PaymentProvider provider = StripeFixture.provider(standIn);

        @Override
        public PaymentProvider provider() {
            return provider;
        }

        @Override
        public String token(String card) {
            return switch (card) {
                case "approved" -> "pm_card_visa";
                case "declined" -> "pm_card_visa_chargeDeclined";
                case "insufficient funds" -> "pm_card_visa_chargeDeclinedInsufficientFunds";
                case "confirmation" -> "ctoken_card_authenticationRequired";
                case "processing" -> "pm_card_processing";
                default -> "pm_unknown";
            };
        }

        @Override
        public void confirm(boolean isConfirmed) {
            standIn.confirm(intent(), isConfirmed);
        }

        @Override
        public void decide() {
            standIn.settle(intent(), true);
        }

        @Override
        public void loseAnswer() {
            standIn.loseAnswer("/confirm");
        }

        private String intent() {
            return standIn.intent(ORDER, 0).orElseThrow().path("id").asText();
        }

        @Override
        public String reference() {
            return intent();
        }

        @Override
        public long balance() {
            return standIn.balance();
        }

        @Override
        public void verify() {
            assertThat(standIn.violations()).isEmpty();
        }

        @Override
        public void close() {
            standIn.close();
        }
    }

    private static final class MovingClock extends Clock {

        private Instant now = TestEnvironment.NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
