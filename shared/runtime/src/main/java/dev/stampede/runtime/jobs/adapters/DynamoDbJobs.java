package dev.stampede.runtime.jobs.adapters;

import dev.stampede.runtime.jobs.Job;
import dev.stampede.runtime.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Jobs in a table, by their key. All of them are one partition of the index {@code recent}, by time of creation: jobs are few.
 */
public abstract class DynamoDbJobs<J extends Job<J>> implements Jobs<J> {

    private static final String RECENT = "recent";
    private static final String LISTING = "listing";
    private static final String LISTING_KEY = "listingKey";
    private static final String VERSION = "version";
    private static final String LEASED_UNTIL = "leasedUntil";
    private static final String EXPIRES_AT = "expiresAt";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String keyName;
    private final String listing;
    private final Duration kept;

    /**
     * @param keyName the attribute of the key
     * @param listing the partition of the index
     * @param kept how long a job is kept after its creation
     */
    protected DynamoDbJobs(DynamoDbClient dynamoDb, String table, String keyName, String listing, Duration kept) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.keyName = keyName;
        this.listing = listing;
        this.kept = kept;
    }

    /** Writes what a job has besides its key, version and lease. */
    protected abstract void write(J job, Map<String, AttributeValue> item);

    /** The job of an item. @param leasedUntil its lease */
    protected abstract J read(Map<String, AttributeValue> item, @Nullable Instant leasedUntil, long version);

    @Override
    public final void create(J job) {
        dynamoDb.putItem(put -> put.tableName(table).item(item(job)));
    }

    @Override
    public final Optional<J> find(String key) {
        var found = dynamoDb.getItem(get -> get.tableName(table)
                .key(Map.of(keyName, AttributeValue.fromS(key))).consistentRead(true));
        return found.hasItem() ? Optional.of(job(found.item())) : Optional.empty();
    }

    @Override
    public final boolean replace(J seen, J next) {
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
    public final Page<J> list(@Nullable String after, int limit) {
        var values = new HashMap<>(Map.of(":listing", AttributeValue.fromS(listing)));
        if (after != null) {
            values.put(":after", AttributeValue.fromS(after));
        }
        var found = dynamoDb.query(query -> query.tableName(table).indexName(RECENT)
                .keyConditionExpression(
                        LISTING + " = :listing" + (after == null ? "" : " and " + LISTING_KEY + " < :after"))
                .expressionAttributeValues(values).scanIndexForward(false).limit(limit + 1)).items();
        // One more than asked for tells whether there is another page.
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(this::job).toList(),
                found.size() <= limit ? Optional.empty() : Optional.of(page.getLast().get(LISTING_KEY).s()));
    }

    private Map<String, AttributeValue> item(J job) {
        var item = new HashMap<String, AttributeValue>();
        item.put(keyName, AttributeValue.fromS(job.key()));
        item.put(LISTING, AttributeValue.fromS(listing));
        item.put(LISTING_KEY, AttributeValue.fromS(job.createdAt().toEpochMilli() + "#" + job.key()));
        put(item, LEASED_UNTIL, job.leasedUntil());
        item.put(VERSION, number(job.version()));
        item.put(EXPIRES_AT, number(job.createdAt().plus(kept).getEpochSecond()));
        write(job, item);
        return item;
    }

    private J job(Map<String, AttributeValue> item) {
        return read(item, time(item, LEASED_UNTIL), number(item, VERSION));
    }

    /** A number as an attribute. */
    protected static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** A number attribute. */
    protected static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }

    /** Puts the value's text, unless the value is null. */
    protected static void put(Map<String, AttributeValue> item, String name, @Nullable Object value) {
        if (value != null) {
            item.put(name, AttributeValue.fromS(value.toString()));
        }
    }

    /** A text attribute, or null. */
    protected static @Nullable String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : null;
    }

    /** A time attribute, or null. */
    protected static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Instant.parse(item.get(name).s()) : null;
    }
}
