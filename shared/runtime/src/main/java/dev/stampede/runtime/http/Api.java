package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.aws.Retryable;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entry point of every function behind API Gateway: sets up logging and the correlation id, calls the {@link
 * Route}, and turns exceptions into problem documents. Each request counts against the rate limits of its caller, and
 * each response describes them. Paths under {@code /v1/admin} require the group admin. A
 * route for {@code GET} also handles {@code HEAD}, whose responses the gateway sends without their bodies and with their length;
 * other unsupported methods return 405. If an AWS service is busy
 * or unreachable, returns 503 with {@code Retry-After}; other unexpected exceptions are logged once and return a 500
 * that contains only the request id. Thread-safe.
 */
public final class Api {

    /** Handles the requests of one route. It completes the reading of a request before it does anything else. */
    @FunctionalInterface
    public interface Route {
        HttpResponse answer(HttpRequest request);
    }

    public static final String CORRELATION_HEADER = "X-Correlation-Id";

    /**
     * The response headers that scripts in browsers can read, in alphabetical order; the template has the same list.
     */
    static final String EXPOSED_HEADERS = "Allow,Deprecation,ETag,Idempotency-Replayed,Link,Location,"
            + "RateLimit,RateLimit-Policy,Retry-After,Sunset," + CORRELATION_HEADER;

    private static final String PRIMING = "priming";
    private static final Duration PRIMING_TIME = Duration.ofSeconds(10);

    private static final String VERSION = "/v1/";
    private static final String ADMIN = VERSION + "admin/";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Map<String, Route> routes;
    private final Clock clock;
    private final String corsOrigin;
    private final CallerLimits limits;
    private final TrustedOrigin origin;
    private final Set<String> unlimited;

    /** @param routes by {@link HttpRequest#route()}, such as {@code GET /v1/products/{productId}} */
    public Api(FunctionEnvironment environment, Map<String, Route> routes) {
        this(environment, routes, Set.of());
    }

    /**
     * @param unlimited routes whose requests count against no limit of a caller, because they come from few addresses and are
     *     authenticated otherwise
     */
    public Api(FunctionEnvironment environment, Map<String, Route> routes, Set<String> unlimited) {
        this.routes = Map.copyOf(routes);
        this.unlimited = Set.copyOf(unlimited);
        this.clock = environment.clock();
        this.corsOrigin = environment.settings().read(settings -> settings.text("CORS_ORIGIN", "*"));
        this.limits = new CallerLimits(environment);
        this.origin = new TrustedOrigin(environment);
    }

    /** An entry of the routes, for {@link Map#ofEntries}: {@code Map.of} takes ten. */
    public static Map.Entry<String, Route> route(String name, Route route) {
        return Map.entry(name, route);
    }

    public APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
        origin.restore(event);
        var request = new HttpRequest(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
        var correlationId = correlationId(request, context);
        var response = Telemetry.invocation(context, () -> Correlation.with(correlationId, () -> answer(request)));
        return withStage(response, event)
                .with(Map.of(
                        "Access-Control-Allow-Origin", corsOrigin,
                        "Access-Control-Expose-Headers", EXPOSED_HEADERS,
                        "X-Content-Type-Options", "nosniff",
                        CORRELATION_HEADER, correlationId))
                .toEvent();
    }

    /**
     * Answers a guest's request of unknown origin, which counts against no limit, for {@link dev.stampede.runtime.Priming}.
     *
     * @param body JSON, or null
     * @throws IllegalStateException if the response is a 5xx
     */
    public void prime(String method, String resource, Map<String, String> path, Map<String, String> query,
            @Nullable String body) {
        var request = new HttpRequest(new APIGatewayProxyRequestEvent()
                .withHttpMethod(method).withResource(resource).withPath(resource)
                .withHeaders(Map.of("Content-Type", "application/json")).withMultiValueHeaders(Map.of())
                .withPathParameters(path).withQueryStringParameters(query).withBody(body)
                .withRequestContext(new APIGatewayProxyRequestEvent.ProxyRequestContext().withRequestId(PRIMING)),
                PRIMING_TIME);
        var response = Correlation.with(PRIMING, () -> answer(request)).toEvent();
        if (response.getStatusCode() >= 500) {
            throw new IllegalStateException(method + " " + resource + " returned " + response.getStatusCode());
        }
    }

    private HttpResponse answer(HttpRequest request) {
        return RateLimitHeaders.on(answerRoute(request), request.limits());
    }

    private HttpResponse answerRoute(HttpRequest request) {
        try {
            var isExpired = request.hasExpiredToken(clock.instant());
            if (!unlimited.contains(request.route())) {
                limits.require(request, isExpired);
            }
            if (isExpired) {
                throw new ProblemException(Problem.unauthorized());
            }
            if (request.resource().startsWith(ADMIN)) {
                request.admin();
            }
            var route = routes.get(request.route());
            if (route == null) {
                return noRoute(request);
            }
            var response = route.answer(request);
            if (response.status() < 400 && !request.isChecked()) {
                throw new IllegalStateException("A request was answered without its check: " + request.route());
            }
            return response;
        } catch (ProblemException e) {
            return withChallenge(HttpResponse.problem(e.problem()));
        } catch (RuntimeException e) {
            return failed(request, e);
        }
    }

    /** A 401 says how to sign in (RFC 9110, section 11.6.1). */
    private static HttpResponse withChallenge(HttpResponse response) {
        return response.status() == 401 ? response.with("WWW-Authenticate", "Bearer") : response;
    }

    private HttpResponse noRoute(HttpRequest request) {
        var methods = new TreeSet<String>();
        routes.keySet().stream()
                .filter(route -> route.endsWith(" " + request.resource()))
                .forEach(route -> methods.add(route.substring(0, route.indexOf(' '))));
        if (methods.isEmpty()) {
            return HttpResponse.problem(Problem.notFound("route").withDetail("No such route: " + request.route()));
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        var allowed = String.join(", ", methods);
        return HttpResponse.problem(Problem.methodNotAllowed(allowed)).with("Allow", allowed);
    }

    private static HttpResponse failed(HttpRequest request, RuntimeException failure) {
        if (Retryable.isRetryable(failure)) {
            LOG.warn("An AWS service is unavailable", failure);
            return HttpResponse.problem(Problem.unavailable(request.requestId()))
                    .with("Retry-After", RETRY_AFTER_SECONDS)
                    .uncached();
        }
        LOG.error("Request failed", failure);
        return HttpResponse.problem(Problem.internal(request.requestId()));
    }

    /** Functions know their paths from {@code /v1} on; the URL can have a stage or a base path before that. */
    private static HttpResponse withStage(HttpResponse response, APIGatewayProxyRequestEvent event) {
        var location = response.headers().get("Location");
        var context = event.getRequestContext();
        if (location == null || context == null || context.getPath() == null) {
            return response;
        }
        var version = context.getPath().indexOf(VERSION);
        return version <= 0 ? response : response.with("Location", context.getPath().substring(0, version) + location);
    }

    private static String correlationId(HttpRequest request, Context context) {
        return request.header(CORRELATION_HEADER)
                .filter(id -> CORRELATION_ID.matcher(id).matches())
                .orElseGet(() -> request.requestId().isEmpty() ? context.getAwsRequestId() : request.requestId());
    }
}
