package dev.stampede.orders;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.orders.adapters.DynamoDbOrderIndex;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Priming;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
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

/** The orders API: shows, lists and claims orders, and what {@link AfterSaleRoutes} has. */
public final class OrdersApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersApi.class);

    private static final int MAX_WAIT_SECONDS = 20;
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
    private final Claiming claiming;
    private final AfterSaleRoutes afterSale;

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
        this.claiming = new Claiming(log);
        this.metrics = environment.metrics();
        this.afterSale = new AfterSaleRoutes(log, metrics);
        this.api = new Api(environment, routes());
    }

    private Map<String, Api.Route> routes() {
        return Map.ofEntries(
                Map.entry("GET /v1/orders/{orderId}", this::order),
                Map.entry("GET /v1/orders", this::ordersOfCustomer),
                Map.entry("POST /v1/orders/{orderId}/cancel", afterSale::cancel),
                Map.entry("POST /v1/orders/{orderId}/claim", this::claim),
                Map.entry("POST /v1/orders/{orderId}/returns", afterSale::requestReturn),
                Map.entry("POST /v1/admin/orders/{orderId}/cancel", afterSale::cancelUnits),
                Map.entry("POST /v1/admin/orders/{orderId}/ship", afterSale::ship),
                Map.entry("POST /v1/admin/orders/{orderId}/capture", afterSale::capture),
                Map.entry("POST /v1/admin/orders/{orderId}/capture/settle", afterSale::settleCapture),
                Map.entry("POST /v1/admin/orders/{orderId}/refund", afterSale::refund),
                Map.entry("POST /v1/admin/orders/{orderId}/refunds/{refundId}/retry", afterSale::retryRefund),
                Map.entry("POST /v1/admin/orders/{orderId}/refunds/{refundId}/settle", afterSale::settleRefund),
                Map.entry("POST /v1/admin/orders/{orderId}/returns/{returnId}/approve", afterSale::approveReturn),
                Map.entry("POST /v1/admin/orders/{orderId}/returns/{returnId}/refuse", afterSale::refuseReturn),
                Map.entry("POST /v1/admin/orders/{orderId}/returns/{returnId}/receive", afterSale::receiveReturn),
                Map.entry("POST /v1/admin/orders/{orderId}/returns/{returnId}/refund", afterSale::refundReturn));
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
        var named = Answers.named(request);
        var wait = waitTime(request);
        var known = request.ifNoneMatch();
        request.check();
        var found = log.find(named.id())
                .filter(order -> Visibility.isOpenTo(order, named, request.caller()));
        if (found.isEmpty()) {
            return Answers.noOrder();
        }
        Predicate<Order> isNews = order -> known.isEmpty() || !known.get().include(Answers.tag(order));
        Predicate<Order> isEnough = known.isPresent() ? isNews.or(Order::isFinal) : OrderWatch::isSettled;
        var order = await(request, found.get(), isEnough, wait);
        var answer = isNews.test(order)
                ? HttpResponse.ok(OrderView.full(order, named, request.caller()))
                : HttpResponse.empty(304);
        return answer.with(Answers.tag(order)).uncached();
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

    private static Duration waitTime(HttpRequest request) {
        var wanted = Duration.ofSeconds(request.query("wait", 0, MAX_WAIT_SECONDS, 0));
        var possible = request.timeLeft().minus(RESERVE);
        return wanted.compareTo(possible) < 0 ? wanted : possible;
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

    private HttpResponse claim(HttpRequest request) {
        var named = Answers.named(request);
        request.customerId();
        request.check();
        var caller = request.caller();
        var outcome = claiming.claim(named, caller, request.verifiedEmail());
        metrics.outcome("Claim", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case Claiming.Outcome.Claimed(var order) -> Answers.done(200, "Order claimed", order, named, caller);
            case Claiming.Outcome.NotYet(var order) ->
                    Answers.refused("not-claimable", "The order can't be claimed yet", order);
            case Claiming.Outcome.OtherEmail(var order) -> {
                LOG.info("Order not claimed", entry("orderId", order.id()));
                yield HttpResponse.problem(Problem.of("email-mismatch", "The order has another email address", 403)
                        .withDetail("Sign in with the verified email address that the order was placed with"));
            }
            case Claiming.Outcome.Unknown() -> Answers.noOrder();
        };
    }
}
