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
        REFUNDED
    }
}
