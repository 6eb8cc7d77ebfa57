package dev.stampede.reports.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.ReportId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.inventory.MovementItems;
import dev.stampede.contracts.inventory.StockedSkuKeys;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.reports.ReportFormat;
import dev.stampede.reports.ReportJob;
import dev.stampede.reports.ReportKind;
import dev.stampede.reports.ReportPosition;
import dev.stampede.reports.StockMovements.Movement;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReportReadsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-06-01");

    private static LocalDynamoDb database;

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("OrdersTable", "InventoryTable", "ReportsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("OrdersTable");
        database.clear("InventoryTable");
        database.clear("ReportsTable");
    }

    @Test
    void ofDay_manyOrders_shouldGiveEachOnceOldestFirst() {
        place("before", Instant.parse("2026-05-31T23:59:59.999Z"));
        var placed = IntStream.range(0, 230)
                .mapToObj(number -> place("order-" + number, Instant.parse("2026-06-01T00:00:00Z").plusMillis(number)))
                .toList();
        place("after", Instant.parse("2026-06-02T00:00:00Z"));
        var orders = new DynamoDbPlacedOrders(
                database.client(), "OrdersTable", TestEnvironment.CLOCK, TestEnvironment.BACKOFF);

        var read = new ArrayList<OrderId>();
        var page = orders.ofDay(DAY, null);
        page.orders().stream().map(Order::id).forEach(read::add);
        while (page.next().isPresent()) {
            page = orders.ofDay(DAY, page.next().get());
            page.orders().stream().map(Order::id).forEach(read::add);
        }

        assertThat(read).isEqualTo(placed);
    }

    @Test
    void movements_shouldBeThoseOfThePeriodThatWereApplied() {
        for (var sku : List.of("B", "A", "C")) {
            put("sku#" + sku, StockedSkuKeys.LISTING, StockedSkuKeys.listing(new Sku(sku)), StockedSkuKeys.SKU, sku);
        }
        for (var number = 0; number < 130; number++) {
            movement("A", "a%03d".formatted(number), Instant.parse("2026-06-01T00:00:00Z").plusMillis(number), false);
        }
        movement("A", "refused", Instant.parse("2026-06-01T12:00:00Z"), true);
        movement("A", "late", Instant.parse("2026-06-02T00:00:00Z"), false);
        movement("A", "early", Instant.parse("2026-05-31T23:59:59.999Z"), false);
        var movements = new DynamoDbStockMovements(database.client(), "InventoryTable");

        assertThat(movements.skus(null)).extracting(Sku::value).containsExactly("A", "B", "C");
        assertThat(movements.skus(new Sku("B"))).extracting(Sku::value).containsExactly("C");
        assertThat(movements.skus(new Sku("C"))).isEmpty();
        var from = Instant.parse("2026-06-01T00:00:00Z");
        var until = Instant.parse("2026-06-02T00:00:00Z");
        var first = movements.ofSku(new Sku("A"), from, until, null);
        var rest = movements.ofSku(new Sku("A"), from, until, first.next().orElseThrow());
        assertThat(rest.next()).isEmpty();
        var read = new ArrayList<>(first.movements());
        read.addAll(rest.movements());
        assertThat(read).hasSize(130).extracting(Movement::adjustmentId).isSorted();
        assertThat(movements.ofSku(new Sku("B"), from, until, null).movements()).isEmpty();
    }

    @Test
    void jobs_shouldBeReadAsTheyWereWritten() {
        var jobs = new DynamoDbReportJobs(database.client(), "ReportsTable");
        var created = new ReportJob(
                ReportId.random(), ReportKind.SALES, ReportFormat.JSONL, DAY, DAY.plusDays(1), ReportJob.State.QUEUED,
                TestEnvironment.NOW, "owner", TestEnvironment.NOW, new ReportPosition(null, null, true), false, 0, 0, 0,
                false, null, 1);
        var read = new ReportJob(
                created.id(), ReportKind.SALES, ReportFormat.JSONL, DAY, DAY.plusDays(1), ReportJob.State.RUNNING,
                TestEnvironment.NOW, "owner", TestEnvironment.NOW.plusSeconds(5),
                new ReportPosition("2026-06-01", "2026-06-01T00:00:00.000Z#1", false), true, 3, 200, 40_000, true,
                TestEnvironment.NOW.plusSeconds(9), 2);
        jobs.create(created);
        assertThat(jobs.find(created.key())).contains(created);

        assertThat(jobs.replace(created, read)).isTrue();
        assertThat(jobs.replace(created, read)).isFalse();

        assertThat(jobs.find(created.key())).contains(read);
        assertThat(jobs.list(null, 10).jobs()).containsExactly(read);
    }

    private static OrderId place(String name, Instant at) {
        var log = new DynamoDbOrderLog(
                database.client(), "OrdersTable", Clock.fixed(at, ZoneOffset.UTC), TestEnvironment.BACKOFF);
        log.place(Orders.id(name), Orders.placedFact(Orders.line("TEA", 1)));
        return Orders.id(name);
    }

    private static void movement(String sku, String id, Instant at, boolean isRefused) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValue.fromS("movement#" + id));
        item.put(MovementItems.MOVEMENT_SKU, AttributeValue.fromS(sku));
        item.put(MovementItems.MOVEMENT_KEY, AttributeValue.fromS(MovementItems.movementKey(at, id)));
        item.put(MovementItems.ADJUSTMENT_ID, AttributeValue.fromS(id));
        item.put(MovementItems.DELTA, AttributeValue.fromN("5"));
        item.put(MovementItems.REASON, AttributeValue.fromS("Delivery"));
        item.put(MovementItems.BY, AttributeValue.fromS("owner"));
        item.put(MovementItems.AT, AttributeValue.fromS(at.toString()));
        if (isRefused) {
            item.put(MovementItems.REFUSAL, AttributeValue.fromS("NOT_ENOUGH"));
        }
        database.client().putItem(put -> put.tableName("InventoryTable").item(item));
    }

    private static void put(String pk, String... attributes) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValue.fromS(pk));
        for (var index = 0; index < attributes.length; index += 2) {
            item.put(attributes[index], AttributeValue.fromS(attributes[index + 1]));
        }
        database.client().putItem(put -> put.tableName("InventoryTable").item(item));
    }
}
