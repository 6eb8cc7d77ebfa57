package dev.stampede.email;

import dev.stampede.contracts.events.OwnerNotice;
import dev.stampede.email.Mailer.SendResult;
import java.util.Map;

/**
 * Mails the store's owner, in the store's language. Each notice is claimed, sent and completed, so that one that is delivered
 * twice is one mail. Thread-safe.
 */
final class OwnerMails {

    private final MailLocale locale;
    private final MailRenderer renderer;
    private final SentMails sentMails;
    private final Mailer mailer;

    /** @param locale the store's */
    OwnerMails(MailLocale locale, MailRenderer renderer, SentMails sentMails, Mailer mailer) {
        this.locale = locale;
        this.renderer = renderer;
        this.sentMails = sentMails;
        this.mailer = mailer;
    }

    /** What came of a notice. */
    sealed interface Outcome {

        record Completed(OwnerTemplate template, SendResult result) implements Outcome {}

        /** An earlier delivery completed the mail. */
        record AlreadyCompleted() implements Outcome {}

        /** Another delivery holds the claim and may have crashed. Retry later. */
        record InProgress() implements Outcome {}
    }

    Outcome send(OwnerNotice notice) {
        var template = OwnerTemplate.WEBHOOK_DISABLED;
        return switch (sentMails.claim(notice.id(), template.name())) {
            case GRANTED -> {
                var result = mailer.send(
                        renderer.render(template, locale.language(), values(notice), notice.data().to()));
                sentMails.complete(notice.id(), result);
                yield new Outcome.Completed(template, result);
            }
            case IN_PROGRESS -> new Outcome.InProgress();
            case COMPLETED -> new Outcome.AlreadyCompleted();
        };
    }

    private Map<String, Object> values(OwnerNotice notice) {
        var data = notice.data();
        return Map.of(
                "host", data.host(),
                "name", data.description().isEmpty() ? data.host() : data.description() + " (" + data.host() + ")",
                "at", locale.time(notice.time()),
                "since", locale.time(data.failingSince()),
                "gone", data.gone());
    }
}
