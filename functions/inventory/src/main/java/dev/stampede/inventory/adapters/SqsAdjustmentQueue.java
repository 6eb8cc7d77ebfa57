package dev.stampede.inventory.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.inventory.adjustment.Adjustment;
import dev.stampede.inventory.adjustment.AdjustmentQueue;
import dev.stampede.runtime.Batches;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.time.Backoff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue in Amazon SQS, with as many messages in a request as fit. */
public final class SqsAdjustmentQueue implements AdjustmentQueue {

    /** The maximum for a message and for a request (Amazon SQS API Reference, SendMessageBatch). */
    private static final int MAX_BYTES = 256 * 1024;

    private final SqsMessages messages;
    private final String queueUrl;

    public SqsAdjustmentQueue(SqsClient sqs, String queueUrl, Backoff backoff) {
        this.messages = new SqsMessages(sqs, backoff);
        this.queueUrl = queueUrl;
    }

    @Override
    public Outcome add(List<Adjustment> adjustments) {
        var bodies = new LinkedHashMap<Chunk, String>();
        chunks(adjustments).forEach(chunk -> bodies.put(chunk, Json.write(chunk)));
        for (var message : bodies.entrySet()) {
            if (bytes(message.getValue()) > MAX_BYTES) {
                return new Outcome.TooManyLines(message.getKey().adjustments().getFirst().sku());
            }
        }
        Batches.of(bodies.values(), SqsMessages.MAX_MESSAGES, SqsAdjustmentQueue::bytes, MAX_BYTES)
                .forEach(batch -> messages.send(queueUrl, batch, null));
        return new Outcome.Queued();
    }

    /** The lines of a SKU stay together; SKUs keep the order of their first lines. */
    private static List<Chunk> chunks(List<Adjustment> adjustments) {
        var bySku = adjustments.stream()
                .collect(Collectors.groupingBy(Adjustment::sku, LinkedHashMap::new, Collectors.toList()));
        return Batches.of(bySku.values(), MAX_LINES, List::size, MAX_LINES).stream()
                .map(skus -> new Chunk(skus.stream().flatMap(List::stream).toList()))
                .toList();
    }

    private static int bytes(String message) {
        return message.getBytes(UTF_8).length;
    }
}
