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
 * Replays the records in a queue of parked records: each is given to the function that parked it, and deleted from the
 * queue if the function handles it. What it does not handle stays in the queue. For one run.
 */
public final class Replay {

    /** Messages of one request (Amazon SQS API Reference, "ReceiveMessage"). */
    private static final int MAX_MESSAGES = 10;
    /** How long an answer is waited for; a queue is empty when none comes. */
    private static final int WAIT_SECONDS = 2;

    /** Runs the function of that name. */
    @FunctionalInterface
    public interface Invoker {

        Invocation invoke(String functionName, byte[] event);
    }

    /**
     * What became of the records.
     *
     * @param replayed how many were handled, and are no longer in the queue
     */
    public record Report(int replayed, List<Left> left) {}

    /**
     * A message that is still in the queue.
     *
     * @param function the function that parked it; empty if the message does not say
     * @param why what to do about it
     */
    public record Left(String messageId, String function, String why) {}

    private final SqsClient sqs;
    private final String queueUrl;
    private final Invoker invoker;
    private final Set<String> seen = new HashSet<>();
    /** The last receipt handle of each message that stays. */
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final List<Left> left = new ArrayList<>();
    private int replayed;

    public Replay(SqsClient sqs, String queueUrl, Invoker invoker) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.invoker = invoker;
    }

    /** How the invocation ends of a function that is not deployed any more. */
    public static Invocation noSuchFunction(String name) {
        return new Invocation.Failed("", "there is no function " + name, "");
    }

    /** Replays every message once, until the queue gives no other one. */
    public Report run() {
        try {
            for (var messages = next(); !messages.isEmpty(); messages = next()) {
                messages.forEach(this::replay);
            }
        } finally {
            kept.values().forEach(this::giveBack);
        }
        return new Report(replayed, List.copyOf(left));
    }

    /** Those that were not seen yet. One that is seen again became visible while the replay went on. */
    private List<Message> next() {
        var messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(MAX_MESSAGES)
                .waitTimeSeconds(WAIT_SECONDS)).messages();
        messages.forEach(message -> kept.computeIfPresent(message.messageId(), (id, old) -> message.receiptHandle()));
        return messages.stream().filter(message -> seen.add(message.messageId())).toList();
    }

    private void replay(Message message) {
        var obstacle = obstacle(message);
        if (obstacle.isEmpty()) {
            sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            replayed++;
        } else {
            kept.put(message.messageId(), message.receiptHandle());
            left.add(obstacle.get());
        }
    }

    /** @return empty if the record was handled */
    private Optional<Left> obstacle(Message message) {
        ParkedRecord parked;
        try {
            parked = ParkedRecord.parse(message.body());
        } catch (IllegalArgumentException foreign) {
            return Optional.of(new Left(message.messageId(), "", "It is not a parked record"));
        }
        return obstacle(parked).map(why -> new Left(message.messageId(), parked.function(), why));
    }

    private Optional<String> obstacle(ParkedRecord parked) {
        if (!parked.hasImages()) {
            return Optional.of("It was parked without its images, which are too large; its keys are "
                    + parked.record().path("dynamodb").path("Keys"));
        }
        var invocation = invoker.invoke(parked.function(),
                parked.replayEvent().getBytes(StandardCharsets.UTF_8));
        var number = parked.record().path("dynamodb").path("SequenceNumber").asText();
        return switch (BatchResult.of(invocation, true, Set.of(number))) {
            case BatchResult.Done done -> Optional.empty();
            case BatchResult.PartlyDone partly ->
                    Optional.of("The function still cannot handle record " + number + "; its log says why");
            case BatchResult.Failed failed -> Optional.of(invocation instanceof Invocation.Failed thrown
                    ? "The function failed: " + thrown.errorType()
                    : "The function did not run");
        };
    }

    private void giveBack(String receiptHandle) {
        sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl).receiptHandle(receiptHandle)
                .visibilityTimeout(0));
    }
}
