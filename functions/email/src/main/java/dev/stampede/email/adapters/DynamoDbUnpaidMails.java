package dev.stampede.email.adapters;

import dev.stampede.email.Fingerprint;
import dev.stampede.email.UnpaidMails;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The count in DynamoDB: an item for each address and hour of the clock holds the events that were mailed of, so that the
 * same event counts once. Across the turn of an hour an address may get twice as many.
 */
public final class DynamoDbUnpaidMails implements UnpaidMails {

    /** As many as somebody gets who tries several cards on two or three orders; far fewer than a nuisance. */
    static final int MAX_AN_HOUR = 6;

    private static final int HOUR_CHARACTERS = "2000-01-01T00".length();

    private static final Duration KEPT = Duration.ofHours(2);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    public DynamoDbUnpaidMails(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean count(Fingerprint address, String eventId) {
        var now = clock.instant();
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(EmailItems.unpaidKey(address.value(), now.toString().substring(0, HOUR_CHARACTERS)))
                    .updateExpression("ADD events :event SET expiresAt = :expiresAt")
                    .conditionExpression(
                            "attribute_not_exists(pk) OR size(events) < :max OR contains(events, :eventId)")
                    .expressionAttributeValues(Map.of(
                            ":event", AttributeValue.fromSs(List.of(eventId)),
                            ":eventId", AttributeValue.fromS(eventId),
                            ":max", AttributeValue.fromN(Integer.toString(MAX_AN_HOUR)),
                            ":expiresAt",
                            AttributeValue.fromN(Long.toString(now.plus(KEPT).getEpochSecond())))));
            return true;
        } catch (ConditionalCheckFailedException enough) {
            return false;
        }
    }
}
