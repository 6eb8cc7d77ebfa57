package dev.stampede.email;

import java.util.List;

/** An event that the mail service publishes about a mail that it accepted. */
public sealed interface Feedback {

    /**
     * @param isPermanent whether later mails to the addresses will bounce too
     * @param addresses the recipients that bounced
     */
    record Bounce(boolean isPermanent, List<String> addresses) implements Feedback {
        public Bounce {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "Bounce[personal]";
        }
    }

    /** @param addresses the recipients that reported the mail as spam */
    record Complaint(List<String> addresses) implements Feedback {
        public Complaint {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "Complaint[personal]";
        }
    }

    /**
     * An event without consequences.
     *
     * @param type the mail service's name for it
     */
    record Other(String type) implements Feedback {}
}
