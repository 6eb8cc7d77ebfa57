package dev.stampede.inventory;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.OwedStep.Kind;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.inventory.verification.PlacedOrders;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

class VerifierWorkerTest {

    private static final ScheduledEvent EVENT = Events.read("VerifierFunction-EveryHour.json", ScheduledEvent.class);
    private static final LambdaContext CONTEXT = new LambdaContext("VerifierFunction");

    private static InventoryDatabase database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<OwedStep> sent = new ArrayList<>();

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
    void handleRequest_sampleEventTwice_shouldReportNoDifference() {
        database.receive(TEA, 20, 3);
        database.receive(CUP, 10, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 3), line("CUP", 2))));
        var environment = TestEnvironment.of(InventoryDatabase.settings(), database.client(), new NoQueues());
        var worker = new VerifierWorker(environment);

        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 2L));
        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 2L));
        var metrics = (RecordedMetrics) environment.metrics();
        for (var metric : List.of("StockDifference", "StockUnverified", "VerificationUnfinished", "OverdueReservations",
                "OverdueCharges", "OverdueHolds", "OverdueRefunds", "OverdueReleases", "OverdueMails")) {
            assertThat(metrics.isKnown(metric)).as(metric).isTrue();
            assertThat(metrics.sum(metric)).as(metric).isZero();
        }
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
        assertThat(metrics.isKnown("StockDifference")).isFalse();
        assertThat(metrics.isKnown("OverdueHolds")).isFalse();
        assertThat(metrics.sum("StockUnverified")).isEqualTo(1);
        assertThat(metrics.sum("VerificationUnfinished")).isEqualTo(1);
    }

    @Test
    void handleRequest_oneSkuNeverStandsStill_shouldNotSayThatAllIsRight() {
        database.receive(TEA, 20, 3);
        var busy = (PlacedOrders) (first, last, work) -> {
            database.adjustments().apply(database.adjustment(TEA, 1));
            return database.placedOrders().forEach(first, last, work);
        };

        worker(busy).handleRequest(EVENT, CONTEXT);

        assertThat(metrics.isKnown("StockDifference")).isFalse();
        assertThat(metrics.sum("VerificationUnfinished")).isZero();
        assertThat(metrics.isKnown("OverdueHolds")).isTrue();
    }

    @Test
    void handleRequest_overdueOrdersTwice_shouldCountThemAndRepeatTheirSteps() {
        database.receive(TEA, 20, 1);
        database.reservations().reserve(List.of(database.place("expired", line("TEA", 1))));
        database.append("expired", new HoldExpired());
        database.place("unanswered", line("TEA", 1));
        var clock = Clock.offset(TestEnvironment.CLOCK, Duration.ofDays(5));
        var worker = new VerifierWorker(
                database.verifier(database.stocks(), database.placedOrders(), clock), database.repairs(sent), clock,
                metrics);

        worker.handleRequest(EVENT, CONTEXT);
        assertThat(database.order("unanswered").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(sent).extracting(OwedStep::kind).containsExactly(Kind.RELEASE);
        worker.handleRequest(EVENT, CONTEXT);

        assertThat(sent).extracting(OwedStep::kind)
                .containsExactlyInAnyOrder(Kind.RELEASE, Kind.RELEASE, Kind.CHARGE, Kind.HOLD_END);
        assertThat(metrics.sum("OverdueReleases")).isEqualTo(2);
        assertThat(metrics.sum("OverdueReservations")).isEqualTo(1);
        database.assertEquation(TEA);
    }

    /** Nothing is sent where nothing is overdue. */
    private static final class NoQueues implements SqsClient {

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private VerifierWorker worker(PlacedOrders placed) {
        return new VerifierWorker(
                database.verifier(placed), database.repairs(sent), TestEnvironment.CLOCK, metrics);
    }
}
