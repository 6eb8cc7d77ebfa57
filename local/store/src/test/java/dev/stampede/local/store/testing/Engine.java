package dev.stampede.local.store.testing;

import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.lambda.Functions;
import dev.stampede.local.store.template.Template;
import dev.stampede.local.store.triggers.Triggers;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.time.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The services, functions and triggers of a template, wired as in the local store. */
public final class Engine implements AutoCloseable {

    private final Services services;
    private final Template template;
    private final Functions functions;
    private final Triggers triggers;

    private Engine(Services services, Template template) {
        this.services = services;
        this.template = template;
        services.create(template);
        this.functions = new Functions(template,
                definition -> new FunctionEnvironment(new Settings(definition.environment()),
                        Clock.systemUTC(), Pause.sleeping(), new Random(), services.clients(), Metrics.NONE));
        this.triggers = Triggers.start(template, functions, services);
    }

    public static Engine start(String template, Services.Options options) throws IOException {
        var services = Services.start(options);
        var file = Files.createTempFile("template", ".yaml");
        try {
            return new Engine(services, Template.read(Files.writeString(file, template), Map.of(), services.stack()));
        } finally {
            Files.delete(file);
        }
    }

    public Services services() {
        return services;
    }

    public Functions functions() {
        return functions;
    }

    public String name(String logicalId) {
        return template.resource(logicalId).physicalName();
    }

    public String queueUrl(String logicalId) {
        return services.stack().queueUrl(name(logicalId));
    }

    public String topicArn(String logicalId) {
        return services.stack().arn("sns", name(logicalId));
    }

    public void put(String table, String id, String type) {
        services.clients().dynamoDb().putItem(put -> put.tableName(name(table)).item(Items.item(id, type)));
    }

    public void send(String queue, String body) {
        services.clients().sqs().sendMessage(send -> send.queueUrl(queueUrl(queue)).messageBody(body));
    }

    /** Receives the available messages. */
    public List<Message> receive(String queue) {
        return services.clients().sqs()
                .receiveMessage(
                        receive -> receive.queueUrl(queueUrl(queue)).maxNumberOfMessages(10)
                                .messageAttributeNames("All"))
                .messages();
    }

    /** The number of messages in the queue, including messages in flight and delayed messages. */
    public int depth(String queue) {
        return services.clients().sqs()
                .getQueueAttributes(
                        get -> get.queueUrl(queueUrl(queue)).attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes().values().stream().mapToInt(Integer::parseInt).sum();
    }

    @Override
    public void close() {
        triggers.close();
        functions.close();
        services.close();
    }
}
