package dev.stampede.local.store.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoLoaderTest {

    private final List<JsonNode> products = new CopyOnWriteArrayList<>();
    private final List<JsonNode> adjustments = new CopyOnWriteArrayList<>();
    private final List<JsonNode> rules = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger looksBeforeStockShows = new AtomicInteger(2);
    private final AtomicInteger overloads = new AtomicInteger();
    private volatile String refusal = "";
    private volatile int productsBefore;
    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.createContext("/", this::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void load_emptyStore_shouldImportEveryProductAndItsStockInChunks() {
        assertThat(loader().load()).isEqualTo(271);

        assertThat(products).hasSizeGreaterThan(5)
                .allMatch(chunk -> chunk.size() <= 100);
        assertThat(products.stream().mapToInt(JsonNode::size).sum()).isEqualTo(271);
        assertThat(products.getFirst().get(0).path("media").path(0).path("url").asText())
                .matches("http://localhost:\\d+/_local/images/[a-z0-9-]+\\.svg");
        assertThat(adjustments).allMatch(chunk -> chunk.size() <= 1_000);
        var lines = adjustments.stream().flatMap(JsonNode::valueStream).toList();
        assertThat(lines).allMatch(line -> line.path("delta").asInt() > 0);
        assertThat(lines.stream().map(line -> line.path("adjustmentId").asText())).doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9._-]{1,64}"));
        assertThat(lines.stream().filter(line -> line.path("sku").asText().equals(DemoCatalog.DROP_SKU)))
                .singleElement().matches(line -> line.path("delta").asInt() == 5_000);
        assertThat(looksBeforeStockShows.get()).isNegative();
        assertThat(rules).singleElement().matches(one -> one.path("pricesIncludeTax").asBoolean()
                && one.path("shippingZones").isMissingNode());
        assertThat(tokens).containsOnly("Bearer t");
    }

    @Test
    void load_storeWithProducts_shouldLeaveItAlone() {
        productsBefore = 1;

        assertThat(loader().load()).isZero();
        assertThat(rules).isEmpty();
        assertThat(products).isEmpty();
        assertThat(adjustments).isEmpty();
    }

    @Test
    void load_apiRefuses_shouldSayWhat() {
        refusal = "/v1/admin/inventory/adjustments";

        assertThatThrownBy(() -> loader().load()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("POST /v1/admin/inventory/adjustments returned 403: no");
    }

    @Test
    void load_apiIsOverloaded_shouldTryAgain() {
        overloads.set(3);

        assertThat(loader().load()).isEqualTo(271);
        assertThat(products.stream().mapToInt(JsonNode::size).sum()).isEqualTo(271);
    }

    private DemoLoader loader() {
        return new DemoLoader(URI.create("http://localhost:" + api.getAddress().getPort()), "t");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            var body = Json.parse("[" + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    + "]");
            var path = exchange.getRequestURI().getPath();
            if (path.endsWith("/import") && overloads.getAndDecrement() > 0) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var answer = path.equals(refusal) ? "no" : answer(exchange.getRequestURI(), body);
            exchange.sendResponseHeaders(path.equals(refusal) ? 403 : 200, 0);
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String answer(URI uri, JsonNode body) {
        return switch (uri.getPath()) {
            case "/v1/admin/products/import" -> {
                products.add(body.get(0).path("products"));
                yield "{\"failed\":[]}";
            }
            case "/v1/admin/inventory/adjustments" -> {
                adjustments.add(body.get(0).path("adjustments"));
                yield "{}";
            }
            case "/v1/admin/rules" -> {
                body.forEach(rules::add);
                yield "{\"version\":0}";
            }
            case "/v1/products" -> "{\"products\":[%s]}".formatted(productsBefore == 0 ? "" : "{}");
            case "/v1/search" -> "{\"total\":%d}".formatted(
                    looksBeforeStockShows.getAndDecrement() > 0 ? 7 : DemoCatalog.products().size());
            case String other -> throw new AssertionError("Unexpected call of " + other);
        };
    }
}
