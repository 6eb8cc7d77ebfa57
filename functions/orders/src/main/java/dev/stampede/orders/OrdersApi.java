package dev.stampede.orders;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.orders.adapters.DynamoDbOrderIndex;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Priming;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.limits.RateLimitPolicy;
import dev.stampede.runtime.limits.RateLimiter;
import dev.stampede.runtime.limits.RateLimiters;
import dev.stampede.runtime.sharding.Cursors;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orders API: shows, lists, cancels, claims, ships and refunds orders. */
public final class OrdersApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersApi.class);

    private static final int MAX_WAIT_SECONDS = 20;
    private static final int MAX_BODY_BYTES = 10_000;
    /** Time reserved for sending the response. */
    private static final Duration RESERVE = Duration.ofSeconds(1);
    /** Most orders settle within this time. A longer wait, which keeps an execution environment busy, is counted. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(2);

    private final Api api;
    private final Metrics metrics;
    private final OrderLog log;
    private final OrderLists lists;
    private final OrderWatch watch;
    private final RateLimiter waits;
    private final Cursors cursors;
    private final Cancelling cancelling;
    private final Claiming claiming;
    private final Shipping shipping;
    private final Refunding refunding;

    public OrdersApi() {
        this(FunctionEnvironment.lambda());
        Priming.beforeSnapshot(environment -> new OrdersApi(environment).prime());
    }

    public OrdersApi(FunctionEnvironment environment) {
        var config = environment.settings().read(OrdersConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        this.log = new DynamoDbOrderLog(dynamoDb, config.ordersTable(), environment.clock(), environment.backoff());
        this.lists = new OrderLists(new DynamoDbOrderIndex(dynamoDb, config.ordersTable()), log);
        this.watch = new OrderWatch(log, environment.clock(), environment.pause());
        this.waits = new RateLimiters(environment)
                .limiter(RateLimitPolicy.counted("wait", config.waitSeconds(), Duration.ofMinutes(1)));
        this.cursors = new Cursors(config.cursorKey());
        this.cancelling = new Cancelling(log);
        this.claiming = new Claiming(log);
        this.shipping = new Shipping(log);
        this.refunding = new Refunding(log);
        this.metrics = environment.metrics();
        this.api = new Api(environment, Map.of(
                "GET /v1/orders/{orderId}", this::order,
                "GET /v1/orders", this::ordersOfCustomer,
                "POST /v1/orders/{orderId}/cancel", this::cancel,
                "POST /v1/orders/{orderId}/claim", this::claim,
                "POST /v1/admin/orders/{orderId}/ship", this::ship,
                "POST /v1/admin/orders/{orderId}/refund", this::refund));
    }

    /** An order that does not exist. */
    void prime() {
        api.prime("GET", "/v1/orders/{orderId}", Map.of("orderId", "ord_" + "0".repeat(32)), Map.of(), null);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse order(HttpRequest request) {
        var named = named(request);
        var wait = waitTime(request);
        var known = request.ifNoneMatch();
        request.check();
        var found = log.find(named.id())
                .filter(order -> Visibility.isOpenTo(order, named, request.caller()));
        if (found.isEmpty()) {
            return noOrder();
        }
        Predicate<Order> isNews = order -> known.isEmpty() || !known.get().include(tag(order));
        Predicate<Order> isEnough = known.isPresent() ? isNews.or(Order::isFinal) : OrderWatch::isSettled;
        var order = await(request, found.get(), isEnough, wait);
        var answer = isNews.test(order)
                ? HttpResponse.ok(OrderView.full(order, named, request.caller()))
                : HttpResponse.empty(304);
        return answer.with(tag(order)).uncached();
    }

    /** Waits no longer than {@link #SHORT_WAIT} when the caller's seconds of waiting are used up. */
    private Order await(HttpRequest request, Order order, Predicate<Order> isEnough, Duration wait) {
        var shortWait = wait.compareTo(SHORT_WAIT) < 0 ? wait : SHORT_WAIT;
        var longWait = wait.minus(shortWait);
        var seen = watch.until(order, isEnough, shortWait);
        return longWait.isZero() || isEnough.test(seen) || !request.isWithin(waits, wholeSeconds(longWait))
                ? seen
                : watch.until(seen, isEnough, longWait);
    }

    private static int wholeSeconds(Duration time) {
        return Math.toIntExact(time.plusMillis(999).toSeconds());
    }

    private static OrderHandle named(HttpRequest request) {
        return request.path("orderId", OrderHandle::parse);
    }

    private static Duration waitTime(HttpRequest request) {
        var wanted = Duration.ofSeconds(request.query("wait", 0, MAX_WAIT_SECONDS, 0));
        var possible = request.timeLeft().minus(RESERVE);
        return wanted.compareTo(possible) < 0 ? wanted : possible;
    }

    private static EntityTag tag(Order order) {
        return EntityTag.of(order.nextSeq());
    }

    private HttpResponse ordersOfCustomer(HttpRequest request) {
        var customerId = request.customerId();
        var query = "orders/customer/" + customerId;
        var after = cursor(request, query);
        var limit = limit(request);
        request.check();
        return listed(lists.ofCustomer(customerId, after, limit), query);
    }

    private @Nullable String cursor(HttpRequest request, String query) {
        return request.query("cursor", cursor -> cursors.open(query, cursor)).orElse(null);
    }

    private static int limit(HttpRequest request) {
        return request.query("limit", 1, 100, 20);
    }

    /** One page of a list of orders. */
    record Page(List<OrderView> orders, @Nullable String nextCursor) {}

    private HttpResponse listed(OrderLists.Listed listed, String query) {
        var next = listed.next().map(position -> cursors.seal(query, position));
        var orders = listed.orders().stream().map(OrderView::summary).toList();
        return HttpResponse.ok(new Page(orders, next.orElse(null))).uncached();
    }

    private HttpResponse cancel(HttpRequest request) {
        var caller = request.caller();
        var named = named(request);
        request.check();
        var outcome = cancelling.cancel(named, caller);
        metrics.outcome("Cancel", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Cancelling.Outcome.Cancelled(var order) -> done(200, "Order cancelled", order, named, caller);
            case Cancelling.Outcome.RefundStarted(var order) -> done(202, "Paid order cancelled", order, named, caller);
            case Cancelling.Outcome.NotCancellable(var order) ->
                    refused("not-cancellable", "The order can't be cancelled", order);
            case Cancelling.Outcome.Unknown() -> noOrder();
        };
    }

    private HttpResponse claim(HttpRequest request) {
        var named = named(request);
        request.customerId();
        request.check();
        var caller = request.caller();
        var outcome = claiming.claim(named, caller, request.verifiedEmail());
        metrics.outcome("Claim", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Claiming.Outcome.Claimed(var order) -> done(200, "Order claimed", order, named, caller);
            case Claiming.Outcome.NotYet(var order) ->
                    refused("not-claimable", "The order can't be claimed yet", order);
            case Claiming.Outcome.OtherEmail(var order) -> {
                LOG.info("Order not claimed", entry("orderId", order.id()));
                yield HttpResponse.problem(Problem.of("email-mismatch", "The order has another email address", 403)
                        .withDetail("Sign in with the verified email address that the order was placed with"));
            }
            case Claiming.Outcome.Unknown() -> noOrder();
        };
    }

    private HttpResponse ship(HttpRequest request) {
        var caller = request.admin();
        var named = named(request);
        var outcome = shipping.ship(named.id(), shipment(request, Actors.of(caller)));
        metrics.outcome("Ship", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Shipping.Outcome.Shipped(var order) -> done(200, "Order shipped", order, named, caller);
            case Shipping.Outcome.NotShippable(var order) ->
                    refused("not-shippable", "The order can't be shipped", order);
            case Shipping.Outcome.Unknown() -> noOrder();
        };
    }

    private static OrderShipped shipment(HttpRequest request, Actor actor) {
        var fields = request.optionalJson(MAX_BODY_BYTES);
        var carrier = fields.optionalText("carrier", 100);
        var trackingNumber = fields.optionalText("trackingNumber", 100);
        fields.check();
        return new OrderShipped(carrier.orElse(null), trackingNumber.orElse(null), actor);
    }

    private HttpResponse refund(HttpRequest request) {
        var caller = request.admin();
        var named = named(request);
        request.check();
        var outcome = refunding.refund(named.id(), Actors.of(caller));
        metrics.outcome("Refund", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Refunding.Outcome.Started(var order) -> done(202, "Refund requested", order, named, caller);
            case Refunding.Outcome.NotRefundable(var order) ->
                    refused("not-refundable", "The order can't be refunded", order);
            case Refunding.Outcome.Unknown() -> noOrder();
        };
    }

    private static HttpResponse done(int status, String what, Order order, OrderHandle named, Caller caller) {
        LOG.info(what, entry("orderId", order.id()), entry("status", order.status()));
        return HttpResponse.json(status, OrderView.full(order, named, caller)).with(tag(order)).uncached();
    }

    private static HttpResponse refused(String slug, String title, Order order) {
        LOG.info(title, entry("orderId", order.id()), entry("status", order.status()));
        return HttpResponse.problem(Problem.of(slug, title, 409).with("orderStatus", order.status())).uncached();
    }

    private static HttpResponse noOrder() {
        return HttpResponse.problem(Problem.notFound("order"));
    }
}
