package dev.stampede.inventory;

import static dev.stampede.runtime.telemetry.LogField.failure;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adapters.DynamoDbShownAvailability;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.availability.Availabilities;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.Parking;
import dev.stampede.runtime.events.StreamWorker;
import dev.stampede.runtime.events.StreamWorker.Item;
import dev.stampede.runtime.telemetry.LogField;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the availability of SKUs and products in the catalog. Consumes the stream of the inventory table, and new SKUs
 * from the stream of the catalog table, because stock can exist before the SKU does.
 */
public final class AvailabilityWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(AvailabilityWorker.class);

    private final Availabilities availabilities;
    private final Metrics metrics;
    private final StreamWorker<Sku> worker;

    public AvailabilityWorker() {
        this(FunctionEnvironment.lambda());
    }

    public AvailabilityWorker(FunctionEnvironment environment) {
        this(environment, environment.settings().read(AvailabilityConfig::fromSettings));
    }

    private AvailabilityWorker(FunctionEnvironment environment, AvailabilityConfig config) {
        this(environment, config, availabilities(environment, config));
    }

    AvailabilityWorker(FunctionEnvironment environment, AvailabilityConfig config, Availabilities availabilities) {
        this.availabilities = availabilities;
        this.metrics = environment.metrics();
        this.worker = new StreamWorker<>(
                AvailabilityWorker::sku, this::show,
                new Parking(environment.aws().sqs(), config.parkedRecordsQueueUrl()), environment.backoff(),
                environment.clock(),
                environment.metrics());
    }

    private static Availabilities availabilities(FunctionEnvironment environment, AvailabilityConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        var backoff = environment.backoff();
        return new Availabilities(
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbShownAvailability(dynamoDb, config.catalogTable(), backoff));
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return worker.handle(event, context);
    }

    private static Optional<Sku> sku(DynamodbStreamRecord record) {
        return Optional.of(new Sku(record.getDynamodb().getNewImage().get("sku").getS()));
    }

    /** Each SKU of the batch is processed once; if that fails, all of its records fail. */
    private Map<Integer, RuntimeException> show(List<Item<Sku>> items, Instant deadline) {
        var failures = failures(items.stream().map(Item::value).collect(Collectors.toSet()));
        return items.stream()
                .filter(item -> failures.containsKey(item.value()))
                .collect(Collectors.toMap(Item::position, item -> failures.get(item.value())));
    }

    /** Processes all SKUs together, with few reads; if that fails, one by one, so that one SKU does not block the others. */
    private Map<Sku, RuntimeException> failures(Set<Sku> skus) {
        try {
            availabilities.refresh(skus).forEach(this::report);
            return Map.of();
        } catch (RuntimeException e) {
            LOG.warn("The availability of {} SKUs could not be updated", skus.size(), failure(e));
            if (skus.size() == 1) {
                return Map.of(skus.iterator().next(), e);
            }
            var failures = new HashMap<Sku, RuntimeException>();
            skus.forEach(sku -> failures.putAll(failures(Set.of(sku))));
            return failures;
        }
    }

    private void report(Sku sku, Availability availability) {
        LOG.info("Availability changed", LogField.entry("sku", sku.value()),
                LogField.entry("availability", availability.name()));
        metrics.outcome("Availability", availability.name());
    }
}
