package dev.stampede.webhooks;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The types of events that webhooks can receive, each with the members of its data that are sent. Members that are not named
 * here are not sent, so that a new member of a fact stays inside until somebody decides otherwise.
 */
public final class EventTypes {

    /** Sent to one webhook when an admin asks for it; nobody subscribes to it. */
    public static final String TEST = "stampede.webhook.test.v1";

    private static final Set<String> RETURN = Set.of("returnId", "by");
    private static final Set<String> STOCK = Set.of("sku", "productId", "availability", "previous");
    private static final Set<String> PRODUCT = Set.of("productId");

    /** A member of an object in a list is named by both, such as {@code lines.sku}. */
    private static final Map<String, Set<String>> MEMBERS = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("stampede.order.order-placed.v1",
                    Set.of("lines.sku", "lines.productId", "lines.name", "lines.unitPrice", "lines.quantity", "total")),
            Map.entry("stampede.order.stock-rejected.v1", Set.of("shortages.sku", "shortages.requested")),
            Map.entry("stampede.order.payment-captured.v1", Set.of("amount")),
            Map.entry("stampede.order.payment-captured-late.v1", Set.of("amount")),
            Map.entry("stampede.order.payment-authorized.v1", Set.of("amount", "captureBefore")),
            Map.entry("stampede.order.capture-requested.v1", Set.of("carrier", "lines.sku", "lines.quantity", "by")),
            Map.entry("stampede.order.capture-failed.v1", Set.of("reason")),
            Map.entry("stampede.order.capture-settled.v1", Set.of("amount", "by")),
            Map.entry("stampede.order.units-cancelled.v1",
                    Set.of("lines.sku", "lines.quantity", "restock.sku", "restock.quantity", "amount", "by")),
            Map.entry("stampede.order.payment-declined.v1", Set.of("reason")),
            Map.entry("stampede.order.order-cancelled.v1", Set.of("by")),
            Map.entry("stampede.order.hold-expired.v1", Set.of("limit")),
            Map.entry("stampede.order.order-shipped.v1", Set.of("carrier", "lines.sku", "lines.quantity", "by")),
            Map.entry("stampede.order.refund-requested.v1",
                    Set.of("reason", "amount", "lines.sku", "lines.quantity", "returnId", "by")),
            Map.entry("stampede.order.refunded.v1", Set.of("amount", "refundId")),
            Map.entry("stampede.order.refund-failed.v1", Set.of("refundId", "reason")),
            Map.entry("stampede.order.refund-retried.v1", Set.of("refundId", "by")),
            Map.entry("stampede.order.refund-settled.v1", Set.of("refundId", "amount", "by")),
            Map.entry("stampede.order.return-requested.v1", Set.of("lines.sku", "lines.quantity", "by")),
            Map.entry("stampede.order.return-approved.v1", RETURN),
            Map.entry("stampede.order.return-refused.v1", RETURN),
            Map.entry("stampede.order.return-received.v1",
                    Set.of("returnId", "lines.sku", "lines.quantity", "restock.sku", "restock.quantity", "by")),
            Map.entry("stampede.order.payment-reported.v1", Set.of("report", "amount", "reason")),
            Map.entry("stampede.product.changed.v1", PRODUCT),
            Map.entry("stampede.product.deleted.v1", PRODUCT),
            Map.entry("stampede.stock.sold-out.v1", STOCK),
            Map.entry("stampede.stock.low-stock.v1", STOCK),
            Map.entry("stampede.stock.back-in-stock.v1", STOCK))));

    private EventTypes() {}

    /** All types that a webhook can subscribe to, sorted. */
    public static List<String> all() {
        return List.copyOf(MEMBERS.keySet());
    }

    public static boolean isKnown(String type) {
        return MEMBERS.containsKey(type);
    }

    /** The members of a type's data that are sent; empty for a type that nobody can subscribe to. */
    public static Optional<Set<String>> members(String type) {
        return Optional.ofNullable(MEMBERS.get(type));
    }
}
