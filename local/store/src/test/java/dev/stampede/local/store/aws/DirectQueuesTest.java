package dev.stampede.local.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.store.testing.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Compares the client with one of ElasticMQ's HTTP API. */
class DirectQueuesTest {

    private static final String TEMPLATE = """
            Resources:
              Sent: {Type: AWS::SQS::Queue}
              Retried:
                Type: AWS::SQS::Queue
                Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1}}
              Dead: {Type: AWS::SQS::Queue}
              Delayed:
                Type: AWS::SQS::Queue
                Properties: {DelaySeconds: 1}
            """;
    private static final Map<String, MessageAttributeValue> ATTRIBUTES = Map.of(
            "type", MessageAttributeValue.builder().dataType("String").stringValue("thing.changed").build(),
            "kind", MessageAttributeValue.builder().dataType("String").stringValue("ä").build());

    private static Engine engine;
    private static SdkHttpClient connections;
    private static SqsClient direct;
    private static SqsClient http;

    @BeforeAll
    static void start() throws IOException {
        engine = Engine.start(TEMPLATE, Services.Options.inMemory());
        connections = Sdk.http();
        direct = engine.services().clients().sqs();
        http = Sdk.client(SqsClient.builder(), engine.services().endpoints().sqs(), "eu-central-1", connections);
    }

    @AfterAll
    static void stop() {
        http.close();
        connections.close();
        engine.close();
    }

    @Test
    void sendAndReceive_shouldBeAsOverHttp() {
        var bodies = IntStream.range(0, 10).mapToObj(number -> "{\"number\": \"" + number + "\"}").toList();
        send(direct, "Sent", bodies, ATTRIBUTES);
        var overHttp = receive(http, "Sent");
        send(http, "Sent", bodies, ATTRIBUTES);
        var directly = receive(direct, "Sent");

        assertThat(directly).extracting(Message::body).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(directly.stream().map(DirectQueuesTest::comparable).toList())
                .containsExactlyInAnyOrderElementsOf(overHttp.stream().map(DirectQueuesTest::comparable).toList());
        assertThat(delete(direct, "Sent", directly)).isEmpty();
        assertThat(delete(direct, "Sent", overHttp)).isEmpty();
    }

    /** What is not the same each time. */
    private static Map<String, Object> comparable(Message message) {
        assertThat(Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))).isPositive();
        var system = new HashMap<>(message.attributesAsStrings());
        system.replaceAll((name, value) -> name.endsWith("Timestamp") ? "a time" : value);
        return Map.of("body", message.body(), "md5", message.md5OfBody(), "attributes", message.messageAttributes(),
                "md5OfAttributes", message.md5OfMessageAttributes(), "system", system);
    }

    @Test
    void receive_attributesOfOtherTypes_shouldBeAsOverHttp() {
        var attributes = Map.of(
                "number", MessageAttributeValue.builder().dataType("Number").stringValue("1.5").build(),
                "custom", MessageAttributeValue.builder().dataType("String.json").stringValue("{}").build(),
                "binary", MessageAttributeValue.builder().dataType("Binary")
                        .binaryValue(SdkBytes.fromUtf8String("bytes")).build());
        send(direct, "Sent", List.of("typed"), attributes);
        var directly = receive(direct, "Sent");

        assertThat(directly).singleElement().satisfies(message -> assertThat(message.messageAttributes())
                .isEqualTo(attributes));
        assertThat(delete(direct, "Sent", directly)).isEmpty();
    }

    @Test
    void receive_again_shouldCountAndLeadToTheDeadLetterQueue() {
        send(direct, "Retried", List.of("one", "two"), Map.of());
        var received = receive(direct, "Retried", 0);
        assertThat(received).extracting(message -> message.attributesAsStrings().get("ApproximateReceiveCount"))
                .containsOnly("1");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            receive(direct, "Retried", 0);
            assertThat(receive(direct, "Dead", 0)).extracting(Message::body).contains("one", "two");
        });
        assertThat(receive(direct, "Dead", 0).getFirst().attributes())
                .containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN)
                .isNotEmpty()
                .extractingByKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN)
                .isEqualTo(receive(http, "Dead", 0).getFirst().attributes()
                        .get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN));
    }

    @Test
    void send_toAQueueWithADelay_shouldBeDelayed() {
        send(direct, "Delayed", List.of("later"), Map.of());

        assertThat(receive(direct, "Delayed")).isEmpty();
        assertThat(direct.receiveMessage(receive -> receive.queueUrl(engine.queueUrl("Delayed")).waitTimeSeconds(10)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All")).messages())
                        .extracting(Message::body).containsExactly("later");
    }

    static List<List<SendMessageBatchRequestEntry>> refused() {
        return List.of(
                List.of(),
                List.of(entry("a", "one"), entry("a", "two")),
                List.of(entry("a", "bell \u0007")),
                List.of(entry("a", "long".repeat(300_000))),
                IntStream.range(0, 11).mapToObj(number -> entry("e" + number, "one")).toList());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void send_batchThatTheHttpApiRefuses_shouldBeRefused(List<SendMessageBatchRequestEntry> entries) {
        assertThat(outcome(direct, entries)).isEqualTo(outcome(http, entries));
    }

    private static String outcome(SqsClient sqs, List<SendMessageBatchRequestEntry> entries) {
        try {
            var response = sqs
                    .sendMessageBatch(request -> request.queueUrl(engine.queueUrl("Sent")).entries(entries));
            assertThat(response.successful()).isEmpty();
            return response.failed().stream().map(failed -> failed.id() + failed.code()).toList().toString();
        } catch (SqsException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    @Test
    void calls_ofAQueueThatDoesNotExist_shouldSaySo() {
        var missing = engine.queueUrl("Sent") + "-missing";

        assertThatThrownBy(() -> direct.sendMessageBatch(request -> request.queueUrl(missing)
                .entries(entry("a", "one")))).isInstanceOf(QueueDoesNotExistException.class);
        assertThatThrownBy(() -> direct.receiveMessage(request -> request.queueUrl(missing)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL).messageAttributeNames("All")))
                        .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void delete_withAnotherHandle_shouldFailForThatEntryAlone() {
        send(direct, "Sent", List.of("deleted"), Map.of());
        var received = receive(direct, "Sent").getFirst();

        var response = direct.deleteMessageBatch(request -> request.queueUrl(engine.queueUrl("Sent")).entries(
                DeleteMessageBatchRequestEntry.builder().id("good").receiptHandle(received.receiptHandle()).build(),
                DeleteMessageBatchRequestEntry.builder().id("bad").receiptHandle("none").build()));

        assertThat(response.successful()).extracting(done -> done.id()).containsExactly("good");
        assertThat(response.failed()).extracting(failed -> failed.id()).containsExactly("bad");
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static void send(SqsClient sqs, String queue, List<String> bodies,
            Map<String, MessageAttributeValue> attributes) {
        var entries = IntStream.range(0, bodies.size()).mapToObj(number -> SendMessageBatchRequestEntry.builder()
                .id("e" + number).messageBody(bodies.get(number)).messageAttributes(attributes).build()).toList();
        var response = sqs.sendMessageBatch(request -> request.queueUrl(engine.queueUrl(queue)).entries(entries));
        assertThat(response.successful()).hasSameSizeAs(bodies);
    }

    private static List<Message> receive(SqsClient sqs, String queue) {
        return receive(sqs, queue, 30);
    }

    private static List<Message> receive(SqsClient sqs, String queue, int visibilitySeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(engine.queueUrl(queue)).maxNumberOfMessages(10)
                .visibilityTimeout(visibilitySeconds).messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All")).messages();
    }

    private static List<String> delete(SqsClient sqs, String queue, List<Message> messages) {
        var entries = IntStream.range(0, messages.size()).mapToObj(number -> DeleteMessageBatchRequestEntry.builder()
                .id("e" + number).receiptHandle(messages.get(number).receiptHandle()).build()).toList();
        return sqs.deleteMessageBatch(request -> request.queueUrl(engine.queueUrl(queue)).entries(entries)).failed()
                .stream().map(failed -> failed.id()).toList();
    }
}
