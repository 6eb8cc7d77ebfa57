package dev.stampede.webhooks.adapters;

import dev.stampede.runtime.json.Json;
import dev.stampede.webhooks.RedeliveryQueue;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Steps wait among the events for webhooks, in a queue of Amazon SQS, as objects with the single member {@link #STEP}. */
public final class SqsRedeliveryQueue implements RedeliveryQueue {

    static final String STEP = "redeliveryStep";

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsRedeliveryQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void add(Step step, Duration delay) {
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(Json.write(Map.of(STEP, step)))
                .delaySeconds((int) delay.toSeconds()));
    }
}
