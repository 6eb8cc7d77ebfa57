package dev.stampede.catalog.adapters;

import dev.stampede.catalog.ImportFormat;
import dev.stampede.catalog.ImportJob;
import dev.stampede.catalog.ImportJobs;
import dev.stampede.catalog.ImportPosition;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.jobs.adapters.DynamoDbJobs;
import dev.stampede.runtime.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Imports in a table with the key {@code importId}. */
public final class DynamoDbImportJobs extends DynamoDbJobs<ImportJob> implements ImportJobs {

    private static final String KEY = "importId";
    private static final String IMPORTS = "imports";
    private static final String FORMAT = "format";
    private static final String SIZE = "size";
    private static final String STATE = "state";
    private static final String CREATED_AT = "createdAt";
    private static final String CREATED_BY = "createdBy";
    private static final String STARTED_AT = "startedAt";
    private static final String ENDED_AT = "endedAt";
    private static final String FILE = "file";
    private static final String OFFSET = "offset";
    private static final String ROW = "row";
    private static final String IS_SKIPPING = "isSkipping";
    private static final String HEADER = "header";
    private static final String REFUSED = "refused";
    private static final String CHUNKS = "chunks";
    private static final String IMPORTED = "imported";
    private static final String FAILED = "failed";
    private static final String FAULTS = "faults";

    public DynamoDbImportJobs(DynamoDbClient dynamoDb, String table) {
        super(dynamoDb, table, KEY, IMPORTS, ImportJob.KEPT);
    }

    @Override
    protected void write(ImportJob job, Map<String, AttributeValue> item) {
        item.put(FORMAT, AttributeValue.fromS(job.format().text()));
        item.put(SIZE, number(job.size()));
        item.put(STATE, AttributeValue.fromS(job.state().name()));
        item.put(CREATED_AT, AttributeValue.fromS(job.createdAt().toString()));
        item.put(CREATED_BY, AttributeValue.fromS(job.createdBy()));
        put(item, STARTED_AT, job.startedAt());
        put(item, ENDED_AT, job.endedAt());
        put(item, FILE, job.file());
        item.put(OFFSET, number(job.position().offset()));
        item.put(ROW, number(job.position().row()));
        item.put(IS_SKIPPING, AttributeValue.fromBool(job.position().isSkipping()));
        put(item, HEADER, job.position().header());
        put(item, REFUSED, job.position().refused());
        item.put(CHUNKS, number(job.chunks()));
        item.put(IMPORTED, number(job.imported()));
        item.put(FAILED, number(job.failed()));
        item.put(FAULTS, AttributeValue.fromS(Json.write(job.faults())));
    }

    @Override
    protected ImportJob read(Map<String, AttributeValue> item, @Nullable Instant leasedUntil, long version) {
        return new ImportJob(
                new ImportId(item.get(KEY).s()),
                ImportFormat.of(item.get(FORMAT).s()),
                number(item, SIZE),
                ImportJob.State.valueOf(item.get(STATE).s()),
                Instant.parse(item.get(CREATED_AT).s()),
                item.get(CREATED_BY).s(),
                time(item, STARTED_AT),
                time(item, ENDED_AT),
                text(item, FILE),
                new ImportPosition(
                        number(item, OFFSET), (int) number(item, ROW), item.get(IS_SKIPPING).bool(),
                        text(item, HEADER), text(item, REFUSED)),
                (int) number(item, CHUNKS),
                (int) number(item, IMPORTED),
                (int) number(item, FAILED),
                List.of(Json.read(item.get(FAULTS).s(), FieldError[].class)),
                leasedUntil,
                version);
    }
}
