package dev.stampede.search;

import static dev.stampede.runtime.telemetry.LogField.entry;
import static dev.stampede.runtime.telemetry.LogField.failure;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.runtime.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Indexes what a batch of messages names, all at once. Thread-safe. */
final class ChangeMessages<I> {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeMessages.class);

    private final Function<String, Change<I>> parser;
    private final Consumer<Set<I>> indexer;
    private final Clock clock;
    private final Metrics metrics;
    private final String countMetric;
    private final String lagMetric;

    /** @param at when the entry changed */
    record Change<I>(I id, Instant at) {}

    /**
     * @param parser throws {@link IllegalArgumentException} if the text is no message of a change
     * @param indexer publishes entries as they are now
     * @param countMetric the metric of how many entries were indexed
     * @param lagMetric the metric of the time from the oldest change to its publication, in milliseconds
     */
    ChangeMessages(
            Function<String, Change<I>> parser,
            Consumer<Set<I>> indexer,
            Clock clock,
            Metrics metrics,
            String countMetric,
            String lagMetric) {
        this.parser = parser;
        this.indexer = indexer;
        this.clock = clock;
        this.metrics = metrics;
        this.countMetric = countMetric;
        this.lagMetric = lagMetric;
    }

    SQSBatchResponse handle(List<SQSMessage> messages) {
        var failed = new ArrayList<SQSMessage>();
        var changed = new LinkedHashSet<I>();
        @Nullable
        Instant oldest = null;
        for (var message : messages) {
            try {
                var change = parser.apply(message.getBody());
                changed.add(change.id());
                oldest = oldest == null || change.at().isBefore(oldest) ? change.at() : oldest;
            } catch (IllegalArgumentException e) {
                LOG.error("A message names nothing to index", entry("messageId", message.getMessageId()), e);
                failed.add(message);
            }
        }
        if (!changed.isEmpty()) {
            try {
                indexer.accept(changed);
                metrics.add(countMetric, changed.size());
                var lag = Duration.between(oldest, clock.instant());
                metrics.time(lagMetric, lag.isNegative() ? Duration.ZERO : lag);
            } catch (RuntimeException e) {
                LOG.warn("Changes could not be indexed and will be retried", entry("changes", changed.size()),
                        failure(e));
                return failures(messages);
            }
        }
        return failures(failed);
    }

    private static SQSBatchResponse failures(List<SQSMessage> messages) {
        return new SQSBatchResponse(
                messages.stream().map(SQSMessage::getMessageId).map(BatchItemFailure::new).toList());
    }
}
