package dev.stampede.checkout;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.checkout.CheckoutOutcome.Placed;
import dev.stampede.checkout.CheckoutOutcome.Refused;
import dev.stampede.checkout.CheckoutOutcome.Replayed;
import dev.stampede.checkout.CheckoutOutcome.UnpaidLimitReached;
import dev.stampede.checkout.adapters.DynamoDbCarts;
import dev.stampede.checkout.adapters.DynamoDbOffers;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.limits.PurchaseLimits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.DynamoDbPastPurchases;
import dev.stampede.contracts.totals.Buyers;
import dev.stampede.contracts.totals.RecentRules;
import dev.stampede.contracts.totals.adapters.DynamoDbCodeUses;
import dev.stampede.contracts.totals.adapters.DynamoDbRules;
import dev.stampede.contracts.unpaid.UnpaidCheck;
import dev.stampede.contracts.unpaid.UnpaidProblems;
import dev.stampede.contracts.unpaid.adapters.DynamoDbUnpaidOrders;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Priming;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.limits.AddressKeys;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checkout over HTTP. Thread-safe. */
public final class CheckoutApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(CheckoutApi.class);

    /** Long enough to avoid most reads of sold-out SKUs, short enough for restocked SKUs to sell at once. */
    private static final Duration SOLD_OUT_MEMORY = Duration.ofSeconds(2);

    private static final int SOLD_OUT_CAPACITY = 10_000;

    /** How long a popular SKU can still be ordered at its previous price after a price change. */
    private static final Duration OFFER_MEMORY = Duration.ofSeconds(1);

    /** The same while the catalog cannot be read. */
    private static final Duration LONG_OFFER_MEMORY = Duration.ofSeconds(10);

    /** Requests for one SKU within {@link #OFFER_MEMORY} from which its offer is cached. */
    private static final int OFFER_THRESHOLD = 10;

    private static final int OFFER_CAPACITY = 1_000;

    /** Much longer than a payment usually takes. */
    private static final Duration PENDING_MEMORY = Duration.ofSeconds(30);

    private static final int PENDING_CAPACITY = 10_000;

    private final Api api;
    private final PurchaseLimits limits;
    private final Checkout checkout;
    private final Quoting quoting;
    private final Metrics metrics;
    private final Clock clock;

    public CheckoutApi() {
        this(FunctionEnvironment.lambda());
        Priming.beforeSnapshot(environment -> new CheckoutApi(environment).prime());
    }

    public CheckoutApi(FunctionEnvironment environment) {
        this(environment, environment.settings().read(CheckoutConfig::fromSettings));
    }

    private CheckoutApi(FunctionEnvironment environment, CheckoutConfig config) {
        this.api = new Api(environment, Map.of(
                "POST /v1/checkout", request -> checkOut(request, CheckoutForm.read(request)),
                "POST /v1/totals", request -> quote(TotalsRequest.read(request))));
        this.limits = new PurchaseLimits(environment, config.quotas());
        var pricing = pricing(environment, config);
        var rules = new RecentRules(
                new DynamoDbRules(environment.aws().dynamoDb(), config.catalogTable(), environment.backoff()),
                environment.clock());
        var buyers = buyers(environment, config);
        this.checkout = checkout(environment, config, pricing, rules, buyers);
        this.quoting = new Quoting(pricing, rules, buyers);
        this.metrics = environment.metrics();
        this.clock = environment.clock();
    }

    private static Pricing pricing(FunctionEnvironment environment, CheckoutConfig config) {
        var clock = environment.clock();
        return new Pricing(
                new OfferCache(
                        new DynamoDbOffers(
                                environment.aws().dynamoDb(), config.catalogTable(), environment.backoff()),
                        clock, OFFER_MEMORY, LONG_OFFER_MEMORY, OFFER_THRESHOLD, OFFER_CAPACITY),
                new SoldOutSkus(clock, SOLD_OUT_MEMORY, SOLD_OUT_CAPACITY),
                clock);
    }

    private static Buyers buyers(FunctionEnvironment environment, CheckoutConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        var log = new DynamoDbOrderLog(
                dynamoDb, config.ordersTable(), environment.clock(), environment.backoff());
        return new Buyers(
                new DynamoDbPastPurchases(dynamoDb, config.ordersTable(), log),
                new DynamoDbCodeUses(dynamoDb, config.catalogTable(), environment.backoff()), environment.clock());
    }

    private static Checkout checkout(
            FunctionEnvironment environment, CheckoutConfig config, Pricing pricing, RecentRules rules,
            Buyers buyers) {
        var dynamoDb = environment.aws().dynamoDb();
        var clock = environment.clock();
        var log = new DynamoDbOrderLog(dynamoDb, config.ordersTable(), clock, environment.backoff());
        return new Checkout(
                new DynamoDbCarts(dynamoDb, config.cartsTable()),
                pricing,
                rules,
                buyers,
                new UnpaidCheck(
                        new DynamoDbUnpaidOrders(
                                dynamoDb, config.limitsTable(), new KeyedHash(config.unpaidKey()), clock,
                                environment.backoff()),
                        config.limits(), clock),
                new PendingOrders(log, clock, PENDING_MEMORY, config.limits().maxDeclines(), PENDING_CAPACITY),
                new AddressKeys(config.addressKey()),
                new KeyedHash(config.customerKey()),
                config.paymentCapture(),
                log,
                clock);
    }

    /** A purchase of a cart that does not exist. */
    void prime() {
        api.prime("POST", "/v1/checkout", Map.of(), Map.of(), """
                {"cartId": "crt_00000000000000000000000000000000", "version": 1, "email": "priming@example.com",
                "paymentToken": "priming"}""");
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse checkOut(HttpRequest call, CheckoutRequest request) {
        return switch (checkout.place(request, () -> limits.ofPurchase(
                call, request.contact().email(), request.paymentToken()))) {
            case Placed(var order) -> {
                report("Placed", order);
                yield accepted(request.orderKey(order), order);
            }
            case Replayed(var order) -> {
                report("Replayed", order);
                yield accepted(request.orderKey(order), order).with("Idempotency-Replayed", "true");
            }
            case Refused refused -> {
                report(refused);
                yield refused instanceof UnpaidLimitReached(var excess)
                        ? UnpaidProblems.answer(excess, clock.instant())
                        : HttpResponse.problem(CheckoutProblems.of(refused, request.purchase())).uncached();
            }
        };
    }

    private HttpResponse quote(TotalsRequest request) {
        return switch (quoting.quote(request)) {
            case Quoting.Outcome.Quoted(var totals) -> HttpResponse.ok(totals).uncached();
            case Quoting.Outcome.NotSold(var skus) ->
                    HttpResponse.problem(CheckoutProblems.invalidLines(
                            request.lines().stream().map(TotalsRequest.Line::sku).toList(), skus,
                            "is not in the catalog"));
            case Quoting.Outcome.OtherCurrency(var skus) ->
                    HttpResponse.problem(CheckoutProblems.invalidLines(
                            request.lines().stream().map(TotalsRequest.Line::sku).toList(), skus,
                            "must have the currency of the first line"));
        };
    }

    private void report(String outcome, Order order) {
        LOG.info("Order accepted", entry("outcome", outcome), entry("orderId", order.id()));
        metrics.outcome("Checkout", outcome);
    }

    private void report(Refused refused) {
        var outcome = refused.getClass().getSimpleName();
        LOG.info("Order refused", entry("outcome", outcome));
        metrics.outcome("Checkout", outcome);
    }

    /**
     * The response to a purchase.
     *
     * @param orderId the order's key, for the buyer only
     * @param total in minor units
     */
    private record Accepted(
            OrderKey orderId, OrderId reference, OrderStatus status, String currency, long total) {}

    private static HttpResponse accepted(OrderKey key, Order order) {
        var total = order.placed().total();
        return HttpResponse
                .json(202, new Accepted(key, order.id(), order.status(), total.currency(), total.amount()))
                .with("Location", "/v1/orders/" + key.value())
                .uncached();
    }
}
