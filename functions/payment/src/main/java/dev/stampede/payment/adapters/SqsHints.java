package dev.stampede.payment.adapters;

import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of hints about payments. Thread-safe. */
public final class SqsHints implements Consumer<String> {

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsHints(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void accept(String hint) {
        sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(hint));
    }
}
