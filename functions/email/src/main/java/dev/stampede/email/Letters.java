package dev.stampede.email;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.email.Letter.Topic;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the customer hears of a fact. Which facts they hear of is decided by {@link OwedStep#isMailed}.
 *
 * <p>Nothing in a letter is text that the buyer typed. Anybody may buy as a guest with anybody's address, and would else
 * write to strangers in the shop's name.
 */
final class Letters {

    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Order order;

    private Letters(Order order) {
        this.order = order;
    }

    /** The letter about one of the order's facts; empty if there is nothing to say, or not any more. */
    static Optional<Letter> about(Order order, Fact fact) {
        return OwedStep.isMailed(order, fact) ? new Letters(order).about(fact) : Optional.empty();
    }

    private Optional<Letter> about(Fact fact) {
        return switch (fact) {
            case PaymentCaptured payment -> letter(Topic.PAID, Map.of("amount", payment.amount().display()));
            case StockRejected rejection -> letter(Topic.OUT_OF_STOCK, Map.of("shortages", shortages(rejection)));
            case PaymentDeclined declined ->
                    letter(Topic.PAYMENT_DECLINED, Map.of("reason", words(declined.reason()), "until", heldUntil()));
            case PaymentActionRequired action ->
                    letter(Topic.PAYMENT_ACTION, Map.of("url", action.url(), "until", heldUntil()));
            case OrderCancelled cancelled -> letter(Topic.CANCELLED, Map.of());
            case HoldExpired expired -> letter(Topic.EXPIRED, Map.of());
            case OrderShipped shipment -> letter(Topic.SHIPPED, shipping(shipment));
            case Refunded refund -> letter(Topic.REFUNDED, refunding(refund));
            case OrderPlaced silent -> Optional.empty();
            case StockReserved silent -> Optional.empty();
            case PaymentSubmitted silent -> Optional.empty();
            case PaymentCapturedLate silent -> Optional.empty();
            case RefundRequested silent -> Optional.empty();
            case StockReleased silent -> Optional.empty();
        };
    }

    private Optional<Letter> letter(Topic topic, Map<String, Object> details) {
        var words = new HashMap<>(details);
        words.put("orderId", order.id().value());
        words.put("lines", order.placed().lines().stream().map(Letters::line).toList());
        words.put("total", order.placed().total().display());
        return Optional.of(new Letter(topic, words));
    }

    private static Map<String, Object> line(OrderLine line) {
        return Map.of(
                "name", line.name(),
                "quantity", line.quantity(),
                "unitPrice", line.unitPrice().display(),
                "lineTotal", line.total().display());
    }

    private List<Map<String, Object>> shortages(StockRejected rejection) {
        return rejection.shortages().stream().map(this::shortage).toList();
    }

    private Map<String, Object> shortage(Shortage shortage) {
        return Map.of(
                "name", name(shortage.sku()),
                "requested", shortage.requested(),
                "available", shortage.available());
    }

    private String name(Sku sku) {
        return order.placed().lines().stream()
                .filter(line -> line.sku().equals(sku))
                .map(OrderLine::name)
                .findFirst()
                .orElse(sku.value());
    }

    private static Map<String, Object> shipping(OrderShipped shipment) {
        return Map.of(
                "carrier", Objects.requireNonNullElse(shipment.carrier(), ""),
                "trackingNumber", Objects.requireNonNullElse(shipment.trackingNumber(), ""));
    }

    private Map<String, Object> refunding(Refunded refund) {
        var reason = refundReason();
        return Map.of(
                "amount", refund.amount().display(),
                "isCancelled", reason == RefundReason.CANCELLED,
                "isSoldOut", reason == RefundReason.SOLD_OUT_AFTER_HOLD,
                "isReplaced", reason == RefundReason.REPLACED);
    }

    private RefundReason refundReason() {
        return order.facts().stream()
                .map(RecordedFact::fact)
                .filter(RefundRequested.class::isInstance)
                .map(RefundRequested.class::cast)
                .map(RefundRequested::reason)
                .findFirst()
                .orElseThrow();
    }

    private String heldUntil() {
        return order.heldUntil().map(Letters::time).orElseThrow();
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** The payment provider's codes, such as {@code insufficient_funds}, are words. */
    private static String words(String code) {
        return code.replace('_', ' ');
    }
}
