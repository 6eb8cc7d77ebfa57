package dev.stampede.contracts.email;

/**
 * The record of a mail in the emails table: one item for each event that a customer is told of. The email function writes
 * it before it sends; others read it to see which customers were told.
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
