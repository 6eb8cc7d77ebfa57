package dev.stampede.inventory;

import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.inventory.adapters.DynamoDbShownAvailability;
import dev.stampede.inventory.availability.Availabilities;
import dev.stampede.inventory.availability.ShownAvailability;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.events.ParkedRecord;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AvailabilityWorkerTest {

    private static final LambdaContext CONTEXT = new LambdaContext("AvailabilityFunction");
    private static final Sku A5 = new Sku("FIELD-NOTEBOOK-A5");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final RecordedQueue parked = new RecordedQueue();

    @Test
    void handleRequest_sampleEventTwice_shouldShowWhatIsThereNowAndWriteOnce() {
        product(A5);
        database.receive(A5, 4, 2);
        var event = Events.read("AvailabilityFunction-StockChanged.json", DynamodbEvent.class);
        var environment = TestEnvironment.of(InventoryDatabase.settings(), database.client(), parked);
        var worker = new AvailabilityWorker(environment);

        worker.handleRequest(event, CONTEXT);
        var again = worker.handleRequest(event, CONTEXT);

        assertThat(again.getBatchItemFailures()).isEmpty();
        assertThat(database.items("CatalogTable")).extracting(item -> item.get("availability").s())
                .containsExactly("LOW", "LOW");
        assertThat(((RecordedMetrics) environment.metrics()).sum("Availability/LOW")).isEqualTo(1);
    }

    @Test
    void handleRequest_skuCreatedAfterItsStock_shouldShowItOnce() {
        database.receive(A5, 40, 2);
        product(A5);
        var event = Events.read("AvailabilityFunction-SkuCreated.json", DynamodbEvent.class);
        var environment = TestEnvironment.of(InventoryDatabase.settings(), database.client(), parked);
        var worker = new AvailabilityWorker(environment);

        worker.handleRequest(event, CONTEXT);
        var again = worker.handleRequest(event, CONTEXT);

        assertThat(again.getBatchItemFailures()).isEmpty();
        assertThat(database.items("CatalogTable")).extracting(item -> item.get("availability").s())
                .containsExactly("IN_STOCK", "IN_STOCK");
        assertThat(((RecordedMetrics) environment.metrics()).sum("Availability/IN_STOCK")).isEqualTo(1);
    }

    @Test
    void handleRequest_productWithManyStockedSkus_shouldShowThemAll() {
        var skus = IntStream.range(0, 40).mapToObj(number -> new Sku("TEA-" + number)).toList();
        product(skus.toArray(Sku[]::new));
        skus.forEach(sku -> database.receive(sku, 40, 1));
        var worker = new AvailabilityWorker(
                TestEnvironment.of(InventoryDatabase.settings(), database.client(), parked));

        var response = worker.handleRequest(
                shardRecords(skus.stream().map(Sku::value).toArray(String[]::new)), CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(database.items("CatalogTable")).extracting(item -> item.get("availability").s())
                .hasSize(41)
                .containsOnly("IN_STOCK");
    }

    @Test
    void handleRequest_manyRecordsOfASku_shouldLookOnce() {
        var seen = Collections.synchronizedList(new ArrayList<Sku>());
        ShownAvailability shown = availability -> {
            seen.addAll(availability.keySet());
            return Set.of();
        };

        worker(shown).handleRequest(shardRecords("TEA", "CUP", "TEA", "TEA"), CONTEXT);

        assertThat(seen).containsExactlyInAnyOrder(TEA, CUP);
    }

    @Test
    void handleRequest_oneSkuWaitsForAService_shouldComeBackFromItsFirstRecordAndShowTheOthers() {
        product(CUP);
        database.receive(CUP, 9, 1);

        var response = worker(showingAllBut(TEA, new ContentionException("busy")))
                .handleRequest(shardRecords("CUP", "TEA", "?", "TEA"), CONTEXT);

        assertThat(response.getBatchItemFailures()).extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("1");
        assertThat(parked.bodies()).isEmpty();
        assertThat(database.items("CatalogTable")).extracting(item -> item.get("availability").s())
                .containsOnly("IN_STOCK");
    }

    @Test
    void handleRequest_recordsThatCannotBeReadOrShown_shouldBeParkedAndTheOthersShown() {
        product(CUP);
        database.receive(CUP, 9, 1);

        var response = worker(showingAllBut(TEA, new IllegalStateException("broken")))
                .handleRequest(shardRecords("TEA", "?", "CUP", "TEA"), CONTEXT);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(parked.bodies()).extracting(body -> ParkedRecord.parse(body).reason()).containsExactly(
                ParkedRecord.Reason.FAILED, ParkedRecord.Reason.UNREADABLE, ParkedRecord.Reason.FAILED);
        assertThat(database.items("CatalogTable")).extracting(item -> item.get("availability").s())
                .containsOnly("IN_STOCK");
    }

    private static ShownAvailability showingAllBut(Sku broken, RuntimeException failure) {
        var real = new DynamoDbShownAvailability(database.client(), "CatalogTable", database.backoff);
        return availability -> {
            if (availability.containsKey(broken)) {
                throw failure;
            }
            return real.show(availability);
        };
    }

    private AvailabilityWorker worker(ShownAvailability shown) {
        var environment = TestEnvironment.of(InventoryDatabase.settings(), database.client(), parked);
        return new AvailabilityWorker(
                environment, environment.settings().read(AvailabilityConfig::fromSettings),
                new Availabilities(database.stocks(), shown));
    }

    private static DynamodbEvent shardRecords(String... skus) {
        var records = new ArrayList<Map<String, Object>>();
        for (var sku : skus) {
            records.add(InventoryDatabase.streamRecord(records.size(), Map.of(
                    "pk", AttributeValue.fromS("shard#" + sku + "#0"), "sku", AttributeValue.fromS(sku),
                    "shard", AttributeValue.fromN("0"))));
        }
        return Events.parse(Json.write(Map.of("Records", records)), DynamodbEvent.class);
    }

    private static void product(Sku... skus) {
        var variants = Stream.of(skus)
                .map(sku -> AttributeValue.fromM(Map.of(
                        "sku", AttributeValue.fromS(sku.value()), "price", AttributeValue.fromN("100"))))
                .toList();
        put(Map.of(
                "pk", AttributeValue.fromS("product#p"), "productId", AttributeValue.fromS("p"),
                "availability", AttributeValue.fromS("OUT"), "skuAvailability", AttributeValue.fromM(Map.of()),
                "version", AttributeValue.fromN("1"), "category", AttributeValue.fromS("tea"),
                "price", AttributeValue.fromN("100"), "priceTo", AttributeValue.fromN("100"),
                "variants", AttributeValue.fromL(variants)));
        for (var sku : skus) {
            put(Map.of(
                    "pk", AttributeValue.fromS("sku#" + sku), "sku", AttributeValue.fromS(sku.value()),
                    "productId", AttributeValue.fromS("p"), "availability", AttributeValue.fromS("OUT")));
        }
    }

    private static void put(Map<String, AttributeValue> item) {
        database.client().putItem(put -> put.tableName("CatalogTable").item(item));
    }
}
