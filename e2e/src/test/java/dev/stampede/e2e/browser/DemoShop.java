package dev.stampede.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.e2e.LeastPrivilege;
import dev.stampede.e2e.Project;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.oidc.TokenRequest;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** A local store with the demo catalog, and what its owner and other customers do meanwhile. */
final class DemoShop implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(60);
    private static final String UNLIMITED = "1000000";

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalStore store;
    private final String adminToken;

    private DemoShop(LocalStore store) {
        this.store = store;
        this.adminToken = store.token(TokenRequest.admin("owner"));
    }

    static DemoShop open() {
        return new DemoShop(
                LocalStore.start(LeastPrivilege.enforced(LocalStore.Options.of(Project.root().resolve("template.yaml")))
                        .withDemo(true)
                        .withParameter("CallerRequestsPerMinute", UNLIMITED)
                        .withParameter("CallerWaitSecondsPerMinute", UNLIMITED)
                        .withParameter("EmailCheckoutsPerHour", UNLIMITED)
                        .withParameter("CardPaymentsPerHour", UNLIMITED)
                        .withParameter("AllowLoopbackWebhooks", "yes")));
    }

    String url() {
        return store.apiUrl().toString();
    }

    /** Puts a product on sale, with one variant. @return its ID, which is also its slug */
    String product(String title, long price, int units) {
        var id = "t" + UUID.randomUUID().toString().substring(0, 8) + "-hiking-boot";
        price(id, title, price);
        send("POST", "/v1/admin/inventory/adjustments", """
                {"adjustmentId": "%s", "sku": "%s", "delta": %d, "reason": "test"}
                """.formatted(id, sku(id), units));
        await("stock of " + id).atMost(SOON).until(() -> !availability(id).equals("OUT"));
        return id;
    }

    void price(String id, String title, long price) {
        send("PUT", "/v1/admin/products/" + id, """
                {"title": "%s", "slug": "%s", "category": "clothing/shoes", "variants": [{"sku": "%s", "price": %d}],
                 "media": [{"url": "%s/_local/images/%s.svg", "alt": "A boot"}]}
                """.formatted(title, id, sku(id), price, url(), id));
    }

    /** Another customer orders and pays. */
    void buy(String id, int units) {
        buy(id, units, "other@example.com");
    }

    /** A customer orders and pays. @return the order's reference */
    String buy(String id, int units, String email) {
        var cart = send("POST", "/v1/carts", """
                {"lines": [{"sku": "%s", "quantity": %d}]}""".formatted(sku(id), units));
        var order = send("POST", "/v1/checkout", """
                {"cartId": "%s", "version": %d, "email": "%s", "paymentToken": "tok_approve"}
                """.formatted(cart.path("cartId").asText(), cart.path("version").asInt(), email));
        await("order of " + id).atMost(SOON).until(() -> send("GET",
                "/v1/orders/" + order.path("orderId").asText() + "?wait=10", "").path("status").asText()
                        .equals("PAID"));
        return order.path("reference").asText();
    }

    /** Waits until an admin's list of orders has it. */
    void awaitListed(String reference) {
        await("list with " + reference).atMost(SOON).until(() -> send("GET",
                "/v1/admin/orders?status=PAID&q=" + reference, "").path("total").asInt() == 1);
    }

    /** A message that the function of emails has given up. */
    void deadEmail(String body) {
        var queue = store.template().resource("EmailsDeadLetters").physicalName();
        store.services().clients().sqs()
                .sendMessage(request -> request.queueUrl(store.services().stack().queueUrl(queue)).messageBody(body));
    }

    long available(String id) {
        return send("GET", "/v1/admin/inventory/" + sku(id), "").path("available").asLong();
    }

    String availability(String id) {
        return send("GET", "/v1/products/" + id, "").path("availability").asText();
    }

    JsonNode product(String id) {
        return send("GET", "/v1/admin/products/" + id, "");
    }

    void ship(String reference) {
        send("POST", "/v1/admin/orders/" + reference + "/ship",
                "{\"carrier\": \"DHL\", \"trackingNumber\": \"1Z999\"}");
    }

    JsonNode order(String reference) {
        return send("GET", "/v1/orders/" + reference, "");
    }

    JsonNode mails(String address) {
        return send("GET", "/_local/mailbox?wait=10&to=" + address, "");
    }

    static String sku(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    private JsonNode send(String method, String path, String body) {
        try {
            var response = http.send(HttpRequest.newBuilder(URI.create(url() + path))
                    .header("Authorization", "Bearer " + adminToken)
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as("%s %s: %s", method, path, response.body()).isBetween(200, 299);
            return Json.parse(response.body());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        http.close();
        store.close();
    }
}
