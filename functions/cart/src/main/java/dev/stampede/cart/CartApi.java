package dev.stampede.cart;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.cart.CartChange.Done;
import dev.stampede.cart.CartChange.Refused;
import dev.stampede.cart.Quoting.Quoted;
import dev.stampede.cart.Shopping.Target;
import dev.stampede.cart.adapters.DynamoDbCarts;
import dev.stampede.cart.adapters.DynamoDbOffers;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.AddressRules;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.DynamoDbPastPurchases;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Buyers;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.RecentRules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.TaxRate;
import dev.stampede.contracts.totals.adapters.DynamoDbCodeUses;
import dev.stampede.contracts.totals.adapters.DynamoDbRules;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Priming;
import dev.stampede.runtime.http.Api;
import dev.stampede.runtime.http.ApiFunction;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.ProblemException;
import dev.stampede.runtime.telemetry.Metrics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carts over HTTP. Thread-safe. */
public final class CartApi implements ApiFunction {

    private static final Logger LOG = LoggerFactory.getLogger(CartApi.class);

    /** Maximum size of a request body in bytes; valid ones are smaller. */
    private static final int MAX_BODY = 64 * 1024;

    private final Api api;
    private final Shopping shopping;
    private final Metrics metrics;

    public CartApi() {
        this(FunctionEnvironment.lambda());
        Priming.beforeSnapshot(environment -> new CartApi(environment).prime());
    }

    public CartApi(FunctionEnvironment environment) {
        this(environment, shopping(environment, environment.settings().read(CartConfig::fromSettings)));
    }

    CartApi(FunctionEnvironment environment, Shopping shopping) {
        this.api = new Api(environment, Map.ofEntries(
                Api.route("POST /v1/carts", this::create),
                Api.route("GET /v1/carts", this::list),
                Api.route("GET /v1/carts/current", this::current),
                Api.route("GET /v1/carts/{cartId}", this::show),
                Api.route("GET /v1/carts/{cartId}/totals", this::totals),
                Api.route("PUT /v1/carts/{cartId}/details", this::putDetails),
                Api.route("PUT /v1/carts/{cartId}/items", this::putAll),
                Api.route("PUT /v1/carts/{cartId}/items/{sku}", this::put),
                Api.route("DELETE /v1/carts/{cartId}/items/{sku}", this::remove),
                Api.route("POST /v1/carts/{cartId}/accept-changes", this::acceptChanges),
                Api.route("POST /v1/carts/{cartId}/claim", this::claim)));
        this.shopping = shopping;
        this.metrics = environment.metrics();
    }

    private static Shopping shopping(FunctionEnvironment environment, CartConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        var log = new DynamoDbOrderLog(
                dynamoDb, config.ordersTable(), environment.clock(), environment.backoff());
        return new Shopping(
                new DynamoDbCarts(dynamoDb, config.cartsTable(), environment.backoff()),
                new DynamoDbOffers(dynamoDb, config.catalogTable(), environment.backoff()),
                new CartOrders(log),
                new RecentRules(
                        new DynamoDbRules(dynamoDb, config.catalogTable(), environment.backoff()),
                        environment.clock()),
                new Buyers(
                        new DynamoDbPastPurchases(dynamoDb, config.ordersTable(), log),
                        new DynamoDbCodeUses(dynamoDb, config.catalogTable(), environment.backoff()),
                        environment.clock()),
                CartId::random,
                environment.clock(),
                environment.backoff(),
                config.life());
    }

    /** A cart that does not exist. */
    void prime() {
        api.prime("GET", "/v1/carts/{cartId}", Map.of("cartId", "crt_" + "0".repeat(32)), Map.of(), null);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return api.handle(event, context);
    }

    private HttpResponse create(HttpRequest request) {
        var body = request.optionalJson(MAX_BODY);
        var lines = body.has("lines") ? CartForm.lines(body, 0, 1) : List.<LineRequest> of();
        var details = CartForm.details(body);
        body.check();
        return answer("Created", shopping.create(request.caller(), lines, details), CartApi::created);
    }

    private static HttpResponse created(Done done) {
        return view(201, CartView.of(done.shown()))
                .with("Location", "/v1/carts/" + done.shown().cart().id().value());
    }

    /** @param carts the customer's carts that can be ordered: the current one, if there is one */
    private record CartList(List<CartView> carts) {}

    private HttpResponse list(HttpRequest request) {
        var customerId = request.customerId();
        request.check();
        return HttpResponse.json(200, new CartList(
                shopping.current(customerId).map(CartView::of).map(List::of).orElse(List.of()))).uncached();
    }

    private HttpResponse current(HttpRequest request) {
        var customerId = request.customerId();
        request.check();
        return shopping.current(customerId)
                .map(shown -> view(200, CartView.of(shown)))
                .orElseGet(() -> HttpResponse.problem(CartProblems.NO_SUCH_CART));
    }

    private HttpResponse show(HttpRequest request) {
        var id = cartId(request);
        request.check();
        return shopping.show(id, request.caller())
                .map(shown -> view(200, CartView.of(shown)))
                .orElseGet(() -> HttpResponse.problem(CartProblems.NO_SUCH_CART));
    }

    /** Reads only: the address and the codes stay with the front end until checkout. */
    private HttpResponse totals(HttpRequest request) {
        var id = cartId(request);
        var country = request.query("country", AddressRules::country).orElse(null);
        var region = request.query("region", TaxRate::region).orElse(null);
        var method = request.query("shippingMethod", ShippingMethod::chosen).orElse(null);
        var codes = request.list("codes", Promotion::code);
        if (codes.size() > Buyer.MAX_CODES) {
            throw new ProblemException(Problem.invalid("codes", "must have at most " + Buyer.MAX_CODES + " codes"));
        }
        request.check();
        var destination = country == null ? null : new Destination(country, region);
        return switch (shopping.quote(id, request.caller(), codes, destination, method)) {
            case Quoted(var quote) -> HttpResponse.ok(quote).uncached();
            case Quoting.NoSuchCart none -> HttpResponse.problem(CartProblems.NO_SUCH_CART);
            case Quoting.EmptyCart empty -> HttpResponse.problem(CartProblems.EMPTY).uncached();
        };
    }

    private HttpResponse put(HttpRequest request) {
        var target = target(request);
        var sku = request.path("sku", Sku::ofGoods);
        var body = request.json(MAX_BODY);
        var quantity = (int) body.integer("quantity", 1, OrderLine.MAX_QUANTITY);
        var metadata = CartForm.lineMetadata(body);
        body.check();
        return answer("LinePut", shopping.put(target, new LineRequest(sku, quantity, metadata)), CartApi::changed);
    }

    private HttpResponse putDetails(HttpRequest request) {
        var target = target(request);
        var body = request.json(MAX_BODY);
        var details = CartForm.details(body);
        body.check();
        return answer("DetailsPut", shopping.put(target, details), CartApi::changed);
    }

    private HttpResponse putAll(HttpRequest request) {
        var target = target(request);
        var body = request.json(MAX_BODY);
        var lines = CartForm.lines(body, 1, 0);
        body.check();
        return answer("LinesPut", shopping.put(target, lines), CartApi::changed);
    }

    private HttpResponse acceptChanges(HttpRequest request) {
        var target = target(request);
        request.check();
        return answer("ChangesAccepted", shopping.acceptChanges(target), CartApi::changedByStore);
    }

    private HttpResponse remove(HttpRequest request) {
        var target = target(request);
        var sku = request.path("sku", Sku::ofGoods);
        request.check();
        return answer("LineRemoved", shopping.remove(target, sku), CartApi::changed);
    }

    private HttpResponse claim(HttpRequest request) {
        var target = target(request);
        var customerId = request.customerId();
        request.check();
        return answer("Claimed", shopping.claim(target, customerId), CartApi::changedByStore);
    }

    private static HttpResponse changed(Done done) {
        return view(200, CartView.of(done.shown()));
    }

    private static HttpResponse changedByStore(Done done) {
        return view(200, CartView.changed(done.shown(), done.changes()));
    }

    private HttpResponse answer(String outcome, CartChange change, Function<Done, HttpResponse> view) {
        return switch (change) {
            case Done done -> {
                report(outcome);
                yield view.apply(done);
            }
            case Refused refused -> {
                var problem = CartProblems.of(refused);
                report("Refused", problem);
                yield HttpResponse.problem(problem).uncached();
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

    private static HttpResponse view(int status, CartView cart) {
        return HttpResponse.json(status, cart)
                .with(EntityTag.of(cart.version()))
                .uncached();
    }

    private static Target target(HttpRequest request) {
        return new Target(cartId(request), request.caller(), request.ifMatch().orElse(null));
    }

    private static CartId cartId(HttpRequest request) {
        return request.path("cartId", CartId::new);
    }

}
