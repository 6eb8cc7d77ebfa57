package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxCallbackWorkerTest {

    private static final String PAYLOAD = "{\"id\":\"evt_ref_00000000000000000000000000000000_0\","
            + "\"type\":\"charge.updated\",\"charge\":\"ref_00000000000000000000000000000000/0\"}";

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private HttpServer store;
    private int status = 202;

    @BeforeEach
    void start() throws IOException {
        store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/v1/payments/sandbox/events", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(exchange.getRequestHeaders().getFirst(SandboxSignature.HEADER) + " " + body);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        store.start();
    }

    @AfterEach
    void stop() {
        store.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"ONCE, 1", "TWICE, 2", "NEVER, 0"})
    void handleRequest_changedCharge_shouldCallBackSignedAndAsOftenAsWanted(String callbacks, int times) {
        var event = sample();
        event.getRecords().getFirst().getDynamodb().getNewImage().put("callbacks", new AttributeValue(callbacks));

        assertThat(handle(event)).isEmpty();

        var signature = new SandboxSignature(key(), TestEnvironment.CLOCK);
        assertThat(received).hasSize(times).allSatisfy(
                request -> assertThat(request).isEqualTo(signature.of(PAYLOAD) + " " + PAYLOAD));
    }

    @Test
    void handleRequest_refundInTheDashboard_shouldNameThePayment() {
        var event = sample();
        event.getRecords().getFirst().getDynamodb().getNewImage()
                .put("dashboard", new AttributeValue().withL(new AttributeValue().withN("100")));

        assertThat(handle(event)).isEmpty();

        assertThat(received).singleElement().asString().contains("\"type\":\"charge.refunded\"")
                .contains("\"payment\":\"sandbox:");
    }

    @Test
    void handleRequest_storeThatRefuses_shouldTryThreeTimesAndDropTheCallback() {
        status = 503;

        assertThat(handle(sample())).isEmpty();

        assertThat(received).hasSize(3);
        assertThat(((RecordedMetrics) environment().metrics()).sum("SandboxCallback/Delivered")).isZero();
    }

    private List<?> handle(DynamodbEvent event) {
        return new SandboxCallbackWorker(environment())
                .handleRequest(event, new LambdaContext("SandboxCallbacksFunction")).getBatchItemFailures();
    }

    private FunctionEnvironment environment() {
        return TestEnvironment.of(Map.of("API_URL", "http://localhost:" + store.getAddress().getPort()));
    }

    private String key() {
        return environment().settings().read(SandboxCallbackConfig::fromSettings).key();
    }

    private static DynamodbEvent sample() {
        return Events.read("SandboxCallbacksFunction-ChargesChanged.json", DynamodbEvent.class);
    }
}
