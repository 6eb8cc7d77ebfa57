package dev.stampede.email;

import java.util.Map;

/**
 * What a mail is to say.
 *
 * @param topic which of the mails it is
 * @param words what the mail's template fills in: texts, flags, and lists of such maps
 */
public record Letter(Topic topic, Map<String, Object> words) {

    public Letter {
        words = Map.copyOf(words);
    }

    /** The mails there are. */
    public enum Topic {
        PAID,
        OUT_OF_STOCK,
        PAYMENT_DECLINED,
        PAYMENT_ACTION,
        CANCELLED,
        EXPIRED,
        SHIPPED,
        REFUNDED;

        /** Whether it tells of an order that nobody has paid for: anybody can have such a mail sent to anybody. */
        public boolean isUnpaid() {
            return switch (this) {
                case OUT_OF_STOCK, PAYMENT_DECLINED, PAYMENT_ACTION, CANCELLED, EXPIRED -> true;
                case PAID, SHIPPED, REFUNDED -> false;
            };
        }
    }
}
