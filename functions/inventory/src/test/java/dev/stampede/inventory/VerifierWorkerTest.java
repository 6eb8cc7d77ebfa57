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
import java.util.stream.IntStream;
import java.util.Optional;
import java.time.Instant;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.inventory.verification.Progress;
import dev.stampede.inventory.verification.Checkpoint;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.money.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

class VerifierWorkerTest {

    private static final ScheduledEvent EVENT = Events.read("VerifierFunction-EveryTenMinutes.json",
            ScheduledEvent.class);
    private static final LambdaContext CONTEXT = new LambdaContext("VerifierFunction");

    private static final Fact PAID = new PaymentCaptured(0, new Money(1000, "EUR"), "charge");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<OwedStep> sent = new ArrayList<>();

    @Test
    void handleRequest_sampleEventTwice_shouldReportNoDifference() {
        database.receive(TEA, 20, 3);
        database.receive(CUP, 10, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 3), line("CUP", 2))));
        var environment = TestEnvironment.of(InventoryDatabase.settings(), database.client(), new NoQueues());
        var worker = new VerifierWorker(environment);

        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 2L));
        assertThat(worker.handleRequest(EVENT, CONTEXT)).as("in the same hour").isEmpty();
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
    void handleRequest_requestedTwice_shouldNameWhatIsWrongAndChangeNothing() {
        database.receive(TEA, 20, 1);
        database.receive(CUP, 10, 1);
        database.tamper(CUP, 0, 5);
        database.reservations().reserve(List.of(database.place("expired", line("TEA", 1))));
        database.append("expired", new HoldExpired());
        var clock = new AdjustableClock();
        clock.advance(Duration.ofDays(5));
        database.use(clock);
        var worker = worker(clock);

        var report = worker.handleRequest(requested(), CONTEXT);

        assertThat(report.get("isFinished")).isEqualTo(true);
        assertThat(report.get("verified")).isEqualTo(1L);
        assertThat(report.get("different")).isEqualTo(1L);
        assertThat(report.get("differences")).isEqualTo(List.of(Map.of(
                "sku", CUP.value(), "received", 10L, "available", 15L, "inOrders", 0L, "difference", 5L)));
        assertThat(report.get("overdue")).isEqualTo(Map.of("RELEASE", 1L));
        assertThat(String.valueOf(report.get("overdueSteps"))).contains("RELEASE",
                database.order("expired").id().value());
        assertThat(worker.handleRequest(requested(), CONTEXT)).isEqualTo(report);
        assertThat(sent).isEmpty();
        assertThat(metrics.isKnown("StockDifference")).isFalse();
        assertThat(database.progress().read().progress()).isEmpty();
    }

    private static ScheduledEvent requested() {
        var event = new ScheduledEvent();
        event.setDetailType(VerifierWorker.REQUESTED);
        return event;
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
        var clock = new AdjustableClock();
        clock.advance(Duration.ofDays(5));
        database.use(clock);
        var worker = worker(clock);

        worker.handleRequest(EVENT, CONTEXT);
        assertThat(database.order("unanswered").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(sent).extracting(OwedStep::kind).containsExactly(Kind.RELEASE);
        clock.advance(Duration.ofHours(2));
        worker.handleRequest(EVENT, CONTEXT);

        assertThat(sent).extracting(OwedStep::kind)
                .containsExactlyInAnyOrder(Kind.RELEASE, Kind.RELEASE, Kind.CHARGE, Kind.HOLD_END);
        assertThat(metrics.sum("OverdueReleases")).isEqualTo(2);
        assertThat(metrics.sum("OverdueReservations")).isEqualTo(1);
        database.assertEquation(TEA);
    }

    @Test
    void handleRequest_nextHour_shouldVerifyAgain() {
        database.receive(TEA, 20, 1);
        database.reservations().reserve(database.placeMany("old", 5, line("TEA", 1)));
        IntStream.range(0, 5).forEach(number -> database.append("old-" + number, PAID));
        var clock = new AdjustableClock();
        clock.advance(Duration.ofDays(5));
        var worker = worker(clock);
        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 1L));
        clock.advance(Duration.ofHours(1));
        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 1L));
        assertThat(metrics.sum("StockDifference")).isZero();
        assertThat(metrics.sum("CheckpointDifference")).isZero();
        assertThat(database.progress().read().progress().orElseThrow().checkpoint().units())
                .isEqualTo(Map.of(TEA, 5L));
    }

    @Test
    void handleRequest_notAllOrdersSummedUpInTime_shouldSaySoAndContinueInTheNextRun() {
        database.receive(TEA, 20, 1);
        database.reservations().reserve(database.placeMany("old", 5, line("TEA", 1)));
        IntStream.range(0, 5).forEach(number -> database.append("old-" + number, PAID));
        var clock = new AdjustableClock();
        clock.advance(Duration.ofDays(5));
        var placed = database.placedOrders();
        var slow = (PlacedOrders) (from, to, work) -> {
            clock.advance(Duration.ofSeconds(1));
            return placed.forEach(from, to, work);
        };
        var worker = new VerifierWorker(
                database.progress(), database.closing(slow, database.progress(), clock),
                database.verifier(database.stocks(), placed, clock), database.recount(clock),
                database.repairs(sent), clock, metrics);

        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEmpty();
        assertThat(metrics.sum("VerificationUnfinished")).isEqualTo(1);
        assertThat(metrics.isKnown("StockDifference")).isFalse();
        var runs = 1;
        while (worker.handleRequest(EVENT, CONTEXT).isEmpty() && runs < 100) {
            runs++;
        }

        assertThat(runs).isBetween(2, 50);
        assertThat(metrics.sum("VerificationUnfinished")).isEqualTo(runs);
        assertThat(metrics.sum("StockDifference")).isZero();
    }

    @Test
    void handleRequest_checkpointIsWrong_shouldReportAndCorrectIt() {
        database.receive(TEA, 20, 1);
        database.reservations().reserve(database.placeMany("old", 5, line("TEA", 1)));
        IntStream.range(0, 5).forEach(number -> database.append("old-" + number, PAID));
        var clock = new AdjustableClock();
        clock.advance(Duration.ofDays(5));
        database.closing(clock).run(database.progress().read(), clock.instant().plusSeconds(60));
        var saved = database.progress().read();
        var checkpoint = saved.progress().orElseThrow().checkpoint();
        var wrong = new Checkpoint(checkpoint.until(), Map.of(TEA, 4L), checkpoint.open());
        assertThat(database.progress().save(
                new Progress(wrong, Optional.empty(), Instant.EPOCH), saved.version())).isTrue();
        var worker = worker(clock);

        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("different", 1L));
        assertThat(metrics.sum("CheckpointDifference")).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(worker.handleRequest(EVENT, CONTEXT)).isEqualTo(Map.of("verified", 1L));
        assertThat(metrics.sum("CheckpointDifference")).isEqualTo(1);
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

    private VerifierWorker worker(Clock clock) {
        return new VerifierWorker(
                database.progress(), database.closing(clock),
                database.verifier(database.stocks(), database.placedOrders(), clock), database.recount(clock),
                database.repairs(sent), clock, metrics);
    }

    private VerifierWorker worker(PlacedOrders placed) {
        return new VerifierWorker(
                database.progress(), database.closing(TestEnvironment.CLOCK), database.verifier(placed),
                database.recount(TestEnvironment.CLOCK), database.repairs(sent), TestEnvironment.CLOCK, metrics);
    }
}
