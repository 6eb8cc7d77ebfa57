package dev.stampede.inventory;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.orders.adapters.FactItems;
import dev.stampede.inventory.adapters.DynamoDbCustomerCounts;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.DynamoDbStockWriter;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.adapters.StockWriteLog;
import dev.stampede.inventory.reservation.Reservations;
import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.inventory.resharding.AutoResharding;
import dev.stampede.inventory.resharding.AutoResharding.Change;
import dev.stampede.inventory.resharding.Resharding;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.Parking;
import dev.stampede.runtime.events.StreamImages;
import dev.stampede.runtime.events.StreamWorker;
import dev.stampede.runtime.events.StreamWorker.Item;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes the orders stream: reserves stock for placed orders, in groups, and for orders that were paid late. */
public final class ReservationWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationWorker.class);

    private final Reservations reservations;
    private final AutoResharding autoResharding;
    private final Clock clock;
    private final Metrics metrics;
    private final StreamWorker<RecordedFact> worker;

    public ReservationWorker() {
        this(FunctionEnvironment.lambda());
    }

    public ReservationWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(ReservationWorkerConfig::fromSettings);
        this.reservations = reservations(environment, config.reservation());
        this.autoResharding = new AutoResharding(
                resharding(environment, config.reservation()), config.maxShards(), environment.clock());
        this.clock = environment.clock();
        this.metrics = environment.metrics();
        this.worker = new StreamWorker<>(
                ReservationWorker::fact, this::reserve,
                new Parking(environment.aws().sqs(), config.parkedRecordsQueueUrl()), environment.backoff(),
                environment.clock(),
                environment.metrics());
    }

    /** The reservations as all handlers wire them. */
    static Reservations reservations(FunctionEnvironment environment, ReservationConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        var log = new DynamoDbOrderLog(dynamoDb, config.ordersTable(), environment.clock(), backoff);
        return new Reservations(
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbStockWriter(dynamoDb, config.ordersTable(), config.inventoryTable(), log, backoff),
                new DynamoDbCustomerCounts(dynamoDb, config.inventoryTable(), backoff),
                log,
                resharding(environment, config),
                backoff,
                environment.random(),
                environment.clock(),
                config.hold(),
                config.maxUnpaidUnits());
    }

    private static Resharding resharding(FunctionEnvironment environment, ReservationConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        return new Resharding(
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbShardMoves(dynamoDb, config.inventoryTable(), backoff),
                backoff,
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
        report("Stock reserved", "Reserved", result.reserved());
        result.reserved().forEach(this::reportTime);
        report("Stock refused", "Refused", result.rejected());
        metrics.add("StockTransactions", result.transactions());
        metrics.add("StockConflicts", result.conflicts());
        autoResharding.adapt(result.contention(), deadline).forEach(this::report);
        return items.stream()
                .filter(item -> result.failures().containsKey(item.value()))
                .collect(Collectors.toMap(Item::position, item -> result.failures().get(item.value())));
    }

    private void reportTime(StockWrite reserved) {
        metrics.time("TimeToReserved", Duration.between(reserved.placedAt(), clock.instant()));
    }

    private void report(String message, String outcome, List<StockWrite> writes) {
        writes.forEach(write -> StockWriteLog.info(LOG, message, write));
        if (!writes.isEmpty()) {
            metrics.add("Reservation", writes.size(), "Outcome", outcome);
        }
    }

    private void report(Change change) {
        LOG.info(change.isGrowth() ? "Shards grown" : "Shards shrunk", entry("sku", change.sku().value()),
                entry("from", change.from()), entry("to", change.to()));
        metrics.add(change.isGrowth() ? "ShardsGrown" : "ShardsShrunk", 1);
    }
}
