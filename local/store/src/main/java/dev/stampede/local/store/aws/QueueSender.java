package dev.stampede.local.store.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends messages to a queue in batches of all waiting messages, at most ten: a single message is sent immediately, and
 * under load batches fill up. A message's future completes when it is in the queue.
 *
 * <p>
 * Thread-safe.
 */
final class QueueSender {

    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 * 1024;
    private static final int CONCURRENT_REQUESTS = 2;

    private record Waiting(String body, Map<String, MessageAttributeValue> attributes, long size,
            CompletableFuture<Void> sent) {}

    private final SqsClient sqs;
    private final String queueUrl;
    private final Executor threads;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore requests = new Semaphore(CONCURRENT_REQUESTS);

    QueueSender(SqsClient sqs, String queueUrl, Executor threads) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.threads = threads;
    }

    /** @param size total size of the body and the attributes in bytes */
    CompletableFuture<Void> send(String body, Map<String, MessageAttributeValue> attributes, long size) {
        var message = new Waiting(body, attributes, size, new CompletableFuture<>());
        waiting.add(message);
        wake();
        return message.sent();
    }

    CompletableFuture<Void> send(String body) {
        return send(body, Map.of(), body.getBytes(StandardCharsets.UTF_8).length);
    }

    private void wake() {
        if (requests.tryAcquire()) {
            threads.execute(this::drain);
        }
    }

    private void drain() {
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                send(batch);
            }
        } finally {
            requests.release();
        }
        // A message may have arrived after the last check, while this thread still held its permit.
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private synchronized List<Waiting> take() {
        var batch = new ArrayList<Waiting>(MAX_ENTRIES);
        var bytes = 0L;
        while (batch.size() < MAX_ENTRIES) {
            var next = waiting.peek();
            if (next == null || (!batch.isEmpty() && bytes + next.size() > MAX_BYTES)) {
                break;
            }
            batch.add(waiting.remove());
            bytes += next.size();
        }
        return batch;
    }

    private void send(List<Waiting> batch) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>(batch.size());
        for (var i = 0; i < batch.size(); i++) {
            entries.add(SendMessageBatchRequestEntry.builder().id(Integer.toString(i)).messageBody(batch.get(i).body())
                    .messageAttributes(batch.get(i).attributes()).build());
        }
        try {
            var response = sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
            response.successful().forEach(done -> batch.get(Integer.parseInt(done.id())).sent().complete(null));
            response.failed().forEach(failed -> batch.get(Integer.parseInt(failed.id())).sent().completeExceptionally(
                    new IllegalStateException("Not sent to " + queueUrl + ": " + failed.code())));
        } catch (SdkException unsent) {
            batch.forEach(message -> message.sent().completeExceptionally(unsent));
        }
    }
}
