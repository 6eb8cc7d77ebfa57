package dev.stampede.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderNumber;
import dev.stampede.contracts.id.ReportId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.reports.StockMovements.Movement;
import dev.stampede.runtime.jobs.Turns.Turn;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.Killable.Killed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportRunTest {

    private static final LocalDate FROM = LocalDate.parse("2026-05-30");
    private static final LocalDate TO = LocalDate.parse("2026-06-02");
    private static final int MAX_CALLS = 500;

    private final AdjustableClock clock = new AdjustableClock();
    private InMemoryReports reports = new InMemoryReports();
    private int pages = 2;
    /** Whether the last message found another worker's lease. */
    private boolean isBusy;

    @Test
    void orders_ofManyDaysAndSteps_shouldEachBeOneRowInTheOrderOfPlacement() {
        fill();
        var id = made(ReportKind.ORDERS, ReportFormat.CSV);

        var lines = lines(id);
        assertThat(lines).hasSize(1 + 26);
        assertThat(lines.getFirst()).startsWith("\uFEFFreference,number,status,placedAt,");
        var references = lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
        assertThat(references).doesNotHaveDuplicates();
        assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[3])).isSorted();
        var job = reports.find(id.value()).orElseThrow();
        assertThat(job.state()).isEqualTo(ReportJob.State.COMPLETED);
        assertThat(job.rows()).isEqualTo(26);
        assertThat(job.chunks()).isGreaterThan(3);
        assertThat(job.progress()).hasValue(100);
    }

    @Test
    void orders_shouldHaveContactAddressAndMoney() {
        reports.orders.add(order("1", "2026-06-01T10:00:00Z", List.of(Orders.line("TEA", 2)), true, true));
        var id = made(ReportKind.ORDERS, ReportFormat.JSONL);

        assertThat(reports.file(id)).isEqualTo("{\"reference\":\"" + Orders.id("1")
                + "\",\"number\":\"" + OrderNumber.of(Orders.id("1"))
                + "\",\"status\":\"REFUNDED\",\"placedAt\":\"2026-06-01T10:00:00Z\","
                + "\"updatedAt\":\"2026-06-01T10:00:04Z\",\"email\":\"buyer@example.com\",\"name\":\"Bo Buyer\","
                + "\"currency\":\"EUR\",\"subtotal\":2000,\"discount\":0,\"shipping\":0,\"tax\":0,"
                + "\"taxIncluded\":false,\"total\":2000,\"paid\":2000,\"refunded\":2000,\"line1\":\"1 Main Street\","
                + "\"city\":\"Springfield\",\"region\":\"IL\",\"postalCode\":\"12345\",\"country\":\"US\"}\n");
    }

    @Test
    void orderLines_shouldEachBeARow() {
        fill();
        var id = made(ReportKind.ORDER_LINES, ReportFormat.CSV);

        assertThat(lines(id)).hasSize(1 + 2 * 26);
    }

    @Test
    void sales_shouldBeSummedUpByDayAndSku() {
        fill();
        var id = made(ReportKind.SALES, ReportFormat.CSV);

        // Of the thirteen orders of a day, those with even numbers are paid, and the last of these is refunded.
        assertThat(lines(id).stream().skip(1)).containsExactly(
                "2026-05-31,MUG,product-MUG,Name of MUG,EUR,7,7,7000,0,0,7000,1,1000",
                "2026-05-31,TEA,product-TEA,Name of TEA,EUR,7,14,14000,0,0,14000,2,2000",
                "2026-06-01,MUG,product-MUG,Name of MUG,EUR,7,7,7000,0,0,7000,1,1000",
                "2026-06-01,TEA,product-TEA,Name of TEA,EUR,7,14,14000,0,0,14000,2,2000");
    }

    @Test
    void stockMovements_shouldBeThoseOfThePeriodBySkuAndTime() {
        fill();
        var id = made(ReportKind.STOCK_MOVEMENTS, ReportFormat.CSV);

        var lines = lines(id);
        assertThat(lines).hasSize(1 + 5 * 7);
        assertThat(lines.get(1)).isEqualTo("2026-06-01T00:00:00Z,SKU-0,5,Delivery,owner,a0");
        assertThat(lines.stream().skip(1).map(line -> line.split(",", -1)[1])).isSorted();
    }

    @ParameterizedTest
    @EnumSource
    void report_withoutEntries_shouldHaveAHeaderAlone(ReportKind kind) {
        assertThat(lines(made(kind, ReportFormat.CSV))).hasSize(1);
    }

    static Stream<Arguments> kills() {
        return Stream.of(ReportKind.values())
                .flatMap(kind -> Stream.of(Arguments.of(kind, false), Arguments.of(kind, true)));
    }

    @ParameterizedTest
    @MethodSource("kills")
    void worker_thatIsKilledAtAnyCall_shouldLeaveAJobThatGoesOn(ReportKind kind, boolean isAfter) {
        fill();
        var expected = reports.file(made(kind, ReportFormat.CSV));
        var isKilled = true;
        for (var call = 1; isKilled; call++) {
            reports = new InMemoryReports();
            fill();
            var id = created(kind, ReportFormat.CSV);
            reports.killAt(call, isAfter);
            drain();
            isKilled = reports.wasKilled();

            assertThat(reports.file(id)).as("killed at call %s", call).isEqualTo(expected);
            assertThat(call).isLessThan(MAX_CALLS);
        }
    }

    @Test
    void sameMessageTwice_shouldChangeNothing() {
        fill();
        var id = created(ReportKind.SALES, ReportFormat.CSV);
        reports.messages.add(new ReportQueue.Step(id));
        drain();
        var file = reports.file(id);
        var job = reports.find(id.value());

        assertThat(run().next(id)).isInstanceOf(Turn.Ended.class);
        assertThat(reports.file(id)).isEqualTo(file);
        assertThat(reports.find(id.value())).isEqualTo(job);
        assertThat(lines(id)).hasSize(1 + 4);
    }

    @Test
    void message_whileAnotherWorkerMakesAStep_shouldWaitForItsLease() {
        fill();
        var id = created(ReportKind.ORDERS, ReportFormat.CSV);
        reports.killAt(3, false);
        assertThat(isKilled(id)).isTrue();
        reports.live();

        assertThat(run().next(id)).isInstanceOf(Turn.Busy.class);
        clock.advance(ReportRun.LEASE);
        assertThat(run().next(id)).isInstanceOf(Turn.Continued.class);
    }

    @Test
    void job_whoseMessageWasLost_shouldGoOnWhenItIsAskedFor() {
        var api = new Reports(reports, reports, clock);
        var job = api.create(ReportKind.ORDERS, ReportFormat.CSV, FROM, TO, "owner");
        reports.messages.clear();
        assertThat(api.find(job.id())).contains(job);
        assertThat(reports.messages).isEmpty();

        clock.advance(Duration.ofMinutes(6));
        api.find(job.id());
        drain();

        assertThat(api.find(job.id()).orElseThrow().state()).isEqualTo(ReportJob.State.COMPLETED);
        clock.advance(Duration.ofHours(1));
        api.find(job.id());
        assertThat(reports.messages).isEmpty();
    }

    @Test
    void file_thatWouldBeTooLarge_shouldFail() {
        var job = job(ReportKind.ORDERS, ReportFormat.CSV);
        assertThat(job.after(ReportPosition.START, false, 1, ReportJob.MAX_BYTES, false, clock.instant()).state())
                .isEqualTo(ReportJob.State.RUNNING);
        assertThat(job.after(ReportPosition.START, false, 1, ReportJob.MAX_BYTES + 1, false, clock.instant()).state())
                .isEqualTo(ReportJob.State.FAILED);
    }

    @Test
    void next_unknownJob_shouldBeDropped() {
        assertThat(run().next(ReportId.random())).isInstanceOf(Turn.NotStarted.class);
    }

    /** Two days of orders, with those of the days around them; and movements of five SKUs. */
    private void fill() {
        for (var number = 0; number < 13; number++) {
            for (var day : List.of("2026-05-31", "2026-06-01")) {
                reports.orders.add(order(day + number, day + "T10:%02d:00Z".formatted(number),
                        List.of(Orders.line("TEA", 2), Orders.line("MUG", 1)), number % 2 == 0, number == 12));
            }
        }
        reports.orders.add(order("before", "2026-05-29T23:59:59.999Z", List.of(Orders.line("TEA", 1)), true, false));
        reports.orders.add(order("after", "2026-06-03T00:00:00Z", List.of(Orders.line("TEA", 1)), true, false));
        for (var sku = 0; sku < 5; sku++) {
            for (var number = 0; number < 7; number++) {
                reports.movements.add(movement("SKU-" + sku, "a" + number, "2026-06-01T00:00:00Z"));
            }
            reports.movements.add(movement("SKU-" + sku, "b", "2026-06-03T00:00:00Z"));
        }
    }

    private static Movement movement(String sku, String id, String at) {
        return new Movement(Instant.parse(at), new Sku(sku), 5, "Delivery", "owner", id);
    }

    private static Order order(String name, String at, List<OrderLine> lines, boolean isPaid, boolean isRefunded) {
        var array = lines.toArray(OrderLine[]::new);
        var placed = Orders.placedFact(array);
        var facts = new ArrayList<Fact>(List.of(placed, Orders.reservedFact(array)));
        if (isPaid) {
            facts.add(new PaymentCaptured(0, placed.total(), "charge"));
        }
        if (isRefunded) {
            facts.add(new RefundRequested(RefundReason.SHOP, Actor.admin("owner")));
            facts.add(new Refunded(new Money(placed.total().amount(), "EUR"), "refund"));
        }
        var log = new ArrayList<RecordedFact>();
        for (var fact : facts) {
            log.add(new RecordedFact(
                    Orders.id(name), log.size(), Instant.parse(at).plusSeconds(log.size()), "", fact));
        }
        return Order.of(log);
    }

    private ReportJob job(ReportKind kind, ReportFormat format) {
        return ReportJob.created(ReportId.random(), kind, format, FROM, TO, clock.instant(), "owner");
    }

    private ReportId created(ReportKind kind, ReportFormat format) {
        var job = job(kind, format);
        reports.create(job);
        reports.messages.add(new ReportQueue.Step(job.id()));
        return job.id();
    }

    private ReportId made(ReportKind kind, ReportFormat format) {
        var id = created(kind, format);
        drain();
        return id;
    }

    private List<String> lines(ReportId id) {
        return List.of(reports.file(id).split("\r\n"));
    }

    private ReportRun run() {
        return new ReportRun(reports, reports, reports, reports, reports, clock, pages);
    }

    /** Delivers messages as a queue does: a message that was not handled comes again later. */
    private void drain() {
        while (!reports.messages.isEmpty()) {
            var message = reports.messages.peek();
            if (isKilled(message.reportId()) || isBusy) {
                clock.advance(Duration.ofMinutes(12));
            } else {
                reports.messages.remove(message);
            }
        }
    }

    private boolean isKilled(ReportId id) {
        try {
            isBusy = run().next(id) instanceof Turn.Busy;
            return false;
        } catch (Killed killed) {
            return true;
        }
    }
}
