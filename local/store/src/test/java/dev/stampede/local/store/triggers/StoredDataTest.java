package dev.stampede.local.store.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.testing.Engine;
import dev.stampede.local.store.testing.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredDataTest {

    private static final String TEMPLATE = """
            Resources:
              Facts:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  StreamSpecification: {StreamViewType: NEW_IMAGE}
              Kept: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: %1$d}}
              StreamFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.stampede.local.store.testing.ScriptedFunction
                  Events:
                    Facts:
                      Type: DynamoDB
                      Properties: {Stream: !GetAtt Facts.StreamArn, StartingPosition: TRIM_HORIZON}
            """;

    private static final int LATE_SECONDS = 8;
    private static final String QUEUES = """
            Resources:
              Work:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 600
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}
              Dead: {Type: AWS::SQS::Queue}
              Late: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: %d}}
            """.formatted(LATE_SECONDS);

    private static final String NOTICES = """
            Resources:
              Notices: {Type: AWS::SNS::Topic}
              Failures: {Type: AWS::SQS::Queue}
              ListenerFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: dev.stampede.local.store.testing.ScriptedFunction
                  Timeout: 2
                  EventInvokeConfig:
                    DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Failures.Arn}}
                  Events:
                    Notices: {Type: SNS, Properties: {Topic: !Ref Notices}}
            """;

    @TempDir
    private Path directory;

    @Test
    void restart_withDataDirectory_shouldKeepItemsMessagesAndStreamPositions() throws IOException {
        Script.reset();
        var options = Services.Options.inMemory().withData(directory.resolve("data"));
        String stackId;
        try (var engine = Engine.start(TEMPLATE.formatted(30), options)) {
            stackId = engine.services().stack().id();
            engine.put("Facts", "first", "x");
            engine.send("Kept", "kept");
            soon().until(() -> Script.records().size() == 1);
        }
        Script.reset();
        try (var engine = Engine.start(TEMPLATE.formatted(40), options)) {
            assertThat(engine.services().stack().id()).isEqualTo(stackId);
            engine.put("Facts", "second", "x");

            soon().until(() -> !Script.records().isEmpty());
            assertThat(Script.records()).singleElement().satisfies(
                    change -> assertThat(change.at("/dynamodb/Keys/id/S").asText()).isEqualTo("second"));
            assertThat(
                    engine.services().clients().dynamoDb().scan(scan -> scan.tableName(engine.name("Facts"))).items())
                            .hasSize(2);
            assertThat(engine.receive("Kept")).singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("kept"));
        }
    }

    @Test
    void restart_shouldShowWhatWasInFlightAgainAndKeepDelaysAndCounts() throws IOException {
        var options = Services.Options.inMemory().withData(directory.resolve("data"));
        long due;
        try (var engine = Engine.start(QUEUES, options)) {
            engine.send("Work", "in flight");
            assertThat(engine.receive("Work")).hasSize(1);
            assertThat(engine.receive("Work")).isEmpty();
            engine.send("Late", "late");
            due = System.nanoTime() + Duration.ofSeconds(LATE_SECONDS).toNanos();
        }
        try (var engine = Engine.start(QUEUES, options)) {
            if (System.nanoTime() < due) {
                assertThat(engine.receive("Late")).isEmpty();
            }
            assertThat(engine.receive("Work")).singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("in flight"));
        }
        try (var engine = Engine.start(QUEUES, options)) {
            // It was delivered twice, as often as the queue allows.
            assertThat(engine.receive("Work")).isEmpty();
            soon().until(() -> engine.depth("Dead") == 1);
            await().atMost(Duration.ofSeconds(LATE_SECONDS + 10))
                    .until(() -> engine.receive("Late").stream().anyMatch(message -> message.body().equals("late")));
        }
        try (var engine = Engine.start(QUEUES, options)) {
            assertThat(engine.depth("Work")).isZero();
            assertThat(engine.receive("Dead")).singleElement()
                    .satisfies(message -> assertThat(message.body()).isEqualTo("in flight"));
        }
    }

    @Test
    void restart_shouldDeliverTheNotificationThatAFunctionHasNotProcessed() throws IOException {
        Script.reset();
        var options = Services.Options.inMemory().withData(directory.resolve("data"));
        var attempts = failingAttempts();
        try (var engine = Engine.start(NOTICES, options)) {
            publish(engine, "hello");
            soon().until(() -> attempts.get() > 0);
        }
        Script.reset();
        try (var engine = Engine.start(NOTICES, options)) {
            soon().until(() -> !Script.records().isEmpty());
            assertThat(Script.records().getFirst().at("/Sns/Message").asText()).isEqualTo("hello");
            assertThat(engine.depth("Failures")).isZero();
        }
    }

    @Test
    void notificationThatAFunctionFailsToProcess_shouldGoToItsFailureDestinationAfterThreeAttempts()
            throws IOException {
        Script.reset();
        var attempts = failingAttempts();
        try (var engine = Engine.start(NOTICES, Services.Options.inMemory())) {
            publish(engine, "poison");
            await().atMost(Duration.ofSeconds(30)).until(() -> engine.depth("Failures") == 1);
            assertThat(attempts).hasValue(3);
        }
    }

    @Test
    void twoStores_inOneProcess_shouldKeepTheirMessagesApart() throws IOException {
        var here = Services.Options.inMemory().withData(directory.resolve("here"));
        var there = Services.Options.inMemory().withData(directory.resolve("there"));
        try (var one = Engine.start(QUEUES, here); var other = Engine.start(QUEUES, there)) {
            one.send("Work", "one's");
            assertThat(other.depth("Work")).isZero();
        }
        try (var other = Engine.start(QUEUES, there)) {
            assertThat(other.depth("Work")).isZero();
        }
        try (var one = Engine.start(QUEUES, here)) {
            assertThat(one.depth("Work")).isEqualTo(1);
        }
    }

    /** Makes the function fail. */
    private static AtomicInteger failingAttempts() {
        var attempts = new AtomicInteger();
        Script.behave(event -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("fails");
        });
        return attempts;
    }

    private static void publish(Engine engine, String message) {
        engine.services().clients().sns()
                .publish(publish -> publish.topicArn(engine.topicArn("Notices")).message(message));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
    }
}
