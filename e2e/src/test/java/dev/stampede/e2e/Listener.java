package dev.stampede.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.runtime.aws.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A subscription of a test's own to the topic of events, with a queue of its own; both last as long as the store. For use by
 * one thread.
 */
final class Listener {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SqsClient sqs;
    private final String queueUrl;
    private final List<JsonNode> heard = new ArrayList<>();

    private Listener(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /** @param prefix of the types to listen for */
    static Listener to(String topicArn, String prefix, AwsClients clients) {
        var sqs = clients.sqs();
        var queueUrl = sqs.createQueue(create -> create.queueName(TestShop.unique("listener"))).queueUrl();
        var queueArn = sqs
                .getQueueAttributes(get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        clients.sns().subscribe(subscribe -> subscribe.topicArn(topicArn)
                .protocol("sqs")
                .endpoint(queueArn)
                .attributes(Map.of(
                        "RawMessageDelivery", "true",
                        "FilterPolicy", "{\"type\":[{\"prefix\":\"" + prefix + "\"}]}")));
        return new Listener(sqs, queueUrl);
    }

    /** The events of that subject so far, each once, in the order in which they came. */
    List<JsonNode> heardOf(String subject) {
        var received = sqs.receiveMessage(receive -> receive.queueUrl(queueUrl).maxNumberOfMessages(10));
        received.messages().forEach(message -> {
            var event = parse(message.body());
            if (heard.stream().noneMatch(other -> other.path("id").equals(event.path("id")))) {
                heard.add(event);
            }
            sqs.deleteMessage(delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
        });
        return heard.stream().filter(event -> event.path("subject").asText().equals(subject)).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
