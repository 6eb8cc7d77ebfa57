package dev.stampede.local.store.http;

import dev.stampede.local.store.lambda.Invocation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An API Gateway REST API with Lambda proxy integrations, served at the root path as with a custom domain. Thread-safe.
 */
final class Gateway {

    /** Source: API Gateway developer guide, quotas for REST APIs: payload size, in bytes. */
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;
    /** Source: Lambda developer guide, "Lambda quotas": invocation payload of a synchronous call, in bytes. */
    static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;
    /** Source: API Gateway developer guide, quotas for REST APIs: integration timeout. */
    static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(29);

    private static final String REQUEST_ID = "x-amzn-RequestId";

    private final Api api;
    private final RouteTable routes;
    private final Authorizers authorizers;
    private final GatewayResponses gatewayResponses;
    private final FunctionInvoker functions;
    private final Executor executor;
    private final Clock clock;
    private final Duration integrationTimeout;

    Gateway(Api api, FunctionInvoker functions, Executor executor, Clock clock, Duration integrationTimeout) {
        this.api = api;
        this.routes = api.routes();
        this.authorizers = new Authorizers(api.authorizers(), functions, clock);
        this.gatewayResponses = new GatewayResponses(api.gatewayResponses());
        this.functions = functions;
        this.executor = executor;
        this.clock = clock;
        this.integrationTimeout = integrationTimeout;
    }

    HttpReply handle(HttpCall call) {
        var requestId = newRequestId();
        var exchange = new Exchange(api, requestId, clock.instant(), call, call.rawPath(), Map.of());
        return dispatch(exchange).with(REQUEST_ID, requestId);
    }

    static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    /** The headers of the response to a request that could not be read. */
    List<Header> headersOfError(int status, String requestId) {
        var headers = new ArrayList<>(gatewayResponses.headers(status, requestId));
        headers.add(new Header(REQUEST_ID, requestId));
        return headers;
    }

    private HttpReply dispatch(Exchange exchange) {
        if (exchange.call().body().length > MAX_BODY_BYTES) {
            return refuse(GatewayResponseType.REQUEST_TOO_LARGE, exchange);
        }
        return switch (ContentCoding.decode(exchange.call())) {
            case ContentCoding.Result.Decoded(var call) -> route(exchange.with(call));
            case ContentCoding.Result.TooLarge large -> refuse(GatewayResponseType.REQUEST_TOO_LARGE, exchange);
            case ContentCoding.Result.Unsupported unsupported ->
                    refuse(GatewayResponseType.UNSUPPORTED_MEDIA_TYPE, exchange);
        };
    }

    private HttpReply route(Exchange exchange) {
        return routes.find(exchange.call().rawPath())
                .map(match -> serve(match, exchange.matched(match)))
                .orElseGet(() -> refuse(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, exchange));
    }

    private HttpReply serve(RouteTable.Match match, Exchange exchange) {
        var method = exchange.call().method();
        var cors = api.cors();
        // SAM adds an OPTIONS method to each resource, which takes precedence over ANY.
        if (cors != null && method.equals("OPTIONS") && !match.resource().methods().containsKey(method)) {
            return authorized(cors.preflightAuthorized() ? api.defaultAuthorizer() : null, exchange,
                    allowed -> cors.preflight(match.resource()));
        }
        var route = match.resource().route(method);
        if (route.isPresent()) {
            return authorized(route.get().authorizer(), exchange,
                    allowed -> integrate(route.get(), exchange, allowed));
        }
        return refuse(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, exchange);
    }

    private HttpReply authorized(@Nullable String authorizer, Exchange exchange,
            Function<Authorization.Allowed, HttpReply> answer) {
        var authorization = authorizer == null ? Authorization.Allowed.OPEN
                : authorizers.authorize(authorizer, exchange);
        return switch (authorization) {
            case Authorization.Allowed allowed -> answer.apply(allowed);
            case Authorization.Refused refused ->
                    gatewayResponses.render(refused.response(), exchange, refused.context());
        };
    }

    private HttpReply integrate(Route route, Exchange exchange, Authorization.Allowed allowed) {
        var event = ProxyEvents.proxy(exchange, allowed.context());
        if (event.length > MAX_EVENT_BYTES) {
            return refuse(GatewayResponseType.REQUEST_TOO_LARGE, exchange);
        }
        try {
            return switch (invokeInTime(route, event)) {
                case Invocation.Failed failed -> refuse(GatewayResponseType.DEFAULT_5XX, exchange);
                case Invocation.Throttled throttled -> refuse(GatewayResponseType.DEFAULT_5XX, exchange);
                case Invocation.Answered answered -> ProxyResponses.parse(answered.payload())
                        .map(reply -> api.compression().apply(exchange.call(), reply))
                        .orElseGet(() -> refuse(GatewayResponseType.DEFAULT_5XX, exchange));
            };
        } catch (TimeoutException late) {
            return refuse(GatewayResponseType.INTEGRATION_TIMEOUT, exchange);
        }
    }

    /** As on Lambda, the function keeps running after the integration timeout: one that can, needs a thread of its own. */
    private Invocation invokeInTime(Route route, byte[] event) throws TimeoutException {
        if (route.timeout().compareTo(integrationTimeout) <= 0) {
            return functions.invoke(route.functionId(), event);
        }
        try {
            return CompletableFuture.supplyAsync(() -> functions.invoke(route.functionId(), event), executor)
                    .get(integrationTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Invocation.Failed("", "Interrupted", "The local store is stopping");
        } catch (ExecutionException fault) {
            throw new IllegalStateException("The local store could not invoke " + route.functionId(), fault);
        }
    }

    private HttpReply refuse(GatewayResponseType type, Exchange exchange) {
        return gatewayResponses.render(type, exchange, Map.of());
    }
}
