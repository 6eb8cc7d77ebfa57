package dev.stampede.inventory.adapters;

import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends messages and retries those that the queue does not accept. Thread-safe. */
final class SqsMessages {

    /** The maximum for a request (Amazon SQS API Reference, SendMessageBatch). */
    static final int MAX_MESSAGES = 10;

    private static final int MAX_TRIES = 3;

    private final SqsClient sqs;
    private final Backoff backoff;

    SqsMessages(SqsClient sqs, Backoff backoff) {
        this.sqs = sqs;
        this.backoff = backoff;
    }

    /**
     * @param messages 1 to 10
     * @param delaySeconds the delay of delivery; null for the delay of the queue
     * @throws IllegalStateException if the queue did not accept all of them
     */
    void send(String queueUrl, List<String> messages, @Nullable Integer delaySeconds) {
        var open = new ArrayList<SendMessageBatchRequestEntry>();
        for (var message : messages) {
            open.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(open.size()))
                    .messageBody(message)
                    .delaySeconds(delaySeconds)
                    .build());
        }
        backoff.retry(MAX_TRIES, _ -> {
            var failed = sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(open)).failed().stream()
                    .map(BatchResultErrorEntry::id)
                    .collect(Collectors.toSet());
            open.removeIf(message -> !failed.contains(message.id()));
            return open.isEmpty() ? Optional.of(true) : Optional.empty();
        }).orElseThrow(() -> new IllegalStateException("The queue " + queueUrl + " did not accept all messages"));
    }
}
