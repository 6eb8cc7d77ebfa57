package dev.stampede.inventory;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.DynamoDbStockWriter;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adapters.StockWriteLog;
import dev.stampede.inventory.reservation.Reservations;
import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.inventory.resharding.AutoResharding;
import dev.stampede.inventory.resharding.AutoResharding.Change;
import dev.stampede.inventory.resharding.Resharding;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.events.Parking;
import dev.stampede.runtime.events.StreamImages;
import dev.stampede.runtime.events.StreamWorker;
import dev.stampede.runtime.events.StreamWorker.Item;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes the orders stream: holds stock for placed orders, in groups, and for orders whose money came late. */
public final class ReservationWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationWorker.class);

    private final Reservations reservations;
    private final AutoResharding autoResharding;
    private final Metrics metrics;
    private final StreamWorker<RecordedFact> worker;

    public ReservationWorker() {
        this(FunctionEnvironment.lambda());
    }

    public ReservationWorker(FunctionEnvironment environment) {
        this.reservations = reservations(environment);
        this.autoResharding = new AutoResharding(
                resharding(environment), environment.settings().read(ReservationWorker::maxShards),
                environment.clock());
        this.metrics = environment.metrics();
        this.worker = new StreamWorker<>(
                ReservationWorker::fact, this::reserve, Parking.of(environment), environment.backoff(),
                environment.clock(),
                environment.metrics());
    }

    private static int maxShards(Settings.Reader settings) {
        return settings.integer("MAX_SHARDS", 1, Stock.MAX_SHARDS);
    }

    private record Config(String ordersTable, String inventoryTable, Duration hold, int maxUnpaidUnits) {}

    static Reservations reservations(FunctionEnvironment environment) {
        var config = environment.settings().read(settings -> new Config(
                settings.text("ORDERS_TABLE"), settings.text("INVENTORY_TABLE"),
                settings.seconds("HOLD_SECONDS", 1, 900), settings.integer("MAX_UNPAID_UNITS", 1, 1_000_000)));
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        var log = new DynamoDbOrderLog(dynamoDb, config.ordersTable(), environment.clock(), backoff);
        return new Reservations(
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbStockWriter(dynamoDb, config.ordersTable(), config.inventoryTable(), log, backoff),
                log,
                resharding(environment),
                backoff,
                environment.random(),
                environment.clock(),
                config.hold(),
                config.maxUnpaidUnits());
    }

    private static Resharding resharding(FunctionEnvironment environment) {
        var table = environment.settings().<String> read(settings -> settings.text("INVENTORY_TABLE"));
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        return new Resharding(
                new DynamoDbStocks(dynamoDb, table, backoff), new DynamoDbShardMoves(dynamoDb, table, backoff), backoff,
                environment.clock());
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return worker.handle(event, context);
    }

    private static Optional<RecordedFact> fact(DynamodbStreamRecord record) {
        return "INSERT".equals(record.getEventName())
                ? Optional.of(FactItems.fact(StreamImages.item(record.getDynamodb().getNewImage())))
                : Optional.empty();
    }

    private Map<Integer, RuntimeException> reserve(List<Item<RecordedFact>> items, Instant deadline) {
        var facts = new LinkedHashSet<RecordedFact>();
        items.forEach(item -> facts.add(item.value()));
        var result = reservations.reserve(facts, deadline);
        tell("Stock reserved", "Reserved", result.reserved());
        tell("Stock refused", "Refused", result.rejected());
        metrics.add("StockTransactions", result.transactions());
        metrics.add("StockConflicts", result.conflicts());
        autoResharding.adapt(result.contention(), deadline).forEach(this::tell);
        return items.stream()
                .filter(item -> result.failures().containsKey(item.value()))
                .collect(Collectors.toMap(Item::position, item -> result.failures().get(item.value())));
    }

    private void tell(String message, String outcome, List<StockWrite> writes) {
        writes.forEach(write -> StockWriteLog.info(LOG, message, write));
        if (!writes.isEmpty()) {
            metrics.add("Reservation", writes.size(), "Outcome", outcome);
        }
    }

    private void tell(Change change) {
        LOG.info(change.isGrowth() ? "Shards grown" : "Shards shrunk", entry("sku", change.sku().value()),
                entry("from", change.from()), entry("to", change.to()));
        metrics.add(change.isGrowth() ? "ShardsGrown" : "ShardsShrunk", 1);
    }
}
