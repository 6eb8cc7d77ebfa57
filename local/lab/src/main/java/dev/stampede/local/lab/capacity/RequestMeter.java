package dev.stampede.local.lab.capacity;

import dev.stampede.local.lab.capacity.RequestUse.Count;
import dev.stampede.local.lab.capacity.RequestUse.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Counts the functions' requests to queues and topics, and their messages, including failed requests. Does not count
 * the requests of queue pollers and topic deliveries.
 *
 * <p>
 * Thread-safe. A meter can count for multiple clients.
 */
public final class RequestMeter {

    private static final String SUFFIX = "Request";

    private final Map<Operation, Count> counts = new ConcurrentHashMap<>();

    /** Wraps a client to count its requests as service {@code sqs}. */
    public SqsClient around(SqsClient client) {
        return Intercepted.client(SqsClient.class, client, (request, next) -> count("sqs", request, next));
    }

    /** Wraps a client to count its requests as service {@code sns}. */
    public SnsClient around(SnsClient client) {
        return Intercepted.client(SnsClient.class, client, (request, next) -> count("sns", request, next));
    }

    /** The requests so far. */
    public RequestUse snapshot() {
        return new RequestUse(counts);
    }

    private SdkResponse count(String service, SdkRequest request, Intercepted.Next next) {
        var operation = new Operation(service, name(request));
        counts.merge(operation, new Count(1, sent(request)), Count::plus);
        var response = next.send(request);
        if (response instanceof ReceiveMessageResponse received) {
            counts.merge(operation, new Count(0, received.messages().size()), Count::plus);
        }
        return response;
    }

    private static String name(SdkRequest request) {
        var name = request.getClass().getSimpleName();
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static int sent(SdkRequest request) {
        return switch (request) {
            case SendMessageRequest _,DeleteMessageRequest _,ChangeMessageVisibilityRequest _,PublishRequest _ -> 1;
            case SendMessageBatchRequest batch -> batch.entries().size();
            case DeleteMessageBatchRequest batch -> batch.entries().size();
            case ChangeMessageVisibilityBatchRequest batch -> batch.entries().size();
            case PublishBatchRequest batch -> batch.publishBatchRequestEntries().size();
            default -> 0;
        };
    }
}
