package dev.stampede.reports;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.reports.adapters.DynamoDbPlacedOrders;
import dev.stampede.reports.adapters.DynamoDbReportJobs;
import dev.stampede.reports.adapters.DynamoDbStockMovements;
import dev.stampede.reports.adapters.S3ReportFiles;
import dev.stampede.reports.adapters.SqsReportQueue;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.jobs.Turns.Turn;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes the reports queue: makes reports, a step for each message. */
public final class ReportWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(ReportWorker.class);

    private final QueueWorker worker = new QueueWorker(this::step);
    private final ReportRun run;
    private final Metrics metrics;

    public ReportWorker() {
        this(FunctionEnvironment.lambda());
    }

    public ReportWorker(FunctionEnvironment environment) {
        var config = environment.settings().read(ReportWorkerConfig::fromSettings);
        var aws = environment.aws();
        this.run = new ReportRun(
                new DynamoDbReportJobs(aws.dynamoDb(), config.table()), new SqsReportQueue(aws, config.queueUrl()),
                new S3ReportFiles(aws, config.bucket()),
                new DynamoDbPlacedOrders(
                        aws.dynamoDb(), config.ordersTable(), environment.clock(), environment.backoff()),
                new DynamoDbStockMovements(aws.dynamoDb(), config.inventoryTable()), environment.clock(),
                ReportRun.PAGES);
        this.metrics = environment.metrics();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return worker.handle(event, context);
    }

    private void step(SQSMessage message) {
        var id = Json.read(message.getBody(), ReportQueue.Step.class).reportId();
        var turn = run.next(id);
        LOG.info("Report step", entry("reportId", id.value()), entry("outcome", turn.getClass().getSimpleName()));
        switch (turn) {
            case Turn.Continued(var _),Turn.NotStarted() -> {
                // The next step has its own message.
            }
            case Turn.Ended(var job) -> metrics.outcome("ReportEnded", job.state().name());
            case Turn.Busy() -> throw new ContentionException("Another worker makes this report");
        }
    }
}
