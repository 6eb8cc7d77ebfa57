package dev.stampede.runtime.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A queue that records messages and can fail temporarily. Thread-safe. */
public final class RecordedQueue implements SqsClient {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger outages = new AtomicInteger();

    /** Fails the next messages. */
    public void failNext(int messages) {
        outages.set(messages);
    }

    public List<String> bodies() {
        return List.copyOf(bodies);
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest message) {
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SqsException.builder().message("down").statusCode(503).build();
        }
        bodies.add(message.messageBody());
        return SendMessageResponse.builder().messageId(Integer.toString(bodies.size())).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
