package dev.stampede.local.store.aws;

import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.template.TemplateException;
import dev.stampede.local.store.template.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ses.model.ConfigurationSetAlreadyExistsException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/**
 * Creates the template's tables, buckets, queues, topics and subscriptions and, in an emulator, the SES configuration sets.
 */
final class Provisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
    private static final List<QueueAttributeName> QUEUE_ATTRIBUTES = List.of(QueueAttributeName.DELAY_SECONDS,
            QueueAttributeName.MAXIMUM_MESSAGE_SIZE, QueueAttributeName.MESSAGE_RETENTION_PERIOD,
            QueueAttributeName.VISIBILITY_TIMEOUT, QueueAttributeName.FIFO_QUEUE,
            QueueAttributeName.CONTENT_BASED_DEDUPLICATION);

    /** Source: Lambda developer guide, "Asynchronous invocation": two retries. */
    private static final int MAX_ATTEMPTS = 3;

    private final Backend backend;
    private final Template template;

    Provisioning(Backend backend, Template template) {
        this.backend = backend;
        this.template = template;
    }

    void run() {
        var tables = new TableProvisioning(backend.clients().dynamoDb());
        template.resourcesOf("AWS::DynamoDB::Table").forEach(tables::create);
        template.resourcesOf("AWS::S3::Bucket").forEach(backend::createBucket);
        queuesInOrder().forEach(this::createQueue);
        template.resourcesOf("AWS::SNS::Topic").forEach(this::createTopic);
        if (!backend.inProcess()) {
            template.resourcesOf("AWS::SES::ConfigurationSet").forEach(this::createConfigurationSet);
        }
        template.resourcesOf("AWS::SNS::Subscription").forEach(this::subscribe);
        for (var function : template.functions()) {
            for (var event : function.events("SNS")) {
                var values = new Values(function.logicalId() + "." + event.id(), event.properties());
                requireNoQueue(values);
                subscribe(function, values);
            }
        }
    }

    /** Dead-letter queues first: a redrive policy must refer to an existing queue. */
    private List<Resource> queuesInOrder() {
        return template.resourcesOf("AWS::SQS::Queue").stream()
                .sorted((a, b) -> Boolean.compare(Values.of(a).has("RedrivePolicy"), Values.of(b).has("RedrivePolicy")))
                .toList();
    }

    private void createQueue(Resource queue) {
        var values = Values.of(queue);
        var attributes = new LinkedHashMap<QueueAttributeName, String>();
        QUEUE_ATTRIBUTES.forEach(name -> values.optionalText(name.toString())
                .ifPresent(value -> attributes.put(name, value)));
        if (values.has("RedrivePolicy")) {
            attributes.put(QueueAttributeName.REDRIVE_POLICY, AwsJson.write(values.section("RedrivePolicy").texts()));
        }
        createQueue(queue.physicalName(), attributes);
    }

    private void createQueue(String name, Map<QueueAttributeName, String> attributes) {
        var sqs = backend.clients().sqs();
        try {
            sqs.createQueue(request -> request.queueName(name).attributes(attributes));
        } catch (QueueNameExistsException changed) {
            // Stored by an earlier run with different attributes.
            var changeable = new LinkedHashMap<>(attributes);
            changeable.remove(QueueAttributeName.FIFO_QUEUE);
            var url = backend.stack().queueUrl(name);
            sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(changeable));
        }
    }

    /** Emulators reject emails with an unknown configuration set; the embedded SES accepts any. */
    private void createConfigurationSet(Resource configuration) {
        try {
            backend.clients().ses().createConfigurationSet(
                    request -> request.configurationSet(set -> set.name(configuration.physicalName())));
        } catch (ConfigurationSetAlreadyExistsException kept) {
            LOG.debug("{} exists", configuration.physicalName());
        }
    }

    private void createTopic(Resource topic) {
        var values = Values.of(topic);
        if (values.flag("FifoTopic", false)) {
            throw new TemplateException(topic.logicalId() + ": FIFO topics are not supported by the local store");
        }
        backend.clients().sns().createTopic(request -> request.name(topic.physicalName()));
        var arn = backend.stack().arn("sns", topic.physicalName());
        for (var subscription : values.sections("Subscription")) {
            subscribe(subscription.text("Protocol"), subscription.text("Endpoint"), arn, subscription);
        }
    }

    /**
     * Subscribes a queue that this process polls, so that a message survives a crash. Like Lambda's asynchronous
     * invocations, a message is processed at most three times and then goes to the function's failure destination.
     */
    private void subscribe(FunctionDefinition function, Values event) {
        var redrive = Map.of("deadLetterTargetArn", failureDestination(function, event),
                "maxReceiveCount", Integer.toString(MAX_ATTEMPTS));
        var queue = NotificationQueues.name(backend.stack(), event.where());
        createQueue(queue, Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(function.timeout().plusSeconds(1).toSeconds()),
                QueueAttributeName.REDRIVE_POLICY, AwsJson.write(redrive)));
        subscribe("sqs", backend.stack().arn("sqs", queue), event.text("Topic"), event);
    }

    private String failureDestination(FunctionDefinition function, Values event) {
        return new Values(function.logicalId(), function.properties()).section("EventInvokeConfig")
                .section("DestinationConfig").section("OnFailure").optionalText("Destination").orElseGet(() -> {
                    var failures = NotificationQueues.failuresName(backend.stack(), event.where());
                    createQueue(failures, Map.of());
                    return backend.stack().arn("sqs", failures);
                });
    }

    private void subscribe(Resource subscription) {
        var values = Values.of(subscription);
        subscribe(values.text("Protocol"), values.text("Endpoint"), values.text("TopicArn"), values);
    }

    private void subscribe(String protocol, String endpoint, String topicArn, Values values) {
        if (protocol.equals("lambda")) {
            throw new TemplateException(
                    values.where() + ": subscribe functions to topics with SNS events instead of subscriptions");
        }
        var attributes = new LinkedHashMap<String, String>();
        for (var policy : List.of("FilterPolicy", "RedrivePolicy")) {
            if (values.has(policy)) {
                attributes.put(policy, AwsJson.write(values.section(policy).all()));
            }
        }
        values.optionalText("FilterPolicyScope").ifPresent(scope -> attributes.put("FilterPolicyScope", scope));
        values.optionalText("RawMessageDelivery").ifPresent(raw -> attributes.put("RawMessageDelivery", raw));
        backend.clients().sns().subscribe(request -> request.topicArn(topicArn).protocol(protocol).endpoint(endpoint)
                .attributes(Map.copyOf(attributes)));
    }

    private static void requireNoQueue(Values event) {
        if (event.has("SqsSubscription")) {
            throw new TemplateException(event.where() + ": SqsSubscription is not supported by the local store");
        }
    }
}
