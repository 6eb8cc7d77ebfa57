package dev.stampede.webhooks;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Queues in memory, one for each URL. Messages with a deduplication id are taken once. Thread-safe. */
final class FakeFifo implements SqsClient {

    private final Clock clock;
    private final Map<String, List<Sent>> queues = new java.util.HashMap<>();
    private final Set<String> deduplicated = new HashSet<>();
    private final AtomicInteger failures = new AtomicInteger();
    private int count;

    /** @param group empty in a queue without groups */
    record Sent(String id, String body, String group, long sentAt) {

        SQSEvent event() {
            var message = new SQSMessage();
            message.setMessageId(id);
            message.setBody(body);
            message.setAttributes(Map.of("SentTimestamp", Long.toString(sentAt)));
            var event = new SQSEvent();
            event.setRecords(List.of(message));
            return event;
        }
    }

    FakeFifo(Clock clock) {
        this.clock = clock;
    }

    /** Refuses the next entries of batches. */
    void failNext(int entries) {
        failures.set(entries);
    }

    /** Forgets what it had, as after five minutes. */
    synchronized void forgetDuplicates() {
        deduplicated.clear();
    }

    synchronized List<Sent> waiting(String queueUrl) {
        return List.copyOf(queues.getOrDefault(queueUrl, List.of()));
    }

    /** Removes and returns all messages. */
    synchronized List<Sent> take(String queueUrl) {
        var taken = queues.remove(queueUrl);
        return taken == null ? List.of() : taken;
    }

    synchronized void giveBack(String queueUrl, Sent message) {
        queues.computeIfAbsent(queueUrl, url -> new ArrayList<>()).add(message);
    }

    private synchronized String add(String queueUrl, String body, String group, String deduplicationId) {
        var id = Integer.toString(++count);
        if (deduplicationId == null || deduplicated.add(queueUrl + deduplicationId)) {
            queues.computeIfAbsent(queueUrl, url -> new ArrayList<>())
                    .add(new Sent(id, body, group == null ? "" : group, clock.millis()));
        }
        return id;
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest message) {
        return SendMessageResponse.builder().messageId(add(message.queueUrl(), message.messageBody(),
                message.messageGroupId(), message.messageDeduplicationId())).build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest batch) {
        var sent = new ArrayList<SendMessageBatchResultEntry>();
        var failed = new ArrayList<BatchResultErrorEntry>();
        for (var entry : batch.entries()) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                failed.add(BatchResultErrorEntry.builder().id(entry.id()).code("InternalError").build());
            } else {
                sent.add(SendMessageBatchResultEntry.builder().id(entry.id()).messageId(add(batch.queueUrl(),
                        entry.messageBody(), entry.messageGroupId(), entry.messageDeduplicationId())).build());
            }
        }
        return SendMessageBatchResponse.builder().successful(sent).failed(failed).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
