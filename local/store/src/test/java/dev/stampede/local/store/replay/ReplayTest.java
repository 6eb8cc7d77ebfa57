package dev.stampede.local.store.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.runtime.events.ParkedRecord;
import dev.stampede.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaResponseMetadata;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class ReplayTest {

    private static final String DONE = "{\"batchItemFailures\":[]}";

    private final HeldMessages queue = new HeldMessages();
    private final List<String> invoked = new ArrayList<>();

    @Test
    void run_emptyQueue_shouldReplayNothing() {
        var report = replay((name, event) -> answered(DONE));

        assertThat(report.replayed()).isZero();
        assertThat(report.remaining()).isEmpty();
    }

    @Test
    void run_recordsThatAreHandled_shouldGiveEachToItsFunctionAndDeleteThem() {
        for (var number = 0; number < 23; number++) {
            queue.add(parked("Function" + number % 2, number));
        }

        var report = replay((name, event) -> {
            invoked.add(name + " " + number(event));
            return answered(DONE);
        });

        assertThat(report.replayed()).isEqualTo(23);
        assertThat(invoked).hasSize(23).contains("Function0 0", "Function1 1", "Function0 22");
        assertThat(queue.messages).isEmpty();
    }

    @Test
    void run_recordsThatAreNotHandled_shouldLeaveThemVisibleAndSayWhy() {
        queue.add(parked("A", 1));
        queue.add(parked("A", 2));
        queue.add(parked("B", 3));
        queue.add(parked("C", 4));
        queue.add("not a record");
        queue.add("{}");

        var report = replay((name, event) -> switch (number(event)) {
            case "1" -> answered(DONE);
            case "2" -> answered("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}");
            case "3" -> new Invocation.Failed("", "OutOfMemoryError", "");
            default -> new Invocation.Throttled("");
        });

        assertThat(report.replayed()).isEqualTo(1);
        assertThat(report.remaining()).extracting(Replay.Remaining::reason).containsExactly(
                "The function still cannot process record 2; see its log",
                "The function failed: OutOfMemoryError", "The function was throttled",
                "Not a parked record", "Not a parked record");
        assertThat(queue.messages).hasSize(5);
        assertThat(queue.hidden).isEmpty();
    }

    @Test
    void run_recordWithoutImages_shouldBeLeftAndNamedByItsKeys() {
        queue.add(parked("A", 1).replace("\"hasImages\":true", "\"hasImages\":false"));

        var report = replay((name, event) -> {
            throw new AssertionError("There is nothing to replay");
        });

        assertThat(report.remaining()).singleElement().extracting(Replay.Remaining::reason).asString()
                .contains("{\"id\":{\"N\":\"1\"}}");
    }

    @Test
    void lambdaInvoker_shouldReportWhatLambdaAnswers() {
        assertThat(lambda(request -> response().payload(SdkBytes.fromUtf8String(DONE)).build()))
                .isInstanceOf(Invocation.Answered.class);
        assertThat(lambda(request -> response().functionError("Unhandled").payload(SdkBytes.fromUtf8String("{}"))
                .build())).isEqualTo(new Invocation.Failed("id", "Unhandled", "{}"));
        assertThat(lambda(request -> {
            throw TooManyRequestsException.builder().build();
        })).isInstanceOf(Invocation.Throttled.class);
        assertThat(lambda(request -> {
            throw ResourceNotFoundException.builder().build();
        })).isEqualTo(Replay.noSuchFunction("A"));
    }

    private Replay.Report replay(Replay.Invoker invoker) {
        return new Replay(queue, "http://localhost/parked", invoker).run();
    }

    private static InvokeResponse.Builder response() {
        var metadata = DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "id"));
        return (InvokeResponse.Builder) InvokeResponse.builder()
                .responseMetadata(LambdaResponseMetadata.create(metadata));
    }

    private static Invocation lambda(Function<InvokeRequest, InvokeResponse> answer) {
        var client = new LambdaClient() {
            @Override
            public InvokeResponse invoke(InvokeRequest request) {
                return answer.apply(request);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
        return new LambdaInvoker(client).invoke("A", new byte[0]);
    }

    private static Invocation answered(String json) {
        return new Invocation.Answered("", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(byte[] event) {
        return Json.read(new String(event, StandardCharsets.UTF_8), JsonNode.class)
                .path("Records").path(0).path("dynamodb").path("SequenceNumber").asText();
    }

    private static String parked(String function, int number) {
        var json = """
                {"function":"%s","reason":"UNREADABLE","error":"e","location":"l","parkedAt":"2026-06-01T12:00:00Z",
                 "hasImages":true,"record":{"dynamodb":{"SequenceNumber":"%d","Keys":{"id":{"N":"%d"}}}}}"""
                .formatted(function, number, number);
        return ParkedRecord.parse(json).toJson();
    }

    /** A queue that hides what it gave out until it is told otherwise. */
    private static final class HeldMessages implements SqsClient {

        private final Map<String, String> messages = new LinkedHashMap<>();
        private final Set<String> hidden = new HashSet<>();

        void add(String body) {
            messages.put("m" + messages.size(), body);
        }

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            var given = messages.entrySet().stream().filter(message -> !hidden.contains(message.getKey()))
                    .limit(request.maxNumberOfMessages())
                    .map(message -> Message.builder().messageId(message.getKey()).receiptHandle(message.getKey())
                            .body(message.getValue()).build())
                    .toList();
            given.forEach(message -> hidden.add(message.messageId()));
            return ReceiveMessageResponse.builder().messages(given).build();
        }

        @Override
        public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            messages.remove(request.receiptHandle());
            hidden.remove(request.receiptHandle());
            return DeleteMessageResponse.builder().build();
        }

        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            hidden.remove(request.receiptHandle());
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
