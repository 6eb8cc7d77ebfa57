package dev.stampede.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.events.CodeUsesEvent;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.events.ParkedRecord;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.GivenClients;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.RecordedQueue;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Pause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;

class CatalogEventsWorkerTest {

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:order-events";

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final RecordedQueue parked = new RecordedQueue();
    private final FakeSns sns = new FakeSns(entry -> false);

    @Test
    void sampleEvent_shouldBecomeEventsInOrder() {
        var response = relay(sns, sample());

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(sns.requests()).singleElement().extracting(PublishBatchRequest::topicArn).isEqualTo(TOPIC);
        assertThat(types(sns)).containsExactly(
                "stampede.stock.low-stock.v1", "stampede.stock.sold-out.v1", "stampede.stock.back-in-stock.v1",
                "stampede.product.changed.v1", "stampede.product.deleted.v1");
        assertThat(Json.read(sns.messages().get(3), JsonNode.class)).isEqualTo(Json.read("""
                {"specversion": "1.0", "id": "field-notebook/111100000000000000000004", "source": "/stampede/catalog",
                 "type": "stampede.product.changed.v1", "subject": "field-notebook", "time": "2026-06-01T12:00:04Z",
                 "datacontenttype": "application/json", "data": {"productId": "field-notebook"}}""", JsonNode.class));
        assertThat(Json.read(sns.messages().get(1), JsonNode.class)).isEqualTo(Json.read("""
                {"specversion": "1.0", "id": "FIELD-NOTEBOOK-A5/111100000000000000000002", "source": "/stampede/stock",
                 "type": "stampede.stock.sold-out.v1", "subject": "FIELD-NOTEBOOK-A5", "time": "2026-06-01T12:00:02Z",
                 "datacontenttype": "application/json",
                 "data": {"sku": "FIELD-NOTEBOOK-A5", "productId": "field-notebook", "availability": "OUT",
                          "previous": "LOW"}}""", JsonNode.class));
        assertThat(metrics.sum("CatalogEventsPublished")).isEqualTo(5);
    }

    @Test
    void type_shouldBeAnAttributeThatSubscriptionsFilterBy() {
        relay(sns, sample());

        assertThat(sns.taken()).allSatisfy(entry -> assertThat(entry.messageAttributes().get("type").stringValue())
                .isEqualTo(Json.read(entry.message(), JsonNode.class).path("type").asText()));
    }

    @ParameterizedTest
    @CsvSource({
            "IN_STOCK, LOW, low-stock", "IN_STOCK, OUT, sold-out", "LOW, OUT, sold-out", "OUT, LOW, back-in-stock",
            "OUT, IN_STOCK, back-in-stock"})
    void change_shouldBecomeThatEvent(String before, String now, String kind) {
        relay(sns, batch(change(0, before, now)));

        assertThat(types(sns)).containsExactly("stampede.stock." + kind + ".v1");
    }

    @ParameterizedTest
    @CsvSource({"LOW, IN_STOCK", "OUT, OUT", "LOW, LOW", "IN_STOCK, IN_STOCK"})
    void change_shouldBeNoEvent(String before, String now) {
        assertThat(relay(sns, batch(change(0, before, now))).getBatchItemFailures()).isEmpty();

        assertThat(sns.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INSERT, changed", "MODIFY, changed", "REMOVE, deleted"})
    void product_shouldBecomeThatEvent(String eventName, String kind) {
        var change = change(0, "IN_STOCK", "IN_STOCK");
        change.setEventName(eventName);
        change.getDynamodb().setKeys(Map.of("pk", text("product#a-1")));

        assertThat(relay(sns, batch(change)).getBatchItemFailures()).isEmpty();

        assertThat(types(sns)).containsExactly("stampede.product." + kind + ".v1");
        assertThat(ProductEvent.parse(sns.messages().getFirst()).subject()).isEqualTo(new ProductId("a-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "REMOVE"})
    void skuThatComesOrGoes_shouldBeNoEvent(String eventName) {
        var change = change(0, "IN_STOCK", "OUT");
        change.setEventName(eventName);

        assertThat(relay(sns, batch(change)).getBatchItemFailures()).isEmpty();
        assertThat(sns.messages()).isEmpty();
    }

    @Test
    void itemThatIsNeitherAProductNorASku_shouldBeNoEvent() {
        var change = change(0, "IN_STOCK", "OUT");
        change.getDynamodb().getNewImage().remove("sku");

        assertThat(relay(sns, batch(change)).getBatchItemFailures()).isEmpty();
        assertThat(sns.messages()).isEmpty();
    }

    @Test
    void sameBatchTwice_shouldPublishTheSameEvents() {
        relay(sns, sample());
        relay(sns, sample());

        assertThat(sns.messages().subList(5, 10)).isEqualTo(sns.messages().subList(0, 5));
    }

    @Test
    void entriesThatKeepFailing_shouldComeBackFromTheFirstOn() {
        var failing = new FakeSns(entry -> List.of("7", "12", "21").contains(entry.id()));

        var response = relay(failing, batch(IntStream.range(0, 25)
                .mapToObj(position -> change(position, "LOW", "OUT")).toArray(DynamodbStreamRecord[]::new)));

        assertFailedFrom(response, 7);
        assertThat(failing.messages()).hasSize(22);
        assertThat(metrics.sum("CatalogEventsPublished")).isEqualTo(7);
    }

    @Test
    void failureAfterAChangeThatIsNoEvent_shouldReturnFromThereOn() {
        var failing = new FakeSns(entry -> true);

        assertFailedFrom(relay(failing, batch(change(0, "LOW", "IN_STOCK"), change(1, "LOW", "OUT"))), 1);
    }

    @Test
    void itemThatCannotBeRead_shouldBeParkedAndHoldNothingBack() {
        var unknown = change(1, "LOW", "GONE");
        var empty = change(2, "LOW", "OUT");
        empty.getDynamodb().setNewImage(null);

        var response = relay(
                sns, batch(change(0, "LOW", "OUT"), unknown, empty, change(3, "OUT", "LOW")));

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(sns.messages()).hasSize(2);
        assertThat(parked.bodies()).extracting(body -> ParkedRecord.parse(body).reason())
                .containsExactly(ParkedRecord.Reason.UNREADABLE, ParkedRecord.Reason.UNREADABLE);
    }

    private StreamsEventResponse relay(FakeSns topic, DynamodbEvent batch) {
        return new CatalogEventsWorker(new FunctionEnvironment(
                new Settings(Map.of("EVENTS_TOPIC_ARN", TOPIC, "PARKED_RECORDS_QUEUE_URL", "http://localhost/parked")),
                TestEnvironment.CLOCK, Pause.sleeping(), new Random(), new GivenClients(topic, parked), metrics))
                        .handleRequest(batch, new LambdaContext("CatalogEventsFunction"));
    }

    private static void assertFailedFrom(StreamsEventResponse response, int position) {
        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly(sequenceNumber(position));
    }

    private static List<String> types(FakeSns sns) {
        return sns.messages().stream().map(json -> Json.read(json, JsonNode.class).path("type").asText()).toList();
    }

    private static DynamodbEvent sample() {
        return Events.read("CatalogEventsFunction-CatalogChanged.json", DynamodbEvent.class);
    }

    private static DynamodbEvent batch(DynamodbStreamRecord... changes) {
        var batch = new DynamodbEvent();
        batch.setRecords(new ArrayList<>(List.of(changes)));
        return batch;
    }

    @Test
    void usesOfACode_shouldBecomeEventsOfWhatWasAdded() {
        var first = code("INSERT", null, 100);
        var raised = code("MODIFY", 100, 150);

        assertThat(relay(sns, batch(first, raised)).getBatchItemFailures()).isEmpty();

        assertThat(types(sns)).containsExactly("stampede.promotion.uses-added.v1", "stampede.promotion.uses-added.v1");
        assertThat(CodeUsesEvent.parse(sns.messages().getFirst()).data())
                .isEqualTo(new CodeUsesEvent.Data("TEN", 100, 100));
        var second = CodeUsesEvent.parse(sns.messages().getLast());
        assertThat(second.data()).isEqualTo(new CodeUsesEvent.Data("TEN", 50, 150));
        assertThat(second.subject()).isEqualTo(Sku.ofPromotion("TEN"));
    }

    @Test
    void availabilityOfACode_shouldBeNoEvent() {
        assertThat(relay(sns, batch(code("MODIFY", 100, 100))).getBatchItemFailures()).isEmpty();

        assertThat(sns.messages()).isEmpty();
    }

    private static DynamodbStreamRecord code(String event, @Nullable Integer before, int now) {
        var change = change(now, "OUT", "IN_STOCK");
        change.setEventName(event);
        change.getDynamodb().setKeys(Map.of("pk", text("sku#promotion:TEN")));
        change.getDynamodb().setOldImage(before == null ? null : code("OUT", before));
        change.getDynamodb().setNewImage(code("IN_STOCK", now));
        return change;
    }

    private static Map<String, AttributeValue> code(String availability, int uses) {
        return Map.of(
                "sku", text("promotion:TEN"), "availability", text(availability),
                "uses", new AttributeValue().withN(Integer.toString(uses)));
    }

    private static DynamodbStreamRecord change(int position, String before, String now) {
        var change = sample().getRecords().getFirst();
        var body = change.getDynamodb();
        var old = new HashMap<>(body.getOldImage());
        var image = new HashMap<>(body.getNewImage());
        old.put("availability", text(before));
        image.put("availability", text(now));
        body.setOldImage(old);
        body.setNewImage(image);
        body.setSequenceNumber(sequenceNumber(position));
        return change;
    }

    private static AttributeValue text(String value) {
        return new AttributeValue().withS(value);
    }

    private static String sequenceNumber(int position) {
        return Integer.toString(5_000 + position);
    }
}
