package dev.stampede.email.adapters;

import dev.stampede.email.UnpaidMailLimit;
import dev.stampede.runtime.limits.KeyedHash;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Counts in DynamoDB: an item per address and clock hour contains the ids of the events that were mailed, so that each
 * event counts once. An address can get up to twice the limit within 60 minutes that span two clock hours.
 */
public final class DynamoDbUnpaidMailLimit implements UnpaidMailLimit {

    /** Enough for a customer who tries several cards on two or three orders. */
    static final int MAX_AN_HOUR = 6;

    private static final int HOUR_CHARACTERS = "2000-01-01T00".length();

    private static final Duration RETENTION = Duration.ofHours(2);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AddressHashes hashes;
    private final Clock clock;

    public DynamoDbUnpaidMailLimit(DynamoDbClient dynamoDb, String table, KeyedHash hash, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.hashes = new AddressHashes(hash);
        this.clock = clock;
    }

    @Override
    public boolean count(String address, String eventId) {
        var now = clock.instant();
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(EmailItems.unpaidKey(hashes.of(address), now.toString().substring(0, HOUR_CHARACTERS)))
                    .updateExpression("ADD events :event SET expiresAt = :expiresAt")
                    .conditionExpression(
                            "attribute_not_exists(pk) OR size(events) < :max OR contains(events, :eventId)")
                    .expressionAttributeValues(Map.of(
                            ":event", AttributeValue.fromSs(List.of(eventId)),
                            ":eventId", AttributeValue.fromS(eventId),
                            ":max", AttributeValue.fromN(Integer.toString(MAX_AN_HOUR)),
                            ":expiresAt",
                            AttributeValue.fromN(Long.toString(now.plus(RETENTION).getEpochSecond())))));
            return true;
        } catch (ConditionalCheckFailedException enough) {
            return false;
        }
    }
}
