package dev.stampede.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderLog.Append;
import dev.stampede.contracts.orders.OrderLog.Placement;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.adapters.DynamoDbCatalogSkus;
import dev.stampede.inventory.adapters.DynamoDbCustomerCounts;
import dev.stampede.inventory.adapters.DynamoDbMailedEvents;
import dev.stampede.inventory.adapters.DynamoDbMovements;
import dev.stampede.inventory.adapters.DynamoDbPlacedOrders;
import dev.stampede.inventory.adapters.DynamoDbProgressStore;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.DynamoDbStockWriter;
import dev.stampede.inventory.adapters.DynamoDbStockedSkus;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentOutcome;
import dev.stampede.inventory.adjustment.Adjustments;
import dev.stampede.inventory.adjustment.Movements;
import dev.stampede.inventory.reservation.CustomerCounts;
import dev.stampede.inventory.reservation.Releases;
import dev.stampede.inventory.reservation.Reservations;
import dev.stampede.inventory.reservation.StockWriter;
import dev.stampede.inventory.resharding.ReshardOutcome;
import dev.stampede.inventory.resharding.Resharding;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.StockEquation;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.inventory.sweep.OverdueSteps;
import dev.stampede.inventory.sweep.Repairs;
import dev.stampede.inventory.verification.Closing;
import dev.stampede.inventory.verification.PlacedOrders;
import dev.stampede.inventory.verification.ProgressStore;
import dev.stampede.inventory.verification.RollingRecount;
import dev.stampede.inventory.verification.Verifier;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * A database with the tables of the inventory module, and its use cases. Pauses do not wait. As a static extension of a test
 * class, it is empty before each test and closed after the last one.
 */
public final class InventoryDatabase implements BeforeEachCallback, AfterAllCallback {

    public static final Sku TEA = new Sku("TEA");
    public static final Sku CUP = new Sku("CUP");

    /** The maximum units of a SKU in an unpaid order. */
    public static final int MAX_UNPAID_UNITS = 99;

    private static final String[] TABLES = {"OrdersTable", "InventoryTable", "CatalogTable", "EmailsTable"};

    private final LocalDynamoDb database = LocalDynamoDb.start(TABLES);
    private final AtomicInteger adjustments = new AtomicInteger();
    public final Backoff backoff = new Backoff(duration -> Thread.yield(), new Random(1));

    private Clock clock = TestEnvironment.CLOCK;

    /** Sets the clock of what writes, until the database is cleared. */
    public void use(Clock time) {
        clock = time;
    }

    public DynamoDbClient client() {
        return database.client();
    }

    public void clear() {
        clock = TestEnvironment.CLOCK;
        database.clear(TABLES);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.close();
    }

    public static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("ORDERS_TABLE", "OrdersTable"),
                Map.entry("INVENTORY_TABLE", "InventoryTable"),
                Map.entry("CATALOG_TABLE", "CatalogTable"),
                Map.entry("EMAILS_TABLE", "EmailsTable"),
                Map.entry("HOLD_SECONDS", "900"),
                Map.entry("MAX_SHARDS", "16"),
                Map.entry("MAX_UNPAID_UNITS", Integer.toString(MAX_UNPAID_UNITS)),
                Map.entry("SWEEP_SECONDS", "120"),
                Map.entry("ADJUSTMENTS_QUEUE_URL", "http://localhost/adjustments"),
                Map.entry("PAYMENTS_QUEUE_URL", "http://localhost/payments"),
                Map.entry("HOLD_EXPIRY_QUEUE_URL", "http://localhost/hold-expiry"),
                Map.entry("STOCK_RELEASES_QUEUE_URL", "http://localhost/stock-releases"),
                Map.entry("EMAILS_QUEUE_URL", "http://localhost/emails"),
                Map.entry("PARKED_RECORDS_QUEUE_URL", "http://localhost/parked"));
    }

    // ---- use cases

    public DynamoDbOrderLog log() {
        return new DynamoDbOrderLog(client(), "OrdersTable", clock, TestEnvironment.BACKOFF);
    }

    public Stocks stocks() {
        return new DynamoDbStocks(client(), "InventoryTable", backoff);
    }

    public StockWriter stockWriter() {
        return new DynamoDbStockWriter(client(), "OrdersTable", "InventoryTable", log(), backoff);
    }

    public DynamoDbShardMoves moves() {
        return new DynamoDbShardMoves(client(), "InventoryTable", backoff);
    }

    public Resharding resharding() {
        return new Resharding(stocks(), moves(), backoff, TestEnvironment.CLOCK);
    }

    public DynamoDbMovements movements() {
        return new DynamoDbMovements(client(), "InventoryTable", backoff);
    }

    /** Adjustments with a catalog that contains every SKU. */
    public Adjustments adjustments() {
        return adjustments(movements());
    }

    public Adjustments adjustments(Movements movements) {
        return new Adjustments(stocks(), movements, Set::copyOf, backoff);
    }

    /** Adjustments that read the catalog table, see {@link #sell}. */
    public Adjustments adjustmentsOfSold() {
        return new Adjustments(
                stocks(), movements(), new DynamoDbCatalogSkus(client(), "CatalogTable", backoff), backoff);
    }

    public Reservations reservations() {
        return reservations(writer -> writer);
    }

    /** @param faults wraps the writer to inject faults */
    public Reservations reservations(UnaryOperator<StockWriter> faults) {
        return reservations(stocks(), faults.apply(stockWriter()));
    }

    public CustomerCounts counts() {
        return new DynamoDbCustomerCounts(client(), "InventoryTable", backoff);
    }

    public Reservations reservations(Stocks stocks, StockWriter writer) {
        return new Reservations(
                stocks, writer, counts(), log(), resharding(), backoff, new Random(), clock, Orders.HOLD,
                MAX_UNPAID_UNITS);
    }

    public Verifier verifier() {
        return verifier(placedOrders());
    }

    public Verifier verifier(PlacedOrders placed) {
        return verifier(stocks(), placed);
    }

    public Verifier verifier(Stocks stocks, PlacedOrders placed) {
        return verifier(stocks, placed, TestEnvironment.CLOCK);
    }

    public Verifier verifier(Stocks stocks, PlacedOrders placed, Clock clock) {
        return new Verifier(
                new DynamoDbStockedSkus(client(), "InventoryTable"), stocks, placed, log(), overdueSteps(clock),
                progress(), clock, duration -> Thread.yield());
    }

    private OverdueSteps overdueSteps(Clock clock) {
        return new OverdueSteps(
                new DynamoDbMailedEvents(client(), "EmailsTable", clock, backoff), clock, Duration.ofHours(1));
    }

    public ProgressStore progress() {
        return new DynamoDbProgressStore(client(), "InventoryTable", backoff, new Random(), clock);
    }

    public Closing closing(Clock clock) {
        return closing(placedOrders(), progress(), clock);
    }

    public Closing closing(PlacedOrders placed, ProgressStore store, Clock clock) {
        return new Closing(
                new DynamoDbStockedSkus(client(), "InventoryTable"), placed, log(), overdueSteps(clock), store, clock);
    }

    public RollingRecount recount(Clock clock) {
        return new RollingRecount(new DynamoDbPlacedOrders(client(), "OrdersTable"), log(), clock);
    }

    /** @param sent receives the messages sent to queues */
    public Repairs repairs(Collection<OwedStep> sent) {
        return new Repairs(sent::addAll, reservations());
    }

    /** Records that a customer was notified of a fact, as the email function does. */
    public void mailed(String name, int seq) {
        client().putItem(put -> put.tableName("EmailsTable").item(Map.of(
                "pk", AttributeValue.fromS("mail#" + Orders.id(name) + "/" + seq), "state",
                AttributeValue.fromS("SENT"))));
    }

    public PlacedOrders placedOrders() {
        return new DynamoDbPlacedOrders(client(), "OrdersTable");
    }

    public Releases releases() {
        return new Releases(stocks(), stockWriter(), log(), backoff);
    }

    // ---- fixtures

    public Adjustment adjustment(Sku sku, int delta) {
        return new Adjustment(
                "adjustment-" + adjustments.incrementAndGet(), sku, delta, "Counted", "tester", Orders.NOW);
    }

    /** Adds SKUs to the catalog. */
    public void sell(Sku... skus) {
        for (var sku : skus) {
            client().putItem(put -> put.tableName("CatalogTable")
                    .item(Map.of("pk", AttributeValue.fromS("sku#" + sku), "sku", AttributeValue.fromS(sku.value()))));
        }
    }

    /** Receives units and spreads them over shards. */
    public void receive(Sku sku, int units, int shards) {
        assertThat(adjustments().apply(adjustment(sku, units))).isInstanceOf(AdjustmentOutcome.Applied.class);
        assertThat(resharding().reshard(sku, shards, "owner")).isInstanceOf(ReshardOutcome.Resharded.class);
    }

    /** Removes units from a shard, or adds them, without a record: the fault that the verifier finds. */
    public void tamper(Sku sku, int shard, int units) {
        client().updateItem(update -> update.tableName("InventoryTable")
                .key(Map.of("pk", AttributeValue.fromS("shard#" + sku + "#" + shard)))
                .updateExpression("ADD available :units")
                .expressionAttributeValues(Map.of(":units", AttributeValue.fromN(Integer.toString(units)))));
    }

    /** Places an order and returns its first fact, as the stream does. */
    public RecordedFact place(String name, OrderLine... lines) {
        return place(name, Orders.placedFact(lines));
    }

    public RecordedFact place(String name, OrderPlaced first) {
        var placement = log().place(Orders.id(name), first);
        return ((Placement.Placed) placement).order().facts().getFirst();
    }

    /** Places {@code count} identical orders, named {@code prefix-0} and so on. */
    public List<RecordedFact> placeMany(String prefix, int count, OrderLine... lines) {
        return IntStream.range(0, count).mapToObj(number -> place(prefix + "-" + number, lines)).toList();
    }

    public Order append(String name, Fact... facts) {
        var order = order(name);
        return ((Append.Appended) log().append(order, List.of(facts))).order();
    }

    public Order order(String name) {
        return log().find(Orders.id(name)).orElseThrow();
    }

    public Stock stock(Sku sku) {
        return stocks().read(sku);
    }

    public List<Long> availablePerShard(Sku sku) {
        return stock(sku).shards().stream().map(level -> level.available()).toList();
    }

    public List<Order> orders() {
        return facts().stream()
                .collect(Collectors.groupingBy(RecordedFact::orderId, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(facts -> facts.stream().sorted(Comparator.comparingInt(RecordedFact::seq)).toList())
                .map(Order::of)
                .toList();
    }

    public long count(OrderStatus status) {
        return orders().stream().filter(order -> order.status() == status).count();
    }

    /** The records of the orders stream for these facts, in order. */
    public DynamodbEvent streamOf(Collection<RecordedFact> facts) {
        var items = items("OrdersTable").stream()
                .collect(Collectors.toMap(item -> item.get("orderId").s() + "/" + item.get("seq").n(), item -> item));
        var records = new ArrayList<Map<String, Object>>();
        for (var fact : facts) {
            records.add(streamRecord(records.size(), items.get(fact.orderId() + "/" + fact.seq())));
        }
        return Events.parse(Json.write(Map.of("Records", records)), DynamodbEvent.class);
    }

    public static Map<String, Object> streamRecord(int number, Map<String, AttributeValue> item) {
        var image = new LinkedHashMap<String, Object>();
        item.forEach((name, value) -> image.put(
                name, value.s() == null ? Map.of("N", value.n()) : Map.of("S", value.s())));
        return Map.of(
                "eventName", "INSERT", "eventSource", "aws:dynamodb",
                "dynamodb", Map.of("SequenceNumber", Integer.toString(number), "NewImage", image));
    }

    /** Asserts that for every SKU received = available + in orders, and that no shard is below zero. */
    public void assertEquation(Sku... skus) {
        var stocks = stocks().read(List.of(skus)).values();
        assertThat(StockEquation.differences(stocks, orders())).isEmpty();
    }

    private List<RecordedFact> facts() {
        return items("OrdersTable").stream().map(FactItems::fact).toList();
    }

    public List<Map<String, AttributeValue>> items(String table) {
        return client().scanPaginator(ScanRequest.builder().tableName(table).consistentRead(true).build())
                .items()
                .stream()
                .toList();
    }
}
