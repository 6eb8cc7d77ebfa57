package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls the API, as a guest or with a token. Immutable. */
final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String baseUrl;
    private final Map<String, String> headers;

    Client(String baseUrl) {
        this(baseUrl, Map.of());
    }

    private Client(String baseUrl, Map<String, String> headers) {
        this.baseUrl = baseUrl.replaceFirst("/+$", "");
        this.headers = headers;
    }

    Client with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(baseUrl, more);
    }

    Client withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    HttpResponse<byte[]> getBytes(String path) {
        return send("GET", path, new byte[0], BodyHandlers.ofByteArray());
    }

    Answer send(String method, String path, String body) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, byte[] body) {
        var response = send(method, path, body, BodyHandlers.ofString());
        assertThat(Contract.STORE.violations(
                method, path, body, response.statusCode(), response.headers(), response.body()))
                        .as("differences from openapi.yaml of %s %s -> %s %s",
                                method, path, response.statusCode(), response.body())
                        .isEmpty();
        return Answer.of(response);
    }

    private <T> HttpResponse<T> send(String method, String path, byte[] body, BodyHandler<T> handler) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(40))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.setHeader("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new AssertionError("No answer: " + method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted: " + method + " " + path, e);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
