package dev.stampede.search.orders;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderStatus;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to search for. Personal: never logged.
 *
 * @param text the words that an order must have, or null
 * @param statuses of which an order must have one; empty for all
 * @param email the canonical email address of the order, in any case, or null
 * @param sku what must be ordered, or null
 * @param from the first day of placement in UTC, or null
 * @param to the last day of placement in UTC, or null
 */
public record OrderQuery(
        @Nullable String text,
        Set<OrderStatus> statuses,
        @Nullable String email,
        @Nullable Sku sku,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        OrderSort sort) {

    public static final int MAX_TEXT = 200;

    public OrderQuery {
        if (text != null && text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("must be at most " + MAX_TEXT + " characters long");
        }
        // Sorted, so that equal queries have equal fingerprints.
        var sorted = EnumSet.noneOf(OrderStatus.class);
        sorted.addAll(statuses);
        statuses = Collections.unmodifiableSet(sorted);
    }

    /** Whether an order that was placed in this month can match. */
    public boolean includes(YearMonth month) {
        return (from == null || !month.isBefore(YearMonth.from(from)))
                && (to == null || !month.isAfter(YearMonth.from(to)));
    }

    /** The query that a cursor is bound to. */
    public String fingerprint() {
        return "orders?q=%s&status=%s&email=%s&sku=%s&from=%s&to=%s&sort=%s"
                .formatted(text, statuses, email, sku, from, to, sort.text());
    }

    @Override
    public String toString() {
        return "OrderQuery[personal]";
    }
}
