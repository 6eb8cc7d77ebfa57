package dev.stampede.local.store.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Problem documents for errors outside the gateway: malformed requests, oversized headers, requests during a stop, and
 * bugs in the local store. They have the headers of the gateway's own responses, so that browsers can read them.
 */
final class ProblemErrors extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrors.class);
    /** Long enough for a restart. */
    private static final long RETRY_AFTER_SECONDS = 10;

    private final Edge edge;

    ProblemErrors(Edge edge) {
        this.edge = edge;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getAttribute(ERROR_EXCEPTION) instanceof Throwable fault && response.getStatus() >= 500) {
            LOG.error("The local store failed", fault);
        }
        if (response.getStatus() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        var requestId = Gateway.newRequestId();
        edge.headersOfError(response.getStatus(), requestId)
                .forEach(header -> response.getHeaders().put(header.name(), header.value()));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        var body = problem(response.getStatus(), requestId).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static String problem(int status, String requestId) {
        return switch (status) {
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                    problem("unavailable", "The service is temporarily unavailable", status,
                            "The local store is stopping", requestId);
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> problem("internal-error", "An internal error occurred",
                    status, "The local store failed", requestId);
            default -> problem("invalid-request", "The request is invalid", status, HttpStatus.getMessage(status),
                    requestId);
        };
    }

    private static String problem(String slug, String title, int status, String detail, String requestId) {
        return "{\"type\":\"urn:stampede:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"requestId\":\"%s\"}"
                .formatted(slug, title, status, detail, requestId);
    }
}
