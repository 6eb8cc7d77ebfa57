package dev.stampede.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Calls the API. Uses {@link HttpURLConnection} because it takes the least CPU time from the store under test; looking for a
 * proxy at each request would be a sixth of that.
 * Thread-safe.
 */
final class Http {

    /** Longer than the API's integration timeout. */
    private static final int TIMEOUT_MILLIS = Math.toIntExact(Duration.ofSeconds(60).toMillis());

    private final URI api;

    Http(URI api) {
        this.api = api;
    }

    record Answer(int status, String body) {}

    /** @throws UncheckedIOException if no response arrives */
    Answer send(String method, String path, Map<String, String> headers, String body) {
        try {
            var connection = (HttpURLConnection) api.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod(method);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Content-Type", "application/json");
            headers.forEach(connection::setRequestProperty);
            if (!body.isEmpty()) {
                write(connection, body);
            }
            return new Answer(connection.getResponseCode(), read(connection));
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static void write(HttpURLConnection connection, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (var out = connection.getOutputStream()) {
            out.write(bytes);
        }
    }

    private static String read(HttpURLConnection connection) throws IOException {
        var stream = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST ? connection.getInputStream()
                : connection.getErrorStream();
        if (stream == null) {
            return "";
        }
        try (InputStream in = stream) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
