package dev.stampede.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.runtime.concurrent.RetryLaterException;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedLog;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class QueueWorkerTest {

    @Test
    void handle_allWorks_shouldReportNoFailure() {
        var handled = new ConcurrentLinkedQueue<String>();
        var worker = new QueueWorker(message -> handled.add(message.getBody()));
        assertThat(failures(worker, message("1", "a"), message("2", "b"))).isEmpty();
        assertThat(handled).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void handle_oneFails_shouldReportThatOneAndHandleTheOthers() {
        var handled = new ConcurrentLinkedQueue<String>();
        var worker = new QueueWorker(message -> {
            if (message.getBody().equals("bad")) {
                throw new IllegalStateException("no");
            }
            handled.add(message.getBody());
        });
        assertThat(failures(worker, message("1", "a"), message("2", "bad"), message("3", "b"))).containsExactly("2");
        assertThat(handled).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void handle_messageThatMustWait_shouldBeReportedAndLoggedWithoutAStackTrace() {
        try (var log = new RecordedLog()) {
            var waits = new QueueWorker(message -> {
                throw new RetryLaterException("Held until noon");
            });
            var fails = new QueueWorker(message -> {
                throw new IllegalStateException("A bug");
            });

            assertThat(failures(waits, message("1", "a"))).containsExactly("1");
            assertThat(failures(fails, message("2", "b"))).containsExactly("2");

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().getFirst()).contains("\"reason\":\"Held until noon\"").doesNotContain("\\tat ");
            assertThat(log.lines().getLast()).contains("A bug", "\\tat ");
        }
    }

    @Test
    void handle_oneDiesOfAnError_shouldReportThatOne() {
        var worker = new QueueWorker(message -> {
            if (message.getBody().equals("bad")) {
                throw new StackOverflowError();
            }
        });
        assertThat(failures(worker, message("1", "a"), message("2", "bad"))).containsExactly("2");
    }

    @Test
    void handle_emptyBatch_shouldReportNoFailure() {
        assertThat(failures(new QueueWorker(message -> {}))).isEmpty();
    }

    @Test
    void handle_batch_shouldHandleItsMessagesSideBySide() {
        var allAreThere = new CyclicBarrier(10);
        var worker = new QueueWorker(message -> await(allAreThere));
        var messages = Stream.iterate(0, i -> i + 1).limit(10).map(i -> message("" + i, "")).toArray(SQSMessage[]::new);
        assertThat(failures(worker, messages)).isEmpty();
    }

    @Test
    void handle_message_shouldLogWithTheInvocationsFields() {
        var fields = new ConcurrentLinkedQueue<String>();
        var worker = new QueueWorker(message -> fields.add(MDC.get("function_name")));
        failures(worker, message("1", "a"));
        assertThat(fields).containsExactly("WorkerFunction");
    }

    private static List<String> failures(QueueWorker worker, SQSMessage... messages) {
        var batch = new SQSEvent();
        batch.setRecords(List.of(messages));
        return identifiers(worker.handle(batch, new LambdaContext("WorkerFunction")));
    }

    private static List<String> identifiers(SQSBatchResponse response) {
        return response.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
    }

    private static SQSMessage message(String id, String body) {
        var message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        return message;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
