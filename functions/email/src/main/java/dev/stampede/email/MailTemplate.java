package dev.stampede.email;

import java.util.Locale;

/** The mails that the store sends. */
public enum MailTemplate {
    PAID,
    OUT_OF_STOCK,
    PAYMENT_DECLINED,
    PAYMENT_ACTION,
    CANCELLED,
    EXPIRED,
    UNITS_CANCELLED,
    PAYMENT_CAPTURED,
    SHIPPED,
    REFUNDED,
    RETURN_APPROVED,
    RETURN_REFUSED;

    /** The name of the template's files, without extension, such as {@code out-of-stock}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the mail is about an unpaid order. Anybody can trigger such a mail to any address. */
    public boolean isUnpaid() {
        return switch (this) {
            case OUT_OF_STOCK, PAYMENT_DECLINED, PAYMENT_ACTION, CANCELLED, EXPIRED -> true;
            case PAID, UNITS_CANCELLED, PAYMENT_CAPTURED, SHIPPED, REFUNDED, RETURN_APPROVED, RETURN_REFUSED -> false;
        };
    }
}
