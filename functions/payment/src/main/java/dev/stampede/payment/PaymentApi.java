package dev.stampede.payment;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.limits.PurchaseLimits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.unpaid.UnpaidCheck;
import dev.stampede.contracts.unpaid.UnpaidProblems;
import dev.stampede.contracts.unpaid.adapters.DynamoDbUnpaidOrders;
import dev.stampede.payment.PaymentCallbacks.Callback;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.payment.adapters.SqsHints;
import dev.stampede.payment.adapters.StripeCallbacks;
import dev.stampede.payment.adapters.StripeSecrets;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payment API: submits another payment token for an order, has the provider asked about a payment, accepts the provider's
 * callbacks, and serves the sandbox's pages.
 */
public final class PaymentApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentApi.class);

    private static final int MAX_BODY_BYTES = 10_000;
    private static final int MAX_TOKEN_CHARACTERS = 255;

    /** Stripe's events can have more than 100 KB. */
    private static final int MAX_EVENT_BYTES = 400_000;
    private static final String EVENTS = "POST /v1/payments/{provider}/events";

    private final Api api;
    private final Metrics metrics;
    private final PurchaseLimits limits;
    private final SubmitPayment payments;
    private final RefreshPayment refreshing;
    private final String provider;
    private final PaymentCallbacks callbacks;
    private final Consumer<PaymentHint> hints;
    private final SandboxPages sandbox;
    private final Clock clock;

    public PaymentApi() {
        this(FunctionEnvironment.lambda());
    }

    public PaymentApi(FunctionEnvironment environment) {
        var config = environment.settings().read(PaymentApiConfig::fromSettings);
        var dynamoDb = environment.aws().dynamoDb();
        var clock = environment.clock();
        var log = new DynamoDbOrderLog(dynamoDb, config.ordersTable(), clock, environment.backoff());
        var queue = new SqsHints(environment.aws().sqs(), config.hintsQueueUrl());
        this.hints = hint -> queue.accept(hint.toJson());
        this.refreshing = new RefreshPayment(log, hints);
        this.provider = config.provider();
        this.callbacks = callbacks(environment, config);
        this.sandbox = new SandboxPages(
                new SandboxCharges(new KeyedHash(config.sandbox().pagesKey())),
                new SandboxLedger(dynamoDb, config.sandbox().table(), clock));
        this.payments = new SubmitPayment(
                log,
                new UnpaidCheck(
                        new DynamoDbUnpaidOrders(
                                dynamoDb, config.limitsTable(), new KeyedHash(config.unpaidKey()), clock,
                                environment.backoff()),
                        config.limits(), clock),
                clock);
        this.limits = new PurchaseLimits(environment, config.quotas());
        this.clock = clock;
        this.metrics = environment.metrics();
        this.api = new Api(environment, Map.of(
                "POST /v1/orders/{orderId}/payments", this::submit,
                "POST /v1/orders/{orderId}/payments/refresh", this::refresh,
                EVENTS, this::event,
                "GET /v1/sandbox/charges/{chargeId}", sandbox::show,
                "POST /v1/sandbox/charges/{chargeId}", sandbox::decide), Set.of(EVENTS));
    }

    private static PaymentCallbacks callbacks(FunctionEnvironment environment, PaymentApiConfig config) {
        var clock = environment.clock();
        return config.provider().equals(PaymentApiConfig.STRIPE)
                ? new StripeCallbacks(
                        new StripeSecrets(environment.aws().secretsManager(), config.stripeSecretId(), clock), clock)
                : new SandboxCallbacks(new SandboxSignature(config.sandbox().callbacksKey(), clock));
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse submit(HttpRequest request) {
        var named = request.path("orderId", OrderHandle::parse);
        var fields = request.json(MAX_BODY_BYTES);
        var token = fields.text("paymentToken", 1, MAX_TOKEN_CHARACTERS);
        fields.check();
        return limits.ofCard(request, token).map(HttpResponse::problem)
                .orElseGet(() -> submit(named, request.caller(), token));
    }

    private HttpResponse submit(OrderHandle named, Caller caller, String token) {
        var outcome = payments.submit(named, caller, token);
        metrics.outcome("SubmitPayment", outcome.getClass().getSimpleName());
        return switch (outcome) {
            case SubmitPayment.Outcome.Submitted(var order) -> accepted(named, order);
            case SubmitPayment.Outcome.UnderWay(var order) -> accepted(named, order)
                    .with("Idempotency-Replayed", "true");
            case SubmitPayment.Outcome.NotPayable(var order) -> HttpResponse.problem(
                    Problem.of("not-payable", "The order can't be paid", 409).with("orderStatus", order.status()));
            case SubmitPayment.Outcome.TooManyDeclines(var excess) -> UnpaidProblems.answer(
                    excess, clock.instant());
            case SubmitPayment.Outcome.Unknown() -> HttpResponse.problem(Problem.notFound("order"));
        };
    }

    private HttpResponse refresh(HttpRequest request) {
        var named = request.path("orderId", OrderHandle::parse);
        request.check();
        return refreshing.refresh(named, request.caller())
                .map(order -> response(named, order))
                .orElseGet(() -> HttpResponse.problem(Problem.notFound("order")));
    }

    private HttpResponse event(HttpRequest request) {
        var payload = request.body(MAX_EVENT_BYTES);
        request.check();
        if (!request.path("provider", name -> name).equals(provider)) {
            return HttpResponse.problem(Problem.notFound("payment provider"));
        }
        var callback = callbacks.read(payload, request::header);
        metrics.outcome("PaymentCallback", callback.getClass().getSimpleName());
        return switch (callback) {
            case Callback.About(var hint) -> {
                hints.accept(hint);
                yield HttpResponse.empty(202);
            }
            case Callback.Irrelevant() -> HttpResponse.empty(202);
            case Callback.WrongSignature() -> {
                LOG.warn("Payment callback with a wrong signature refused");
                yield HttpResponse.problem(Problem.of("invalid-signature", "The signature is not valid", 400));
            }
        };
    }

    /**
     * The response to an accepted payment.
     *
     * @param orderId the order's key, if the request used it
     */
    record Accepted(
            @Nullable String orderId, OrderId reference, OrderStatus status, long total, int attempt) {}

    private static HttpResponse accepted(OrderHandle named, Order order) {
        LOG.info("Payment submitted", entry("orderId", order.id()), entry("attempt", order.attempt()));
        return response(named, order);
    }

    private static HttpResponse response(OrderHandle named, Order order) {
        var total = order.placed().total().amount();
        var accepted = new Accepted(
                named.key().orElse(null), order.id(), order.status(), total, order.attempt());
        return HttpResponse.json(202, accepted)
                .with("Location", "/v1/orders/" + named.text())
                .uncached();
    }
}
