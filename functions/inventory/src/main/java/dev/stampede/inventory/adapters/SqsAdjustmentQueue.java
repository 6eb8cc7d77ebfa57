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
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue, with as many messages to a request as it takes. */
public final class SqsAdjustmentQueue implements AdjustmentQueue {

    /** Of one message, and of all messages of a request together (Amazon SQS API Reference, SendMessageBatch). */
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
        batches(bodies.values()).forEach(batch -> messages.send(queueUrl, batch, null));
        return new Outcome.Queued();
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
            if (open.size() == SqsMessages.MAX_MESSAGES || size + bytes(message) > MAX_BYTES) {
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
