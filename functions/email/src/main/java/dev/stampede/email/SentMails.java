package dev.stampede.email;

import dev.stampede.email.Mailer.SendResult;

/**
 * Records mails by the id of the event that each one reports, so that each is sent once. Holds no personal data.
 * Implementations are safe for concurrent use by many processes.
 */
public interface SentMails {

    /** Whether the caller may send the mail. */
    enum Claim {
        /** The caller alone may send it, until the claim expires. */
        GRANTED,
        /** Another caller holds the claim. */
        IN_PROGRESS,
        /** The mail was sent or will never be sent. */
        COMPLETED
    }

    /** Claims a mail. A claim that is not completed expires. */
    default Claim claim(String eventId, MailTemplate template) {
        return claim(eventId, template.name());
    }

    /** Claims a mail. A claim that is not completed expires. @param what the kind of mail */
    Claim claim(String eventId, String what);

    /** Records the result. No later claim is granted. */
    void complete(String eventId, SendResult result);
}
