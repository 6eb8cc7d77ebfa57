package dev.stampede.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.events.OrderEvent;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.SnsException;

class RelayWorkerTest {

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:order-events";

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final RecordedQueue parked = new RecordedQueue();

    @Test
    void facts_shouldBecomeEventsInTheirOrder() {
        var sns = new FakeSns(entry -> false);

        var response = relay(sns, sample());

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(sns.requests()).singleElement().extracting(PublishBatchRequest::topicArn).isEqualTo(TOPIC);
        var events = sns.messages().stream().map(OrderEvent::parse).toList();
        assertThat(events).extracting(OrderEvent::id).containsExactly(
                "ref_00000000000000000000000000000000/0", "ref_00000000000000000000000000000000/1");
        assertThat(events).extracting(OrderEvent::type).containsExactly(
                "stampede.order.order-placed.v1", "stampede.order.stock-reserved.v1");
        assertThat(events).extracting(OrderEvent::time).containsExactly(
                "2026-06-01T12:00:00.123Z", "2026-06-01T12:00:00.456Z");
        assertThat(events).extracting(OrderEvent::correlationid)
                .containsOnly("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
        assertThat(Json.read(sns.messages().getLast(), JsonNode.class).at("/data/heldUntil").asText())
                .isEqualTo("2026-06-01T12:15:00Z");
        assertThat(metrics.sum("FactsPublished")).isEqualTo(2);
    }

    @Test
    void type_shouldBeAnAttributeThatSubscriptionsFilterBy() {
        var sns = new FakeSns(entry -> false);
        relay(sns, sample());
        assertThat(sns.taken())
                .extracting(entry -> entry.messageAttributes().get("type").stringValue())
                .containsExactly("stampede.order.order-placed.v1", "stampede.order.stock-reserved.v1");
    }

    @Test
    void personalData_shouldNotBePublished() {
        var sns = new FakeSns(entry -> false);
        relay(sns, sample());
        assertThat(sns.requests().toString())
                .doesNotContain("personal", "contact", "buyer@example.com", "Bo Buyer", "Main Street", "tok_approve");
    }

    @Test
    void sameBatchTwice_shouldPublishTheSameEvents() {
        var sns = new FakeSns(entry -> false);
        relay(sns, sample());
        relay(sns, sample());
        assertThat(sns.messages().subList(2, 4)).isEqualTo(sns.messages().subList(0, 2));
    }

    @Test
    void manyFacts_shouldGoInBatchesOfTen() {
        var sns = new FakeSns(entry -> false);
        var response = relay(sns, facts(25));
        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(sns.requests())
                .extracting(request -> request.publishBatchRequestEntries().size())
                .containsExactlyInAnyOrder(10, 10, 5);
        assertThat(sns.messages()).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void emptyBatch_shouldPublishNothing() {
        var sns = new FakeSns(entry -> false);
        assertThat(relay(sns, facts(0)).getBatchItemFailures()).isEmpty();
        assertThat(sns.requests()).isEmpty();
    }

    @Test
    void changesAndRemovals_shouldBeIgnored() {
        var sns = new FakeSns(entry -> false);
        var batch = facts(3);
        batch.getRecords().get(0).setEventName("MODIFY");
        batch.getRecords().get(1).setEventName("REMOVE");
        assertThat(relay(sns, batch).getBatchItemFailures()).isEmpty();
        assertThat(sns.messages()).hasSize(1);
    }

    @Test
    void entryThatFailsOnce_shouldBeTriedAgainWithoutTheOthers() {
        var failed = ConcurrentHashMap.<String> newKeySet();
        var sns = new FakeSns(entry -> entry.id().equals("3") && failed.add(entry.id()));
        var response = relay(sns, facts(10));
        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(sns.requests())
                .extracting(request -> request.publishBatchRequestEntries().size())
                .containsExactly(10, 1);
        assertThat(sns.messages()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void entriesThatKeepFailing_shouldComeBackFromTheFirstOn() {
        var sns = new FakeSns(ids("7", "12", "21"));
        assertFailedFrom(relay(sns, facts(25)), 7);
        assertThat(sns.messages()).hasSize(22);
        assertThat(metrics.sum("FactsPublished")).isEqualTo(7);
    }

    @Test
    void topicThatThrowsForALaterBatch_shouldSendThatBatchBack() {
        var sns = new FakeSns(entry -> {
            if (Integer.parseInt(entry.id()) >= 10) {
                throw SnsException.builder().message("down").statusCode(503).build();
            }
            return false;
        });
        assertFailedFrom(relay(sns, facts(25)), 10);
        assertThat(sns.messages()).hasSize(10);
    }

    @Test
    void topicThatThrowsForAnEarlierBatch_shouldSendThatBatchBackThoughTheLaterOneWorked() {
        var sns = new FakeSns(entry -> {
            if (Integer.parseInt(entry.id()) < 10) {
                throw SnsException.builder().message("down").statusCode(503).build();
            }
            return false;
        });
        assertFailedFrom(relay(sns, facts(15)), 0);
        assertThat(sns.messages()).hasSize(5);
    }

    @Test
    void batchThatComesBack_shouldFinish() {
        var failed = ConcurrentHashMap.<String> newKeySet();
        var sns = new FakeSns(entry -> {
            if (entry.id().equals("4") && failed.add(entry.id())) {
                throw SnsException.builder().message("connection lost").statusCode(500).build();
            }
            return false;
        });
        var batch = facts(8);
        assertFailedFrom(relay(sns, batch), 0);
        assertThat(relay(sns, batch).getBatchItemFailures()).isEmpty();
        assertThat(sns.messages()).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void itemThatIsNoFact_shouldBeParkedAndHoldNothingBack() {
        var sns = new FakeSns(entry -> false);
        var batch = facts(12);
        batch.getRecords().get(4).getDynamodb().getNewImage().remove("type");
        batch.getRecords().get(6).getDynamodb().setNewImage(null);
        assertThat(relay(sns, batch).getBatchItemFailures()).isEmpty();
        assertThat(sns.messages().stream().map(OrderEvent::parse).map(OrderEvent::seq))
                .containsExactly(0, 1, 2, 3, 5, 7, 8, 9, 10, 11);
        assertThat(metrics.sum("FactsPublished")).isEqualTo(10);
        assertThat(parkedNumbers()).containsExactly(sequenceNumber(4), sequenceNumber(6));
    }

    @Test
    void itemThatIsNoFactBehindOneThatWaits_shouldComeBackWithIt() {
        var batch = facts(12);
        batch.getRecords().get(4).getDynamodb().getNewImage().remove("type");
        assertFailedFrom(relay(new FakeSns(ids("2", "7")), batch), 2);
        assertThat(parked.bodies()).isEmpty();
        assertFailedFrom(relay(new FakeSns(ids("7")), batch), 7);
        assertThat(parkedNumbers()).containsExactly(sequenceNumber(4));
    }

    @Test
    void factThatTheTopicRefuses_shouldBeParkedAndHoldNothingBack() {
        var sns = new FakeSns(entry -> {
            if (entry.id().equals("3")) {
                throw refusal();
            }
            return false;
        });
        assertThat(relay(sns, facts(12)).getBatchItemFailures()).isEmpty();
        assertThat(sns.messages().stream().map(OrderEvent::parse).map(OrderEvent::seq))
                .containsExactlyInAnyOrder(0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11)
                .doesNotHaveDuplicates();
        assertThat(parkedNumbers()).containsExactly(sequenceNumber(3));
    }

    @Test
    void topicThatMayNotBePublishedTo_shouldSendTheBatchBackAndParkNothing() {
        var denied = SnsException.builder().message("no").statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AuthorizationError").build()).build();
        assertFailedFrom(relay(new FakeSns(entry -> {
            throw denied;
        }), facts(5)), 0);
        assertThat(parked.bodies()).isEmpty();
    }

    @Test
    void parkedFactThatIsReplayedTwice_shouldBePublishedUnderTheSameId() {
        var batch = facts(1);
        batch.getRecords().getFirst().getDynamodb().getNewImage().get("data").setS("{");
        relay(new FakeSns(entry -> false), batch);
        var replay = ParkedRecord.parse(parked.bodies().getFirst()).replayEvent().replace("\"{\"", "\"{}\"");
        var sns = new FakeSns(entry -> false);

        relay(sns, Events.parse(replay, DynamodbEvent.class));
        relay(sns, Events.parse(replay, DynamodbEvent.class));

        assertThat(sns.messages().stream().map(OrderEvent::parse).map(OrderEvent::id)).hasSize(2)
                .containsOnly("ref_00000000000000000000000000000000/0");
    }

    @Test
    void missingSettings_shouldAllBeNamed() {
        var environment = TestEnvironment.of(Map.of(), new FakeSns(entry -> false), parked);
        assertThatIllegalStateException().isThrownBy(() -> new RelayWorker(environment))
                .withMessageContainingAll("EVENTS_TOPIC_ARN", "PARKED_RECORDS_QUEUE_URL");
    }

    private static SnsException refusal() {
        return (SnsException) SnsException.builder().message("refused").statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("InvalidParameter").build()).build();
    }

    private List<String> parkedNumbers() {
        return parked.bodies().stream()
                .map(body -> ParkedRecord.parse(body).record().path("dynamodb").path("SequenceNumber").asText())
                .toList();
    }

    private StreamsEventResponse relay(FakeSns sns, DynamodbEvent batch) {
        return new RelayWorker(new FunctionEnvironment(
                new Settings(Map.of("EVENTS_TOPIC_ARN", TOPIC, "PARKED_RECORDS_QUEUE_URL", "http://localhost/parked")),
                TestEnvironment.CLOCK, Pause.sleeping(), new Random(), new GivenClients(sns, parked), metrics))
                        .handleRequest(batch, new LambdaContext("RelayFunction"));
    }

    private static void assertFailedFrom(StreamsEventResponse response, int position) {
        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly(sequenceNumber(position));
    }

    private static Predicate<PublishBatchRequestEntry> ids(String... ids) {
        return entry -> List.of(ids).contains(entry.id());
    }

    private static DynamodbEvent sample() {
        return Events.read("RelayFunction-Facts.json", DynamodbEvent.class);
    }

    /** A batch of that many facts of one order. */
    private static DynamodbEvent facts(int count) {
        var batch = new DynamodbEvent();
        batch.setRecords(new ArrayList<>(IntStream.range(0, count).mapToObj(RelayWorkerTest::fact).toList()));
        return batch;
    }

    private static DynamodbStreamRecord fact(int position) {
        var fact = sample().getRecords().getLast();
        var image = new HashMap<>(fact.getDynamodb().getNewImage());
        image.put("seq", new AttributeValue().withN(Integer.toString(position)));
        fact.getDynamodb().setNewImage(image);
        fact.getDynamodb().setSequenceNumber(sequenceNumber(position));
        return fact;
    }

    private static String sequenceNumber(int position) {
        return Integer.toString(5_000 + position);
    }
}
