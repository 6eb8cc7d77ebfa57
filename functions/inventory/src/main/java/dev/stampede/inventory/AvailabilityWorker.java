package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adapters.DynamoDbShownAvailability;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.availability.Availabilities;
import dev.stampede.runtime.Platform;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/**
 * Tells the catalog what is in stock, low or out. Consumes the stream of inventory, and of the catalog's SKUs those
 * that are new to it: nothing was shown of their stock as long as they were not there.
 */
public final class AvailabilityWorker implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(AvailabilityWorker.class);

    private final Availabilities availabilities;
    private final Metrics metrics;

    public AvailabilityWorker() {
        this(Platform.lambda());
    }

    public AvailabilityWorker(Platform platform) {
        this(availabilities(platform), platform.metrics());
    }

    AvailabilityWorker(Availabilities availabilities, Metrics metrics) {
        this.availabilities = availabilities;
        this.metrics = metrics;
    }

    private record Config(String inventoryTable, String catalogTable) {}

    private static Availabilities availabilities(Platform platform) {
        var config = platform.settings().read(settings -> new Config(
                settings.text("INVENTORY_TABLE"), settings.text("CATALOG_TABLE")));
        var dynamoDb = platform.aws().dynamoDb();
        var backoff = platform.backoff();
        return new Availabilities(
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), backoff),
                new DynamoDbShownAvailability(dynamoDb, config.catalogTable(), backoff));
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return Telemetry.invocation(context, () -> new StreamsEventResponse(failures(event.getRecords())));
    }

    /** However often a SKU is in the batch, it is looked at once; if that fails, all of its records failed. */
    private List<BatchItemFailure> failures(List<DynamodbStreamRecord> records) {
        var recordsOf = records.stream().collect(Collectors.groupingBy(AvailabilityWorker::skuText));
        return notShown(recordsOf.keySet()).stream()
                .flatMap(sku -> recordsOf.get(sku).stream())
                .map(record -> new BatchItemFailure(record.getDynamodb().getSequenceNumber()))
                .toList();
    }

    private static String skuText(DynamodbStreamRecord record) {
        var image = record.getDynamodb().getNewImage();
        return image == null || image.get("sku") == null ? "" : image.get("sku").getS();
    }

    /** All at once, which takes few reads; if that fails, each for itself, so that one does not keep the others back. */
    private Collection<String> notShown(Set<String> skus) {
        if (isShown(skus)) {
            return Set.of();
        }
        return skus.size() == 1 ? skus : skus.stream().filter(sku -> !isShown(Set.of(sku))).toList();
    }

    private boolean isShown(Set<String> skus) {
        try {
            availabilities.refresh(skus.stream().map(Sku::new).toList()).forEach(this::tell);
            return true;
        } catch (RuntimeException e) {
            LOG.error("An availability could not be shown", e);
            return false;
        }
    }

    private void tell(Sku sku, Availability availability) {
        LOG.info("Availability changed", StructuredArguments.entry("sku", sku.value()),
                StructuredArguments.entry("availability", availability.name()));
        metrics.outcome("Availability", availability.name());
    }
}
