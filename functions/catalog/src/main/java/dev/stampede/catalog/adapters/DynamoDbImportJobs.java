package dev.stampede.catalog.adapters;

import dev.stampede.catalog.ImportFormat;
import dev.stampede.catalog.ImportJob;
import dev.stampede.catalog.ImportJobs;
import dev.stampede.catalog.ImportPosition;
import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.http.Problem.FieldError;
import dev.stampede.runtime.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Imports in a table with the key {@code importId}. All of them are one partition of the index {@code recent}, by time of
 * creation: imports are few.
 */
public final class DynamoDbImportJobs implements ImportJobs {

    private static final String KEY = "importId";
    private static final String RECENT = "recent";
    private static final String LISTING = "listing";
    private static final String LISTING_KEY = "listingKey";
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
    private static final String LEASED_UNTIL = "leasedUntil";
    private static final String VERSION = "version";
    private static final String EXPIRES_AT = "expiresAt";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbImportJobs(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public void create(ImportJob job) {
        dynamoDb.putItem(put -> put.tableName(table).item(item(job)));
    }

    @Override
    public Optional<ImportJob> find(ImportId id) {
        var found = dynamoDb.getItem(get -> get.tableName(table)
                .key(Map.of(KEY, AttributeValue.fromS(id.value()))).consistentRead(true));
        return found.hasItem() ? Optional.of(job(found.item())) : Optional.empty();
    }

    @Override
    public boolean replace(ImportJob seen, ImportJob next) {
        try {
            dynamoDb.putItem(put -> put.tableName(table).item(item(next))
                    .conditionExpression("#version = :seen")
                    .expressionAttributeNames(Map.of("#version", VERSION))
                    .expressionAttributeValues(Map.of(":seen", number(seen.version()))));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    @Override
    public Page list(@Nullable String after, int limit) {
        var values = new HashMap<>(Map.of(":imports", AttributeValue.fromS(IMPORTS)));
        if (after != null) {
            values.put(":after", AttributeValue.fromS(after));
        }
        var found = dynamoDb.query(query -> query.tableName(table).indexName(RECENT)
                .keyConditionExpression(
                        LISTING + " = :imports" + (after == null ? "" : " and " + LISTING_KEY + " < :after"))
                .expressionAttributeValues(values).scanIndexForward(false).limit(limit)).items();
        return new Page(
                found.stream().map(DynamoDbImportJobs::job).toList(),
                found.size() < limit ? Optional.empty() : Optional.of(found.getLast().get(LISTING_KEY).s()));
    }

    private static Map<String, AttributeValue> item(ImportJob job) {
        var item = new HashMap<String, AttributeValue>();
        item.put(KEY, AttributeValue.fromS(job.id().value()));
        item.put(LISTING, AttributeValue.fromS(IMPORTS));
        item.put(LISTING_KEY, AttributeValue.fromS(job.createdAt().toEpochMilli() + "#" + job.id()));
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
        put(item, LEASED_UNTIL, job.leasedUntil());
        item.put(VERSION, number(job.version()));
        item.put(EXPIRES_AT, number(job.createdAt().plus(ImportJob.KEPT).getEpochSecond()));
        return item;
    }

    private static ImportJob job(Map<String, AttributeValue> item) {
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
                time(item, LEASED_UNTIL),
                number(item, VERSION));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }

    private static void put(Map<String, AttributeValue> item, String name, @Nullable Object value) {
        if (value != null) {
            item.put(name, AttributeValue.fromS(value.toString()));
        }
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }

    private static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Instant.parse(item.get(name).s()) : null;
    }
}
