package dev.stampede.local.store.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Passes Jetty's requests to the edge. */
final class CallHandler extends Handler.Abstract {

    private final Edge edge;
    private final BooleanSupplier stopping;

    CallHandler(Edge edge, BooleanSupplier stopping) {
        this.edge = edge;
        this.stopping = stopping;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        var reply = edge.answer(call(request));
        if (stopping.getAsBoolean()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            if (reply.status() >= 500) {
                Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
                return true;
            }
        }
        response.setStatus(reply.status());
        for (var header : reply.headers()) {
            response.getHeaders().add(header.name(), header.value());
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
        return true;
    }

    private static HttpCall call(Request request) throws IOException {
        var uri = request.getHttpURI();
        var path = uri.getPath();
        return new HttpCall(request.getMethod(), path == null || path.isEmpty() ? "/" : path, uri.getQuery(),
                request.getHeaders()
                        .stream()
                        .map(field -> new Header(field.getName(), nonNull(field.getValue())))
                        .toList(),
                body(request), Request.getRemoteAddr(request), request.getConnectionMetaData().getProtocol());
    }

    /** Discards the body beyond the limit: a client that is still sending would not read the response. */
    private static byte[] body(Request request) throws IOException {
        try (var input = Content.Source.asInputStream(request)) {
            var body = input.readNBytes(Gateway.MAX_BODY_BYTES + 1);
            input.transferTo(OutputStream.nullOutputStream());
            return body;
        }
    }

    private static String nonNull(@Nullable String value) {
        return value == null ? "" : value;
    }
}
