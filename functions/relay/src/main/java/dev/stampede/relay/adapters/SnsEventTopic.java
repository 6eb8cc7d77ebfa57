package dev.stampede.relay.adapters;

import static dev.stampede.runtime.telemetry.LogField.entry;

import dev.stampede.relay.EventTopic;
import dev.stampede.relay.TopicMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.SnsException;

/** An Amazon SNS topic. The event type is also sent as the message attribute {@code type}. */
public final class SnsEventTopic implements EventTopic {

    private static final Logger LOG = LoggerFactory.getLogger(SnsEventTopic.class);

    private final SnsClient sns;
    private final String arn;

    public SnsEventTopic(SnsClient sns, String arn) {
        this.sns = sns;
        this.arn = arn;
    }

    @Override
    public Map<TopicMessage, RuntimeException> publish(List<TopicMessage> batch) {
        var entries = batch.stream().map(SnsEventTopic::entryOf).toList();
        var response = sns.publishBatch(request -> request.topicArn(arn).publishBatchRequestEntries(entries));
        response.failed().forEach(SnsEventTopic::log);
        var failures = response.failed().stream()
                .collect(Collectors.toMap(BatchResultErrorEntry::id, SnsEventTopic::failure));
        return batch.stream()
                .filter(message -> failures.containsKey(idOf(message)))
                .collect(Collectors.toMap(message -> message,
                        message -> failures.get(idOf(message))));
    }

    /** The exception that the same failure of a whole request would throw. */
    private static RuntimeException failure(BatchResultErrorEntry entry) {
        return SnsException.builder()
                .message(entry.message())
                .statusCode(entry.senderFault() ? 400 : 500)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("SNS").errorCode(entry.code()).build())
                .build();
    }

    private static PublishBatchRequestEntry entryOf(TopicMessage message) {
        var type = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(message.type())
                .build();
        return PublishBatchRequestEntry.builder()
                .id(idOf(message))
                .message(message.body())
                .messageAttributes(Map.of("type", type))
                .build();
    }

    private static String idOf(TopicMessage message) {
        return Integer.toString(message.position());
    }

    private static void log(BatchResultErrorEntry failure) {
        LOG.warn("A message could not be published", entry("code", failure.code()), entry("reason", failure.message()));
    }
}
