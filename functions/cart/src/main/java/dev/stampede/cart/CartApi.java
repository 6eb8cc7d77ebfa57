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
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.runtime.Platform;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.telemetry.Metrics;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Carts over HTTP. Thread-safe. */
public final class CartApi implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(CartApi.class);

    /** Bytes of a request's body; the largest one that makes sense has a few dozen. */
    private static final int MAX_BODY = 4096;

    /** An entity tag: weak too, as proxies that compress make it; or the bare number, as people type it. */
    private static final Pattern VERSION = Pattern.compile("(?:W/)?(\"?)(\\d{1,18})\\1");

    private final Api api;
    private final Shopping shopping;
    private final Metrics metrics;

    public CartApi() {
        this(Platform.lambda());
    }

    public CartApi(Platform platform) {
        this(platform, shopping(platform, CartConfig.fromSettings(platform.settings()), platform.aws().dynamoDb()));
    }

    CartApi(Platform platform, Shopping shopping) {
        this.api = new Api(platform, this::answer);
        this.shopping = shopping;
        this.metrics = platform.metrics();
    }

    private static Shopping shopping(Platform platform, CartConfig config, DynamoDbClient dynamoDb) {
        return new Shopping(
                new DynamoDbCarts(dynamoDb, config.cartsTable()),
                new DynamoDbOffers(dynamoDb, config.catalogTable(), platform.backoff()),
                new CartOrders(new DynamoDbOrderLog(
                        dynamoDb, config.ordersTable(), platform.clock(), platform.backoff())),
                CartId::random,
                platform.clock(),
                config.life());
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse answer(HttpRequest request) {
        return switch (request.route()) {
            case "POST /v1/carts" -> create(request);
            case "GET /v1/carts/{cartId}" -> show(request);
            case "PUT /v1/carts/{cartId}/items/{sku}" -> put(request);
            case "DELETE /v1/carts/{cartId}/items/{sku}" -> remove(request);
            case "POST /v1/carts/{cartId}/claim" -> claim(request);
            default -> Api.noRoute(request);
        };
    }

    private HttpResponse create(HttpRequest request) {
        requireNoFields(request);
        var created = shopping.create(request.caller());
        report("Created");
        return view(201, created).with("Location", "/v1/carts/" + created.cart().id());
    }

    private HttpResponse show(HttpRequest request) {
        return shopping.show(cartId(request), request.caller())
                .map(shown -> view(200, shown))
                .orElseGet(() -> HttpResponse.problem(CartProblems.NO_SUCH_CART));
    }

    private HttpResponse put(HttpRequest request) {
        var target = target(request);
        var sku = request.path("sku", Sku::new);
        var body = request.json(MAX_BODY);
        var quantity = (int) body.integer("quantity", 1, CartLine.MAX_QUANTITY);
        body.check();
        return answer("LinePut", shopping.put(target, sku, quantity));
    }

    private HttpResponse remove(HttpRequest request) {
        return answer("LineRemoved", shopping.remove(target(request), request.path("sku", Sku::new)));
    }

    private HttpResponse claim(HttpRequest request) {
        requireNoFields(request);
        return answer("Claimed", shopping.claim(target(request), request.customerId()));
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
                .with("ETag", "\"" + shown.cart().version() + "\"")
                .uncached();
    }

    private static Target target(HttpRequest request) {
        return new Target(cartId(request), request.caller(), expectedVersion(request));
    }

    private static CartId cartId(HttpRequest request) {
        return request.path("cartId", CartId::new);
    }

    private static @Nullable Long expectedVersion(HttpRequest request) {
        return request.header("If-Match")
                .map(String::strip)
                .filter(tag -> !tag.equals("*"))
                .map(CartApi::version)
                .orElse(null);
    }

    private static Long version(String tag) {
        var matcher = VERSION.matcher(tag);
        if (!matcher.matches()) {
            throw new ProblemException(Problem.invalid("If-Match", "must be the cart's ETag, such as \"3\""));
        }
        return Long.valueOf(matcher.group(2));
    }

    /** These requests have nothing to say, but what they send must be JSON and small. */
    private static void requireNoFields(HttpRequest request) {
        if (!request.body(MAX_BODY).isBlank()) {
            request.json(MAX_BODY).check();
        }
    }
}
