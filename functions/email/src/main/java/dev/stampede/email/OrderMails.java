package dev.stampede.email;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.email.Mailer.Dispatch;
import dev.stampede.email.OrderMails.Outcome.AlreadySettled;
import dev.stampede.email.OrderMails.Outcome.InProgress;
import dev.stampede.email.OrderMails.Outcome.NothingToSay;
import dev.stampede.email.OrderMails.Outcome.Settled;
import dev.stampede.email.OrderMails.Outcome.Suppressed;
import dev.stampede.email.OrderMails.Outcome.TooMany;

/**
 * Tells customers by mail what became of their orders. A mail is claimed, sent and settled, so that the same fact told
 * twice, or by two at once, is one mail; only a crash between sending and settling makes it two. Thread-safe.
 */
final class OrderMails {

    /** The reason that is recorded of {@link TooMany}. */
    static final String TOO_MANY = "too_many_unpaid";

    private final OrderLog orders;
    private final Composer composer;
    private final Suppressions suppressions;
    private final SentMails sentMails;
    private final UnpaidMails unpaidMails;
    private final Mailer mailer;

    OrderMails(
            OrderLog orders,
            Composer composer,
            Suppressions suppressions,
            SentMails sentMails,
            UnpaidMails unpaidMails,
            Mailer mailer) {
        this.orders = orders;
        this.composer = composer;
        this.suppressions = suppressions;
        this.sentMails = sentMails;
        this.unpaidMails = unpaidMails;
        this.mailer = mailer;
    }

    /** What became of a fact that a customer might hear of. */
    sealed interface Outcome {

        /** The mail was sent, or will never be taken. */
        record Settled(Letter.Topic topic, Dispatch dispatch) implements Outcome {}

        /** It had been settled before. */
        record AlreadySettled() implements Outcome {}

        /** Somebody else is sending it, or died over it. To be tried again. */
        record InProgress() implements Outcome {}

        /** The address is suppressed. */
        record Suppressed(Letter.Topic topic) implements Outcome {}

        /** The address has had as many mails about unpaid orders within the hour as it gets. */
        record TooMany(Letter.Topic topic) implements Outcome {}

        /** The fact makes no mail, or the order has moved on. */
        record NothingToSay() implements Outcome {}
    }

    /**
     * @param seq the fact's place in the order's log
     * @throws IllegalStateException if there is no such fact
     */
    Outcome tell(OrderId id, int seq) {
        var order = orders.find(id)
                .filter(found -> seq < found.nextSeq())
                .orElseThrow(() -> new IllegalStateException("There is no fact " + id + "/" + seq));
        return Letters.about(order, order.facts().get(seq).fact())
                .map(letter -> send(letter, order, id + "/" + seq))
                .orElseGet(NothingToSay::new);
    }

    private Outcome send(Letter letter, Order order, String eventId) {
        return switch (sentMails.claim(eventId, letter.topic())) {
            case GRANTED -> sendClaimed(letter, order.placed().contact().email(), eventId);
            case HELD -> new InProgress();
            case SETTLED -> new AlreadySettled();
        };
    }

    /** What is suppressed is settled too: without a record, the mail would look as if it had been lost. */
    private Outcome sendClaimed(Letter letter, String address, String eventId) {
        if (suppressions.contains(Fingerprint.of(address))) {
            sentMails.settle(eventId, new Dispatch.Rejected("suppressed"));
            return new Suppressed(letter.topic());
        }
        if (letter.topic().isUnpaid()
                && !unpaidMails.count(Fingerprint.of(CallerKey.mailbox(address)), eventId)) {
            sentMails.settle(eventId, new Dispatch.Rejected(TOO_MANY));
            return new TooMany(letter.topic());
        }
        var dispatch = mailer.send(composer.compose(letter, address));
        sentMails.settle(eventId, dispatch);
        return new Settled(letter.topic(), dispatch);
    }
}
