package dev.stampede.catalog;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.catalog.adapters.DynamoDbImportJobs;
import dev.stampede.catalog.adapters.DynamoDbProducts;
import dev.stampede.catalog.adapters.S3ImportFiles;
import dev.stampede.catalog.adapters.SqsImportQueue;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.events.QueueWorker;
import dev.stampede.runtime.jobs.Turns.Turn;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes the imports queue: reads files of products, a chunk for each message. */
public final class ImportWorker implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

    private final QueueWorker worker = new QueueWorker(this::readChunk);
    private final ImportRun run;
    private final Metrics metrics;

    public ImportWorker() {
        this(FunctionEnvironment.lambda());
    }

    public ImportWorker(FunctionEnvironment environment) {
        this(run(environment), environment.metrics());
    }

    ImportWorker(ImportRun run, Metrics metrics) {
        this.run = run;
        this.metrics = metrics;
    }

    private static ImportRun run(FunctionEnvironment environment) {
        var config = environment.settings().read(ImportConfig::fromSettings);
        var aws = environment.aws();
        var catalog = new Catalog(
                new DynamoDbProducts(aws.dynamoDb(), config.catalogTable()), environment.clock(),
                environment.backoff());
        return new ImportRun(
                new DynamoDbImportJobs(aws.dynamoDb(), config.importsTable()),
                new S3ImportFiles(aws, config.importsBucket()),
                new SqsImportQueue(aws, config.importsQueueUrl()),
                new ProductFields(config.currency()), new ProductImport(catalog), environment.clock(),
                ImportRun.CHUNK_ROWS);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return worker.handle(event, context);
    }

    private void readChunk(SQSMessage message) {
        var id = Json.read(message.getBody(), ImportQueue.Chunk.class).importId();
        var outcome = run.next(id);
        LOG.info("Import chunk", entry("importId", id.value()), entry("outcome", outcome.getClass().getSimpleName()));
        switch (outcome) {
            case Turn.Continued(var _),Turn.NotStarted() -> {
                // The next chunk has its own message.
            }
            case Turn.Ended(var job) -> metrics.outcome("ImportEnded", job.state().name());
            case Turn.Busy() -> throw new ContentionException("Another worker reads this import");
        }
    }
}
