package dev.stampede.local.store.triggers;

import dev.stampede.local.store.aws.EventPattern;
import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.TemplateException;
import dev.stampede.local.store.template.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An event source mapping from a table's stream to a function. Uses Lambda's defaults.
 *
 * @param id          the names of the function and the event
 * @param tableName   from the stream's ARN
 * @param maxRetries  retries before a batch is discarded; -1 for unlimited
 * @param maxAge      age at which a record is discarded; empty for unlimited
 * @param onFailure   the ARN of the queue or topic that receives discarded batches
 * @param parallelism the number of concurrent batches per shard
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Mapping parameters</a>
 */
public record StreamMapping(String id, String functionId, String functionArn, String tableName, boolean fromStart,
        int batchSize, Duration window, EventPattern filter, boolean reportsFailures, boolean bisects, int maxRetries,
        Optional<Duration> maxAge, Optional<String> onFailure, int parallelism) {

    private static final int DEFAULT_BATCH_SIZE = 100;
    private static final int FOREVER = -1;

    public static StreamMapping of(FunctionDefinition function, EventDefinition event) {
        var values = new Values(function.logicalId() + "." + event.id(), event.properties());
        var age = values.integer("MaximumRecordAgeInSeconds", FOREVER);
        return new StreamMapping(values.where(), function.logicalId(), function.arn(), tableName(values),
                fromStart(values), values.integer("BatchSize", DEFAULT_BATCH_SIZE),
                Duration.ofSeconds(values.integer("MaximumBatchingWindowInSeconds", 0)), filter(values),
                values.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
                values.flag("BisectBatchOnFunctionError", false), values.integer("MaximumRetryAttempts", FOREVER),
                age == FOREVER ? Optional.empty() : Optional.of(Duration.ofSeconds(age)),
                values.section("DestinationConfig").section("OnFailure").optionalText("Destination"),
                values.integer("ParallelizationFactor", 1));
    }

    static EventPattern filter(Values values) {
        var patterns = values.section("FilterCriteria").sections("Filters").stream()
                .map(filter -> filter.text("Pattern")).toList();
        return EventPattern.anyOf(List.copyOf(patterns));
    }

    private static String tableName(Values values) {
        var arn = values.text("Stream");
        var parts = arn.split("/");
        if (parts.length < 3 || !arn.contains(":dynamodb:")) {
            throw new TemplateException(values.where() + ": Stream is not a table's: " + arn);
        }
        return parts[1];
    }

    private static boolean fromStart(Values values) {
        var position = values.text("StartingPosition");
        return switch (position) {
            case "TRIM_HORIZON" -> true;
            case "LATEST" -> false;
            default -> throw new TemplateException(values.where() + ": StartingPosition " + position
                    + " is not supported by the local store");
        };
    }
}
