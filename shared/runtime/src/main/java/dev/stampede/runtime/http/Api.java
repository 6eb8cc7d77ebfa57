package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.stampede.runtime.Platform;
import dev.stampede.runtime.aws.Outages;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of every function behind API Gateway: sets up logging and the correlation id, lets {@link Routes} answer,
 * and turns what is thrown into problem documents. A service of AWS that is busy or out of reach makes a 503 that asks to
 * come back; whatever else is unexpected is logged once and answered with a 500 that holds nothing but the request id.
 * Thread-safe.
 */
public final class Api {

    /** What a function does with its requests; usually one {@code switch} on {@link HttpRequest#route()}. */
    @FunctionalInterface
    public interface Routes {
        HttpResponse answer(HttpRequest request);
    }

    public static final String CORRELATION_HEADER = "X-Correlation-Id";

    private static final String VERSION = "/v1/";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Routes routes;
    private final Clock clock;
    private final String corsOrigin;

    public Api(Platform platform, Routes routes) {
        this.routes = routes;
        this.clock = platform.clock();
        this.corsOrigin = platform.settings().read(settings -> settings.text("CORS_ORIGIN", "*"));
    }

    public APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
        var request = new HttpRequest(event, Duration.ofMillis(context.getRemainingTimeInMillis()));
        var correlationId = correlationId(request, context);
        var response = Telemetry.invocation(context, () -> Correlation.with(correlationId, () -> answer(request)));
        return withStage(response, event).with("Access-Control-Allow-Origin", corsOrigin)
                .with("Access-Control-Expose-Headers", "ETag,Idempotency-Replayed,Location," + CORRELATION_HEADER)
                .with("X-Content-Type-Options", "nosniff")
                .with(CORRELATION_HEADER, correlationId)
                .toEvent();
    }

    /** The answer to a route that the function does not know: the template and the code disagree. */
    public static HttpResponse noRoute(HttpRequest request) {
        return HttpResponse.problem(Problem.notFound("route").withDetail("There is no route " + request.route()));
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            request.requireLiveToken(clock.instant());
            return routes.answer(request);
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

    private static HttpResponse failed(HttpRequest request, RuntimeException failure) {
        if (Outages.isOutage(failure)) {
            LOG.warn("A service did not serve", failure);
            return HttpResponse.problem(Problem.unavailable(request.requestId()))
                    .with("Retry-After", RETRY_AFTER_SECONDS)
                    .uncached();
        }
        LOG.error("Request failed", failure);
        return HttpResponse.problem(Problem.internal(request.requestId()));
    }

    /** A function knows its paths from {@code /v1} on; before that, the URL may have a stage or the path of a domain. */
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
