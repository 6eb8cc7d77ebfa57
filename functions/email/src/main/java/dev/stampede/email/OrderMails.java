package dev.stampede.email;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.email.Mailer.SendResult;
import dev.stampede.email.OrderMails.Outcome.AlreadyCompleted;
import dev.stampede.email.OrderMails.Outcome.InProgress;
import dev.stampede.email.OrderMails.Outcome.NotNeeded;
import dev.stampede.email.OrderMails.Outcome.Completed;
import dev.stampede.email.OrderMails.Outcome.Suppressed;
import dev.stampede.email.OrderMails.Outcome.RateLimited;

/**
 * Mails customers about their orders. Each mail is claimed, sent and completed, so that a fact that is delivered twice,
 * even concurrently, is one mail. Only a crash between sending and completing makes it two. Thread-safe.
 */
final class OrderMails {

    /** The recorded reason of {@link RateLimited}. */
    static final String TOO_MANY_UNPAID = "too_many_unpaid";

    private final OrderLog orders;
    private final OrderLinks links;
    private final MailRenderer renderer;
    private final Suppressions suppressions;
    private final SentMails sentMails;
    private final UnpaidMailLimit unpaidMailLimit;
    private final Mailer mailer;

    OrderMails(
            OrderLog orders,
            OrderLinks links,
            MailRenderer renderer,
            Suppressions suppressions,
            SentMails sentMails,
            UnpaidMailLimit unpaidMailLimit,
            Mailer mailer) {
        this.orders = orders;
        this.links = links;
        this.renderer = renderer;
        this.suppressions = suppressions;
        this.sentMails = sentMails;
        this.unpaidMailLimit = unpaidMailLimit;
        this.mailer = mailer;
    }

    /** The outcome for a fact. */
    sealed interface Outcome {

        /** The mail was sent, or the mail service will never accept it. */
        record Completed(MailTemplate template, SendResult result) implements Outcome {}

        /** An earlier delivery completed the mail. */
        record AlreadyCompleted() implements Outcome {}

        /** Another delivery holds the claim and may have crashed. Retry later. */
        record InProgress() implements Outcome {}

        /** The address is suppressed. */
        record Suppressed(MailTemplate template) implements Outcome {}

        /** The address reached the limit of mails about unpaid orders. */
        record RateLimited(MailTemplate template) implements Outcome {}

        /** The fact is not mailed, or the order has moved on. */
        record NotNeeded() implements Outcome {}
    }

    /**
     * @param seq the fact's position in the order's log
     * @throws IllegalStateException if the log does not contain the fact
     */
    Outcome send(OrderId id, int seq) {
        var order = orders.find(id)
                .filter(found -> seq < found.nextSeq())
                .orElseThrow(() -> new IllegalStateException("Fact not found: " + id + "/" + seq));
        return OrderMailContent.about(order, order.facts().get(seq).fact())
                .map(content -> send(content.with("orderUrl", links.to(order)), order, id + "/" + seq))
                .orElseGet(NotNeeded::new);
    }

    private Outcome send(MailContent content, Order order, String eventId) {
        return switch (sentMails.claim(eventId, content.template())) {
            case GRANTED -> sendClaimed(content, order.placed().contact().email(), eventId);
            case IN_PROGRESS -> new InProgress();
            case COMPLETED -> new AlreadyCompleted();
        };
    }

    /** Completes mails that are not sent too: without a record, they would look lost. */
    private Outcome sendClaimed(MailContent content, String address, String eventId) {
        if (suppressions.contains(address)) {
            sentMails.complete(eventId, new SendResult.Rejected("suppressed"));
            return new Suppressed(content.template());
        }
        if (content.template().isUnpaid()
                && !unpaidMailLimit.count(CallerKey.mailbox(address), eventId)) {
            sentMails.complete(eventId, new SendResult.Rejected(TOO_MANY_UNPAID));
            return new RateLimited(content.template());
        }
        var result = mailer.send(renderer.render(content, address));
        sentMails.complete(eventId, result);
        return new Completed(content.template(), result);
    }
}
