package dev.stampede.local.store.replay;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Moves the messages of a dead-letter queue back to the queues they came from, as the console of Amazon SQS does. A message
 * may be delivered twice.
 */
public final class Redrive {

    /** Maximum messages per request (Amazon SQS API Reference, "ReceiveMessage"). */
    private static final int MAX_MESSAGES = 10;
    /** Hides a message while it is moved. */
    private static final int VISIBILITY_SECONDS = 30;

    /** A queue that sends messages that cannot be processed to the dead-letter queue. */
    public record Source(String name, String url) {}

    private final SqsClient sqs;
    private final String queueUrl;
    private final List<Source> sources;

    /** @param sources at least one */
    public Redrive(SqsClient sqs, String queueUrl, List<Source> sources) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("No queue sends messages to " + queueUrl);
        }
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.sources = List.copyOf(sources);
    }

    /**
     * Moves messages until the queue is empty, but at most {@code longest}: messages that fail again return.
     *
     * @return the number of messages moved
     */
    public long run(long longest) {
        var moved = 0L;
        while (moved < longest) {
            var count = (int) Math.min(MAX_MESSAGES, longest - moved);
            var messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(count)
                    .visibilityTimeout(VISIBILITY_SECONDS).waitTimeSeconds(0).messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
                            MessageSystemAttributeName.MESSAGE_GROUP_ID))
                    .messages();
            if (messages.isEmpty()) {
                return moved;
            }
            messages.forEach(this::move);
            moved += messages.size();
        }
        return moved;
    }

    private void move(Message message) {
        var source = source(message);
        sqs.sendMessage(request -> {
            request.queueUrl(source.url()).messageBody(message.body()).messageAttributes(message.messageAttributes());
            var group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
            if (group != null) {
                // The message's first deduplication ID would drop it.
                request.messageGroupId(group).messageDeduplicationId(message.messageId());
            }
        });
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    }

    /** The queue that the service names; the first one if it names none, as for messages sent to the queue directly. */
    private Source source(Message message) {
        var arn = message.attributes().getOrDefault(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, "");
        return sources.stream().filter(source -> arn.endsWith(":" + source.name())).findFirst()
                .orElse(sources.getFirst());
    }
}
