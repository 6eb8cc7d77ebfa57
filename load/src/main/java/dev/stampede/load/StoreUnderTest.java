package dev.stampede.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.load.Scenario.Line;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Client of the store's API, for setting up products and stock and for buying. Thread-safe. */
final class StoreUnderTest {

    private static final long PRICE = 1_990;
    private static final String CURRENCY = "EUR";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;

    private final Http http;
    private final String adminToken;

    StoreUnderTest(Http http, String adminToken) {
        this.http = http;
        this.adminToken = adminToken;
    }

    /** Creates a product with one SKU, distributes its units over the shards, and waits until it is in stock. */
    void offer(String sku, int units, int shards) {
        var productId = sku.toLowerCase(Locale.ROOT);
        admin("PUT", "/v1/admin/products/" + productId, Map.of("title", "Bench " + sku, "category", "bench", "currency",
                CURRENCY, "variants", List.of(Map.of("sku", sku, "price", PRICE))));
        admin("POST", "/v1/admin/inventory/adjustments",
                Map.of("adjustmentId", "bench-" + sku, "sku", sku, "delta", units, "reason", "bench"));
        admin("PUT", "/v1/admin/inventory/" + sku + "/shards", Map.of("shards", shards));
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (json(http.send("GET", "/v1/products/" + productId, Map.of(), "")).path("availability").asText()
                .equals("OUT")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(sku + " did not become available");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Checks out without a cart. */
    Http.Answer buyNow(String buyer, List<Line> lines) {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        return sendWithRetries("POST", "/v1/checkout", key, purchase(buyer, lines));
    }

    /** The body of a checkout without a cart. */
    static String purchase(String buyer, List<Line> lines) {
        var request = contact(buyer);
        request.put("currency", CURRENCY);
        request.put("lines", lines.stream()
                .map(line -> Map.of("sku", line.sku(), "quantity", line.units(), "unitPrice", PRICE))
                .collect(Collectors.toList()));
        return Json.write(request);
    }

    /** Fills a cart and checks it out. */
    Http.Answer buyCart(String buyer, List<Line> lines) {
        var cart = sendWithRetries("POST", "/v1/carts", Map.of(), "{}");
        if (!succeeded(cart)) {
            return cart;
        }
        var cartId = json(cart).path("cartId").asText();
        var version = json(cart).path("version").asLong();
        for (var line : lines) {
            var added = sendWithRetries("PUT", "/v1/carts/" + cartId + "/items/" + line.sku(), Map.of(),
                    Json.write(Map.of("quantity", line.units())));
            if (!succeeded(added)) {
                return added;
            }
            version = json(added).path("version").asLong();
        }
        var request = contact(buyer);
        request.put("cartId", cartId);
        request.put("version", version);
        return sendWithRetries("POST", "/v1/checkout", Map.of(), Json.write(request));
    }

    /** Retries the same request after a delay while the store is too busy. */
    private Http.Answer sendWithRetries(String method, String path, Map<String, String> headers, String body) {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            var answer = http.send(method, path, headers, body);
            if (!BUSY.contains(answer.status()) || System.nanoTime() > deadline
                    || Thread.currentThread().isInterrupted()) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE_NANOS + ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
        }
    }

    static JsonNode json(Http.Answer answer) {
        try {
            return Json.parse(answer.body());
        } catch (IOException notJson) {
            throw new UncheckedIOException("Not JSON: " + answer, notJson);
        }
    }

    static String address(String buyer) {
        return buyer + "@example.com";
    }

    private static Map<String, Object> contact(String buyer) {
        return new HashMap<>(Map.of("email", address(buyer), "name", "Bo Buyer", "paymentToken", "tok_approve",
                "shippingAddress",
                Map.of("line1", "1 Main Street", "city", "Springfield", "region", "IL", "postalCode", "12345",
                        "country", "US")));
    }

    private void admin(String method, String path, Object body) {
        var answer = http.send(method, path, Map.of("Authorization", "Bearer " + adminToken), Json.write(body));
        if (!succeeded(answer)) {
            throw new IllegalStateException(method + " " + path + " returned " + answer);
        }
    }

    private static boolean succeeded(Http.Answer answer) {
        return answer.status() / HUNDRED == SUCCESS;
    }
}
