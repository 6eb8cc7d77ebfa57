package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.Stack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Topics and their subscriptions. Publishing completes when each subscribed queue, or its dead-letter queue if delivery
 * fails, contains the message.
 *
 * <p>
 * Thread-safe.
 */
final class Topics {

    private final Stack stack;
    private final SqsClient sqs;
    private final Executor threads;
    private final ConcurrentMap<String, List<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, QueueSender> senders = new ConcurrentHashMap<>();

    Topics(Stack stack, SqsClient sqs, Executor threads) {
        this.stack = stack;
        this.sqs = sqs;
        this.threads = threads;
    }

    String create(String name) {
        var arn = stack.arn("sns", name);
        subscriptions.putIfAbsent(arn, new CopyOnWriteArrayList<>());
        return arn;
    }

    void delete(String topicArn) {
        subscriptions.remove(topicArn);
    }

    List<String> arns() {
        return subscriptions.keySet().stream().sorted().toList();
    }

    /** Replaces a subscription of the same endpoint. */
    String subscribe(String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        if (!protocol.equals("sqs")) {
            throw InvalidParameterException.builder()
                    .message("Protocol " + protocol + " is not supported by the local store").build();
        }
        var all = of(topicArn);
        var subscription = Subscription.of(topicArn + ":" + UUID.randomUUID(), endpoint, attributes);
        synchronized (all) {
            all.removeIf(other -> other.endpoint().equals(endpoint));
            all.add(subscription);
        }
        return subscription.arn();
    }

    /** @throws NotFoundException if the topic does not exist */
    CompletableFuture<Void> publish(Notification notification) {
        var deliveries = of(notification.topicArn()).stream().filter(subscription -> subscription.wants(notification))
                .map(subscription -> deliver(notification, subscription)).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(deliveries);
    }

    private CompletableFuture<Void> deliver(Notification notification, Subscription subscription) {
        var body = subscription.raw() ? notification.message() : notification.envelope(subscription.arn());
        var attributes = subscription.raw() ? queueAttributes(notification) : Map.<String, MessageAttributeValue> of();
        var size = notification.size() + body.length() - notification.message().length();
        var sent = sender(subscription.endpoint()).send(body, attributes, size);
        var deadLetters = subscription.deadLetterQueueArn();
        return deadLetters == null ? sent
                : sent.exceptionallyCompose(undelivered -> sender(deadLetters).send(body, attributes, size));
    }

    private List<Subscription> of(String topicArn) {
        var all = subscriptions.get(topicArn);
        if (all == null) {
            throw NotFoundException.builder().message("Topic does not exist: " + topicArn).build();
        }
        return all;
    }

    private QueueSender sender(String queueArn) {
        return senders.computeIfAbsent(queueArn, arn -> {
            var name = arn.substring(arn.lastIndexOf(':') + 1);
            return new QueueSender(sqs, stack.queueUrl(name), threads);
        });
    }

    private static Map<String, MessageAttributeValue> queueAttributes(Notification notification) {
        return notification.attributes().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            var value = entry.getValue();
            return MessageAttributeValue.builder().dataType(value.dataType()).stringValue(value.stringValue())
                    .binaryValue(value.binaryValue()).build();
        }));
    }
}
