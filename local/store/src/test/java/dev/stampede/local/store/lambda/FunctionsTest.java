package dev.stampede.local.store.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.aws.SdkClients;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.time.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> INSTANCES = ConcurrentHashMap.newKeySet();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    @TempDir
    private Path directory;
    private Functions functions;

    @BeforeEach
    void start() throws IOException {
        INSTANCES.clear();
        gate = new CountDownLatch(0);
        functions = functions("""
                Resources:
                  Api: {Type: AWS::Serverless::Function, Properties: {Handler: "%1$s$Api", Timeout: 5,
                        Environment: {Variables: {GREETING: hello}}}}
                  Throwing: {Type: AWS::Serverless::Function, Properties: {Handler: "%1$s$Throwing"}}
                  Slow: {Type: AWS::Serverless::Function, Properties: {Handler: "%1$s$Waiting", Timeout: 1}}
                  Limited: {Type: AWS::Serverless::Function, Properties: {Handler: "%1$s$Waiting", Timeout: 10,
                            ReservedConcurrentExecutions: 2}}
                  Change: {Type: AWS::Serverless::Function, Properties: {Handler: "%1$s$Change"}}
                  Unset: {Type: AWS::Serverless::Function, Properties: {Handler: "%1$s$Api"}}
                """.formatted(FunctionsTest.class.getName()));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        functions.close();
    }

    @Test
    void invoke_withEvent_shouldAnswerItsResultAsJson() throws IOException {
        var result = answer(functions.invoke("Api", bytes("{\"httpMethod\":\"GET\",\"path\":\"/x\"}")));

        assertThat(result.path("statusCode").asInt()).isEqualTo(200);
        assertThat(result.path("body").asText()).matches("hello GET /x stampede-local-Api [0-9a-f-]{36} (4[5-9]|50)..");
    }

    @Test
    void invoke_withStreamEvent_shouldDecodeItAsLambdaDoes() throws IOException {
        var event = """
                {"Records":[{"eventID":"1","eventName":"INSERT","awsRegion":"eu-central-1","eventSourceARN":"arn",
                 "dynamodb":{"ApproximateCreationDateTime":1700000000,"SequenceNumber":"42",
                 "NewImage":{"id":{"S":"a"},"n":{"N":"1"},"l":{"L":[{"BOOL":true}]}}}}]}
                """;

        assertThat(answer(functions.invoke("Change", bytes(event))).path("seen").asText())
                .isEqualTo("42 a 1 true 1700000000000 arn");
    }

    @Test
    void invoke_whenHandlerThrows_shouldReportTypeAndMessage() throws IOException {
        var failed = (Invocation.Failed) functions.invoke("Throwing", bytes("{}"));

        assertThat(failed.errorType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failed.errorMessage()).isEqualTo("out of order");
        assertThat(JSON.readTree(failed.payload()).path("errorMessage").asText()).isEqualTo("out of order");
        assertThat(statistics("Throwing").errors()).isEqualTo(1);
    }

    @Test
    void invoke_whenConstructorThrows_shouldReportItAndTryAgainNextTime() {
        var failed = (Invocation.Failed) functions.invoke("Unset", bytes("{}"));

        assertThat(failed.errorMessage()).contains("GREETING is not set");
        assertThat(functions.invoke("Unset", bytes("{}"))).isInstanceOf(Invocation.Failed.class);
        assertThat(statistics("Unset").instances()).isZero();
    }

    @Test
    void warm_whenConstructorThrows_shouldNameTheFunction() {
        assertThatThrownBy(functions::warm).isInstanceOf(IllegalStateException.class).hasMessageContaining("Unset")
                .hasMessageContaining("GREETING");
    }

    @Test
    void invoke_beyondTheTimeout_shouldFailAndThrowTheInstanceAway() {
        gate = new CountDownLatch(1);

        var failed = (Invocation.Failed) functions.invoke("Slow", bytes("{}"));

        assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
        assertThat(failed.errorMessage()).contains("Task timed out after 1.00 seconds");
        gate.countDown();
        assertThat(functions.invoke("Slow", bytes("{}"))).isInstanceOf(Invocation.Answered.class);
        assertThat(INSTANCES).hasSize(2);
    }

    @Test
    void invoke_beyondReservedConcurrency_shouldThrottle() throws InterruptedException, ExecutionException {
        gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> functions.invoke("Limited", bytes("{}"))))
                    .toList();
            await().atMost(Duration.ofSeconds(5)).until(() -> statistics("Limited").running() == 2);

            assertThat(functions.invoke("Limited", bytes("{}"))).isInstanceOf(Invocation.Throttled.class);
            gate.countDown();
            for (var invocation : running) {
                assertThat(invocation.get()).isInstanceOf(Invocation.Answered.class);
            }
        }
        assertThat(statistics("Limited").throttles()).isEqualTo(1);
        assertThat(statistics("Limited").invocations()).isEqualTo(2);
    }

    @Test
    void invoke_oneAfterTheOther_shouldUseOneInstance() {
        IntStream.range(0, 50).forEach(i -> functions.invoke("Limited", bytes("{}")));

        assertThat(INSTANCES).hasSize(1);
        assertThat(statistics("Limited").invocations()).isEqualTo(50);
        assertThat(statistics("Limited").meanDuration()).isPositive();
    }

    @Test
    void invoke_ofUnknownFunction_shouldNameThoseThereAre() {
        assertThatThrownBy(() -> functions.invoke("Nobody", bytes("{}"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nobody").hasMessageContaining("Throwing");
    }

    @Test
    void constructor_withUnknownHandler_shouldNameIt() {
        assertThatThrownBy(() -> functions("""
                Resources:
                  F: {Type: AWS::Serverless::Function, Properties: {Handler: dev.stampede.Missing}}
                """)).isInstanceOf(IllegalStateException.class).hasMessageContaining("dev.stampede.Missing");
        assertThatThrownBy(() -> functions("""
                Resources:
                  F: {Type: AWS::Serverless::Function, Properties: {Handler: java.lang.String}}
                """)).isInstanceOf(IllegalStateException.class).hasMessageContaining("not a request handler");
    }

    private Functions functions(String template) throws IOException {
        var file = Files.writeString(directory.resolve("template.yaml"), template);
        AwsClients aws = new SdkClients();
        return new Functions(Template.read(file, Map.of()), definition -> new FunctionEnvironment(
                new Settings(definition.environment()), Clock.systemUTC(), Pause.sleeping(), new Random(), aws,
                Metrics.NONE));
    }

    private FunctionStatistics statistics(String logicalId) {
        return functions.statistics().stream().filter(each -> each.logicalId().equals(logicalId)).findFirst()
                .orElseThrow();
    }

    private static JsonNode answer(Invocation invocation) throws IOException {
        return JSON.readTree(((Invocation.Answered) invocation).payload());
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the greeting from its settings. */
    public static final class Api implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

        private final String greeting;

        public Api(FunctionEnvironment environment) {
            greeting = environment.settings().read(settings -> settings.text("GREETING"));
        }

        @Override
        public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
            return new APIGatewayProxyResponseEvent().withStatusCode(200)
                    .withBody(String.join(" ", greeting, event.getHttpMethod(), event.getPath(),
                            context.getFunctionName(),
                            context.getAwsRequestId(), Integer.toString(context.getRemainingTimeInMillis())));
        }
    }

    /** Returns data of the first record. */
    public static final class Change implements RequestHandler<DynamodbEvent, Map<String, String>> {

        public Change(FunctionEnvironment environment) {
            INSTANCES.add(System.identityHashCode(environment));
        }

        @Override
        public Map<String, String> handleRequest(DynamodbEvent event, Context context) {
            var change = event.getRecords().getFirst();
            var image = change.getDynamodb().getNewImage();
            return Map.of("seen",
                    String.join(" ",
                            List.of(change.getDynamodb().getSequenceNumber(), image.get("id").getS(),
                                    image.get("n").getN(),
                                    image.get("l").getL().getFirst().getBOOL().toString(),
                                    Long.toString(change.getDynamodb().getApproximateCreationDateTime().getTime()),
                                    change.getEventSourceARN())));
        }
    }

    /** Always throws. */
    public static final class Throwing implements RequestHandler<Map<String, Object>, String> {

        public Throwing(FunctionEnvironment environment) {
            INSTANCES.add(System.identityHashCode(environment));
        }

        @Override
        public String handleRequest(Map<String, Object> event, Context context) {
            throw new IllegalStateException("out of order");
        }
    }

    /** Waits until the gate opens. */
    public static final class Waiting implements RequestHandler<Map<String, Object>, String> {

        public Waiting(FunctionEnvironment environment) {
            assertThat(environment).isNotNull();
            INSTANCES.add(System.identityHashCode(this));
        }

        @Override
        public String handleRequest(Map<String, Object> event, Context context) {
            try {
                gate.await();
                return "through";
            } catch (InterruptedException late) {
                Thread.currentThread().interrupt();
                return "late";
            }
        }
    }
}
