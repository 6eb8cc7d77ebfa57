package dev.stampede.relay.adapters;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.stampede.relay.Announcement;
import dev.stampede.relay.EventTopic;
import dev.stampede.runtime.FunctionEnvironment;
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

/** A topic of Amazon SNS. The event's type is also the message attribute {@code type}. */
public final class SnsEventTopic implements EventTopic {

    private static final Logger LOG = LoggerFactory.getLogger(SnsEventTopic.class);

    private final SnsClient sns;
    private final String arn;

    public SnsEventTopic(SnsClient sns, String arn) {
        this.sns = sns;
        this.arn = arn;
    }

    /** The topic that the function's environment names. */
    public static SnsEventTopic of(FunctionEnvironment environment) {
        var arn = environment.settings().<String> read(settings -> settings.text("EVENTS_TOPIC_ARN"));
        return new SnsEventTopic(environment.aws().sns(), arn);
    }

    @Override
    public Map<Announcement, RuntimeException> publish(List<Announcement> batch) {
        var entries = batch.stream().map(SnsEventTopic::entryOf).toList();
        var response = sns.publishBatch(request -> request.topicArn(arn).publishBatchRequestEntries(entries));
        response.failed().forEach(SnsEventTopic::log);
        var failures = response.failed().stream()
                .collect(Collectors.toMap(BatchResultErrorEntry::id, SnsEventTopic::failure));
        return batch.stream()
                .filter(announcement -> failures.containsKey(idOf(announcement)))
                .collect(Collectors.toMap(announcement -> announcement,
                        announcement -> failures.get(idOf(announcement))));
    }

    /** What the same failure is when it is that of a whole request. */
    private static RuntimeException failure(BatchResultErrorEntry entry) {
        return SnsException.builder()
                .message(entry.message())
                .statusCode(entry.senderFault() ? 400 : 500)
                .awsErrorDetails(AwsErrorDetails.builder().serviceName("SNS").errorCode(entry.code()).build())
                .build();
    }

    private static PublishBatchRequestEntry entryOf(Announcement announcement) {
        var type = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(announcement.type())
                .build();
        return PublishBatchRequestEntry.builder()
                .id(idOf(announcement))
                .message(announcement.message())
                .messageAttributes(Map.of("type", type))
                .build();
    }

    private static String idOf(Announcement announcement) {
        return Integer.toString(announcement.position());
    }

    private static void log(BatchResultErrorEntry failure) {
        LOG.warn("An announcement failed", entry("code", failure.code()), entry("reason", failure.message()));
    }
}
