package dev.stampede.search.adapters;

import dev.stampede.search.storage.RebuildRequests;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of the function that rebuilds the index. */
public final class SqsRebuildRequests implements RebuildRequests {

    private final SqsClient sqs;
    private final String queueUrl;
    private final Duration delay;

    /** @param delay until a rebuild begins, at most 15 minutes */
    public SqsRebuildRequests(SqsClient sqs, String queueUrl, Duration delay) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.delay = delay;
    }

    /** The message says all by being there. */
    @Override
    public void send() {
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody("{}")
                .delaySeconds(Math.toIntExact(delay.toSeconds())));
    }
}
