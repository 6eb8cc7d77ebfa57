package dev.stampede.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.ReservationWorker;
import dev.stampede.inventory.adapters.DynamoDbMovements;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentOutcome;
import dev.stampede.inventory.adjustment.Adjustments;
import dev.stampede.inventory.resharding.ReshardOutcome;
import dev.stampede.inventory.resharding.Resharding;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.local.lab.capacity.CloudLimits;
import dev.stampede.local.lab.capacity.SdkRetries;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Ten reservation writers on one SKU, in the database as it is in the cloud: transactions that meet cancel each other,
 * and partitions have limits.
 */
class ConcurrentSaleTest {

    private static final String ORDERS = "OrdersTable";
    private static final String INVENTORY = "InventoryTable";
    private static final Sku TEA = new Sku("TEA");
    private static final int WRITERS = 10;
    private static final int BATCH = 10;
    private static final LambdaContext CONTEXT = new LambdaContext("ReservationsFunction");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Starts when the orders are placed, and goes on: deadlines of the functions are in the same time as the log. */
    private final Clock clock = Clock.offset(Clock.tickMillis(ZoneOffset.UTC), Duration.between(
            Instant.now().truncatedTo(ChronoUnit.MILLIS), Orders.NOW));
    private final Backoff backoff = TestEnvironment.BACKOFF;
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final RecordedQueue parked = new RecordedQueue();
    private LocalDynamoDb database;
    private int placed;

    @BeforeEach
    void start() {
        database = LocalDynamoDb.start(ORDERS, INVENTORY);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    /** The more shards, the fewer transactions come to nothing; with one shard there is progress all the same. */
    @ParameterizedTest
    @CsvSource({"1, 1.0", "16, 0.3"})
    void crowd_onSoManyShards_shouldBeServedWithFewTransactions(int shards, double most) {
        receive(500, shards);
        var batches = place(40);

        var started = System.nanoTime();
        sell(batches, cloud(1), shards);

        var seconds = Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0;
        var perOrder = metrics.sum("StockTransactions") / 400;
        System.out.printf(
                "%d shards: %.3f transactions an order, %.0f conflicts, %.1f s%n", shards, perOrder,
                metrics.sum("StockConflicts"), seconds);
        assertAllIsWell(400, 0);
        assertThat(perOrder).isLessThanOrEqualTo(most);
    }

    @Test
    void crowd_onOneShard_shouldMakeItMoreOfThem() {
        receive(2000, 1);

        sell(place(150), cloud(1), 16);

        System.out.printf(
                "1 shard, growing to %d: %.3f transactions an order, %.0f conflicts%n", stock().shards().size(),
                metrics.sum("StockTransactions") / 1500, metrics.sum("StockConflicts"));
        assertAllIsWell(1500, 0);
        assertThat(metrics.sum("ShardsGrown")).isPositive();
        assertThat(stock().shards()).hasSizeBetween(2, 16);
        assertThat(stock().isAtRest()).isTrue();
    }

    @Test
    void crowd_ofAThrottledShard_shouldMakeItMoreOfThem() {
        receive(1000, 1);

        sell(place(30), cloud(50), 16);

        assertAllIsWell(300, 0);
        assertThat(metrics.sum("ShardsGrown")).isPositive();
    }

    @Test
    void crowd_forTooFewUnitsWhileTwoOwnersWantTheOpposite_shouldBuyEveryUnit() {
        receive(150, 4);
        var batches = place(20);
        var limits = cloud(1);
        var left = new AtomicInteger(WRITERS);
        var work = new ArrayList<Callable<?>>(writers(batches, limits, 16, left));
        for (var shards : List.of(16, 1)) {
            work.add(() -> {
                while (left.get() > 0) {
                    resharding(limits).reshard(TEA, shards, "owner");
                }
                return null;
            });
        }

        allAtOnce(work);

        assertAllIsWell(150, 50);
        assertThat(stock().available()).isZero();
    }

    private void assertAllIsWell(int reserved, int rejected) {
        var orders = orders();
        assertThat(orders).filteredOn(order -> order.status() == OrderStatus.RESERVED).hasSize(reserved);
        assertThat(orders).filteredOn(order -> order.status() == OrderStatus.REJECTED).hasSize(rejected);
        assertThat(orders).hasSize(reserved + rejected);
        assertThat(stock().held()).isEqualTo(reserved);
        assertThat(parked.bodies()).isEmpty();
    }

    private void sell(Queue<List<Map<String, AttributeValue>>> batches, DynamoDbClient client, int maxShards) {
        allAtOnce(writers(batches, client, maxShards, new AtomicInteger(WRITERS)));
    }

    /** @param left counts down when a writer has nothing left to do */
    private List<Callable<?>> writers(
            Queue<List<Map<String, AttributeValue>>> batches, DynamoDbClient client, int maxShards,
            AtomicInteger left) {
        var environment = TestEnvironment.of(
                Map.of(
                        "ORDERS_TABLE", ORDERS, "INVENTORY_TABLE", INVENTORY, "HOLD_SECONDS", "900", "MAX_UNPAID_UNITS",
                        "20", "MAX_SHARDS",
                        Integer.toString(maxShards), "PARKED_RECORDS_QUEUE_URL", "http://localhost/parked"),
                client, parked);
        var metered = new FunctionEnvironment(
                environment.settings(), clock, environment.pause(), environment.random(), environment.aws(), metrics);
        var writers = new ArrayList<Callable<?>>();
        for (var writer = 0; writer < WRITERS; writer++) {
            writers.add(() -> {
                try {
                    var worker = new ReservationWorker(metered);
                    for (var batch = batches.poll(); batch != null; batch = batches.poll()) {
                        reserve(worker, batch);
                    }
                    return null;
                } finally {
                    left.decrementAndGet();
                }
            });
        }
        return writers;
    }

    /** As Lambda does: from the first record on that failed, all of them come again. */
    private void reserve(ReservationWorker worker, List<Map<String, AttributeValue>> batch) {
        for (var open = batch; !open.isEmpty();) {
            var failed = worker.handleRequest(stream(open), CONTEXT).getBatchItemFailures().stream()
                    .map(BatchItemFailure::getItemIdentifier)
                    .map(Integer::parseInt)
                    .collect(toSet());
            var first = failed.stream().min(Integer::compare).orElse(open.size());
            open = open.subList(first, open.size());
        }
    }

    private static DynamodbEvent stream(List<Map<String, AttributeValue>> items) {
        var records = new ArrayList<Map<String, Object>>();
        for (var item : items) {
            var image = new LinkedHashMap<String, Object>();
            item.forEach((name, value) -> image.put(
                    name, value.s() == null ? Map.of("N", value.n()) : Map.of("S", value.s())));
            records.add(Map.of("eventName", "INSERT", "dynamodb",
                    Map.of("SequenceNumber", Integer.toString(records.size()), "NewImage", image)));
        }
        try {
            return Events.parse(MAPPER.writeValueAsString(Map.of("Records", records)), DynamodbEvent.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Partitions that take so many times less than in the cloud. */
    private DynamoDbClient cloud(double factor) {
        return SdkRetries.around(new CloudLimits(CloudLimits.Options.scaledDown(factor)).around(database.client()));
    }

    /** So many batches of orders of one unit: the first items of their logs. */
    private Queue<List<Map<String, AttributeValue>>> place(int count) {
        var log = log();
        var batches = new ConcurrentLinkedQueue<List<Map<String, AttributeValue>>>();
        for (var batch = 0; batch < count; batch++) {
            var items = new ArrayList<Map<String, AttributeValue>>();
            for (var number = 0; number < BATCH; number++) {
                var id = Orders.id("order-" + placed++);
                log.place(id, Orders.placedFact(Orders.line("TEA", 1)));
                items.add(database.client().getItem(get -> get.tableName(ORDERS)
                        .key(Map.of(
                                "orderId", AttributeValue.fromS(id.value()), "seq", AttributeValue.fromN("0"))))
                        .item());
            }
            batches.add(items);
        }
        return batches;
    }

    private void receive(int units, int shards) {
        var client = database.client();
        var adjustments = new Adjustments(
                new DynamoDbStocks(client, INVENTORY, backoff), new DynamoDbMovements(client, INVENTORY, backoff),
                Set::copyOf, backoff);
        assertThat(adjustments.apply(new Adjustment("delivery", TEA, units, "Counted", "tester", Orders.NOW)))
                .isInstanceOf(AdjustmentOutcome.Applied.class);
        assertThat(resharding(client).reshard(TEA, shards, "owner")).isInstanceOf(ReshardOutcome.Resharded.class);
    }

    private Resharding resharding(DynamoDbClient client) {
        return new Resharding(
                new DynamoDbStocks(client, INVENTORY, backoff), new DynamoDbShardMoves(client, INVENTORY, backoff),
                backoff, clock);
    }

    private Stock stock() {
        return new DynamoDbStocks(database.client(), INVENTORY, backoff).read(TEA);
    }

    private List<Order> orders() {
        var log = log();
        var orders = new ArrayList<Order>();
        for (var number = 0; number < placed; number++) {
            orders.add(log.find(Orders.id("order-" + number)).orElseThrow());
        }
        return orders;
    }

    private DynamoDbOrderLog log() {
        return new DynamoDbOrderLog(database.client(), ORDERS, clock, backoff);
    }

    private static void allAtOnce(List<Callable<?>> work) {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            var futures = new ArrayList<Future<?>>();
            work.forEach(one -> futures.add(threads.submit(one)));
            assertThat(futures).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(120)));
        }
    }
}
