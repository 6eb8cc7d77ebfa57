package dev.stampede.contracts.unpaid.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidOrders.Change;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbUnpaidOrdersTest {

    private static final List<CallerKey> CALLERS = CallerKey.of(null, "buyer@example.com", "home");
    private static final CallerKey GUEST = CALLERS.getFirst();

    private static LocalDynamoDb database;

    private Instant now = TestEnvironment.NOW;
    private final InstantSource time = () -> now;
    private final DynamoDbUnpaidOrders orders = new DynamoDbUnpaidOrders(
            database.client(), "LimitsTable", new KeyedHash("test"), time.withZone(ZoneOffset.UTC),
            TestEnvironment.BACKOFF);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("LimitsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("LimitsTable");
    }

    @Test
    void find_nobody_shouldBeNothing() {
        assertThat(orders.find(CALLERS)).hasSize(2).containsEntry(GUEST, Unpaid.NOTHING);
    }

    @Test
    void update_shouldWriteAllCallersOrNone() {
        hold("1");

        assertThat(orders.find(CALLERS).values()).allMatch(unpaid -> unpaid.hold(Orders.id("1")).isPresent());
        assertThat(items()).hasSize(2).allSatisfy(item -> assertThat(item.get("expiresAt").n())
                .isEqualTo(Long.toString(TestEnvironment.NOW.plusSeconds(61).getEpochSecond())));
    }

    @Test
    void update_shouldStoreNoAddress() {
        hold("1");

        assertThat(items().toString())
                .contains("unpaid#email#" + new KeyedHash("test").of("buyer@example.com"), "unpaid#address#")
                .doesNotContain("buyer", "home");
    }

    @Test
    void update_withoutAChange_shouldWriteNothing() {
        String outcome = orders.update(CALLERS, before -> new Change<>(Map.of(), "outcome"));

        assertThat(outcome).isEqualTo("outcome");
        assertThat(items()).isEmpty();
    }

    @Test
    void find_afterTheEnd_shouldBeNothingThoughTheItemIsStillThere() {
        hold("1");
        now = now.plusSeconds(60);

        assertThat(orders.find(CALLERS)).containsEntry(GUEST, Unpaid.NOTHING);
        assertThat(items()).hasSize(2);
    }

    @Test
    void update_ofManyAtOnce_shouldLoseNone() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 5)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> hold("order-" + n), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(orders.find(CALLERS).values()).allMatch(unpaid -> unpaid.holds().size() == 5);
    }

    @Test
    void update_whileAnotherWrites_shouldDecideAgainByWhatThatLeft() {
        var tries = new AtomicInteger();

        orders.update(CALLERS, before -> {
            if (tries.incrementAndGet() == 1) {
                hold("faster");
            }
            return held("slower", before);
        });

        assertThat(tries).hasValue(2);
        assertThat(orders.find(CALLERS).get(GUEST).holds())
                .containsOnlyKeys(Orders.id("faster").value(), Orders.id("slower").value());
    }

    @Test
    void update_whileTheItemIsDeletedAndMadeAnew_shouldDecideAgain() {
        hold("old");
        now = now.plusSeconds(61);
        var tries = new AtomicInteger();

        orders.update(CALLERS, before -> {
            if (tries.incrementAndGet() == 1) {
                database.clear("LimitsTable");
                hold("faster");
            }
            return held("slower", before);
        });

        assertThat(orders.find(CALLERS).get(GUEST).holds())
                .containsOnlyKeys(Orders.id("faster").value(), Orders.id("slower").value());
    }

    private void hold(String order) {
        orders.update(CALLERS, before -> held(order, before));
    }

    private Change<Boolean> held(String order, Map<CallerKey, Unpaid> before) {
        var after = new HashMap<>(before);
        after.replaceAll((caller, unpaid) -> unpaid.withHold(
                Orders.id(order), new Unpaid.Hold(now.plusSeconds(60), Map.of("TEA", 1))));
        return new Change<>(after, true);
    }

    private static List<Map<String, AttributeValue>> items() {
        return database.client().scan(scan -> scan.tableName("LimitsTable").consistentRead(true)).items();
    }
}
