package dev.stampede.inventory.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentQueue;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.time.Backoff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue, with as many messages to a request as it takes. */
public final class SqsAdjustmentQueue implements AdjustmentQueue {

    private static final int MAX_MESSAGES = 10;
    /** Of one message, and of all messages of a request together (Amazon SQS API Reference, SendMessageBatch). */
    private static final int MAX_BYTES = 256 * 1024;
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
    public Outcome add(List<Adjustment> adjustments) {
        var messages = new LinkedHashMap<Chunk, String>();
        chunks(adjustments).forEach(chunk -> messages.put(chunk, Json.write(chunk)));
        for (var message : messages.entrySet()) {
            if (bytes(message.getValue()) > MAX_BYTES) {
                return new Outcome.TooManyLines(message.getKey().adjustments().getFirst().sku());
            }
        }
        batches(messages.values()).forEach(this::send);
        return new Outcome.Queued();
    }

    private void send(List<String> messages) {
        var open = new ArrayList<SendMessageBatchRequestEntry>();
        for (var message : messages) {
            open.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(open.size()))
                    .messageBody(message)
                    .build());
        }
        backoff.retry(MAX_TRIES, _ -> {
            var failed = sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(open)).failed().stream()
                    .map(BatchResultErrorEntry::id)
                    .collect(Collectors.toSet());
            open.removeIf(message -> !failed.contains(message.id()));
            return open.isEmpty() ? Optional.of(true) : Optional.empty();
        }).orElseThrow(() -> new IllegalStateException("The queue of adjustments did not take all messages"));
    }

    /** The lines of a SKU stay together; SKUs follow one another in the order of their first lines. */
    private static List<Chunk> chunks(List<Adjustment> adjustments) {
        var bySku = adjustments.stream()
                .collect(Collectors.groupingBy(Adjustment::sku, LinkedHashMap::new, Collectors.toList()));
        var chunks = new ArrayList<Chunk>();
        var open = new ArrayList<Adjustment>();
        for (var lines : bySku.values()) {
            if (!open.isEmpty() && open.size() + lines.size() > MAX_LINES) {
                chunks.add(new Chunk(open));
                open.clear();
            }
            open.addAll(lines);
        }
        if (!open.isEmpty()) {
            chunks.add(new Chunk(open));
        }
        return chunks;
    }

    private static List<List<String>> batches(Collection<String> messages) {
        var batches = new ArrayList<List<String>>();
        var open = new ArrayList<String>();
        var size = 0;
        for (var message : messages) {
            if (open.size() == MAX_MESSAGES || size + bytes(message) > MAX_BYTES) {
                batches.add(List.copyOf(open));
                open.clear();
                size = 0;
            }
            open.add(message);
            size += bytes(message);
        }
        batches.add(open);
        return batches;
    }

    private static int bytes(String message) {
        return message.getBytes(UTF_8).length;
    }
}
