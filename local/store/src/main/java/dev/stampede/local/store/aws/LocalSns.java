package dev.stampede.local.store.aws;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;
import software.amazon.awssdk.services.sns.model.Topic;

/**
 * SNS in this process. Enforces the limits of the SNS API reference: 256 KB for a message or batch, ten messages in a
 * batch. Unimplemented operations throw {@link UnsupportedOperationException}.
 *
 * <p>
 * Thread-safe.
 */
final class LocalSns implements SnsClient {

    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_ENTRIES = 10;

    private final Topics topics;
    private final Clock clock;

    LocalSns(Topics topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        return CreateTopicResponse.builder().topicArn(topics.create(request.name())).build();
    }

    @Override
    public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
        topics.delete(request.topicArn());
        return DeleteTopicResponse.builder().build();
    }

    @Override
    public ListTopicsResponse listTopics(ListTopicsRequest request) {
        return ListTopicsResponse.builder()
                .topics(topics.arns().stream().map(arn -> Topic.builder().topicArn(arn).build()).toList()).build();
    }

    @Override
    public SubscribeResponse subscribe(SubscribeRequest request) {
        var arn = topics.subscribe(request.topicArn(), request.protocol(), request.endpoint(), request.attributes());
        return SubscribeResponse.builder().subscriptionArn(arn).build();
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        var topicArn = request.topicArn() == null ? request.targetArn() : request.topicArn();
        if (topicArn == null) {
            throw invalid("TopicArn is missing");
        }
        var notification = notification(topicArn, request.subject(), request.message(), request.messageAttributes());
        if (notification.size() > MAX_BYTES) {
            throw invalid("Message too long");
        }
        try {
            topics.publish(notification).join();
        } catch (CompletionException undelivered) {
            throw InternalErrorException.builder().message("Delivery to a subscribed queue failed")
                    .statusCode(500)
                    .cause(undelivered).build();
        }
        return PublishResponse.builder().messageId(notification.messageId()).build();
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchRequest request) {
        var publications = new LinkedHashMap<String, Publication>();
        var notifications = new ArrayList<Notification>();
        requireBatch(request);
        for (var entry : request.publishBatchRequestEntries()) {
            notifications.add(
                    notification(request.topicArn(), entry.subject(), entry.message(), entry.messageAttributes()));
        }
        if (notifications.stream().mapToLong(Notification::size).sum() > MAX_BYTES) {
            throw BatchRequestTooLongException.builder().message("Batch requests cannot be longer than 262144 bytes")
                    .statusCode(400).build();
        }
        for (var i = 0; i < notifications.size(); i++) {
            publications.put(request.publishBatchRequestEntries().get(i).id(),
                    new Publication(notifications.get(i).messageId(), topics.publish(notifications.get(i))));
        }
        return response(publications);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private record Publication(String messageId, CompletableFuture<Void> delivered) {}

    private static PublishBatchResponse response(Map<String, Publication> publications) {
        var successful = new ArrayList<PublishBatchResultEntry>();
        var failed = new ArrayList<BatchResultErrorEntry>();
        publications.forEach((id, publication) -> {
            try {
                publication.delivered().join();
                successful.add(PublishBatchResultEntry.builder().id(id).messageId(publication.messageId()).build());
            } catch (CompletionException undelivered) {
                failed.add(BatchResultErrorEntry.builder().id(id).code("InternalError").senderFault(false)
                        .message("Delivery to a subscribed queue failed").build());
            }
        });
        return PublishBatchResponse.builder().successful(successful).failed(failed).build();
    }

    private Notification notification(String topicArn, @Nullable String subject, @Nullable String message,
            Map<String, MessageAttributeValue> attributes) {
        if (message == null || message.isEmpty()) {
            throw invalid("Empty message");
        }
        attributes.forEach(LocalSns::requireValid);
        return new Notification(UUID.randomUUID().toString(), topicArn, subject == null ? "" : subject, message,
                attributes, clock.instant());
    }

    private static void requireValid(String name, MessageAttributeValue value) {
        if (value.dataType() == null || (value.stringValue() == null && value.binaryValue() == null)) {
            throw invalid("The message attribute '" + name + "' must have a type and a value");
        }
    }

    private static void requireBatch(PublishBatchRequest request) {
        var entries = request.publishBatchRequestEntries();
        if (entries.isEmpty()) {
            throw EmptyBatchRequestException.builder().message("The batch request has no entries").statusCode(400)
                    .build();
        }
        if (entries.size() > MAX_ENTRIES) {
            throw TooManyEntriesInBatchRequestException.builder().message("The batch request has too many entries")
                    .statusCode(400).build();
        }
        if (new HashSet<>(entries.stream().map(PublishBatchRequestEntry::id).toList()).size() != entries.size()) {
            throw BatchEntryIdsNotDistinctException.builder().message("Two entries have the same id").statusCode(400)
                    .build();
        }
    }

    private static InvalidParameterException invalid(String message) {
        var code = "InvalidParameter";
        var details = AwsErrorDetails.builder().errorCode(code).errorMessage(message).serviceName("Sns").build();
        return InvalidParameterException.builder().awsErrorDetails(details)
                .message("Invalid parameter: " + message).statusCode(400).build();
    }
}
