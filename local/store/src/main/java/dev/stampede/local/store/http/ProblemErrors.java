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
 * What does not even reach the gateway: requests that are not HTTP or too long, and faults of the local store itself.
 * Problem documents, like those of the gateway.
 */
final class ProblemErrors extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrors.class);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getAttribute(ERROR_EXCEPTION) instanceof Throwable fault && response.getStatus() >= 500) {
            LOG.error("The local store failed", fault);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.write(true, ByteBuffer.wrap(problem(response.getStatus()).getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static String problem(int status) {
        var isOurs = status >= 500;
        return "{\"type\":\"urn:stampede:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}".formatted(
                isOurs ? "internal-error" : "invalid-request",
                isOurs ? "Something went wrong on our side" : "The request is not valid",
                status, HttpStatus.getMessage(status));
    }
}
