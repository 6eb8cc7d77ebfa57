package dev.stampede.local.store.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.lambda.Invocation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The result of processing a batch. */
public sealed interface BatchResult {

    /** All records were processed. */
    record Done() implements BatchResult {}

    /** The records with these identifiers failed. */
    record PartlyDone(String requestId, Set<String> failed) implements BatchResult {}

    /**
     * The whole batch failed.
     *
     * @param threw     whether the function failed, rather than returned a malformed response
     * @param throttled whether the function was not invoked
     */
    record Failed(String requestId, boolean threw, boolean throttled) implements BatchResult {}

    /**
     * Reads a function's response as Lambda does: an empty or missing list of failures means success; a malformed list, or
     * one with an unknown identifier, means that the whole batch failed.
     *
     * @param reportsFailures whether the mapping has {@code ReportBatchItemFailures}; otherwise, the response is ignored
     * @param identifiers     the identifiers of the batch's records
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors</a>
     */
    static BatchResult of(Invocation invocation, boolean reportsFailures, Set<String> identifiers) {
        return switch (invocation) {
            case Invocation.Answered answered when reportsFailures -> read(answered, identifiers);
            case Invocation.Answered answered -> new Done();
            case Invocation.Failed failed -> new Failed(failed.requestId(), true, false);
            case Invocation.Throttled throttled -> new Failed(throttled.requestId(), false, true);
        };
    }

    /**
     * The index of the first failed record of a stream's batch.
     *
     * @param identifiers the identifiers of the batch's records, in order
     * @return the number of records if none failed
     */
    default int firstFailed(List<String> identifiers) {
        return switch (this) {
            case Done done -> identifiers.size();
            case Failed failed -> 0;
            case PartlyDone partly -> (int) identifiers.stream()
                    .takeWhile(identifier -> !partly.failed().contains(identifier)).count();
        };
    }

    private static BatchResult read(Invocation.Answered answered, Set<String> identifiers) {
        var malformed = new Failed(answered.requestId(), false, false);
        if (answered.payload().length == 0) {
            return new Done();
        }
        var json = EventJson.parse(answered.payload());
        if (json.isEmpty() || !(json.get().isNull() || json.get().isObject())) {
            return malformed;
        }
        var failures = json.get().path("batchItemFailures");
        if (failures.isMissingNode() || failures.isNull() || failures.isEmpty()) {
            return new Done();
        }
        var failed = identifiers(failures);
        return identifiers.containsAll(failed) ? new PartlyDone(answered.requestId(), failed) : malformed;
    }

    private static Set<String> identifiers(JsonNode failures) {
        var identifiers = new HashSet<String>();
        failures.forEach(failure -> identifiers.add(failure.path("itemIdentifier").asText("")));
        return identifiers;
    }
}
