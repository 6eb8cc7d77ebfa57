package dev.stampede.contracts.email;

/**
 * The record of an email in the emails table: one item for each event that customers are notified of. The email
 * function writes it before sending; others read it to see which customers were notified.
 */
public final class MailRecords {

    public static final String KEY = "pk";

    /** {@link #SENDING}, or how it ended. */
    public static final String STATE = "state";
    public static final String SENDING = "SENDING";

    /** While it is being sent: when others may try, in milliseconds since the epoch. */
    public static final String LEASE_UNTIL = "leaseUntil";

    private MailRecords() {}

    /** The value of {@link #KEY}. @param eventId {@code orderId/seq} */
    public static String key(String eventId) {
        return "mail#" + eventId;
    }
}
