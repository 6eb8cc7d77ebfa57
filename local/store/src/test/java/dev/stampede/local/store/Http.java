package dev.stampede.local.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.UnaryOperator;

/** A client of one local store. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI base;

    Http(URI base) {
        this.base = base;
    }

    HttpResponse<String> get(String path) {
        return send(path, request -> request);
    }

    JsonNode json(String path) {
        try {
            return Json.parse(get(path).body());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    HttpResponse<String> page(String path) {
        return send(path, request -> request.header("Accept", "text/html,*/*"));
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> shape) {
        try {
            return CLIENT.send(shape.apply(HttpRequest.newBuilder(base.resolve(path))).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
