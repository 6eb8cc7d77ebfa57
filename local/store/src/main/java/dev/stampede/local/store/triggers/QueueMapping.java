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
 * How a queue feeds a function. Defaults are those of Lambda's event source mappings.
 *
 * @param maxConcurrency how many batches are worked on at once; without a limit in the template it is the five that
 *                       Lambda starts with
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Mapping parameters</a>
 */
public record QueueMapping(String id, String functionId, String queueArn, int batchSize, Duration window,
        EventPattern filter,
        boolean reportsFailures, int maxConcurrency) {

    private static final int DEFAULT_BATCH_SIZE = 10;
    /** As many as one machine has use for; the template's limit counts below it. */
    private static final int MOST_CONCURRENCY = 5;

    public static QueueMapping of(FunctionDefinition function, EventDefinition event) {
        var values = new Values(function.logicalId() + "." + event.id(), event.properties());
        return new QueueMapping(values.where(), function.logicalId(), values.text("Queue"),
                values.integer("BatchSize", DEFAULT_BATCH_SIZE),
                Duration.ofSeconds(values.integer("MaximumBatchingWindowInSeconds", 0)), StreamMapping.filter(values),
                values.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                Math.min(MOST_CONCURRENCY,
                        values.section("ScalingConfig").integer("MaximumConcurrency", MOST_CONCURRENCY)));
    }

    /** The mapping of a queue between a topic and a function. */
    static QueueMapping ofNotifications(FunctionDefinition function, EventDefinition event, Stack stack) {
        var id = function.logicalId() + "." + event.id();
        return new QueueMapping(id, function.logicalId(), stack.arn("sqs", NotificationQueues.name(stack, id)), 1,
                Duration.ZERO, EventPattern.anyOf(List.of()), false, MOST_CONCURRENCY);
    }

    public String queueName() {
        return queueArn.substring(queueArn.lastIndexOf(':') + 1);
    }
}
