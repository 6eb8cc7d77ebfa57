package dev.stampede.email;

import static dev.stampede.contracts.testing.Orders.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.email.Letter.Topic;
import dev.stampede.email.Mailer.Dispatch;
import dev.stampede.email.Mailer.Dispatch.Accepted;
import dev.stampede.email.Mailer.Dispatch.Rejected;
import dev.stampede.email.OrderMails.Outcome.AlreadySettled;
import dev.stampede.email.OrderMails.Outcome.InProgress;
import dev.stampede.email.OrderMails.Outcome.NothingToSay;
import dev.stampede.email.OrderMails.Outcome.Settled;
import dev.stampede.email.OrderMails.Outcome.Suppressed;
import dev.stampede.email.OrderMails.Outcome.TooMany;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OrderMailsTest {

    private static final Order PAID = Orders.log("1", Orders.placedFact(line("TEA", 2)),
            Orders.reservedFact(line("TEA", 2)), new PaymentCaptured(0, new Money(2000, "EUR"), "pay_1"));
    private static final Order DECLINED = Orders.log("2", Orders.placedFact(line("TEA", 2)),
            Orders.reservedFact(line("TEA", 2)), new PaymentDeclined(0, "card_declined", null));
    private static final int CAPTURED = 2;

    private final List<Mail> sent = new ArrayList<>();
    private final Set<Fingerprint> suppressed = new HashSet<>();
    private final InMemorySentMails sentMails = new InMemorySentMails();
    private final Set<Fingerprint> counted = new HashSet<>();
    private boolean mayCount = true;
    private UnaryOperator<Dispatch> mailService = dispatch -> dispatch;

    @Test
    void tell_factWithALetter_shouldSendIt() {
        assertThat(tell()).isEqualTo(new Settled(Topic.PAID, new Accepted("message-1")));
        assertThat(sent).singleElement().extracting(Mail::to).isEqualTo("buyer@example.com");
    }

    @Test
    void tell_twice_shouldSendOnce() {
        tell();
        assertThat(tell()).isEqualTo(new AlreadySettled());
        assertThat(sent).hasSize(1);
    }

    @Test
    void tell_factWithoutALetter_shouldSendNothing() {
        assertThat(mails().tell(PAID.id(), 0)).isEqualTo(new NothingToSay());
        assertThat(sent).isEmpty();
    }

    @Test
    void tell_suppressedAddress_shouldSendNothing() {
        suppressed.add(Fingerprint.of("Buyer@Example.com"));
        assertThat(tell()).isEqualTo(new Suppressed(Topic.PAID));
        assertThat(tell()).isEqualTo(new AlreadySettled());
        assertThat(sent).isEmpty();
    }

    @Test
    void tell_unpaidOrderToAnAddressThatHadEnough_shouldSendNothingAndSettle() {
        mayCount = false;

        assertThat(tellOfDecline()).isEqualTo(new TooMany(Topic.PAYMENT_DECLINED));
        mayCount = true;

        assertThat(tellOfDecline()).isEqualTo(new AlreadySettled());
        assertThat(sent).isEmpty();
        assertThat(counted).containsExactly(Fingerprint.of("buyer@example.com"));
    }

    @Test
    void tell_paidOrderToAnAddressThatHadEnough_shouldSendAndCountNothing() {
        mayCount = false;

        assertThat(tell()).isInstanceOf(Settled.class);
        assertThat(sent).hasSize(1);
        assertThat(counted).isEmpty();
    }

    @Test
    void tell_claimedByAnother_shouldSendNothingYet() {
        sentMails.claim(PAID.id() + "/" + CAPTURED, Topic.PAID);
        assertThat(tell()).isEqualTo(new InProgress());
        assertThat(sent).isEmpty();
    }

    @Test
    void tell_rejectedMail_shouldBeSettledForGood() {
        mailService = dispatch -> new Rejected("InvalidParameterValue");
        assertThat(tell()).isEqualTo(new Settled(Topic.PAID, new Rejected("InvalidParameterValue")));
        assertThat(tell()).isEqualTo(new AlreadySettled());
        assertThat(sent).hasSize(1);
    }

    @Test
    void tell_outageAfterTheClaim_shouldSendWhenTheClaimHasEnded() {
        mailService = dispatch -> {
            throw new IllegalStateException("outage");
        };
        assertThatIllegalStateException().isThrownBy(this::tell);
        sent.clear();
        mailService = dispatch -> dispatch;

        assertThat(tell()).isEqualTo(new InProgress());
        sentMails.endClaims();
        assertThat(tell()).isInstanceOf(Settled.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void tell_crashBetweenSendingAndSettling_shouldFinishOnRedelivery() {
        sentMails.failToSettleOnce();
        assertThatIllegalStateException().isThrownBy(this::tell);

        sentMails.endClaims();
        assertThat(tell()).isInstanceOf(Settled.class);
        assertThat(tell()).isEqualTo(new AlreadySettled());
        assertThat(sent).hasSize(2);
    }

    @Test
    void tell_unknownOrder_shouldFail() {
        assertThatIllegalStateException().isThrownBy(() -> mails().tell(Orders.id("unknown"), 0));
    }

    @Test
    void tell_factThatTheLogDoesNotHave_shouldFail() {
        assertThatIllegalStateException().isThrownBy(() -> mails().tell(PAID.id(), 3));
    }

    private OrderMails.Outcome tell() {
        return mails().tell(PAID.id(), CAPTURED);
    }

    private OrderMails.Outcome tellOfDecline() {
        return mails().tell(DECLINED.id(), 2);
    }

    private OrderMails mails() {
        var orders = new InMemoryOrderLog(TestEnvironment.CLOCK).with(PAID).with(DECLINED);
        return new OrderMails(orders, (letter, to) -> new Mail(to, letter.topic().name(), "", ""),
                new InMemorySuppressions(), sentMails, (address, eventId) -> counted.add(address) && mayCount,
                this::send);
    }

    private Dispatch send(Mail mail) {
        sent.add(mail);
        return mailService.apply(new Accepted("message-" + sent.size()));
    }

    private final class InMemorySuppressions implements Suppressions {

        @Override
        public boolean contains(Fingerprint address) {
            return suppressed.contains(address);
        }

        @Override
        public void add(Fingerprint address, Reason reason) {
            suppressed.add(address);
        }
    }

    private static final class InMemorySentMails implements SentMails {

        private final Map<String, Claim> states = new HashMap<>();
        private boolean failsOnce;

        void endClaims() {
            states.values().removeIf(state -> state == Claim.HELD);
        }

        void failToSettleOnce() {
            failsOnce = true;
        }

        @Override
        public Claim claim(String eventId, Topic topic) {
            var state = states.putIfAbsent(eventId, Claim.HELD);
            return state == null ? Claim.GRANTED : state;
        }

        @Override
        public void settle(String eventId, Dispatch dispatch) {
            if (failsOnce) {
                failsOnce = false;
                throw new IllegalStateException("crash");
            }
            states.put(eventId, Claim.SETTLED);
        }
    }
}
