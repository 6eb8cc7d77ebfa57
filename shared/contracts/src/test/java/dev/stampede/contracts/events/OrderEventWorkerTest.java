package dev.stampede.contracts.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.telemetry.Correlation;
import dev.stampede.runtime.testing.LambdaContext;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class OrderEventWorkerTest {

    @Test
    void handle_shouldHandOutEventsUnderTheirCorrelation() {
        var seen = new ConcurrentLinkedQueue<String>();
        var worker = OrderEvent.worker(
                event -> seen.add(event.id() + " " + Correlation.current().orElseThrow()));
        assertThat(failures(worker, message("1", event("one")), message("2", event("two")))).isEmpty();
        assertThat(seen).containsExactlyInAnyOrder(
                Orders.id("one") + "/1 correlation-one", Orders.id("two") + "/1 correlation-two");
    }

    @Test
    void handle_withoutCorrelation_shouldHandOutTheEvent() {
        var seen = new ConcurrentLinkedQueue<String>();
        var worker = OrderEvent.worker(event -> seen.add(Correlation.current().orElseThrow()));
        var body = event("one").replace("\"correlationid\":\"correlation-one\",", "");
        assertThat(failures(worker, message("1", body))).isEmpty();
        assertThat(seen).containsExactly("");
    }

    @Test
    void handle_somethingElse_shouldFailAlone() {
        var seen = new ConcurrentLinkedQueue<String>();
        var worker = OrderEvent.worker(event -> seen.add(event.id()));
        assertThat(failures(worker, message("1", "hello"), message("2", event("two")))).containsExactly("1");
        assertThat(seen).containsExactly(Orders.id("two") + "/1");
    }

    private static List<String> failures(QueueWorker worker, SQSMessage... messages) {
        var batch = new SQSEvent();
        batch.setRecords(List.of(messages));
        return worker.handle(batch, new LambdaContext("WorkerFunction")).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static SQSMessage message(String id, String body) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        return message;
    }

    private static String event(String name) {
        return OrderEvent.of(Orders.id(name), 1, "StockReserved", "2026-06-01T12:00:00Z", "correlation-" + name, "{}")
                .toJson();
    }
}
