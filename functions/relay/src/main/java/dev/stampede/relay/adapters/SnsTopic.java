package dev.stampede.relay.adapters;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import dev.stampede.relay.Announcement;
import dev.stampede.relay.Topic;
import dev.stampede.runtime.Platform;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** A topic of Amazon SNS. The event's type is also the message attribute {@code type}. */
public final class SnsTopic implements Topic {

    private static final Logger LOG = LoggerFactory.getLogger(SnsTopic.class);

    private final SnsClient sns;
    private final String arn;

    public SnsTopic(SnsClient sns, String arn) {
        this.sns = sns;
        this.arn = arn;
    }

    /** The topic that the function's environment names. */
    public static SnsTopic of(Platform platform) {
        var arn = platform.settings().<String> read(settings -> settings.text("EVENTS_TOPIC_ARN"));
        return new SnsTopic(platform.aws().sns(), arn);
    }

    @Override
    public List<Announcement> publish(List<Announcement> batch) {
        var entries = batch.stream().map(SnsTopic::entryOf).toList();
        var response = sns.publishBatch(request -> request.topicArn(arn).publishBatchRequestEntries(entries));
        response.failed().forEach(SnsTopic::log);
        var failed = response.failed().stream().map(BatchResultErrorEntry::id).collect(Collectors.toSet());
        return batch.stream().filter(announcement -> failed.contains(idOf(announcement))).toList();
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
