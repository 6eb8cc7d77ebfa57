package dev.stampede.search;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.search.adapters.DynamoDbProductSource;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.index.ProductFormat;
import dev.stampede.search.storage.IndexRebuild;
import dev.stampede.search.storage.StoredIndex;

/** Builds the search index anew, beside the one that is searched, and replaces it. Running twice changes nothing. */
public final class RebuildWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final QueueWorker worker;

    public RebuildWorker() {
        this(FunctionEnvironment.lambda());
    }

    public RebuildWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(IndexConfig::fromSettings);
        var rebuild = new IndexRebuild<>(
                StoredIndex.whole(
                        new S3ObjectStore(environment.aws()::s3, config.bucket()), LocalFiles.directory("rebuild")),
                new DynamoDbProductSource(environment.aws().dynamoDb(), config.catalogTable(), environment.backoff()),
                new ProductFormat(config.language()), environment.clock(),
                LocalFiles.randomIds(environment.random()), environment.backoff());
        this.worker = new QueueWorker(_ -> {
            rebuild.run();
            environment.metrics().outcome("SearchIndexRebuild", "Completed");
        });
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }
}
