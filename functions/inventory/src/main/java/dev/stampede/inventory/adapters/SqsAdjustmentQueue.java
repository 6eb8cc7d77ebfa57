package dev.stampede.inventory.adapters;

import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentQueue;
import dev.stampede.inventory.stock.Backoff;
import dev.stampede.shared.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue, with ten messages to a request. */
public final class SqsAdjustmentQueue implements AdjustmentQueue {

    private static final int MAX_MESSAGES = 10;
    private static final int MAX_TRIES = 3;

    private final SqsClient sqs;
    private final String queueUrl;
    private final Backoff backoff;

    public SqsAdjustmentQueue(SqsClient sqs, String queueUrl, Backoff backoff) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.backoff = backoff;
    }

    @Override
    public void add(List<Adjustment> adjustments) {
        var messages = chunks(adjustments, MAX_LINES).stream().map(Chunk::new).map(Json::write).toList();
        for (var batch : chunks(messages, MAX_MESSAGES)) {
            send(batch);
        }
    }

    private void send(List<String> messages) {
        var open = new ArrayList<SendMessageBatchRequestEntry>();
        for (var message : messages) {
            open.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(open.size()))
                    .messageBody(message)
                    .build());
        }
        for (var tries = 1; tries <= MAX_TRIES; tries++) {
            var failed = sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(open)).failed().stream()
                    .map(BatchResultErrorEntry::id)
                    .collect(Collectors.toSet());
            open.removeIf(message -> !failed.contains(message.id()));
            if (open.isEmpty()) {
                return;
            }
            backoff.pause(tries);
        }
        throw new IllegalStateException("The queue of adjustments did not take all messages");
    }

    private static <T> List<List<T>> chunks(List<T> all, int size) {
        var chunks = new ArrayList<List<T>>();
        for (var start = 0; start < all.size(); start += size) {
            chunks.add(all.subList(start, Math.min(start + size, all.size())));
        }
        return chunks;
    }
}
