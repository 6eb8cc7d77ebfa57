package dev.stampede.search;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import dev.stampede.search.adapters.DynamoDbProductSource;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.adapters.SqsRebuildRequests;
import dev.stampede.search.storage.ProductIndexer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings changed products into the search index, all products of a batch of messages at once. */
public final class IndexWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWorker.class);

    /** The first change on a new stack is often that of an import, which is better over when all products are read. */
    private static final Duration REBUILD_DELAY = Duration.ofMinutes(1);

    private final ProductIndexer indexer;
    private final Clock clock;
    private final Metrics metrics;

    public IndexWorker() {
        this(FunctionEnvironment.lambda());
    }

    public IndexWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(IndexConfig::fromSettings);
        var rebuildsQueueUrl = environment.settings().read(settings -> settings.text("SEARCH_REBUILDS_QUEUE_URL"));
        this.indexer = new ProductIndexer(
                new S3ObjectStore(environment.aws()::s3, config.bucket()),
                new DynamoDbProductSource(environment.aws().dynamoDb(), config.catalogTable(), environment.backoff()),
                new SqsRebuildRequests(environment.aws().sqs(), rebuildsQueueUrl, REBUILD_DELAY),
                config.language(), LocalFiles.directory("indexer"), environment.clock(),
                LocalFiles.randomIds(environment.random()), environment.backoff());
        this.clock = environment.clock();
        this.metrics = environment.metrics();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return Telemetry.invocation(context, () -> handle(batch.getRecords()));
    }

    private SQSBatchResponse handle(List<SQSMessage> messages) {
        var failed = new ArrayList<SQSMessage>();
        var changed = new LinkedHashSet<ProductId>();
        @Nullable
        Instant oldest = null;
        for (var message : messages) {
            try {
                var event = ProductEvent.parse(message.getBody());
                changed.add(event.subject());
                oldest = oldest == null || event.time().isBefore(oldest) ? event.time() : oldest;
            } catch (IllegalArgumentException e) {
                LOG.error("A message is not a product event", entry("messageId", message.getMessageId()), e);
                failed.add(message);
            }
        }
        if (!changed.isEmpty()) {
            try {
                indexer.apply(changed);
                metrics.add("ProductsIndexed", changed.size());
                metrics.add("SearchIndexLag", Math.max(0, Duration.between(oldest, clock.instant()).toMillis()));
            } catch (RuntimeException e) {
                LOG.warn("Products could not be indexed and will be retried", entry("products", changed.size()), e);
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
