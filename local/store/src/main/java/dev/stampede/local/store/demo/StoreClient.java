package dev.stampede.local.store.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/**
 * Calls the store's API as an administrator; waits when a rate limit is reached or the store is overloaded. All its calls
 * can be repeated. Thread-safe.
 */
final class StoreClient implements AutoCloseable {

    /** Longer than the API's integration timeout. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private static final int TOO_MANY_REQUESTS = 429;

    /** On a busy machine, functions time out. */
    private static final Set<Integer> OVERLOADED = Set.of(503, 504);
    private static final int MAX_TRIES = 5;

    /** Maximum length of an error body in a message, in characters. */
    private static final int MAX_QUOTED = 500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;
    private final String token;

    StoreClient(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    /** @throws IllegalStateException if the response is not a success */
    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /** @throws IllegalStateException if the response is not a success */
    JsonNode send(String method, String path, Object body) {
        return send(request(path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body))).build());
    }

    /** @param tag of the version to replace @throws IllegalStateException if the response is not a success */
    JsonNode replace(String path, String tag, Object body) {
        return send(request(path).header("Content-Type", "application/json").header("If-Match", tag)
                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(body))).build());
    }

    @Override
    public void close() {
        client.close();
    }

    private static String excerpt(String body) {
        return body.length() <= MAX_QUOTED ? body : body.substring(0, MAX_QUOTED) + " ...";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(TIMEOUT).header("Authorization", "Bearer " + token);
    }

    private static boolean isTransient(int status, int tries) {
        return status == TOO_MANY_REQUESTS || OVERLOADED.contains(status) && tries < MAX_TRIES;
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            for (var tries = 1; isTransient(response.statusCode(), tries); tries++) {
                Thread.sleep(Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1)));
                response = client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("%s %s returned %d: %s".formatted(request.method(),
                        request.uri().getPath(), response.statusCode(), excerpt(response.body())));
            }
            return Json.parse(response.body());
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(request.uri().getPath() + " did not return JSON", notJson);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling " + request.uri().getPath(), stopped);
        }
    }
}
