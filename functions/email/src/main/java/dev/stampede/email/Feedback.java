package dev.stampede.email;

import java.util.List;

/** What the mail service says about a mail that it had taken. */
public sealed interface Feedback {

    /** @param isPermanent whether it would be so the next time  @param addresses who could not be reached */
    record Bounce(boolean isPermanent, List<String> addresses) implements Feedback {
        public Bounce {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "Bounce[personal]";
        }
    }

    /** @param addresses who called it spam */
    record Complaint(List<String> addresses) implements Feedback {
        public Complaint {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "Complaint[personal]";
        }
    }

    /** Something that changes nothing. @param type the mail service's name for it */
    record Remark(String type) implements Feedback {}
}
