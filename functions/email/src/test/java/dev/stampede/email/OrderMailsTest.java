package dev.stampede.email;

import static dev.stampede.contracts.testing.Orders.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog.Decision;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.email.Mailer.SendResult;
import dev.stampede.email.Mailer.SendResult.Accepted;
import dev.stampede.email.Mailer.SendResult.Rejected;
import dev.stampede.email.OrderMails.Outcome.AlreadyCompleted;
import dev.stampede.email.OrderMails.Outcome.InProgress;
import dev.stampede.email.OrderMails.Outcome.NotNeeded;
import dev.stampede.email.OrderMails.Outcome.NotYet;
import dev.stampede.email.OrderMails.Outcome.Completed;
import dev.stampede.email.OrderMails.Outcome.Suppressed;
import dev.stampede.email.OrderMails.Outcome.RateLimited;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OrderMailsTest {

    private static final Order PAID = Orders.log("1", Orders.placedFact(line("TEA", 2)),
            Orders.reservedFact(line("TEA", 2)), new PaymentCaptured(0, new Money(2000, "EUR"), "pay_1"));
    private static final Order DECLINED = Orders.log("2", Orders.placedFact(line("TEA", 2)),
            Orders.reservedFact(line("TEA", 2)), new PaymentDeclined(0, "card_declined", null));
    private static final Order EXPIRED = Orders.log("3", Orders.placedFact(line("TEA", 2)),
            Orders.reservedFact(line("TEA", 2)), new HoldExpired());
    private static final int CAPTURED = 2;

    private final AdjustableClock clock = new AdjustableClock();
    private final InMemoryOrderLog orders = new InMemoryOrderLog(clock).with(PAID).with(DECLINED).with(EXPIRED);

    private final List<Mail> sent = new ArrayList<>();
    private final Set<String> suppressed = new HashSet<>();
    private final InMemorySentMails sentMails = new InMemorySentMails();
    private final Set<String> counted = new HashSet<>();
    private boolean mayCount = true;
    private int rendered;
    private UnaryOperator<SendResult> mailService = result -> result;

    @Test
    void send_factThatIsMailed_shouldSendIt() {
        assertThat(send()).isEqualTo(new Completed(MailTemplate.PAID, new Accepted("message-1")));
        assertThat(sent).singleElement().extracting(Mail::to).isEqualTo("buyer@example.com");
    }

    @Test
    void send_twice_shouldSendOnce() {
        send();
        assertThat(send()).isEqualTo(new AlreadyCompleted());
        assertThat(sent).hasSize(1);
    }

    @Test
    void send_factThatIsNotMailed_shouldSendNothing() {
        assertThat(mails().send(PAID.id(), 0)).isEqualTo(new NotNeeded());
        assertThat(sent).isEmpty();
    }

    @Test
    void send_suppressedAddress_shouldSendNothing() {
        suppressed.add("buyer@example.com");
        assertThat(send()).isEqualTo(new Suppressed(MailTemplate.PAID));
        assertThat(send()).isEqualTo(new AlreadyCompleted());
        assertThat(sent).isEmpty();
    }

    @Test
    void send_unpaidOrderToAnAddressAtItsLimit_shouldSendNothingAndComplete() {
        mayCount = false;

        assertThat(sendDecline()).isEqualTo(new RateLimited(MailTemplate.PAYMENT_DECLINED));
        mayCount = true;

        assertThat(sendDecline()).isEqualTo(new AlreadyCompleted());
        assertThat(sent).isEmpty();
        assertThat(counted).containsExactly("buyer@example.com");
    }

    @Test
    void send_paidOrderToAnAddressAtItsLimit_shouldSendAndCountNothing() {
        mayCount = false;

        assertThat(send()).isInstanceOf(Completed.class);
        assertThat(sent).hasSize(1);
        assertThat(counted).isEmpty();
    }

    @Test
    void send_claimedByAnother_shouldSendNothingYet() {
        sentMails.claim(PAID.id() + "/" + CAPTURED, MailTemplate.PAID);
        assertThat(send()).isEqualTo(new InProgress());
        assertThat(sent).isEmpty();
    }

    @Test
    void send_rejectedMail_shouldNotBeSentAgain() {
        mailService = result -> new Rejected("InvalidParameterValue");
        assertThat(send()).isEqualTo(new Completed(MailTemplate.PAID, new Rejected("InvalidParameterValue")));
        assertThat(send()).isEqualTo(new AlreadyCompleted());
        assertThat(sent).hasSize(1);
    }

    @Test
    void send_outageAfterTheClaim_shouldSendWhenTheClaimHasEnded() {
        mailService = result -> {
            throw new IllegalStateException("outage");
        };
        assertThatIllegalStateException().isThrownBy(this::send);
        sent.clear();
        mailService = result -> result;

        assertThat(send()).isEqualTo(new InProgress());
        sentMails.endClaims();
        assertThat(send()).isInstanceOf(Completed.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void send_crashBetweenSendingAndCompleting_shouldFinishOnRedelivery() {
        sentMails.failToCompleteOnce();
        assertThatIllegalStateException().isThrownBy(this::send);

        sentMails.endClaims();
        assertThat(send()).isInstanceOf(Completed.class);
        assertThat(send()).isEqualTo(new AlreadyCompleted());
        assertThat(sent).hasSize(2);
    }

    @Test
    void send_mailThatIsNotSent_shouldNotBeRendered() {
        sentMails.claim(PAID.id() + "/" + CAPTURED, MailTemplate.PAID);
        send();
        mayCount = false;
        sendDecline();
        assertThat(rendered).isZero();

        sentMails.endClaims();
        suppressed.add("buyer@example.com");
        send();
        assertThat(rendered).isZero();
    }

    @Test
    void send_expiredOrderWhosePaymentHasNoAnswer_shouldWait() {
        var from = EXPIRED.changedAt().plus(Duration.ofMinutes(1));
        assertThat(sendExpiry()).isEqualTo(new NotYet(from));
        assertThat(sent).isEmpty();

        clock.advance(Duration.ofSeconds(62));

        assertThat(sendExpiry()).isInstanceOf(Completed.class);
        assertThat(sendExpiry()).isEqualTo(new AlreadyCompleted());
        assertThat(sent).hasSize(1);
    }

    @Test
    void send_expiredOrderWhosePaymentWasDeclined_shouldNotWait() {
        var order = Orders.log("4", Orders.placedFact(line("TEA", 2)), Orders.reservedFact(line("TEA", 2)),
                new PaymentDeclined(0, "card_declined", null), new HoldExpired());
        orders.with(order);

        assertThat(mails().send(order.id(), 3)).isInstanceOf(Completed.class);
    }

    @Test
    void send_expiredOrderThatIsPaidMeanwhile_shouldSendNothing() {
        sendExpiry();
        payLate();
        clock.advance(Duration.ofSeconds(62));

        assertThat(sendExpiry()).isEqualTo(new NotNeeded());
        assertThat(sendExpiry()).isEqualTo(new NotNeeded());
        assertThat(sent).isEmpty();
    }

    @Test
    void send_paymentBetweenTheDecisionAndTheMail_shouldSendNothing() {
        clock.advance(Duration.ofSeconds(62));
        sentMails.onClaim(this::payLate);

        assertThat(sendExpiry()).isEqualTo(new NotNeeded());
        assertThat(sendExpiry()).isEqualTo(new NotNeeded());
        assertThat(sent).isEmpty();
        assertThat(rendered).isZero();
    }

    @Test
    void send_eventsOutOfOrder_shouldSendWhatIsTrue() {
        payLate();
        clock.advance(Duration.ofSeconds(62));

        // The late payment is not mailed; what follows it is.
        assertThat(mails().send(EXPIRED.id(), 3)).isEqualTo(new NotNeeded());
        assertThat(sendExpiry()).isEqualTo(new NotNeeded());
        assertThat(sent).isEmpty();
    }

    @Test
    void send_unknownOrder_shouldFail() {
        assertThatIllegalStateException().isThrownBy(() -> mails().send(Orders.id("unknown"), 0));
    }

    @Test
    void send_factThatTheLogDoesNotHave_shouldFail() {
        assertThatIllegalStateException().isThrownBy(() -> mails().send(PAID.id(), 3));
    }

    private OrderMails.Outcome send() {
        return mails().send(PAID.id(), CAPTURED);
    }

    private OrderMails.Outcome sendExpiry() {
        return mails().send(EXPIRED.id(), 2);
    }

    private OrderMails.Outcome sendDecline() {
        return mails().send(DECLINED.id(), 2);
    }

    private OrderMails mails() {
        return new OrderMails(orders, new OrderLinks(""), MailLanguage.EN, ZoneId.of("UTC"), rendering(),
                new InMemorySuppressions(), sentMails, (address, eventId) -> counted.add(address) && mayCount,
                this::send, clock);
    }

    private void payLate() {
        orders.decide(EXPIRED.id(), order -> Decision.<Order> add(
                new PaymentCapturedLate(0, new Money(2000, "EUR"), "pay_1"), Function.identity()));
    }

    private Rendering rendering() {
        return new Rendering(new CountingRenderer(), new NoOwnTemplates(), Metrics.NONE);
    }

    private final class CountingRenderer implements MailRenderer {

        @Override
        public Mail render(MailContent content, String to) {
            rendered++;
            return new Mail(to, content.language(), content.template().name(), "", "");
        }

        @Override
        public Mail render(OwnTemplates.OwnTemplate template, MailContent content, String to) {
            throw new AssertionError("No own templates");
        }

        @Override
        public Mail render(OwnerTemplate template, MailLanguage language, Map<String, Object> values, String to) {
            throw new AssertionError("Not about an order");
        }

        @Override
        public Source builtIn(OwnTemplates.Key key) {
            throw new AssertionError("Not needed to send");
        }
    }

    private static final class NoOwnTemplates implements OwnTemplates {

        @Override
        public Optional<OwnTemplate> find(Key key) {
            return Optional.empty();
        }

        @Override
        public Map<Key, Instant> all() {
            return Map.of();
        }

        @Override
        public boolean put(Key key, Optional<Instant> seen, OwnTemplate template) {
            throw new AssertionError("Never written");
        }

        @Override
        public boolean remove(Key key, Instant seen) {
            throw new AssertionError("Never written");
        }
    }

    private SendResult send(Mail mail) {
        sent.add(mail);
        return mailService.apply(new Accepted("message-" + sent.size()));
    }

    private final class InMemorySuppressions implements Suppressions {

        @Override
        public boolean contains(String address) {
            return suppressed.contains(address);
        }

        @Override
        public void add(String address, Reason reason) {
            suppressed.add(address);
        }
    }

    private static final class InMemorySentMails implements SentMails {

        private final Map<String, Claim> states = new HashMap<>();
        private boolean failsOnce;
        private Runnable onClaim = () -> {};

        /** Runs once, when a claim has been granted. */
        void onClaim(Runnable action) {
            onClaim = action;
        }

        void endClaims() {
            states.values().removeIf(state -> state == Claim.IN_PROGRESS);
        }

        void failToCompleteOnce() {
            failsOnce = true;
        }

        @Override
        public Claim claim(String eventId, String what) {
            var state = states.putIfAbsent(eventId, Claim.IN_PROGRESS);
            if (state == null) {
                var action = onClaim;
                onClaim = () -> {};
                action.run();
                return Claim.GRANTED;
            }
            return state;
        }

        @Override
        public void complete(String eventId, SendResult result) {
            if (failsOnce) {
                failsOnce = false;
                throw new IllegalStateException("crash");
            }
            states.put(eventId, Claim.COMPLETED);
        }
    }
}
