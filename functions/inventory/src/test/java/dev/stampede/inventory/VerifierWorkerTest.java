package dev.stampede.inventory;

import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static dev.stampede.contracts.testing.Orders.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.inventory.verification.PlacedOrders;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VerifierWorkerTest {

    private static final ScheduledEvent EVENT = Events.read("VerifierFunction-EveryHour.json", ScheduledEvent.class);
    private static final LambdaContext CONTEXT = new LambdaContext("VerifierFunction");

    private static InventoryDatabase database;

    private final RecordedMetrics metrics = new RecordedMetrics();

    @BeforeAll
    static void start() {
        database = new InventoryDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void clear() {
        database.clear();
    }

    @Test
    void handleRequest_sampleEventTwice_shouldTellThatAllIsRight() {
        database.receive(TEA, 20, 3);
        database.receive(CUP, 10, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 3), line("CUP", 2))));
        var platform = TestPlatform.of(InventoryDatabase.settings(), database.client());
        var worker = new VerifierWorker(platform);

        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 2L));
        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 2L));
        assertThat(((RecordedMetrics) platform.metrics()).sum("StockDifference")).isZero();
    }

    @Test
    void handleRequest_someSkusAreNotRight_shouldCountThem() {
        database.receive(TEA, 20, 3);
        database.receive(CUP, 10, 1);
        database.tamper(TEA, 1, -1);
        database.tamper(CUP, 0, 5);

        assertThat(worker(database.placedOrders()).handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("different", 2L));
        assertThat(metrics.sum("StockDifference")).isEqualTo(2);
        assertThat(metrics.sum("StockUnverified")).isZero();
    }

    @Test
    void handleRequest_ordersCannotBeCountedInTime_shouldRaiseNoDifference() {
        database.receive(TEA, 20, 3);
        database.tamper(TEA, 1, -1);

        assertThat(worker((first, last, work) -> false).handleRequest(EVENT, CONTEXT))
                .isEqualTo(Map.of("unverified", 1L));
        assertThat(metrics.sum("StockDifference")).isZero();
        assertThat(metrics.sum("StockUnverified")).isEqualTo(1);
    }

    private VerifierWorker worker(PlacedOrders placed) {
        return new VerifierWorker(database.verifier(placed), TestPlatform.CLOCK, metrics);
    }
}
