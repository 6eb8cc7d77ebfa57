package dev.stampede.webhooks.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.runtime.Batches;
import dev.stampede.runtime.Sha256;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.sharding.Shards;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.webhooks.DeliveryQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A FIFO queue in Amazon SQS with a few message groups for each webhook. While a message is being worked on, the queue gives
 * out no other of its group, so the groups of a webhook bound its concurrent attempts, and a slow one takes no worker from
 * the others. A message that is sent again within five minutes is dropped (Amazon SQS Developer Guide, "Exactly-once
 * processing in Amazon SQS").
 */
public final class SqsDeliveryQueue implements DeliveryQueue {

    /** 256 KiB less room for the other parameters. */
    private static final int MAX_BATCH_BYTES = 250 * 1024;
    private static final int MAX_TRIES = 3;

    private final SqsClient sqs;
    private final String queueUrl;
    private final int slots;
    private final Backoff backoff;

    /** @param slots message groups of each webhook, at least 1 */
    public SqsDeliveryQueue(SqsClient sqs, String queueUrl, int slots, Backoff backoff) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.slots = slots;
        this.backoff = backoff;
    }

    public static Message read(String body) {
        return Json.read(body, Message.class);
    }

    @Override
    public void send(List<Message> messages) {
        var bodies = messages.stream().map(message -> new Body(message, Json.write(message))).toList();
        Batches.of(bodies, MAX_BATCH, body -> body.json().getBytes(UTF_8).length, MAX_BATCH_BYTES)
                .forEach(this::sendBatch);
    }

    private record Body(Message message, String json) {}

    private void sendBatch(List<Body> batch) {
        var unsent = new ArrayList<>(IntStream.range(0, batch.size()).mapToObj(index -> entry(index, batch.get(index)))
                .toList());
        backoff.retry(MAX_TRIES, tries -> {
            var response = sqs.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(unsent));
            var failed = response.failed().stream().map(failure -> failure.id()).toList();
            unsent.removeIf(entry -> !failed.contains(entry.id()));
            return unsent.isEmpty() ? Optional.of(true) : Optional.empty();
        }).orElseThrow(() -> new ContentionException("Deliveries could not be sent to the queue: " + unsent.size()));
    }

    private SendMessageBatchRequestEntry entry(int index, Body body) {
        var message = body.message();
        var slot = Shards.of(message.deliveryId().value(), slots);
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(index))
                .messageBody(body.json())
                .messageGroupId(message.webhookId() + "-" + slot)
                .messageDeduplicationId(
                        Sha256.hex(message.webhookId() + " " + message.deliveryId() + " " + message.key()))
                .build();
    }
}
