package dev.stampede.runtime.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where the records go that a function cannot handle: a queue of Amazon SQS, from which they are replayed. Thread-safe.
 */
public final class Parking {

    /** Bytes of a message that every queue takes: 256 KiB (Amazon SQS Developer Guide, "Message quotas"). */
    static final int MAX_BYTES = 256 * 1024;

    private final SqsClient sqs;
    private final String queueUrl;

    public Parking(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /**
     * Parks a record, without its images if it is too large with them. A record may be parked twice.
     *
     * @throws RuntimeException if that is not certain to have succeeded
     */
    void park(ParkedRecord record) {
        var json = record.toJson();
        var body = json.getBytes(UTF_8).length <= MAX_BYTES ? json : record.withoutImages().toJson();
        sqs.sendMessage(message -> message.queueUrl(queueUrl).messageBody(body));
    }
}
