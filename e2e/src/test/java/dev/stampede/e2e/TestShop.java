package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests do with the store: the owner's part (products, stock) and the customers' part (carts, orders, mail). */
final class TestShop {

    /** How long the chain from a checkout to its email may take. */
    static final Duration SOON = Duration.ofSeconds(60);

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Store store;
    private final Map<String, Long> stocked = new ConcurrentHashMap<>();

    TestShop(Store store) {
        this.store = store;
    }

    Client guest() {
        return new Client(store.apiUrl());
    }

    Client admin() {
        return guest().withToken(store.token("owner", "admin"));
    }

    Client customer(String name) {
        return guest().withToken(store.token(name, ""));
    }

    /** A customer whose email address is verified. */
    Client customer(String name, String email) {
        return guest().withToken(store.token(name, email, ""));
    }

    /** A name that no other test and no other run uses. */
    static String unique(String prefix) {
        return prefix + "-" + RUN + "-" + NUMBERS.incrementAndGet();
    }

    static String uniqueEmail() {
        return unique("buyer") + "@example.com";
    }

    /** A product with one SKU, for sale with that many units. */
    String product(long price, int units) {
        return product(unique("things"), price, units);
    }

    /** @return the SKU, which is the product's id in upper case */
    String product(String category, long price, int units) {
        var productId = unique("product");
        var sku = productId.toUpperCase(Locale.ROOT);
        putProduct(productId, category, price);
        if (units > 0) {
            adjust(sku, units);
            await("availability of " + sku)
                    .atMost(SOON)
                    .until(() -> !availability(productId).equals("OUT"));
        }
        return sku;
    }

    void putProduct(String productId, String category, long price) {
        var answer = admin().put("/v1/admin/products/" + productId, """
                {"title": "Test %s", "summary": "A thing", "category": "%s", "currency": "EUR",
                 "variants": [{"sku": "%s", "price": %d}]}
                """.formatted(productId, category, productId.toUpperCase(Locale.ROOT), price));
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    }

    /** Puts what an admin has just read, or what does not exist yet. */
    Answer replace(String path, String json) {
        return admin().get(path).header("ETag").map(tag -> admin().with("If-Match", tag)).orElse(admin())
                .put(path, json);
    }

    void deleteProduct(String productId) {
        admin().delete("/v1/admin/products/" + productId).expect(204);
    }

    static String productOf(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }

    void adjust(String sku, int delta) {
        admin().post("/v1/admin/inventory/adjustments", """
                {"adjustmentId": "%s", "sku": "%s", "delta": %d, "reason": "test"}
                """.formatted(unique("adj"), sku, delta)).expect(200);
        stocked.merge(sku, (long) delta, Long::sum);
    }

    String availability(String productId) {
        return guest().get("/v1/products/" + productId).expect(200).json().path("availability").asText();
    }

    JsonNode stock(String sku) {
        return admin().get("/v1/admin/inventory/" + sku).expect(200).json();
    }

    long available(String sku) {
        return stock(sku).path("available").asLong();
    }

    /** The SKUs that tests brought in, each with the units it was given. */
    Map<String, Long> stocked() {
        return Map.copyOf(stocked);
    }

    /** Lines of a cart: {@code "SKU", 2, "OTHER", 1}. */
    String cart(Client client, Object... skusAndQuantities) {
        var cartId = client.post("/v1/carts", "{}").expect(201).json().path("cartId").asText();
        for (var i = 0; i < skusAndQuantities.length; i += 2) {
            putLine(client, cartId, (String) skusAndQuantities[i], (int) skusAndQuantities[i + 1]);
        }
        return cartId;
    }

    void putLine(Client client, String cartId, String sku, int quantity) {
        client.put("/v1/carts/" + cartId + "/items/" + sku, "{\"quantity\": %d}".formatted(quantity))
                .expect(200);
    }

    static String checkoutBody(String cartId, long version, String email, String token) {
        return """
                {"cartId": "%s", "version": %d, "email": "%s", "name": "Bo Buyer", "paymentToken": "%s",
                 "shippingAddress": {"line1": "1 Main Street", "city": "Springfield", "region": "IL", "postalCode": "12345", "country": "US"}}
                """.formatted(cartId, version, email, token);
    }

    /** Checks out the cart as it is now. */
    Answer checkout(Client client, String cartId, String email, String token) {
        return checkout(client, cartId, version(client, cartId), email, token);
    }

    Answer checkout(Client client, String cartId, long version, String email, String token) {
        return client.post("/v1/checkout", checkoutBody(cartId, version, email, token));
    }

    long version(Client client, String cartId) {
        return client.get("/v1/carts/" + cartId).expect(200).json().path("version").asLong();
    }

    /** Places an order and gives its id. */
    String order(Client client, String cartId, String email, String token) {
        return checkout(client, cartId, email, token).expect(202).json().path("orderId").asText();
    }

    JsonNode orderView(Client client, String orderId) {
        return client.get("/v1/orders/" + orderId).expect(200).json();
    }

    /** Waits with the API's own waiting until the order has that status. */
    JsonNode awaitStatus(Client client, String orderId, String status) {
        var deadline = System.nanoTime() + SOON.toNanos();
        var view = orderView(client, orderId);
        while (!view.path("status").asText().equals(status) && System.nanoTime() < deadline) {
            view = client.with("If-None-Match", "\"" + view.path("timeline").size() + "\"")
                    .get("/v1/orders/" + orderId + "?wait=3")
                    .status() == 304 ? view : orderView(client, orderId);
        }
        assertThat(view.path("status").asText()).as("%s", view).isEqualTo(status);
        return view;
    }

    static List<String> timeline(JsonNode order) {
        var types = new ArrayList<String>();
        order.path("timeline").forEach(entry -> types.add(entry.path("type").asText()));
        return types;
    }

    /** Waits until exactly {@code count} mails to that address are there. */
    List<JsonNode> awaitMails(String address, int count) {
        await("mails to " + address)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(mails(address)).hasSize(count));
        return mails(address);
    }

    List<JsonNode> mails(String address) {
        var mails = new ArrayList<JsonNode>();
        store.mails(address).forEach(mails::add);
        return mails;
    }
}
