package dev.stampede.local.store.http;

import dev.stampede.local.store.replay.Redrive;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Lists the template's queues with their message counts, and the messages in dead-letter queues, and returns those messages
 * to where they came from.
 */
public final class QueuesPage implements LocalPage {

    /** SQS returns at most ten messages per call. */
    private static final int PEEKED = 10;

    private static final String REDRIVE = "/redrive";

    private final List<Resource> queues;
    private final List<String> readQueues;
    private final Map<String, String> replays;
    private final SqsClient sqs;

    /** @param replays paths that replay a queue's messages in its own way, by the queue's logical ID */
    public QueuesPage(Template template, Map<String, String> replays, SqsClient sqs) {
        this.replays = Map.copyOf(replays);
        this.queues = template.resourcesOf("AWS::SQS::Queue");
        this.readQueues = template.functions().stream().map(FunctionDefinition::events).flatMap(List::stream)
                .filter(event -> event.type().equals("SQS"))
                .map(event -> String.valueOf(event.properties().get("Queue")).replaceFirst(".*:", "")).toList();
        this.sqs = sqs;
    }

    /**
     * The result of a redrive, in the form of a {@link dev.stampede.local.store.replay.Replay.Report}.
     *
     * @param replayed number of messages returned to their queue
     */
    private record Report(long replayed, List<Object> remaining) {}

    /**
     * A queue as it is now.
     *
     * @param messages the first messages of a queue that no function reads; otherwise empty
     */
    private record Depth(Resource queue, boolean deadLetters, long waiting, long inFlight, long delayed,
            List<Map<String, Object>> messages) {}

    @Override
    public String path() {
        return "/_local/queues";
    }

    @Override
    public String about() {
        return "queues, message counts, and dead letters; POST /QUEUE/redrive returns dead letters to their queue";
    }

    @Override
    public boolean isInConsole() {
        return true;
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        var below = call.rawPath().substring(path().length());
        if (call.method().equals("GET") && below.isEmpty()) {
            return Optional.of(HttpReply.json(200, queues.stream().map(this::depth).map(this::json).toList()));
        }
        return call.method().equals("POST") && below.endsWith(REDRIVE)
                ? Optional.of(redrive(call, below.substring(1, below.length() - REDRIVE.length())))
                : Optional.empty();
    }

    /** Requires the content type JSON, which web pages of other origins cannot send without a preflight request. */
    private HttpReply redrive(HttpCall call, String name) {
        if (call.header("Content-Type").filter(type -> type.startsWith("application/json")).isEmpty()) {
            return HttpReply.problem(415, "Unsupported media type", "Content-Type must be application/json");
        }
        var queue = queues.stream().filter(known -> known.logicalId().equals(name)).findFirst();
        if (queue.isEmpty()) {
            return HttpReply.problem(404, "Queue not found", "Unknown queue " + name);
        }
        var sources = sources(queue.get());
        if (sources.isEmpty()) {
            return HttpReply.problem(409, "Not a dead-letter queue of a queue",
                    "No queue sends its dead letters to " + name);
        }
        var waiting = depth(queue.get()).waiting();
        var moved = new Redrive(sqs, url(queue.get()), sources.stream()
                .map(source -> new Redrive.Source(source.physicalName(), url(source))).toList()).run(waiting);
        return HttpReply.json(200, new Report(moved, List.of()));
    }

    /** The queues whose dead letters this queue receives. */
    private List<Resource> sources(Resource deadLetters) {
        return queues.stream().filter(queue -> Values.of(queue).section("RedrivePolicy")
                .optionalText("deadLetterTargetArn").filter(arn -> arn.endsWith(":" + deadLetters.physicalName()))
                .isPresent()).toList();
    }

    private Optional<String> replay(Resource queue) {
        return Optional.ofNullable(replays.get(queue.logicalId())).or(() -> sources(queue).isEmpty()
                ? Optional.empty()
                : Optional.of(path() + "/" + queue.logicalId() + REDRIVE));
    }

    private String url(Resource queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue.physicalName())).queueUrl();
    }

    private Depth depth(Resource queue) {
        var url = url(queue);
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).attributes();
        var waiting = number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        var deadLetters = !readQueues.contains(queue.physicalName());
        return new Depth(queue, deadLetters, waiting,
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
                deadLetters && waiting > 0 ? peek(url) : List.of());
    }

    /** Reads messages without removing them: they become visible again immediately. */
    private List<Map<String, Object>> peek(String url) {
        return sqs.receiveMessage(
                request -> request.queueUrl(url).maxNumberOfMessages(PEEKED).visibilityTimeout(0).waitTimeSeconds(0))
                .messages().stream().map(QueuesPage::message).toList();
    }

    private static Map<String, Object> message(Message message) {
        var json = new LinkedHashMap<String, Object>();
        json.put("messageId", message.messageId());
        json.put("body", message.body());
        return json;
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    private Map<String, Object> json(Depth depth) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", depth.queue().logicalId());
        json.put("deadLetters", depth.deadLetters());
        json.put("waiting", depth.waiting());
        json.put("inFlight", depth.inFlight());
        json.put("delayed", depth.delayed());
        json.put("sources", sources(depth.queue()).stream().map(Resource::logicalId).toList());
        replay(depth.queue()).ifPresent(path -> json.put("replay", path));
        json.put("messages", depth.messages());
        return json;
    }
}
