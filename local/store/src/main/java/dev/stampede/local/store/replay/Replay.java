package dev.stampede.local.store.replay;

import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.triggers.BatchResult;
import dev.stampede.runtime.events.ParkedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Replays a queue of parked records: invokes the function that parked a record with it, and deletes the record if the
 * function processes it. Other records stay in the queue. Use an instance once.
 */
public final class Replay {

    /** Maximum messages per request (Amazon SQS API Reference, "ReceiveMessage"). */
    private static final int MAX_MESSAGES = 10;
    /** Long polling time. The queue counts as empty if no message arrives. */
    private static final int WAIT_SECONDS = 2;

    /** Invokes a function by its name. */
    @FunctionalInterface
    public interface Invoker {

        Invocation invoke(String functionName, byte[] event);
    }

    /**
     * The result of a replay.
     *
     * @param replayed the number of records that were processed and deleted
     */
    public record Report(long replayed, List<Remaining> remaining) {}

    /**
     * A message that stays in the queue.
     *
     * @param function the function that parked it; empty if unknown
     * @param reason   why it was not replayed
     */
    public record Remaining(String messageId, String function, String reason) {}

    private final SqsClient sqs;
    private final String queueUrl;
    private final Invoker invoker;
    private final Set<String> seen = new HashSet<>();
    /** The latest receipt handle of each message that stays. */
    private final Map<String, String> receiptHandles = new LinkedHashMap<>();
    private final List<Remaining> remaining = new ArrayList<>();
    private int replayed;

    public Replay(SqsClient sqs, String queueUrl, Invoker invoker) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.invoker = invoker;
    }

    /** The outcome of invoking a function that does not exist. */
    public static Invocation noSuchFunction(String name) {
        return new Invocation.Failed("", "function not found: " + name, "");
    }

    /** Replays every message once, until the queue returns no new one. */
    public Report run() {
        try {
            for (var messages = next(); !messages.isEmpty(); messages = next()) {
                messages.forEach(this::replay);
            }
        } finally {
            receiptHandles.values().forEach(this::makeVisible);
        }
        return new Report(replayed, List.copyOf(remaining));
    }

    /** The next messages, without those seen before, which became visible again during the replay. */
    private List<Message> next() {
        var messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(MAX_MESSAGES)
                .waitTimeSeconds(WAIT_SECONDS)).messages();
        messages.forEach(
                message -> receiptHandles.computeIfPresent(message.messageId(), (id, old) -> message.receiptHandle()));
        return messages.stream().filter(message -> seen.add(message.messageId())).toList();
    }

    private void replay(Message message) {
        var failure = failure(message);
        if (failure.isEmpty()) {
            sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            replayed++;
        } else {
            receiptHandles.put(message.messageId(), message.receiptHandle());
            remaining.add(failure.get());
        }
    }

    /** @return empty if the record was processed */
    private Optional<Remaining> failure(Message message) {
        ParkedRecord parked;
        try {
            parked = ParkedRecord.parse(message.body());
        } catch (IllegalArgumentException foreign) {
            return Optional.of(new Remaining(message.messageId(), "", "Not a parked record"));
        }
        return failure(parked).map(reason -> new Remaining(message.messageId(), parked.function(), reason));
    }

    private Optional<String> failure(ParkedRecord parked) {
        if (!parked.hasImages()) {
            return Optional.of("Parked without its images, which are too large for a message. Keys: "
                    + parked.record().path("dynamodb").path("Keys"));
        }
        var invocation = invoker.invoke(parked.function(),
                parked.replayEvent().getBytes(StandardCharsets.UTF_8));
        var number = parked.record().path("dynamodb").path("SequenceNumber").asText();
        return switch (BatchResult.of(invocation, true, Set.of(number))) {
            case BatchResult.Done done -> Optional.empty();
            case BatchResult.PartlyDone partly ->
                    Optional.of("The function still cannot process record " + number + "; see its log");
            case BatchResult.Failed failed -> Optional.of(invocation instanceof Invocation.Failed thrown
                    ? "The function failed: " + thrown.errorType()
                    : "The function was throttled");
        };
    }

    private void makeVisible(String receiptHandle) {
        sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl).receiptHandle(receiptHandle)
                .visibilityTimeout(0));
    }
}
