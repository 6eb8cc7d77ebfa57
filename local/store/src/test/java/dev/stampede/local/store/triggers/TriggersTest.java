package dev.stampede.local.store.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.testing.Engine;
import dev.stampede.local.store.testing.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

class TriggersTest {

    private static final String TEMPLATE = """
            Resources:
              Facts:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
              Copies:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
              StreamFailures: {Type: AWS::SQS::Queue}
              Happenings: {Type: AWS::SNS::Topic}
              Work:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 1
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt WorkDead.Arn, maxReceiveCount: 2}
              WorkDead: {Type: AWS::SQS::Queue}
              Enveloped: {Type: AWS::SQS::Queue}
              WorkSubscription:
                Type: AWS::SNS::Subscription
                Properties:
                  TopicArn: !Ref Happenings
                  Protocol: sqs
                  Endpoint: !GetAtt Work.Arn
                  RawMessageDelivery: true
                  FilterPolicy: {type: [wanted]}
              EnvelopedSubscription:
                Type: AWS::SNS::Subscription
                Properties:
                  TopicArn: !Ref Happenings
                  Protocol: sqs
                  Endpoint: !GetAtt Enveloped.Arn
                  FilterPolicyScope: MessageBody
                  FilterPolicy: {detail: {size: [{numeric: [">", 5]}]}}
              Notices: {Type: AWS::SNS::Topic}
              Chosen: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 1}}
              StreamFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.stampede.local.store.testing.ScriptedFunction
                  Timeout: 5
                  Events:
                    Facts:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Facts.StreamArn
                        StartingPosition: LATEST
                        BatchSize: 10
                        ParallelizationFactor: 2
                        BisectBatchOnFunctionError: true
                        MaximumRetryAttempts: 1
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        DestinationConfig: {OnFailure: {Destination: !GetAtt StreamFailures.Arn}}
                        FilterCriteria:
                          Filters: [{Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"type":{"S":["wanted"]}}}}'}]
                    Chosen:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Chosen.Arn
                        FilterCriteria: {Filters: [{Pattern: '{"body":{"kind":["wanted"]}}'}]}
                    Notices: {Type: SNS, Properties: {Topic: !Ref Notices, FilterPolicy: {to: [function]}}}
              QueueFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.stampede.local.store.testing.TypedFunction
                  Timeout: 5
                  Environment: {Variables: {TABLE: !Ref Copies}}
                  Events:
                    Work:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Work.Arn
                        BatchSize: 25
                        MaximumBatchingWindowInSeconds: 0
                        FunctionResponseTypes: [ReportBatchItemFailures]
            """;

    private static Engine engine;

    @BeforeAll
    static void start() throws IOException {
        engine = Engine.start(TEMPLATE, Services.Options.inMemory());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void forget() {
        Script.reset();
    }

    @Test
    void stream_withRecord_shouldDeliverItAsLambdaDoes() {
        engine.put("Facts", "shape", "wanted");

        soon().until(() -> !Script.records().isEmpty());
        var change = Script.records().getFirst();
        assertThat(change.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(change.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(change.path("awsRegion").asText()).isEqualTo("eu-central-1");
        assertThat(change.path("eventVersion").asText()).isNotEmpty();
        assertThat(change.path("eventID").asText()).isNotEmpty();
        assertThat(change.path("eventSourceARN").asText())
                .startsWith("arn:aws:dynamodb:eu-central-1:000000000000:table/stampede-local-Facts/stream/");
        var body = change.path("dynamodb");
        assertThat(body.path("Keys").toString()).isEqualTo("{\"id\":{\"S\":\"shape\"}}");
        assertThat(body.path("NewImage").path("type").path("S").asText()).isEqualTo("wanted");
        assertThat(body.has("OldImage")).isFalse();
        assertThat(body.path("SequenceNumber").asText()).matches("\\d+");
        assertThat(body.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(body.path("SizeBytes").isNumber()).isTrue();
        assertThat(body.path("ApproximateCreationDateTime").isNumber()).isTrue();
    }

    @Test
    void stream_withEmptyMapAndList_shouldDeliverThem() {
        engine.services().clients().dynamoDb().putItem(put -> put.tableName(engine.name("Facts")).item(Map.of(
                "id", AttributeValue.fromS("empty"), "type", AttributeValue.fromS("wanted"),
                "map", AttributeValue.fromM(Map.of()), "list", AttributeValue.fromL(List.of()))));

        soon().until(() -> ids().contains("empty"));
        var image = Script.records().getFirst().at("/dynamodb/NewImage");
        assertThat(image.path("map").toString()).isEqualTo("{\"M\":{}}");
        assertThat(image.path("list").toString()).isEqualTo("{\"L\":[]}");
    }

    @Test
    void stream_withFilter_shouldDeliverOnlyWhatMatches() {
        engine.put("Facts", "filter-1", "unwanted");
        engine.put("Facts", "filter-2", "wanted");
        engine.put("Facts", "filter-2", "wanted");
        engine.put("Facts", "filter-3", "wanted");

        soon().until(() -> ids().contains("filter-3"));
        assertThat(ids()).containsExactlyInAnyOrder("filter-2", "filter-3");
    }

    @Test
    void stream_whenOneRecordAlwaysFails_shouldBisectGiveItUpAndDeliverTheRest() {
        Script.behave(event -> {
            if (ids(event).contains("poison")) {
                throw new IllegalStateException("poisoned");
            }
            return Script.JSON.createObjectNode();
        });
        var ids = IntStream.range(0, 20).mapToObj(i -> i == 7 ? "poison" : "fact-" + i).toList();
        ids.forEach(id -> engine.put("Facts", id, "wanted"));

        soon().untilAsserted(() -> assertThat(succeeded()).hasSize(19));
        var report = soon().until(() -> engine.receive("StreamFailures"), messages -> !messages.isEmpty()).getFirst();
        var document = read(report.body());
        assertThat(document.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
        assertThat(document.at("/DDBStreamBatchInfo/startSequenceNumber").asText()).matches("\\d+");
        assertThat(document.at("/DDBStreamBatchInfo/shardId").asText()).startsWith("shardId");
        assertThat(document.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(document.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(2);
        assertThat(document.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    }

    @Test
    void stream_whenFunctionReportsFailure_shouldRetryFromThatRecordInOrder() {
        var failed = new AtomicInteger();
        Script.behave(event -> {
            var third = numberOf(event, "part-3");
            return third != null && failed.getAndIncrement() == 0 ? Script.failures(List.of(third))
                    : Script.JSON.createObjectNode();
        });
        IntStream.range(0, 6).forEach(i -> engine.put("Facts", "part-" + i, "wanted"));

        soon().untilAsserted(() -> assertThat(new HashSet<>(ids())).hasSize(6));
        soon().until(() -> ids().stream().filter("part-3"::equals).count() == 2);
        assertThat(ids()).filteredOn("part-0"::equals).hasSize(1);
    }

    @Test
    void stream_withParallelism_shouldKeepTheOrderOfEachItem() {
        var keys = List.of("lane-a", "lane-b", "lane-c", "lane-d");
        for (var round = 0; round < 15; round++) {
            for (var key : keys) {
                engine.put("Facts", key + round, "wanted");
            }
        }

        soon().untilAsserted(() -> assertThat(new HashSet<>(ids())).hasSize(60));
        assertThat(ids()).hasSize(60);
        assertThat(Script.EVENTS).allSatisfy(event -> assertThat(event.path("Records").size()).isLessThanOrEqualTo(10));
    }

    @Test
    void queue_withMessages_shouldRunTheFunctionAndDeleteThem() {
        IntStream.range(0, 30).forEach(i -> engine.send("Work", "good-" + i));

        soon().untilAsserted(() -> assertThat(copies()).contains("good-0", "good-29").hasSizeGreaterThanOrEqualTo(30));
        soon().until(() -> engine.depth("Work") == 0);
    }

    @Test
    void queue_whenFunctionReportsFailure_shouldRedriveOnlyThatMessage() {
        engine.send("Work", "bad-1");
        engine.send("Work", "good-after-bad");

        soon().until(() -> copies().contains("good-after-bad"));
        var dead = await().atMost(Duration.ofSeconds(20)).until(() -> engine.receive("WorkDead"),
                all -> !all.isEmpty());
        assertThat(dead).singleElement().satisfies(message -> assertThat(message.body()).isEqualTo("bad-1"));
        soon().until(() -> engine.depth("Work") == 0);
    }

    @Test
    void queue_withFilter_shouldDeliverWhatMatchesAndDeleteTheRest() {
        engine.send("Chosen", "{\"kind\":\"unwanted\"}");
        engine.send("Chosen", "no json");
        engine.send("Chosen", "{\"kind\":\"wanted\"}");

        soon().until(() -> engine.depth("Chosen") == 0);
        assertThat(Script.records()).singleElement().satisfies(message -> {
            assertThat(message.path("body").asText()).isEqualTo("{\"kind\":\"wanted\"}");
            assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
            assertThat(message.path("eventSourceARN").asText())
                    .isEqualTo("arn:aws:sqs:eu-central-1:000000000000:stampede-local-Chosen");
            assertThat(message.path("awsRegion").asText()).isEqualTo("eu-central-1");
            assertThat(message.path("messageId").asText()).isNotEmpty();
            assertThat(message.path("receiptHandle").asText()).isNotEmpty();
            assertThat(message.path("md5OfBody").asText()).hasSize(32);
            assertThat(message.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
            assertThat(message.at("/attributes/SentTimestamp").asText()).matches("\\d+");
            assertThat(message.path("messageAttributes").isObject()).isTrue();
        });
    }

    @Test
    void topic_withFilterOnAttributes_shouldDeliverRawToTheQueueWithItsAttributes() {
        var entries = IntStream.range(0, 10).mapToObj(i -> PublishBatchRequestEntry.builder().id("e" + i)
                .message("topic-" + i).messageAttributes(type(i % 2 == 0 ? "wanted" : "unwanted")).build()).toList();

        var response = engine.services().clients().sns().publishBatch(
                publish -> publish.topicArn(engine.topicArn("Happenings")).publishBatchRequestEntries(entries));

        assertThat(response.successful()).hasSize(10);
        soon().until(() -> copies().containsAll(Set.of("topic-0", "topic-2", "topic-4", "topic-6", "topic-8")));
        assertThat(copies()).doesNotContain("topic-1", "topic-3");
    }

    @Test
    void topic_withFilterOnBody_shouldDeliverTheEnvelope() {
        var sns = engine.services().clients().sns();
        sns.publish(publish -> publish.topicArn(engine.topicArn("Happenings")).message("{\"detail\":{\"size\":3}}"));
        sns.publish(publish -> publish.topicArn(engine.topicArn("Happenings")).subject("big")
                .message("{\"detail\":{\"size\":9}}").messageAttributes(type("unwanted")));

        var message = soon().until(() -> engine.receive("Enveloped"), all -> !all.isEmpty());
        assertThat(message).singleElement().satisfies(only -> {
            var envelope = read(only.body());
            assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
            assertThat(envelope.path("Subject").asText()).isEqualTo("big");
            assertThat(envelope.path("Message").asText()).isEqualTo("{\"detail\":{\"size\":9}}");
            assertThat(envelope.path("TopicArn").asText()).isEqualTo(engine.topicArn("Happenings"));
            assertThat(envelope.at("/MessageAttributes/type/Value").asText()).isEqualTo("unwanted");
        });
    }

    @Test
    void topic_withFunctionSubscribed_shouldRunItAndRetryWhenItFails() {
        var attempts = new AtomicInteger();
        Script.behave(event -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("first attempt fails");
            }
            return Script.JSON.createObjectNode();
        });

        engine.services().clients().sns()
                .publish(publish -> publish.topicArn(engine.topicArn("Notices")).message("hello").messageAttributes(
                        Map.of("to",
                                MessageAttributeValue.builder().dataType("String").stringValue("function").build())));

        soon().until(() -> attempts.get() == 2);
        var notice = Script.records().getFirst();
        assertThat(notice.path("EventSource").asText()).isEqualTo("aws:sns");
        assertThat(notice.at("/Sns/Message").asText()).isEqualTo("hello");
        assertThat(notice.at("/Sns/TopicArn").asText()).isEqualTo(engine.topicArn("Notices"));
    }

    private static Set<String> succeeded() {
        var succeeded = ConcurrentHashMap.<String> newKeySet();
        Script.EVENTS.stream().filter(event -> !ids(event).contains("poison"))
                .forEach(event -> succeeded.addAll(ids(event)));
        return succeeded;
    }

    private static List<String> ids() {
        return Script.EVENTS.stream().flatMap(event -> ids(event).stream()).toList();
    }

    private static List<String> ids(JsonNode event) {
        return event.path("Records").valueStream().map(change -> change.at("/dynamodb/Keys/id/S").asText()).toList();
    }

    private static String numberOf(JsonNode event, String id) {
        return event.path("Records").valueStream()
                .filter(change -> change.at("/dynamodb/Keys/id/S").asText().equals(id))
                .map(change -> change.at("/dynamodb/SequenceNumber").asText()).findFirst().orElse(null);
    }

    private static Set<String> copies() {
        return new HashSet<>(engine.services().clients().dynamoDb().scan(scan -> scan.tableName(engine.name("Copies")))
                .items().stream().map(item -> item.get("id").s()).toList());
    }

    private static Map<String, MessageAttributeValue> type(String type) {
        return Map.of("type", MessageAttributeValue.builder().dataType("String").stringValue(type).build());
    }

    private static JsonNode read(String json) {
        try {
            return Script.JSON.readTree(json);
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
    }
}
