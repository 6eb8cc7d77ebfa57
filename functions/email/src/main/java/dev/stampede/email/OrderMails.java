package dev.stampede.email;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.email.Mailer.SendResult;
import dev.stampede.email.OrderMails.Outcome.AlreadyCompleted;
import dev.stampede.email.OrderMails.Outcome.InProgress;
import dev.stampede.email.OrderMails.Outcome.NotNeeded;
import dev.stampede.email.OrderMails.Outcome.NotYet;
import dev.stampede.email.OrderMails.Outcome.Completed;
import dev.stampede.email.OrderMails.Outcome.Suppressed;
import dev.stampede.email.OrderMails.Outcome.RateLimited;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Mails customers about their orders. Each mail is claimed, sent and completed, so that a fact that is delivered twice,
 * even concurrently, is one mail. Only a crash between sending and completing makes it two. Thread-safe.
 */
final class OrderMails {

    /** The recorded reason of {@link RateLimited}. */
    static final String TOO_MANY_UNPAID = "too_many_unpaid";

    /** The recorded reason of a mail that became untrue after it was claimed. */
    private static final String OVERTAKEN = "overtaken";

    private final OrderLog orders;
    private final OrderLinks links;
    private final MailLanguage language;
    private final ZoneId zone;
    private final Rendering renderer;
    private final Suppressions suppressions;
    private final SentMails sentMails;
    private final UnpaidMailLimit unpaidMailLimit;
    private final Mailer mailer;
    private final Clock clock;

    /**
     * @param language the store's language, for orders without a locale or in another language
     * @param zone the store's time zone
     */
    OrderMails(
            OrderLog orders,
            OrderLinks links,
            MailLanguage language,
            ZoneId zone,
            Rendering renderer,
            Suppressions suppressions,
            SentMails sentMails,
            UnpaidMailLimit unpaidMailLimit,
            Mailer mailer,
            Clock clock) {
        this.orders = orders;
        this.links = links;
        this.language = language;
        this.zone = zone;
        this.renderer = renderer;
        this.suppressions = suppressions;
        this.sentMails = sentMails;
        this.unpaidMailLimit = unpaidMailLimit;
        this.mailer = mailer;
        this.clock = clock;
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

        /**
         * The order may still turn out to be paid. Retry later.
         *
         * @param from when the mail can be sent
         */
        record NotYet(Instant from) implements Outcome {}

        /** The fact is not mailed, or the order has moved on. */
        record NotNeeded() implements Outcome {}
    }

    /**
     * @param seq the fact's position in the order's log
     * @throws IllegalStateException if the log does not contain the fact
     */
    Outcome send(OrderId id, int seq) {
        var order = find(id, seq);
        var recorded = order.facts().get(seq);
        var content = content(order, recorded);
        if (content.isEmpty()) {
            return new NotNeeded();
        }
        var from = OwedStep.mailedFrom(order, recorded);
        if (from.isAfter(recorded.at()) && clock.instant().isBefore(from)) {
            return new NotYet(from);
        }
        var eventId = id + "/" + seq;
        return switch (sentMails.claim(eventId, content.get().template())) {
            case GRANTED -> stillTrue(content.get(), order, recorded)
                    .map(current -> sendClaimed(current, order.placed().contact().email(), eventId))
                    .orElseGet(() -> overtaken(eventId));
            case IN_PROGRESS -> new InProgress();
            case COMPLETED -> new AlreadyCompleted();
        };
    }

    private Order find(OrderId id, int seq) {
        return orders.find(id)
                .filter(found -> seq < found.nextSeq())
                .orElseThrow(() -> new IllegalStateException("Fact not found: " + id + "/" + seq));
    }

    private Optional<MailContent> content(Order order, RecordedFact recorded) {
        var locale = MailLocale.of(order.placed().contact().locale(), language, zone);
        return OrderMailContent.about(order, recorded.fact(), locale)
                .map(content -> content.with("orderUrl", links.to(order)));
    }

    /** Reads the order again just before an unpaid order's mail is sent, because a payment makes it untrue. */
    private Optional<MailContent> stillTrue(MailContent content, Order order, RecordedFact recorded) {
        return content.template().isUnpaid()
                ? content(find(order.id(), recorded.seq()), recorded)
                : Optional.of(content);
    }

    private Outcome overtaken(String eventId) {
        sentMails.complete(eventId, new SendResult.Rejected(OVERTAKEN));
        return new NotNeeded();
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
