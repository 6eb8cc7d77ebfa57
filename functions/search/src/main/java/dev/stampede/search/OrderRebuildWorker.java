package dev.stampede.search;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.search.adapters.DynamoDbOrderSource;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.adapters.SqsMonthRebuilds;
import dev.stampede.search.orders.OrderFormat;
import dev.stampede.search.storage.IndexRebuild;
import dev.stampede.search.storage.StoredIndex;

/** Builds the index of a month's orders anew, beside the one that is searched, and replaces it. Running twice changes nothing. */
public final class OrderRebuildWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final QueueWorker worker;

    public OrderRebuildWorker() {
        this(FunctionEnvironment.lambda());
    }

    public OrderRebuildWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(OrderIndexConfig::fromSettings);
        var objects = new S3ObjectStore(environment.aws()::s3, config.bucket());
        var orders = new DynamoDbOrderSource(
                environment.aws().dynamoDb(), config.ordersTable(), environment.clock(), environment.backoff());
        var directory = LocalFiles.directory("order-rebuild");
        this.worker = new QueueWorker(message -> {
            var month = SqsMonthRebuilds.month(message.getBody());
            new IndexRebuild<>(
                    StoredIndex.part(objects, month.toString(), directory), orders.of(month), new OrderFormat(),
                    environment.clock(), LocalFiles.randomIds(environment.random()), environment.backoff()).run();
            environment.metrics().outcome("OrderIndexRebuild", "Completed");
        });
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return worker.handle(batch, context);
    }
}
