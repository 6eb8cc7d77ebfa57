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

/** What does not reach the gateway: requests that are not HTTP or come too late, and faults of the local store itself. */
final class PlainErrors extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);
    /** Long enough for a restart. */
    private static final long RETRY_AFTER_SECONDS = 10;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getAttribute(ERROR_EXCEPTION) instanceof Throwable fault && response.getStatus() >= 500) {
            LOG.error("The local store failed", fault);
        }
        var message = response.getStatus() >= 500 ? "Internal server error" : "Bad Request";
        if (response.getStatus() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            message = "The local store is stopping";
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true,
                ByteBuffer.wrap(("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
