package dev.stampede.search.orders;

import java.util.Locale;

/** The fields of an order's document. */
final class OrderFields {

    /** The words of what the order is found by. */
    static final String WORDS = "words";
    /** The email address, in lower case. */
    static final String EMAIL = "email";
    static final String SKU = "sku";
    static final String STATUS = "status";
    /** When it was placed, in milliseconds; also a sort key. */
    static final String PLACED = "placed";
    /** When it last changed, in milliseconds; a sort key. */
    static final String UPDATED = "updated";
    /** The amount to pay, a sort key. */
    static final String TOTAL = "total";
    /** What a list shows, in JSON. */
    static final String SHOWN = "shown";

    private OrderFields() {}

    static String email(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
