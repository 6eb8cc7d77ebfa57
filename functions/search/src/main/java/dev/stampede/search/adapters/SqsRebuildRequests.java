package dev.stampede.search.adapters;

import dev.stampede.search.storage.RebuildRequests;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of the function that rebuilds the index. */
public final class SqsRebuildRequests implements RebuildRequests {

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsRebuildRequests(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /** The message says all by being there. */
    @Override
    public void send() {
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody("{}"));
    }
}
