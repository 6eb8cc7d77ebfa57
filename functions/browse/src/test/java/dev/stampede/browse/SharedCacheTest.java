package dev.stampede.browse;

import static dev.stampede.browse.ProductFixture.TABLE;
import static dev.stampede.browse.ProductFixture.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.CacheServer;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several instances of the function and a real server between them and the table. */
class SharedCacheTest {

    private static final String DETAIL = "BrowseFunction-Product.json";
    private static final int SOON_SECONDS = 30;

    private static LocalDynamoDb database;

    private CacheServer server;

    @BeforeAll
    static void startDatabase() {
        database = LocalDynamoDb.start(TABLE);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void start() {
        database.clear(TABLE);
        server = CacheServer.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void product_shouldBeSharedUntilItsChangeIsHeardOf() {
        price(100);
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).until(this::isShared);
        price(200);
        await("the shared price").atMost(SOON_SECONDS, TimeUnit.SECONDS).until(() -> priceSeen(instance()) == 100);

        assertThat(invalidate().getBatchItemFailures()).isEmpty();

        assertThat(priceSeen(instance())).isEqualTo(200);
    }

    @Test
    void change_thatIsHeardOfTwice_shouldChangeNothingMore() {
        price(100);
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).until(this::isShared);
        price(200);
        assertThat(invalidate().getBatchItemFailures()).isEmpty();
        assertThat(priceSeen(instance())).isEqualTo(200);

        assertThat(invalidate().getBatchItemFailures()).isEmpty();

        assertThat(priceSeen(instance())).isEqualTo(200);
    }

    @Test
    void storeWithoutItsServer_shouldGoOn() {
        price(100);
        var running = instance();
        assertThat(priceSeen(running)).isEqualTo(100);
        server.kill();

        assertThat(priceSeen(running)).isEqualTo(100);
        assertThat(priceSeen(instance())).isEqualTo(100);
    }

    @Test
    void change_withoutTheServer_shouldBeHeardOfAgain() {
        server.kill();

        assertThat(invalidate().getBatchItemFailures()).hasSize(1);
    }

    @Test
    void worker_withoutACache_shouldNotStart() {
        var environment = TestEnvironment.of(Map.of("CACHE_URL", ""), database.client());

        assertThatIllegalStateException().isThrownBy(() -> new CacheInvalidationWorker(environment))
                .withMessage("Settings: CACHE_URL is not set");
    }

    /** Whether another instance's product is in the cache. A busy machine misses it within tens of milliseconds. */
    private boolean isShared() {
        priceSeen(instance());
        database.clear(TABLE);
        var seen = instance().handleRequest(event(DETAIL), new LambdaContext("BrowseFunction")).getStatusCode();
        price(100);
        return seen == 200;
    }

    private SQSBatchResponse invalidate() {
        var change = ProductEvent.of(new ProductId("field-notebook"), true, "1", TestEnvironment.NOW);
        var message = new SQSMessage();
        message.setMessageId("1");
        message.setBody(change.toJson());
        message.setAttributes(Map.of());
        var batch = new SQSEvent();
        batch.setRecords(List.of(message));
        return new CacheInvalidationWorker(environment())
                .handleRequest(batch, new LambdaContext("CacheInvalidationFunction"));
    }

    private void price(int price) {
        product("field-notebook").at(price).putInto(database.client());
    }

    private static long priceSeen(BrowseApi api) {
        return read(api, DETAIL).path("priceRange").path("from").asLong();
    }

    private static JsonNode read(BrowseApi api, String file) {
        var response = api.handleRequest(event(file), new LambdaContext("BrowseFunction"));
        assertThat(response.getStatusCode()).isEqualTo(200);
        return parsed(Objects.requireNonNull(response.getBody()));
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static APIGatewayProxyRequestEvent event(String file) {
        return Events.read(file, APIGatewayProxyRequestEvent.class);
    }

    private BrowseApi instance() {
        return new BrowseApi(environment());
    }

    private FunctionEnvironment environment() {
        return TestEnvironment.of(
                Map.of("CATALOG_TABLE", TABLE, "CACHE_URL", server.url(), "CACHE_NAMESPACE", "shop/dev"),
                database.client());
    }
}
