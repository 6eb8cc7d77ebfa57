package dev.stampede.reports;

import java.util.Arrays;
import java.util.List;

/** What a report is about. */
public enum ReportKind {
    /** A row for each order. */
    ORDERS("orders"),
    /** A row for each line of an order. */
    ORDER_LINES("order-lines"),
    /** What was sold, by day and SKU. */
    SALES("sales"),
    /** Taxes of what was sold, by name and rate. */
    TAXES("taxes"),
    /** A row for each adjustment of stock. */
    STOCK_MOVEMENTS("stock-movements");

    private final String text;

    ReportKind(String text) {
        this.text = text;
    }

    /** The form used in requests. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static ReportKind of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + String.join(", ", texts())));
    }

    private static List<String> texts() {
        return Arrays.stream(values()).map(ReportKind::text).toList();
    }
}
