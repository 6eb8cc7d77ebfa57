package dev.stampede.cart;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.cart.CartChange.Done;
import dev.stampede.cart.CartChange.Refused;
import dev.stampede.cart.Shopping.Target;
import dev.stampede.cart.adapters.DynamoDbCarts;
import dev.stampede.cart.adapters.DynamoDbOffers;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.telemetry.Metrics;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carts over HTTP. Thread-safe. */
public final class CartApi implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(CartApi.class);

    /** Maximum size of a request body in bytes; valid ones are much smaller. */
    private static final int MAX_BODY = 4096;

    private final Api api;
    private final Shopping shopping;
    private final Metrics metrics;

    public CartApi() {
        this(FunctionEnvironment.lambda());
    }

    public CartApi(FunctionEnvironment environment) {
        this(environment, shopping(environment, environment.settings().read(CartConfig::fromSettings)));
    }

    CartApi(FunctionEnvironment environment, Shopping shopping) {
        this.api = new Api(environment, Map.of(
                "POST /v1/carts", this::create,
                "GET /v1/carts/{cartId}", this::show,
                "PUT /v1/carts/{cartId}/items/{sku}", this::put,
                "DELETE /v1/carts/{cartId}/items/{sku}", this::remove,
                "POST /v1/carts/{cartId}/claim", this::claim));
        this.shopping = shopping;
        this.metrics = environment.metrics();
    }

    private static Shopping shopping(FunctionEnvironment environment, CartConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        return new Shopping(
                new DynamoDbCarts(dynamoDb, config.cartsTable()),
                new DynamoDbOffers(dynamoDb, config.catalogTable(), environment.backoff()),
                new CartOrders(new DynamoDbOrderLog(
                        dynamoDb, config.ordersTable(), environment.clock(), environment.backoff())),
                CartId::random,
                environment.clock(),
                environment.backoff(),
                config.life());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse create(HttpRequest request) {
        request.check();
        var created = shopping.create(request.caller());
        report("Created");
        return view(201, created).with("Location", "/v1/carts/" + created.cart().id().value());
    }

    private HttpResponse show(HttpRequest request) {
        var id = cartId(request);
        request.check();
        return shopping.show(id, request.caller())
                .map(shown -> view(200, shown))
                .orElseGet(() -> HttpResponse.problem(CartProblems.NO_SUCH_CART));
    }

    private HttpResponse put(HttpRequest request) {
        var target = target(request);
        var sku = request.path("sku", Sku::new);
        var body = request.json(MAX_BODY);
        var quantity = (int) body.integer("quantity", 1, OrderLine.MAX_QUANTITY);
        body.check();
        return answer("LinePut", shopping.put(target, sku, quantity));
    }

    private HttpResponse remove(HttpRequest request) {
        var target = target(request);
        var sku = request.path("sku", Sku::new);
        request.check();
        return answer("LineRemoved", shopping.remove(target, sku));
    }

    private HttpResponse claim(HttpRequest request) {
        var target = target(request);
        var customerId = request.customerId();
        request.check();
        return answer("Claimed", shopping.claim(target, customerId));
    }

    private HttpResponse answer(String outcome, CartChange change) {
        return switch (change) {
            case Done(var shown) -> {
                report(outcome);
                yield view(200, shown);
            }
            case Refused refused -> {
                var problem = CartProblems.of(refused);
                report("Refused", problem);
                yield HttpResponse.problem(problem);
            }
        };
    }

    private void report(String outcome) {
        LOG.info("Cart changed", entry("outcome", outcome));
        metrics.outcome("Cart", outcome);
    }

    private void report(String outcome, Problem problem) {
        LOG.info("Cart not changed", entry("outcome", outcome), entry("reason", problem.slug()));
        metrics.outcome("Cart", outcome);
    }

    private static HttpResponse view(int status, ShownCart shown) {
        return HttpResponse.json(status, CartView.of(shown))
                .with(EntityTag.of(shown.cart().version()))
                .uncached();
    }

    private static Target target(HttpRequest request) {
        return new Target(cartId(request), request.caller(), request.ifMatch().orElse(null));
    }

    private static CartId cartId(HttpRequest request) {
        return request.path("cartId", CartId::new);
    }

}
