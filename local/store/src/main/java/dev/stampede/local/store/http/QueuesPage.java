package dev.stampede.local.store.http;

import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Lists the template's queues with their message counts, and the messages in dead-letter queues. */
public final class QueuesPage implements LocalPage {

    /** SQS returns at most ten messages per call. */
    private static final int PEEKED = 10;

    private final List<Resource> queues;
    private final List<String> readQueues;
    private final SqsClient sqs;

    public QueuesPage(Template template, SqsClient sqs) {
        this.queues = template.resourcesOf("AWS::SQS::Queue");
        this.readQueues = template.functions().stream().map(FunctionDefinition::events).flatMap(List::stream)
                .filter(event -> event.type().equals("SQS"))
                .map(event -> String.valueOf(event.properties().get("Queue")).replaceFirst(".*:", "")).toList();
        this.sqs = sqs;
    }

    /** @param messages the first messages of a queue that no function reads; otherwise empty */
    private record Depth(String name, boolean deadLetters, long waiting, long inFlight, long delayed,
            List<Map<String, Object>> messages) {}

    @Override
    public String path() {
        return "/_local/queues";
    }

    @Override
    public String about() {
        return "queues, message counts, and dead letters";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET") || !call.rawPath().equals(path())) {
            return Optional.empty();
        }
        var depths = queues.stream().map(this::depth).toList();
        return Optional.of(call.wantsHtml() ? page(depths)
                : HttpReply.json(200, depths.stream().map(QueuesPage::json).toList()));
    }

    private Depth depth(Resource queue) {
        var name = queue.physicalName();
        var url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).attributes();
        var waiting = number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        var deadLetters = !readQueues.contains(name);
        return new Depth(queue.logicalId(), deadLetters, waiting,
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

    private static Map<String, Object> json(Depth depth) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", depth.name());
        json.put("deadLetters", depth.deadLetters());
        json.put("waiting", depth.waiting());
        json.put("inFlight", depth.inFlight());
        json.put("delayed", depth.delayed());
        json.put("messages", depth.messages());
        return json;
    }

    private static HttpReply page(List<Depth> depths) {
        var table = Html.table(List.of("queue", "waiting", "in flight", "delayed"),
                depths.stream().map(depth -> List.of(depth.name(), String.valueOf(depth.waiting()),
                        String.valueOf(depth.inFlight()), String.valueOf(depth.delayed()))).toList());
        var letters = depths.stream().filter(depth -> !depth.messages().isEmpty()).map(QueuesPage::letters)
                .collect(Collectors.joining("\n"));
        return HttpReply.html(Html.page("Queues", table + letters));
    }

    private static String letters(Depth depth) {
        return "<h2>" + Html.escape(depth.name()) + "</h2>\n"
                + depth.messages().stream().map(message -> "<pre>" + Html.escape(String.valueOf(message.get("body")))
                        + "</pre>").collect(Collectors.joining("\n"));
    }
}
