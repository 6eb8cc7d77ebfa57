package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Stack;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NewMessageData;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.rest.sqs.MD5Util;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Hands the calls of which each message needs one to ElasticMQ's queues in this process: batches that are sent, received and
 * deleted. Over HTTP they take most of the processor time of a loaded store. All other calls, and calls that ElasticMQ's
 * HTTP API would check or refuse, go there. Thread-safe.
 */
final class DirectQueues implements InvocationHandler {

    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final String STRING = "String";

    private final SqsClient overHttp;
    private final EmbeddedSqs queues;

    private DirectQueues(SqsClient overHttp, EmbeddedSqs queues) {
        this.overHttp = overHttp;
        this.queues = queues;
    }

    /** @param overHttp a client of the same queues */
    static SqsClient of(SqsClient overHttp, EmbeddedSqs queues) {
        return (SqsClient) Proxy.newProxyInstance(DirectQueues.class.getClassLoader(),
                new Class<?>[] {SqsClient.class}, new DirectQueues(overHttp, queues));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var argument = arguments != null && arguments.length == 1 ? arguments[0] : null;
        return switch (argument) {
            // Builds the request and calls the proxy with it.
            case Consumer<?> _ -> InvocationHandler.invokeDefault(proxy, method, arguments);
            case SendMessageBatchRequest send when isPlain(send) -> queues.find(send.queueUrl())
                    .<Object> map(queue -> send(queue, send)).orElseGet(() -> overHttp.sendMessageBatch(send));
            case ReceiveMessageRequest receive when isPlain(receive) -> queues.find(receive.queueUrl())
                    .<Object> map(queue -> receive(queue, receive)).orElseGet(() -> overHttp.receiveMessage(receive));
            case DeleteMessageBatchRequest delete when isPlain(delete) -> queues.find(delete.queueUrl())
                    .<Object> map(queue -> delete(queue, delete)).orElseGet(() -> overHttp.deleteMessageBatch(delete));
            case null, default -> overHttp(method, arguments);
        };
    }

    private @Nullable Object overHttp(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(overHttp, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static boolean isPlain(SendMessageBatchRequest request) {
        var entries = request.entries();
        return areEntries(request.queueUrl(), entries.stream().map(SendMessageBatchRequestEntry::id).toList())
                && entries.stream().allMatch(DirectQueues::isPlain)
                && entries.stream().mapToLong(DirectQueues::size).sum() <= MAX_BYTES;
    }

    private static boolean isPlain(SendMessageBatchRequestEntry entry) {
        return isPlain(entry.messageBody()) && entry.delaySeconds() == null && entry.messageGroupId() == null
                && entry.messageDeduplicationId() == null && !entry.hasMessageSystemAttributes()
                && entry.messageAttributes().size() <= MAX_ENTRIES
                && entry.messageAttributes().values().stream()
                        .allMatch(value -> STRING.equals(value.dataType()) && isPlain(value.stringValue()));
    }

    /** Other characters can be invalid in messages. */
    private static boolean isPlain(@Nullable String text) {
        return text != null && !text.isEmpty() && text.chars().allMatch(c -> c >= ' ' && c < Character.MIN_SURROGATE);
    }

    private static long size(SendMessageBatchRequestEntry entry) {
        var attributes = entry.messageAttributes().entrySet().stream()
                .mapToLong(attribute -> bytes(attribute.getKey()) + STRING.length()
                        + bytes(attribute.getValue().stringValue()))
                .sum();
        return bytes(entry.messageBody()) + attributes;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isPlain(ReceiveMessageRequest request) {
        var most = Objects.requireNonNullElse(request.maxNumberOfMessages(), 1);
        return isStandard(request.queueUrl()) && most >= 1 && most <= MAX_ENTRIES
                && (request.waitTimeSeconds() == null
                        || request.waitTimeSeconds() >= 0 && request.waitTimeSeconds() <= EmbeddedSqs.MAX_WAIT_SECONDS)
                && (request.visibilityTimeout() == null || request.visibilityTimeout() >= 0)
                && request.receiveRequestAttemptId() == null
                && request.messageSystemAttributeNames().equals(List.of(MessageSystemAttributeName.ALL))
                && request.messageAttributeNames().equals(List.of("All"));
    }

    private static boolean isPlain(DeleteMessageBatchRequest request) {
        return areEntries(request.queueUrl(),
                request.entries().stream().map(DeleteMessageBatchRequestEntry::id).toList())
                && request.entries().stream().allMatch(entry -> entry.receiptHandle() != null);
    }

    private static boolean areEntries(@Nullable String queueUrl, List<@Nullable String> ids) {
        return isStandard(queueUrl) && !ids.isEmpty() && ids.size() <= MAX_ENTRIES
                && ids.stream().allMatch(id -> id != null && ENTRY_ID.matcher(id).matches())
                && ids.stream().distinct().count() == ids.size();
    }

    private static boolean isStandard(@Nullable String queueUrl) {
        return queueUrl != null && !queueUrl.endsWith(".fifo");
    }

    private SendMessageBatchResponse send(ActorRef queue, SendMessageBatchRequest request) {
        var sent = new ArrayList<CompletableFuture<Object>>();
        for (var entry : request.entries()) {
            sent.add(EmbeddedSqs.ask(queue, new SendMessage(message(entry, sent.size()))));
        }
        var results = new ArrayList<SendMessageBatchResultEntry>();
        for (var index = 0; index < sent.size(); index++) {
            var entry = request.entries().get(index);
            var message = (MessageData) sent.get(index).join();
            results.add(SendMessageBatchResultEntry.builder().id(entry.id()).messageId(message.id().id())
                    .md5OfMessageBody(MD5Util.md5Digest(entry.messageBody()))
                    .md5OfMessageAttributes(digest(message.messageAttributes())).build());
        }
        return SendMessageBatchResponse.builder().successful(results).failed(List.of()).build();
    }

    private static NewMessageData message(SendMessageBatchRequestEntry entry, int position) {
        var attributes = new HashMap<String, MessageAttribute>();
        entry.messageAttributes().forEach(
                (name, value) -> attributes.put(name, new StringMessageAttribute(value.stringValue(), Option.empty())));
        return new NewMessageData(Option.empty(), new MessageContent(entry.messageBody()),
                Map$.MODULE$.from(CollectionConverters.asScala(attributes)), ImmediateNextDelivery$.MODULE$,
                Option.empty(), Option.empty(), position, Option.empty(), Option.empty(), Option.empty());
    }

    private ReceiveMessageResponse receive(ActorRef queue, ReceiveMessageRequest request) {
        var visibility = request.visibilityTimeout() == null ? DefaultVisibilityTimeout$.MODULE$
                : MillisVisibilityTimeout.fromSeconds(request.visibilityTimeout());
        var wait = Option.apply(request.waitTimeSeconds()).<Duration> map(Duration::ofSeconds);
        var received = (scala.collection.immutable.List<?>) EmbeddedSqs.ask(queue, new ReceiveMessages(visibility,
                Objects.requireNonNullElse(request.maxNumberOfMessages(), 1), wait, Option.empty())).join();
        return ReceiveMessageResponse.builder()
                .messages(CollectionConverters.asJava(received).stream().map(MessageData.class::cast)
                        .map(DirectQueues::message).toList())
                .build();
    }

    private static Message message(MessageData message) {
        var attributes = new HashMap<String, MessageAttributeValue>();
        CollectionConverters.asJava(message.messageAttributes())
                .forEach((name, value) -> attributes.put(name, StoredMessage.value(value)));
        return Message.builder().messageId(message.id().id()).receiptHandle(message.deliveryReceipt().get().receipt())
                .body(message.content().value()).md5OfBody(MD5Util.md5Digest(message.content().value()))
                .attributesWithStrings(systemAttributes(message)).messageAttributes(attributes)
                .md5OfMessageAttributes(digest(message.messageAttributes())).build();
    }

    private static Map<String, String> systemAttributes(MessageData message) {
        var attributes = new HashMap<String, String>();
        attributes.put("SenderId", "127.0.0.1");
        attributes.put("SentTimestamp", Long.toString(message.created().toInstant().toEpochMilli()));
        attributes.put("ApproximateReceiveCount",
                Integer.toString(message.statistics().approximateReceiveCount()));
        if (message.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
            attributes.put("ApproximateFirstReceiveTimestamp",
                    Long.toString(first.when().toInstant().toEpochMilli()));
        }
        if (message.tracingId().isDefined()) {
            attributes.put("AWSTraceHeader", message.tracingId().get().id());
        }
        if (message.deadLetterSourceQueueName().isDefined()) {
            attributes.put("DeadLetterQueueSourceArn", "arn:aws:sqs:%s:%s:%s"
                    .formatted(Stack.REGION, Stack.ACCOUNT, message.deadLetterSourceQueueName().get()));
        }
        return attributes;
    }

    private static @Nullable String digest(
            scala.collection.immutable.Map<String, MessageAttribute> attributes) {
        return attributes.isEmpty() ? null : MD5Util.md5AttributeDigest(attributes);
    }

    private DeleteMessageBatchResponse delete(ActorRef queue, DeleteMessageBatchRequest request) {
        var deleted = request.entries().stream()
                .map(entry -> EmbeddedSqs.ask(queue, new DeleteMessage(new DeliveryReceipt(entry.receiptHandle()))))
                .toList();
        var successful = new ArrayList<DeleteMessageBatchResultEntry>();
        var failed = new ArrayList<BatchResultErrorEntry>();
        for (var index = 0; index < deleted.size(); index++) {
            var id = request.entries().get(index).id();
            if (((Either<?, ?>) deleted.get(index).join()).isRight()) {
                successful.add(DeleteMessageBatchResultEntry.builder().id(id).build());
            } else {
                failed.add(BatchResultErrorEntry.builder().id(id).code("ReceiptHandleIsInvalid").senderFault(true)
                        .build());
            }
        }
        return DeleteMessageBatchResponse.builder().successful(successful).failed(failed).build();
    }
}
