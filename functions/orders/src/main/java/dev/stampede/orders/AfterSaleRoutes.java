package dev.stampede.orders;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.RequestKey;
import dev.stampede.runtime.http.Fields;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.telemetry.Metrics;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The routes that cancel, capture, ship, refund and return orders or parts of them. */
final class AfterSaleRoutes {

    private static final int MAX_BODY_BYTES = 20_000;
    private static final int MAX_REASON = 500;
    private static final String KEY = "Idempotency-Key";
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    private final Cancelling cancelling;
    private final Capturing capturing;
    private final Shipping shipping;
    private final Refunding refunding;
    private final Returning returning;
    private final Metrics metrics;

    AfterSaleRoutes(OrderLog log, Metrics metrics) {
        this.cancelling = new Cancelling(log);
        this.capturing = new Capturing(log);
        this.shipping = new Shipping(log);
        this.refunding = new Refunding(log);
        this.returning = new Returning(log);
        this.metrics = metrics;
    }

    HttpResponse cancel(HttpRequest request) {
        return cancel(request, false);
    }

    /** For admins, who name the units. */
    HttpResponse cancelUnits(HttpRequest request) {
        request.admin();
        return cancel(request, true);
    }

    private HttpResponse cancel(HttpRequest request, boolean byShop) {
        var caller = request.caller();
        var named = Answers.named(request);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var lines = lines(body, byShop ? 1 : 0);
        var restock = !byShop || body.flag("restock", true);
        var reason = byShop ? reason(body) : null;
        var key = key(request, body);
        body.check();
        var outcome = lines.isEmpty()
                ? cancelling.cancel(named, caller)
                : cancelling.cancel(named, caller, new Cancelling.Units(lines, restock, reason, key));
        metrics.outcome("Cancel", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Cancelling.Outcome.Cancelled(var order) -> Answers.done(
                    200, "Order cancelled", order, named, caller);
            case Cancelling.Outcome.RefundStarted(var order) -> Answers.done(
                    202, "Paid order cancelled", order, named, caller);
            case Cancelling.Outcome.NotCancellable(var order) -> Answers.refused(
                    "not-cancellable", "The order can't be cancelled", tooMany(lines, order.shippable()), order,
                    shippable(order));
            case Cancelling.Outcome.KeyReused(var order) -> Answers.keyReused(order);
            case Cancelling.Outcome.Unknown() -> Answers.noOrder();
        };
    }

    HttpResponse ship(HttpRequest request) {
        var caller = request.admin();
        var named = Answers.named(request);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var actor = Actors.of(caller);
        var lines = lines(body, 0);
        var shipment = new OrderShipped(
                body.optionalText("carrier", 100).orElse(null),
                body.optionalText("trackingNumber", 100).orElse(null),
                body.has("trackingUrl") ? body.parsed("trackingUrl", 500, AfterSaleRoutes::url).orElse(null) : null,
                lines.isEmpty() ? null : lines,
                key(request, body),
                actor.kind(),
                actor.subject());
        body.check();
        var outcome = shipping.ship(named.id(), shipment);
        metrics.outcome("Ship", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Shipping.Outcome.Shipped(var order) -> Answers.done(200, "Order shipped", order, named, caller);
            case Shipping.Outcome.Waiting(var order) -> Answers.done(
                    202, "Capture requested before shipping", order, named, caller);
            case Shipping.Outcome.NotShippable(var order) -> Answers.refused(
                    "not-shippable", "The order can't be shipped", tooMany(lines, order.shippable()), order,
                    shippable(order));
            case Shipping.Outcome.KeyReused(var order) -> Answers.keyReused(order);
            case Shipping.Outcome.Unknown() -> Answers.noOrder();
        };
    }

    HttpResponse capture(HttpRequest request) {
        var caller = request.admin();
        var named = Answers.named(request);
        request.check();
        return captured(request, capturing.capture(named.id(), Actors.of(caller)), "not-capturable",
                "The order has no payment to capture");
    }

    HttpResponse settleCapture(HttpRequest request) {
        var caller = request.admin();
        var named = Answers.named(request);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var reason = reason(body);
        body.check();
        return captured(request, capturing.settle(named.id(), reason, Actors.of(caller)), "capture-not-failed",
                "The capture hasn't failed");
    }

    private HttpResponse captured(HttpRequest request, Capturing.Outcome outcome, String type, String title) {
        metrics.outcome("Capture", outcome.getClass().getSimpleName());
        var named = Answers.named(request);
        return switch (outcome) {
            case Capturing.Outcome.Started(var order) -> Answers.done(
                    202, "Capture requested", order, named, request.admin());
            case Capturing.Outcome.Captured(var order) -> Answers.done(
                    200, "Payment captured", order, named, request.admin());
            case Capturing.Outcome.NotCapturable(var order) -> Answers.refused(type, title, order);
            case Capturing.Outcome.Unknown() -> Answers.noOrder();
        };
    }

    HttpResponse refund(HttpRequest request) {
        var caller = request.admin();
        var named = Answers.named(request);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var wanted = new Refunding.Wanted(
                amount(body, 1), lines(body, 0), body.has("restock") ? (Boolean) body.flag("restock", false) : null,
                reason(body), key(request, body), Actors.of(caller));
        body.check();
        var outcome = refunding.refund(named.id(), wanted);
        metrics.outcome("Refund", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Refunding.Outcome.Started(var order) -> Answers.done(
                    202, "Refund requested", order, named, caller);
            case Refunding.Outcome.NotRefundable(var order) -> notRefundable(order, "", List.of());
            case Refunding.Outcome.NoSuchUnits(var order) -> {
                var left = Refunding.units(order);
                yield notRefundable(order, tooMany(wanted.lines(), left), left);
            }
            case Refunding.Outcome.TooMuch(var order, var amount) -> tooMuch(order, amount);
            case Refunding.Outcome.KeyReused(var order) -> Answers.keyReused(order);
            case Refunding.Outcome.Unknown() -> Answers.noOrder();
        };
    }

    HttpResponse retryRefund(HttpRequest request) {
        var caller = request.admin();
        var named = Answers.named(request);
        var refundId = request.path("refundId", AfterSaleRoutes::position);
        request.check();
        return settled(request, refunding.retry(named.id(), refundId, Actors.of(caller)), 202, "Refund retried");
    }

    HttpResponse settleRefund(HttpRequest request) {
        var caller = request.admin();
        var named = Answers.named(request);
        var refundId = request.path("refundId", AfterSaleRoutes::position);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var reason = reason(body);
        body.check();
        return settled(
                request, refunding.settle(named.id(), refundId, reason, Actors.of(caller)), 200, "Refund settled");
    }

    private HttpResponse settled(HttpRequest request, Refunding.Settlement outcome, int status, String what) {
        metrics.outcome("SettleRefund", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Refunding.Settlement.Done(var order) -> Answers.done(
                    status, what, order, Answers.named(request), request.admin());
            case Refunding.Settlement.NotFailed(var order) -> Answers.refused(
                    "refund-not-failed", "The refund hasn't failed", order);
            case Refunding.Settlement.Unknown() -> HttpResponse.problem(Problem.notFound("refund"));
        };
    }

    HttpResponse requestReturn(HttpRequest request) {
        var caller = request.caller();
        var named = Answers.named(request);
        var body = request.json(MAX_BODY_BYTES);
        var lines = lines(body, 1);
        var reason = body.optionalLines("reason", MAX_REASON).orElse(null);
        var key = key(request, body);
        body.check();
        return returned(request, lines, returning.request(named, caller, lines, reason, key), 201, "Return requested");
    }

    HttpResponse approveReturn(HttpRequest request) {
        var actor = Actors.of(request.admin());
        var named = Answers.named(request);
        var returnId = request.path("returnId", AfterSaleRoutes::position);
        request.check();
        return returned(request, returning.approve(named.id(), returnId, actor), 200, "Return approved");
    }

    HttpResponse refuseReturn(HttpRequest request) {
        var actor = Actors.of(request.admin());
        var named = Answers.named(request);
        var returnId = request.path("returnId", AfterSaleRoutes::position);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var reason = reason(body);
        body.check();
        return returned(request, returning.refuse(named.id(), returnId, reason, actor), 200, "Return refused");
    }

    HttpResponse receiveReturn(HttpRequest request) {
        var actor = Actors.of(request.admin());
        var named = Answers.named(request);
        var returnId = request.path("returnId", AfterSaleRoutes::position);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var lines = lines(body, 0);
        var restock = body.flag("restock", true);
        body.check();
        return returned(
                request, lines, returning.receive(named.id(), returnId, lines, restock, actor), 200, "Return received");
    }

    HttpResponse refundReturn(HttpRequest request) {
        var actor = Actors.of(request.admin());
        var named = Answers.named(request);
        var returnId = request.path("returnId", AfterSaleRoutes::position);
        var body = request.optionalJson(MAX_BODY_BYTES);
        var amount = amount(body, 0);
        var reason = reason(body);
        body.check();
        return returned(
                request, returning.refund(named.id(), returnId, amount, reason, actor), 202, "Return refunded");
    }

    private HttpResponse returned(HttpRequest request, Returning.Outcome outcome, int status, String what) {
        return returned(request, List.of(), outcome, status, what);
    }

    /** @param lines the units that the request names */
    private HttpResponse returned(
            HttpRequest request, List<LineUnits> lines, Returning.Outcome outcome, int status, String what) {
        metrics.outcome("Return", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Returning.Outcome.Done(var order) -> Answers.done(
                    status, what, order, Answers.named(request), request.caller());
            case Returning.Outcome.NotReturnable(var order) -> Answers.refused(
                    "not-returnable", "The units can't be returned", tooMany(lines, order.returnable()), order,
                    Map.of("returnable", order.returnable()));
            case Returning.Outcome.NotPossible(var order, var found) -> Answers.refused(
                    "return-status", "The return's status doesn't allow this", "", order,
                    Map.of("returnStatus", found));
            case Returning.Outcome.NotReceivable(var order, var receivable) -> Answers.refused(
                    "not-receivable", "The return doesn't have these units", tooMany(lines, receivable), order,
                    Map.of("receivable", receivable));
            case Returning.Outcome.TooMuch(var order, var amount) -> tooMuch(order, amount);
            case Returning.Outcome.KeyReused(var order) -> Answers.keyReused(order);
            case Returning.Outcome.Unknown() -> HttpResponse.problem(Problem.notFound("order or return"));
        };
    }

    /** @param units those that can be refunded */
    private static HttpResponse notRefundable(Order order, String detail, List<LineUnits> units) {
        return Answers.refused(
                "not-refundable", "The order can't be refunded", detail, order,
                Map.of("refundable", order.refundable(), "refundableUnits", units));
    }

    private static HttpResponse tooMuch(Order order, long amount) {
        return Answers.refused(
                "refund-too-large", "The refund is more than what is left of the payment", "", order,
                Map.of("requested", amount, "refundable", order.refundable(),
                        "currency", order.placed().total().currency()));
    }

    /** Names the first line of which there are too few units; empty if there is none. */
    private static String tooMany(List<LineUnits> wanted, List<LineUnits> left) {
        for (var index = 0; index < wanted.size(); index++) {
            var line = wanted.get(index);
            var units = left.stream().filter(one -> one.sku().equals(line.sku())).mapToInt(LineUnits::quantity).sum();
            if (line.quantity() > units) {
                return "lines[%d].quantity must be at most %d".formatted(index, units);
            }
        }
        return "";
    }

    private static Map<String, Object> shippable(Order order) {
        return Map.of("shippable", order.shippable());
    }

    /** @param min how many lines there must be */
    private static List<LineUnits> lines(Fields body, int min) {
        if (min == 0 && !body.has("lines")) {
            return List.of();
        }
        var lines = new ArrayList<LineUnits>();
        var named = new HashSet<Sku>();
        for (var line : body.objects("lines", 1, OrderPlaced.MAX_LINES)) {
            var sku = line.parsed("sku", 100, Sku::new);
            var quantity = (int) line.integer("quantity", 1, OrderLine.MAX_QUANTITY);
            if (sku.isPresent() && !named.add(sku.get())) {
                line.reject("sku", "must be unique");
            } else if (sku.isPresent() && quantity > 0) {
                lines.add(new LineUnits(sku.get(), quantity));
            }
        }
        return lines;
    }

    private static OptionalLong amount(Fields body, long min) {
        return body.has("amount")
                ? OptionalLong.of(body.integer("amount", min, Long.MAX_VALUE))
                : OptionalLong.empty();
    }

    private static @Nullable String reason(Fields body) {
        return body.optionalText("reason", MAX_REASON).orElse(null);
    }

    private static @Nullable String key(HttpRequest request, Fields body) {
        var key = request.header(KEY);
        if (key.isPresent() && !VISIBLE.matcher(key.get()).matches()) {
            body.reject(KEY, "must be 1 to 255 visible ASCII characters");
        }
        return key.map(text -> RequestKey.of(text, request.route() + "\n" + request.body(MAX_BODY_BYTES))).orElse(null);
    }

    private static int position(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("must be a number");
        }
        return Integer.parseInt(text);
    }

    private static String url(String text) {
        try {
            var url = new URI(text);
            if (url.getHost() != null && List.of("https", "http").contains(url.getScheme())) {
                return text;
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("must be a URL", malformed);
        }
        throw new IllegalArgumentException("must be an http or https URL");
    }
}
