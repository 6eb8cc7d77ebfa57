package dev.stampede.local.store.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A request in the gateway.
 *
 * @param resource       the resource path from the template, or the request path if no resource matches
 * @param pathParameters decoded
 */
record Exchange(Api api, String requestId, Instant at, HttpCall call, String resource,
        Map<String, String> pathParameters) {

    /** Common log format, as in API Gateway. */
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter
            .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    Exchange {
        pathParameters = Map.copyOf(pathParameters);
    }

    Exchange with(HttpCall other) {
        return new Exchange(api, requestId, at, other, resource, pathParameters);
    }

    Exchange matched(RouteTable.Match match) {
        return new Exchange(api, requestId, at, call, match.resource().path().resource(), match.parameters());
    }

    String requestTime() {
        return REQUEST_TIME.format(at);
    }

    String methodArn() {
        return "arn:aws:execute-api:" + api.region() + ":" + api.accountId() + ":" + api.apiId() + "/" + api.stage()
                + "/" + call.method() + call.rawPath();
    }
}
