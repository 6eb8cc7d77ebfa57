package dev.stampede.search;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.ProductEvent;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Telemetry;
import dev.stampede.search.adapters.DynamoDbProductSource;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.adapters.SqsRebuildRequests;
import dev.stampede.search.index.ProductFormat;
import dev.stampede.search.storage.Indexer;
import dev.stampede.search.storage.StoredIndex;
import java.time.Duration;

/** Brings changed products into the search index, all products of a batch of messages at once. */
public final class IndexWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    /** The first change on a new stack is often that of an import, which is better over when all products are read. */
    private static final Duration REBUILD_DELAY = Duration.ofMinutes(1);

    private final ChangeMessages<ProductId> messages;

    public IndexWorker() {
        this(FunctionEnvironment.lambda());
    }

    public IndexWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(IndexConfig::fromSettings);
        var rebuildsQueueUrl = environment.settings().read(settings -> settings.text("SEARCH_REBUILDS_QUEUE_URL"));
        var indexer = new Indexer<>(
                StoredIndex.whole(
                        new S3ObjectStore(environment.aws()::s3, config.bucket()), LocalFiles.directory("indexer")),
                new DynamoDbProductSource(environment.aws().dynamoDb(), config.catalogTable(), environment.backoff()),
                new ProductFormat(config.language()),
                new SqsRebuildRequests(environment.aws().sqs(), rebuildsQueueUrl, REBUILD_DELAY),
                environment.clock(), LocalFiles.randomIds(environment.random()), environment.backoff());
        this.messages = new ChangeMessages<>(
                IndexWorker::change, indexer::apply, environment.clock(), environment.metrics(), "ProductsIndexed",
                "SearchIndexLag");
    }

    private static ChangeMessages.Change<ProductId> change(String message) {
        var event = ProductEvent.parse(message);
        return new ChangeMessages.Change<>(event.subject(), event.time());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return Telemetry.invocation(context, () -> messages.handle(batch.getRecords()));
    }
}
