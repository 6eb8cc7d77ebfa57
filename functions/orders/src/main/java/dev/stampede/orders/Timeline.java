package dev.stampede.orders;

import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.ByActor;
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
import dev.stampede.contracts.orders.Fact.RefundFailed;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.RefundRetried;
import dev.stampede.contracts.orders.Fact.RefundSettled;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRefused;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.Fact.UnitsCancelled;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.runtime.http.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of an order: one entry per fact, with {@code seq}, {@code at}, {@code type} and the data that everyone with
 * access to the order can see. Excludes the contact, notes, tokens, shards and the provider's references. {@code by} is the kind of
 * actor; admins also see the {@code subject} of the actor's token.
 */
final class Timeline {

    private Timeline() {}

    static List<Map<String, Object>> of(Order order, Caller caller) {
        return order.facts().stream().map(recorded -> entry(recorded, caller.isAdmin())).toList();
    }

    private static Map<String, Object> entry(RecordedFact recorded, boolean forAdmin) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("seq", recorded.seq());
        entry.put("at", recorded.at());
        entry.put("type", recorded.fact().type());
        entry.putAll(details(recorded.fact(), forAdmin));
        if (recorded.fact() instanceof ByActor decided) {
            put(entry, "by", decided.by());
            put(entry, "subject", forAdmin ? decided.subject() : null);
        }
        return entry;
    }

    /** Only admins see why the provider failed: it says something of the shop. */
    private static Map<String, Object> details(Fact fact, boolean forAdmin) {
        return switch (fact) {
            case OrderPlaced placed -> amount(placed.total());
            case OrderClaimed claimed -> Map.of();
            case StockReserved reserved -> Map.of("heldUntil", reserved.heldUntil());
            case StockRejected rejected -> rejection(rejected);
            case PaymentSubmitted submitted -> Map.of("attempt", submitted.attempt());
            case PaymentCaptured captured -> amount(captured.amount());
            case PaymentAuthorized authorized -> authorization(authorized);
            case CaptureRequested request -> request.shipment().map(Timeline::shipment).orElse(Map.of());
            case CaptureFailed failed -> forAdmin ? Map.of("reason", failed.reason()) : Map.of();
            case CaptureSettled settled -> amount(settled.amount());
            case UnitsCancelled cancelled -> cancellation(cancelled);
            case PaymentCapturedLate captured -> amount(captured.amount());
            case PaymentDeclined declined -> decline(declined);
            case PaymentActionRequired action -> Map.of("attempt", action.attempt());
            case OrderCancelled cancelled -> Map.of();
            case PaymentReported reported -> report(reported);
            case HoldExtended extended -> Map.of("heldUntil", extended.heldUntil());
            case HoldExpired expired -> expired.limit() == null ? Map.of() : Map.of("limit", expired.limit());
            case OrderShipped shipped -> shipment(shipped);
            case RefundRequested refund -> refund(refund);
            case Refunded refunded -> amount(refunded.amount());
            case RefundFailed failed -> forAdmin
                    ? Map.of("refundId", failed.refundId(), "reason", failed.reason())
                    : Map.of("refundId", failed.refundId());
            case RefundRetried retried -> Map.of("refundId", retried.refundId());
            case RefundSettled settled -> settlement(settled);
            case ReturnRequested request -> Map.of("lines", request.lines());
            case ReturnApproved approved -> Map.of("returnId", approved.returnId());
            case ReturnRefused refusal -> Map.of("returnId", refusal.returnId());
            case ReturnReceived received -> Map.of("returnId", received.returnId(), "lines", received.lines());
            case StockReleased released -> Map.of();
        };
    }

    private static Map<String, Object> amount(Money money) {
        return Map.of("amount", money.amount(), "currency", money.currency());
    }

    private static Map<String, Object> authorization(PaymentAuthorized authorized) {
        var details = new LinkedHashMap<>(amount(authorized.amount()));
        details.put("captureBefore", authorized.captureBefore());
        return details;
    }

    private static Map<String, Object> cancellation(UnitsCancelled cancelled) {
        var details = new LinkedHashMap<>(amount(cancelled.amount()));
        details.put("lines", cancelled.lines());
        return details;
    }

    private static Map<String, Object> report(PaymentReported reported) {
        var details = new LinkedHashMap<String, Object>();
        details.put("report", reported.report());
        details.putAll(amount(reported.amount()));
        return details;
    }

    /** What is missing of goods, the codes that were used up, and the limits of the buyer. */
    private static Map<String, Object> rejection(StockRejected rejected) {
        var details = new LinkedHashMap<String, Object>();
        details.put("shortages", rejected.shortages().stream().filter(one -> !one.sku().isInternal()).toList());
        var usedUp = rejected.shortages().stream().flatMap(one -> one.sku().promotionCode().stream()).toList();
        if (!usedUp.isEmpty()) {
            details.put("usedUpCodes", usedUp);
        }
        var limits = rejected.limitsReached().stream().filter(limit -> !limit.sku().isInternal()).toList();
        if (!limits.isEmpty()) {
            details.put("limitsReached", limits.stream()
                    .map(limit -> Map.of("sku", limit.sku(), "maxPerCustomer", limit.max()))
                    .toList());
        }
        if (limits.size() < rejected.limitsReached().size()) {
            details.put("isFirstOrder", false);
        }
        if (rejected.holdLimit() != null) {
            details.put("holdLimit", rejected.holdLimit());
        }
        return details;
    }

    private static Map<String, Object> decline(PaymentDeclined declined) {
        return declined.heldUntil() == null
                ? Map.of("attempt", declined.attempt(), "reason", declined.reason())
                : Map.of("attempt", declined.attempt(), "reason", declined.reason(), "heldUntil",
                        declined.heldUntil());
    }

    private static Map<String, Object> shipment(OrderShipped shipped) {
        var details = new LinkedHashMap<String, Object>();
        put(details, "carrier", shipped.carrier());
        put(details, "trackingNumber", shipped.trackingNumber());
        put(details, "trackingUrl", shipped.trackingUrl());
        put(details, "lines", shipped.lines());
        return details;
    }

    private static Map<String, Object> refund(RefundRequested refund) {
        var details = new LinkedHashMap<String, Object>();
        details.put("reason", refund.reason());
        if (refund.amount() != null) {
            details.putAll(amount(refund.amount()));
        }
        put(details, "lines", refund.lines());
        put(details, "returnId", refund.returnId());
        return details;
    }

    private static Map<String, Object> settlement(RefundSettled settled) {
        var details = new LinkedHashMap<>(amount(settled.amount()));
        details.put("refundId", settled.refundId());
        return details;
    }

    private static void put(Map<String, Object> entry, String name, @Nullable Object value) {
        if (value != null) {
            entry.put(name, value);
        }
    }
}
