package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.EventPattern;
import dev.stampede.local.store.aws.NotificationQueues;
import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Stack;
import dev.stampede.local.store.template.Values;
import java.time.Duration;
import java.util.List;

/**
 * An event source mapping from a queue to a function. Uses Lambda's defaults.
 *
 * @param maxConcurrency the maximum number of concurrent batches; the default is five, with which Lambda starts
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Mapping parameters</a>
 */
public record QueueMapping(String id, String functionId, String queueArn, int batchSize, Duration window,
        EventPattern filter,
        boolean reportsFailures, int maxConcurrency) {

    private static final int DEFAULT_BATCH_SIZE = 10;
    /** The useful maximum on one machine; applies if the template's limit is higher. */
    private static final int MAX_CONCURRENCY = 5;
    /** A FIFO queue has one worker for each of its message groups: fewer would let slow groups hold up the others. */
    private static final int MAX_FIFO_CONCURRENCY = 100;
    private static final String FIFO = ".fifo";

    public static QueueMapping of(FunctionDefinition function, EventDefinition event) {
        var values = new Values(function.logicalId() + "." + event.id(), event.properties());
        return new QueueMapping(values.where(), function.logicalId(), values.text("Queue"),
                values.integer("BatchSize", DEFAULT_BATCH_SIZE),
                Duration.ofSeconds(values.integer("MaximumBatchingWindowInSeconds", 0)), StreamMapping.filter(values),
                values.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                concurrency(values));
    }

    private static int concurrency(Values values) {
        var most = values.text("Queue").endsWith(FIFO) ? MAX_FIFO_CONCURRENCY : MAX_CONCURRENCY;
        return Math.min(most, values.section("ScalingConfig").integer("MaximumConcurrency", most));
    }

    /** The mapping of a queue between a topic and a function. */
    static QueueMapping ofNotifications(FunctionDefinition function, EventDefinition event, Stack stack) {
        var id = function.logicalId() + "." + event.id();
        return new QueueMapping(id, function.logicalId(), stack.arn("sqs", NotificationQueues.name(stack, id)), 1,
                Duration.ZERO, EventPattern.anyOf(List.of()), false, MAX_CONCURRENCY);
    }

    public String queueName() {
        return queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }
}
