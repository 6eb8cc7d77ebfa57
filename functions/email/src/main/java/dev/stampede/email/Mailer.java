package dev.stampede.email;

/** Sends mail. Implementations are safe for use by many threads. */
public interface Mailer {

    /** What became of an attempt to send. An outage is an exception. */
    sealed interface Dispatch {

        /** @param messageId the mail service's id of the mail */
        record Accepted(String messageId) implements Dispatch {}

        /** This mail will never be taken. @param reason a code without personal data */
        record Rejected(String reason) implements Dispatch {}
    }

    Dispatch send(Mail mail);
}
