package dev.stampede.email;

import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CaptureFailed;
import dev.stampede.contracts.orders.Fact.CaptureRequested;
import dev.stampede.contracts.orders.Fact.CaptureSettled;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldExtended;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentActionRequired;
import dev.stampede.contracts.orders.Fact.PaymentAuthorized;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentReported;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.Refund;
import dev.stampede.contracts.totals.Totals;
import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.contracts.totals.Totals.Shipping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the content of the mail about a fact. {@link OwedStep#isMailed} decides which facts are mailed.
 *
 * <p>A mail contains no text that the buyer typed. Otherwise, anybody could check out as a guest with a stranger's
 * address and write to them in the store's name.
 */
final class OrderMailContent {

    private final Order order;
    private final MailLocale locale;

    private OrderMailContent(Order order, MailLocale locale) {
        this.order = order;
        this.locale = locale;
    }

    /** The content of the mail about a fact of the order; empty if the fact is not mailed, or no longer. */
    static Optional<MailContent> about(Order order, Fact fact, MailLocale locale) {
        return OwedStep.isMailed(order, fact) ? new OrderMailContent(order, locale).about(fact) : Optional.empty();
    }

    private Optional<MailContent> about(Fact fact) {
        return switch (fact) {
            case PaymentCaptured payment when order.authorized().isPresent() ->
                    content(MailTemplate.PAYMENT_CAPTURED, Map.of("amount", locale.money(payment.amount())));
            case PaymentCaptured payment -> content(MailTemplate.PAID, paid(payment.amount(), false));
            case PaymentAuthorized payment -> content(MailTemplate.PAID, paid(payment.amount(), true));
            case UnitsCancelled cancelled -> content(MailTemplate.UNITS_CANCELLED, cancelled(cancelled));
            case StockRejected rejection -> content(MailTemplate.OUT_OF_STOCK, rejected(rejection));
            case PaymentDeclined declined ->
                    content(MailTemplate.PAYMENT_DECLINED,
                            Map.of("reason", declined.reason(), "until", heldUntil()));
            case PaymentActionRequired action ->
                    content(MailTemplate.PAYMENT_ACTION,
                            Map.of("url", Objects.requireNonNullElse(action.url(), ""), "until",
                                    heldUntil()));
            case OrderCancelled cancelled -> content(MailTemplate.CANCELLED, Map.of());
            case HoldExpired expired -> content(MailTemplate.EXPIRED, Map.of());
            case OrderShipped shipment -> content(MailTemplate.SHIPPED, shipping(shipment));
            case Refunded refund -> paidBack(refund.refundId(), refund.amount());
            case RefundSettled refund -> paidBack(refund.refundId(), refund.amount());
            case ReturnApproved approval ->
                    content(MailTemplate.RETURN_APPROVED, Map.of("units", returned(approval.returnId())));
            case ReturnRefused refusal -> content(MailTemplate.RETURN_REFUSED, refused(refusal));
            case OrderPlaced unmailed -> Optional.empty();
            case OrderClaimed unmailed -> Optional.empty();
            case StockReserved unmailed -> Optional.empty();
            case PaymentSubmitted unmailed -> Optional.empty();
            case PaymentCapturedLate unmailed -> Optional.empty();
            case CaptureRequested unmailed -> Optional.empty();
            case CaptureFailed unmailed -> Optional.empty();
            case CaptureSettled unmailed -> Optional.empty();
            case RefundRequested unmailed -> Optional.empty();
            case RefundFailed unmailed -> Optional.empty();
            case RefundRetried unmailed -> Optional.empty();
            case ReturnRequested unmailed -> Optional.empty();
            case ReturnReceived unmailed -> Optional.empty();
            case StockReleased unmailed -> Optional.empty();
            case PaymentReported unmailed -> Optional.empty();
            case HoldExtended unmailed -> Optional.empty();
        };
    }

    /** Nobody is thanked for a payment of nothing. */
    private Map<String, Object> paid(Money amount, boolean isAuthorized) {
        return Map.of("amount", amount.amount() == 0 ? "" : locale.money(amount), "isAuthorized", isAuthorized);
    }

    /** The amount is what is charged now: less than before. */
    private Map<String, Object> cancelled(UnitsCancelled cancelled) {
        return Map.of(
                "units", units(cancelled.lines(), this::name),
                "amount", locale.money(order.capturable()),
                "note", Objects.requireNonNullElse(cancelled.note(), ""));
    }

    private Optional<MailContent> content(MailTemplate template, Map<String, Object> details) {
        var values = new HashMap<>(details);
        values.put("orderId", order.id().value());
        values.put("orderNumber", OrderNumber.of(order.id()).value());
        values.putAll(amounts());
        return Optional.of(new MailContent(template, locale.language(), values));
    }

    /**
     * The lines and what the total consists of, without what was cancelled before it was charged; {@code subtotal} is empty if
     * the lines are all.
     */
    private Map<String, Object> amounts() {
        var placed = order.placed();
        var totals = placed.totals();
        var currency = totals.currency();
        var values = new HashMap<String, Object>();
        values.put("lines", IntStream.range(0, placed.lines().size())
                .mapToObj(index -> line(placed.lines().get(index), totals.lines().get(index)))
                .toList());
        values.put("notCharged", order.uncaptured() == 0 ? "" : display(order.uncaptured(), currency));
        values.put("total", display(totals.total() - order.uncaptured(), currency));
        values.put("subtotal", totals.total() - order.uncaptured() == totals.subtotal()
                ? ""
                : display(totals.subtotal(), currency));
        values.put("discounts", reductions(totals.discounts(), currency));
        var shipping = Optional.ofNullable(totals.shipping());
        values.put("shipping", shipping
                .map(chosen -> Map.of("name", chosen.name(), "price", display(chosen.price(), currency)))
                .stream().toList());
        values.put("shippingDiscounts", reductions(shipping.map(Shipping::discounts).orElse(List.of()), currency));
        values.put("addedTaxes", totals.taxIncluded() ? List.of() : taxes(totals));
        values.put("includedTaxes", totals.taxIncluded() ? taxes(totals) : List.of());
        return values;
    }

    private List<Map<String, String>> taxes(Totals totals) {
        var uncaptured = order.uncapturedParts().taxes();
        return IntStream.range(0, totals.taxes().size()).mapToObj(index -> {
            var tax = totals.taxes().get(index);
            return Map.of(
                    "name", tax.name(), "rate", locale.percent(tax.rate()),
                    "amount", display(tax.amount() - uncaptured.get(index).amount(), totals.currency()));
        }).toList();
    }

    private List<Map<String, String>> reductions(List<Reduction> reductions, String currency) {
        return reductions.stream()
                .map(one -> Map.of("reason", one.reason(), "amount", display(one.amount(), currency)))
                .toList();
    }

    private Map<String, Object> line(OrderLine line, Totals.Line priced) {
        return Map.of(
                "name", line.name(),
                "quantity", line.quantity(),
                "unitPrice", locale.money(line.unitPrice()),
                "lineTotal", display(priced.subtotal(), line.unitPrice().currency()));
    }

    private String display(long amount, String currency) {
        return locale.money(new Money(amount, currency));
    }

    /** Goods are out of stock, a code is used up, or both. */
    private Map<String, Object> rejected(StockRejected rejection) {
        var shortages = shortages(rejection);
        return Map.of("isOutOfStock", !shortages.isEmpty(), "shortages", shortages, "usedUpCodes",
                usedUpCodes(rejection));
    }

    private List<Map<String, Object>> shortages(StockRejected rejection) {
        return rejection.shortages().stream()
                .filter(shortage -> !shortage.sku().isInternal())
                .map(this::shortage)
                .toList();
    }

    private static List<String> usedUpCodes(StockRejected rejection) {
        return rejection.shortages().stream().flatMap(shortage -> shortage.sku().promotionCode().stream()).toList();
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

    /** The units of the parcel, if others are or were sent apart from it. */
    private Map<String, Object> shipping(OrderShipped shipment) {
        var lines = shipment.lines();
        var isPart = lines != null
                && units(lines) < order.placed().lines().stream().mapToInt(OrderLine::quantity).sum();
        return Map.of(
                "charged", charged(shipment),
                "carrier", Objects.requireNonNullElse(shipment.carrier(), ""),
                "trackingNumber", Objects.requireNonNullElse(shipment.trackingNumber(), ""),
                "trackingUrl", Objects.requireNonNullElse(shipment.trackingUrl(), ""),
                "units", isPart ? units(Objects.requireNonNull(lines), this::name) : List.of());
    }

    /** What was charged with the parcel; empty if it was charged before. */
    private String charged(OrderShipped shipment) {
        var facts = order.facts();
        var isWithParcel = IntStream.range(1, facts.size()).anyMatch(index -> facts.get(index).fact().equals(shipment)
                && facts.get(index - 1).fact() instanceof PaymentCaptured && order.authorized().isPresent());
        return isWithParcel ? display(order.capturedAmount(), order.placed().total().currency()) : "";
    }

    private static int units(List<LineUnits> lines) {
        return lines.stream().mapToInt(LineUnits::quantity).sum();
    }

    private static List<Map<String, Object>> units(List<LineUnits> lines, Function<Sku, String> name) {
        return lines.stream()
                .map(line -> Map.<String, Object> of("name", name.apply(line.sku()), "quantity", line.quantity()))
                .toList();
    }

    /** The units that the customer wanted to send back. */
    private List<Map<String, Object>> returned(int returnId) {
        return order.facts().get(returnId).fact() instanceof ReturnRequested request
                ? units(request.lines(), this::name)
                : List.of();
    }

    /** A return that was approved is closed because its units did not come. */
    private Map<String, Object> refused(ReturnRefused refusal) {
        return Map.of(
                "units", returned(refusal.returnId()),
                "wasApproved", order.facts().stream().anyMatch(recorded -> recorded.fact() instanceof ReturnApproved ok
                        && ok.returnId() == refusal.returnId()),
                "note", Objects.requireNonNullElse(refusal.note(), ""));
    }

    /** @param refundId null for the first refund */
    private Optional<MailContent> paidBack(@Nullable Integer refundId, Money amount) {
        if (amount.amount() == 0) {
            return content(MailTemplate.CANCELLED, Map.of());
        }
        var refund = order.refunds().stream()
                .filter(other -> refundId == null || other.id() == refundId)
                .findFirst()
                .orElseThrow();
        var reason = refund.reason();
        var isPart = amount.amount() < order.capturedAmount();
        var values = new HashMap<String, Object>();
        values.put("amount", locale.money(amount));
        values.put("isCancelled", reason == RefundReason.CANCELLED && !isPart);
        values.put("isSoldOut", reason == RefundReason.SOLD_OUT_AFTER_HOLD);
        values.put("isReplaced", reason == RefundReason.REPLACED);
        values.put("isReturned", reason == RefundReason.RETURNED);
        values.put("isSettled", refund.status() == Refund.Status.SETTLED);
        values.put("units", isPart ? units(refund.lines(), this::name) : List.of());
        return content(MailTemplate.REFUNDED, values);
    }

    private String heldUntil() {
        return order.heldUntil().map(locale::time).orElseThrow();
    }
}
