package dev.stampede.local.store.replay;

import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template's queues in a stack, local or deployed. Thread-safe. */
public final class StackQueues {

    /** SQS returns at most ten messages per call. */
    private static final int PEEKED = 10;

    /** The end of the names of FIFO queues. */
    private static final String FIFO = ".fifo";

    private final SqsClient sqs;
    private final String stack;
    private final List<Resource> queues;
    private final Set<String> readByFunctions;

    /** @param stack the stack's name, with which the names of its queues begin */
    public StackQueues(SqsClient sqs, String stack, Template template) {
        this.sqs = sqs;
        this.stack = stack;
        this.queues = template.resourcesOf("AWS::SQS::Queue");
        this.readByFunctions = template.functions().stream().map(FunctionDefinition::events).flatMap(List::stream)
                .filter(event -> event.type().equals("SQS"))
                .map(event -> String.valueOf(event.properties().get("Queue")).replaceFirst(".*:", ""))
                .collect(Collectors.toSet());
    }

    /**
     * A queue as it is now. The numbers are approximate, as SQS gives them.
     *
     * @param name        the logical ID
     * @param deadLetters whether no function reads it
     * @param waiting     messages that can be received
     * @param inFlight    messages that were received and not deleted yet
     * @param delayed     messages that cannot be received yet
     * @param sources     the queues whose dead letters it receives
     * @param messages    the first messages of a queue that no function reads; otherwise empty
     */
    public record Queue(String name, boolean deadLetters, long waiting, long inFlight, long delayed,
            List<String> sources, List<Letter> messages) {}

    /** A message in a queue that no function reads. @param sentAt when it was first sent, such as {@code 2026-01-31T09:30:00Z} */
    public record Letter(String messageId, String sentAt, String body) {}

    /** All queues, in the template's order. Messages that are read remain visible. */
    public List<Queue> all() {
        var urls = urls();
        return queues.stream().map(queue -> state(queue, urls.get(queue.logicalId()))).toList();
    }

    /** One of the template's queues; empty if the template does not have it. */
    public Optional<Queue> find(String name) {
        return queues.stream().filter(queue -> queue.logicalId().equals(name)).findFirst()
                .map(queue -> state(queue, urls().get(name)));
    }

    /** The URL of one of the template's queues. @throws IllegalStateException if the stack lacks one of them */
    public String url(String name) {
        return urls().get(name);
    }

    /**
     * Returns the messages of a dead-letter queue to the queues that they came from.
     *
     * @param queue one with sources
     * @return the number of messages returned
     */
    public long redrive(Queue queue) {
        var urls = urls();
        return new Redrive(sqs, urls.get(queue.name()), queue.sources().stream()
                .map(source -> new Redrive.Source(name(urls.get(source)), urls.get(source))).toList())
                        .run(queue.waiting());
    }

    /**
     * The queues' URLs by logical ID. CloudFormation appends a suffix to a name.
     *
     * @throws IllegalStateException if the stack lacks one of the queues, or does not exist
     */
    private Map<String, String> urls() {
        var urls = sqs.listQueuesPaginator(list -> list.queueNamePrefix(stack + "-")).queueUrls().stream().toList();
        if (urls.isEmpty()) {
            throw new IllegalStateException("No queues of a stack named " + stack
                    + " found: check its name, the Region and the account");
        }
        return queues.stream().map(Resource::logicalId).collect(Collectors.toMap(Function.identity(), id -> urls
                .stream().filter(url -> isNamed(name(url), stack + "-" + id)).findFirst()
                .orElseThrow(() -> new IllegalStateException("The stack " + stack + " has no queue " + id))));
    }

    private static boolean isNamed(String name, String prefix) {
        return name.equals(prefix) || name.equals(prefix + FIFO) || name.startsWith(prefix + "-");
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Queue state(Resource queue, String url) {
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).attributes();
        var waiting = number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        var deadLetters = !readByFunctions.contains(queue.physicalName());
        return new Queue(queue.logicalId(), deadLetters, waiting,
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED), sources(queue),
                deadLetters && waiting > 0 ? peek(url) : List.of());
    }

    private List<String> sources(Resource deadLetters) {
        return queues.stream().filter(queue -> Values.of(queue).section("RedrivePolicy")
                .optionalText("deadLetterTargetArn").filter(arn -> arn.endsWith(":" + deadLetters.physicalName()))
                .isPresent()).map(Resource::logicalId).toList();
    }

    /** Reads messages without removing them: they become visible again immediately. */
    private List<Letter> peek(String url) {
        return sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(PEEKED).visibilityTimeout(0)
                .waitTimeSeconds(0).messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages().stream().map(StackQueues::letter).toList();
    }

    private static Letter letter(Message message) {
        var sentAt = Instant.ofEpochMilli(
                Long.parseLong(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP)));
        return new Letter(message.messageId(), sentAt.toString(), message.body());
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }
}
