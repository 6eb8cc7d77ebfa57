package dev.stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportWorkerTest {

    private static final String LINE = """
            {"productId": "a", "title": "A", "category": "things", "variants": [{"sku": "A-1", "price": 100}]}
            """;

    private final InMemoryImports imports = new InMemoryImports();
    private final InMemoryProducts products = new InMemoryProducts();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ImportWorker worker = new ImportWorker(
            new ImportRun(imports, imports, imports, new ProductFields("EUR"),
                    new ProductImport(new Catalog(products, TestEnvironment.CLOCK, TestEnvironment.BACKOFF)),
                    TestEnvironment.CLOCK, ImportRun.CHUNK_ROWS),
            metrics);

    @Test
    void theSameMessageTwice_shouldImportOnce() {
        var id = started();
        assertThat(handle(id).getBatchItemFailures()).isEmpty();
        assertThat(handle(id).getBatchItemFailures()).isEmpty();
        assertThat(products.all()).singleElement()
                .satisfies(entry -> assertThat(entry.version()).isEqualTo(TestEnvironment.NOW.toEpochMilli()));
        assertThat(imports.results(id)).hasSize(1);
    }

    @Test
    void theSampleOfAnImportThatHasExpired_shouldBeHandled() {
        var event = Events.read("ImportFunction-Imports.json", SQSEvent.class);
        assertThat(worker.handleRequest(event, new LambdaContext("ImportFunction")).getBatchItemFailures()).isEmpty();
    }

    @Test
    void aMessageWhileAnotherWorkerReads_shouldComeAgain() {
        var id = started();
        var job = imports.find(id).orElseThrow();
        imports.replace(job, job.leased(TestEnvironment.NOW.plusSeconds(1)));
        assertThat(handle(id).getBatchItemFailures()).hasSize(1);
        assertThat(products.all()).isEmpty();
    }

    private ImportId started() {
        var id = ImportId.random();
        imports.put(id, LINE);
        var uploaded = imports.uploaded(id).orElseThrow();
        imports.create(ImportJob.created(id, ImportFormat.JSONL, uploaded.size(), TestEnvironment.NOW, "owner")
                .started(uploaded.etag(), TestEnvironment.NOW));
        return id;
    }

    private SQSBatchResponse handle(ImportId id) {
        var message = new SQSMessage();
        message.setMessageId("1");
        message.setBody(Json.write(new ImportQueue.Chunk(id)));
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return worker.handleRequest(event, new LambdaContext("ImportFunction"));
    }
}
