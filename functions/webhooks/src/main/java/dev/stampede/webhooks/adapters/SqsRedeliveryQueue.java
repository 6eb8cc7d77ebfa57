package dev.stampede.webhooks.adapters;

import dev.stampede.runtime.json.Json;
import dev.stampede.webhooks.RedeliveryQueue;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue in Amazon SQS. */
public final class SqsRedeliveryQueue implements RedeliveryQueue {

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsRedeliveryQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    public static Step read(String body) {
        return Json.read(body, Step.class);
    }

    @Override
    public void add(Step step, Duration delay) {
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(Json.write(step))
                .delaySeconds((int) delay.toSeconds()));
    }
}
