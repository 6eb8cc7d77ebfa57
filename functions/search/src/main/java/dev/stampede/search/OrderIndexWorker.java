package dev.stampede.search;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stampede.contracts.events.OrderEvent;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Telemetry;
import dev.stampede.search.adapters.DynamoDbOrderSource;
import dev.stampede.search.adapters.S3ObjectStore;
import dev.stampede.search.adapters.SqsMonthRebuilds;
import dev.stampede.search.orders.OrderIndexer;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Brings changed orders into the indexes that admins search, all orders of a batch of messages at once. */
public final class OrderIndexWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final ChangeMessages<OrderId> messages;

    public OrderIndexWorker() {
        this(FunctionEnvironment.lambda());
    }

    public OrderIndexWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(OrderIndexConfig::fromSettings);
        var rebuildsQueueUrl = environment.settings().read(settings -> settings.text("ORDER_REBUILDS_QUEUE_URL"));
        var indexer = new OrderIndexer(
                new S3ObjectStore(environment.aws()::s3, config.bucket()),
                new DynamoDbOrderSource(
                        environment.aws().dynamoDb(), config.ordersTable(), environment.clock(), environment.backoff()),
                new SqsMonthRebuilds(environment.aws().sqs(), rebuildsQueueUrl), LocalFiles.directory("order-indexer"),
                environment.clock(), LocalFiles.randomIds(environment.random()), environment.backoff());
        this.messages = new ChangeMessages<>(
                OrderIndexWorker::change, indexer::apply, environment.clock(), environment.metrics(), "OrdersIndexed",
                "OrderIndexLag");
    }

    private static ChangeMessages.Change<OrderId> change(String message) {
        var event = OrderEvent.parse(message);
        try {
            return new ChangeMessages.Change<>(event.orderId(), Instant.parse(event.time()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not a time: " + event.time(), e);
        }
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        return Telemetry.invocation(context, () -> messages.handle(batch.getRecords()));
    }
}
