package dev.stampede.local.store.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.demo.DemoCatalog;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uses a store with the demo catalog over HTTP, one request after the other. */
final class TrainingShopper implements AutoCloseable {

    /** Longer than the API's integration timeout. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    /** Times to wait for a change of the order, of which there are two. */
    private static final int MAX_WAITS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;

    TrainingShopper(URI api) {
        this.api = api;
    }

    /** @throws IllegalStateException if a request fails */
    void browse() {
        send("GET", "/", null);
        send("GET", "/v1/products?limit=20&sort=price", null);
        send("GET", "/v1/products?category=clothing/shoes&inStock=true&sort=-price&limit=20", null);
        send("GET", "/v1/products/" + DemoCatalog.DROP, null);
        send("GET", "/v1/search?q=sneaker&limit=20", null);
        send("GET", "/v1/categories", null);
    }

    /**
     * Buys something, and waits until it is paid and the email is sent.
     *
     * @throws IllegalStateException if a request fails or the order is not paid
     */
    void buy() {
        var email = "trainee@example.com";
        var cart = json(send("POST", "/v1/carts", Map.of())).path("cartId").asText();
        var filled = json(send("PUT", "/v1/carts/" + cart + "/items/" + DemoCatalog.DROP_SKU, Map.of("quantity", 1)));
        var order = json(send("POST", "/v1/checkout", Map.of("cartId", cart, "version", filled.path("version"), "email",
                email, "paymentToken", "tok_approve"))).path("orderId").asText();
        var status = "";
        for (var i = 0; i < MAX_WAITS && !status.equals("PAID"); i++) {
            status = json(send("GET", "/v1/orders/" + order + "?wait=10", null)).path("status").asText();
        }
        if (!status.equals("PAID")) {
            throw new IllegalStateException("The order is " + status);
        }
        send("GET", "/_local/mailbox?wait=10&to=" + email, null);
    }

    @Override
    public void close() {
        client.close();
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private String send(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(api.resolve(path)).timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " returned " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while training", stopped);
        }
    }
}
