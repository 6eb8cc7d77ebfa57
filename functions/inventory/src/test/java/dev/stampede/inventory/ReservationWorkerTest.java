package dev.stampede.inventory;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.adapters.Intercepted;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.events.ParkedRecord;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.GivenClients;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Pause;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class ReservationWorkerTest {

    private static final OrderId SAMPLE = new OrderId("ref_00000000000000000000000000000000");
    private static final Sku A5 = new Sku("FIELD-NOTEBOOK-A5");
    private static final LambdaContext CONTEXT = new LambdaContext("ReservationsFunction");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final RecordedQueue parked = new RecordedQueue();

    @AfterEach
    void equationHolds() {
        database.assertEquation(TEA, A5);
    }

    @Test
    void handleRequest_sampleEvent_shouldReserveUnderItsCorrelationId() {
        database.log().place(SAMPLE, Orders.placedFact(line("FIELD-NOTEBOOK-A5", 2)));
        database.receive(A5, 3, 1);
        var event = Events.read("ReservationsFunction-OrdersPlaced.json", DynamodbEvent.class);

        var response = worker().handleRequest(event, CONTEXT);

        var order = database.log().find(SAMPLE).orElseThrow();
        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(order.status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(order.facts().getLast().correlationId()).isEqualTo("sample-correlation-id");
        assertThat(database.stock(A5).available()).isEqualTo(1);
    }

    @Test
    void handleRequest_sameBatchTwice_shouldReserveOnceAndCountOnce() {
        database.receive(TEA, 10, 2);
        var event = database.streamOf(database.placeMany("order", 12, line("TEA", 1)));
        var environment = TestEnvironment.of(InventoryDatabase.settings(), database.client(), parked);
        var worker = new ReservationWorker(environment);

        worker.handleRequest(event, CONTEXT);
        worker.handleRequest(event, CONTEXT);

        var metrics = (RecordedMetrics) environment.metrics();
        assertThat(metrics.sum("Reservation/Reserved")).isEqualTo(10);
        assertThat(metrics.sum("Reservation/Refused")).isEqualTo(2);
        assertThat(metrics.isKnown("TimeToReserved")).isTrue();
        assertThat(database.stock(TEA).available()).isZero();
    }

    @Test
    void handleRequest_unreadableRecords_shouldParkThemAndServeTheOthers() {
        database.receive(TEA, 10, 2);
        var event = database.streamOf(database.placeMany("order", 5, line("TEA", 1)));
        event.getRecords().get(1).getDynamodb().getNewImage().get("data").setS("{");
        event.getRecords().get(2).getDynamodb().getNewImage().get("type").setS("OrderWished");
        event.getRecords().get(3).getDynamodb().setNewImage(null);

        var response = worker().handleRequest(event, CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(2);
        assertThat(sequenceNumbers()).containsExactly("1", "2", "3");
    }

    @Test
    void handleRequest_orderThatNoStockCanBeReadFor_shouldBeParkedAndTheOthersReservedInTheirOrder() {
        database.receive(TEA, 3, 2);
        breakSettingsOf(A5);
        var before = database.placeMany("before", 2, line("TEA", 1));
        var broken = database.place("broken", line(A5.value(), 1));
        var behind = database.placeMany("behind", 2, line("TEA", 1));
        var batch = new ArrayList<>(before);
        batch.add(broken);
        batch.addAll(behind);
        var event = database.streamOf(batch);

        var response = worker().handleRequest(event, CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(Stream.of(before.get(0), before.get(1), behind.get(0))).allSatisfy(fact -> assertThat(
                database.log().find(fact.orderId()).orElseThrow().status()).isEqualTo(OrderStatus.RESERVED));
        assertThat(database.log().find(behind.get(1).orderId()).orElseThrow().status())
                .isEqualTo(OrderStatus.REJECTED);
        assertThat(sequenceNumbers()).containsExactly("2");
        assertThat(ParkedRecord.parse(parked.bodies().getFirst()).reason()).isEqualTo(ParkedRecord.Reason.FAILED);
        mendSettingsOf(A5);
    }

    @Test
    void handleRequest_replayOfWhatWasParked_shouldReserveOnce() {
        database.receive(TEA, 10, 1);
        breakSettingsOf(A5);
        var event = database.streamOf(List.of(database.place("1", line(A5.value(), 2))));
        worker().handleRequest(event, CONTEXT);
        mendSettingsOf(A5);
        database.receive(A5, 5, 1);
        var replay = ParkedRecord.parse(parked.bodies().getFirst()).replayEvent();

        for (var times = 0; times < 2; times++) {
            assertThat(worker().handleRequest(Events.parse(replay, DynamodbEvent.class), CONTEXT)
                    .getBatchItemFailures()).isEmpty();
        }

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(1);
        assertThat(database.stock(A5).available()).isEqualTo(3);
        assertThat(parked.bodies()).hasSize(1);
    }

    @Test
    void handleRequest_latePaymentOfAnOrderAgainstTheRules_shouldBeParked() {
        database.receive(TEA, 10, 1);
        database.place("1", line("TEA", 1));
        var late = new RecordedFact(Orders.id("1"), 1, Orders.NOW, "",
                new PaymentCapturedLate(0, new Money(900, "EUR"), "reference"));
        database.client().putItem(put -> put.tableName("OrdersTable").item(FactItems.item(late, Orders.NOW)));
        var event = database.streamOf(List.of(late, database.place("2", line("TEA", 1))));

        var response = worker().handleRequest(event, CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(sequenceNumbers()).containsExactly("0");
        assertThat(database.log().find(Orders.id("2")).orElseThrow().status()).isEqualTo(OrderStatus.RESERVED);
        database.clear();
    }

    @Test
    void handleRequest_littleTimeLeft_shouldBeginNothingAndReportAll() {
        database.receive(TEA, 10, 2);
        var event = database.streamOf(database.placeMany("order", 2, line("TEA", 1)));

        var response = worker().handleRequest(event, withTimeLeft(4_999));

        assertThat(response.getBatchItemFailures()).extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("0");
        assertThat(parked.bodies()).isEmpty();
        assertThat(database.count(OrderStatus.PLACED)).isEqualTo(2);
        assertThat(worker().handleRequest(event, withTimeLeft(5_000)).getBatchItemFailures()).isEmpty();
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(2);
    }

    @Test
    void handleRequest_changesAndRemovals_shouldBePassedOver() {
        database.receive(TEA, 10, 2);
        var event = database.streamOf(database.placeMany("order", 3, line("TEA", 1)));
        event.getRecords().get(0).setEventName("MODIFY");
        event.getRecords().get(1).setEventName("REMOVE");
        event.getRecords().get(1).getDynamodb().setNewImage(null);

        var response = worker().handleRequest(event, CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(1);
    }

    @Test
    void handleRequest_factOfAnotherKind_shouldBePassedOver() {
        database.receive(TEA, 10, 1);
        database.place("1", line("TEA", 1));
        var reserved = database.append("1", new StockReserved(List.of(), Orders.NOW)).facts().getLast();

        assertThat(worker().handleRequest(database.streamOf(List.of(reserved)), CONTEXT).getBatchItemFailures())
                .isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(10);
    }

    @Test
    void handleRequest_contendedBatchThenAnIdleOneMuchLater_shouldGrowAndShrinkTheShards() {
        database.receive(TEA, 100, 1);
        var now = new AtomicReference<>(Orders.NOW);
        var clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
        var metrics = new RecordedMetrics();
        var worker = new ReservationWorker(new FunctionEnvironment(
                new Settings(InventoryDatabase.settings()), clock, Pause.sleeping(), new Random(),
                new GivenClients(refusing(3, "TransactionConflict", "shard#TEA#0"), parked), metrics));

        var contended = worker.handleRequest(database.streamOf(database.placeMany("contended", 5, line("TEA", 1))),
                CONTEXT);
        var grown = database.stock(TEA);
        now.set(Orders.NOW.plus(Duration.ofHours(1)));
        var calm = worker.handleRequest(database.streamOf(database.placeMany("calm", 5, line("TEA", 1))), CONTEXT);

        assertThat(contended.getBatchItemFailures()).isEmpty();
        assertThat(calm.getBatchItemFailures()).isEmpty();
        assertThat(grown.shards()).hasSize(2);
        assertThat(grown.available()).isEqualTo(95);
        assertThat(database.availablePerShard(TEA)).containsExactly(90L);
        assertThat(metrics.sum("ShardsGrown")).isEqualTo(1);
        assertThat(metrics.sum("ShardsShrunk")).isEqualTo(1);
    }

    @Test
    void handleRequest_throttledShard_shouldGrowTheShardsOfThatSkuOnly() {
        database.receive(TEA, 100, 1);
        database.receive(A5, 100, 1);
        var batch = new ArrayList<>(database.placeMany("tea", 3, line("TEA", 1)));
        batch.addAll(database.placeMany("a5", 3, line(A5.value(), 1)));
        var worker = new ReservationWorker(TestEnvironment.of(
                InventoryDatabase.settings(), refusing(3, "ThrottlingError", "shard#TEA#0"), parked));

        var response = worker.handleRequest(database.streamOf(batch), CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(database.stock(TEA).shards()).hasSize(2);
        assertThat(database.stock(A5).shards()).hasSize(1);
    }

    /** A database that cancels the first {@code count} transactions that change the shard, for the given reason. */
    private static DynamoDbClient refusing(int times, String code, String shard) {
        var left = new AtomicInteger(times);
        return Intercepted.client(database.client(), (operation, arguments, real) -> {
            if (arguments[0] instanceof TransactWriteItemsRequest transaction) {
                var reasons = transaction.transactItems().stream()
                        .map(item -> item.update() != null && item.update().key().get("pk").s().equals(shard))
                        .map(isShard -> CancellationReason.builder().code(isShard ? code : "None").build())
                        .toList();
                if (reasons.stream().anyMatch(reason -> reason.code().equals(code)) && left.getAndDecrement() > 0) {
                    throw TransactionCanceledException.builder().cancellationReasons(reasons).build();
                }
            }
            return real.call();
        });
    }

    private static Context withTimeLeft(int millis) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getName().equals("getRemainingTimeInMillis")
                        ? millis
                        : method.invoke(CONTEXT, arguments));
    }

    private ReservationWorker worker() {
        return new ReservationWorker(TestEnvironment.of(InventoryDatabase.settings(), database.client(), parked));
    }

    private List<String> sequenceNumbers() {
        return parked.bodies().stream()
                .map(body -> ParkedRecord.parse(body).record().path("dynamodb").path("SequenceNumber").asText())
                .toList();
    }

    private static void breakSettingsOf(Sku sku) {
        database.client().putItem(put -> put.tableName("InventoryTable").item(Map.of(
                "pk", AttributeValue.fromS("sku#" + sku), "sku", AttributeValue.fromS(sku.value()),
                "shards", AttributeValue.fromS("three"))));
    }

    private static void mendSettingsOf(Sku sku) {
        database.client().deleteItem(delete -> delete.tableName("InventoryTable")
                .key(Map.of("pk", AttributeValue.fromS("sku#" + sku))));
    }
}
