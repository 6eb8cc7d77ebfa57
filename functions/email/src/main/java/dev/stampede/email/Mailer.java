package dev.stampede.email;

/** Sends mail. Implementations are thread-safe. */
public interface Mailer {

    /** The result of sending a mail. Outages are exceptions. */
    sealed interface SendResult {

        /** @param messageId the id that the mail service assigned */
        record Accepted(String messageId) implements SendResult {}

        /**
         * The mail service will never accept this mail.
         *
         * @param reason a code without personal data
         */
        record Rejected(String reason) implements SendResult {}
    }

    SendResult send(Mail mail);
}
