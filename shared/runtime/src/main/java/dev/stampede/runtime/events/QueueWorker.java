package dev.stampede.runtime.events;

import static dev.stampede.runtime.telemetry.LogField.entry;
import static dev.stampede.runtime.telemetry.LogField.failure;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.runtime.telemetry.Telemetry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The entry point of every function behind a queue: handles the messages of a batch concurrently, each on its own
 * thread, and reports the failed ones. They return after the queue's visibility timeout and end in its dead-letter
 * queue. Thread-safe if the handler is.
 */
public final class QueueWorker {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

    private final Consumer<SQSMessage> handler;

    /** @param handler handles one message completely or throws */
    public QueueWorker(Consumer<SQSMessage> handler) {
        this.handler = handler;
    }

    public SQSBatchResponse handle(SQSEvent batch, Context context) {
        return Telemetry.invocation(context, () -> handle(batch));
    }

    private SQSBatchResponse handle(SQSEvent batch) {
        var handled = ConcurrentHashMap.<String> newKeySet();
        var logContext = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.<String, String> of());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var message : batch.getRecords()) {
                threads.execute(() -> {
                    MDC.setContextMap(logContext);
                    if (isHandled(message)) {
                        handled.add(message.getMessageId());
                    }
                });
            }
        }
        // Messages that are not known to be handled have failed, including those whose thread ended with an error.
        return new SQSBatchResponse(batch.getRecords().stream().map(SQSMessage::getMessageId)
                .filter(id -> !handled.contains(id)).map(BatchItemFailure::new).toList());
    }

    private boolean isHandled(SQSMessage message) {
        try {
            handler.accept(message);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("A message failed and will be retried", entry("messageId", message.getMessageId()),
                    failure(e));
            return false;
        }
    }
}
