package dev.stampede.email.adapters;

import dev.stampede.contracts.email.MailRecords;
import dev.stampede.email.Mailer.SendResult;
import dev.stampede.email.Mailer.SendResult.Accepted;
import dev.stampede.email.Mailer.SendResult.Rejected;
import dev.stampede.email.SentMails;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Stores the records in DynamoDB. A claim is a lease, so a crash does not keep the mail from being sent. */
public final class DynamoDbSentMails implements SentMails {

    /** Longer than the function's timeout and shorter than the queue's visibility timeout. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Longer than the retention of the queue (4 days) and its dead-letter queue (14 days) together. */
    static final Duration RETENTION = Duration.ofDays(60);

    private static final String STATE = MailRecords.STATE;
    private static final String SENDING = MailRecords.SENDING;
    private static final String SENT = "SENT";
    private static final String REJECTED = "REJECTED";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    public DynamoDbSentMails(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Claim claim(String eventId, String what) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(claimed(eventId, what))
                    .conditionExpression("attribute_not_exists(pk) OR (#state = :sending AND leaseUntil < :now)")
                    .expressionAttributeNames(Map.of("#state", STATE))
                    .expressionAttributeValues(Map.of(
                            ":sending", AttributeValue.fromS(SENDING), ":now", number(clock.millis())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Claim.GRANTED;
        } catch (ConditionalCheckFailedException e) {
            return SENDING.equals(e.item().get(STATE).s()) ? Claim.IN_PROGRESS : Claim.COMPLETED;
        }
    }

    private Map<String, AttributeValue> claimed(String eventId, String what) {
        var now = clock.instant();
        var item = new HashMap<>(EmailItems.mailKey(eventId));
        item.put("template", AttributeValue.fromS(what));
        item.put(STATE, AttributeValue.fromS(SENDING));
        item.put(MailRecords.LEASE_UNTIL, number(now.plus(LEASE).toEpochMilli()));
        item.put(EmailItems.AT, AttributeValue.fromS(now.toString()));
        item.put("expiresAt", number(now.plus(RETENTION).getEpochSecond()));
        return item;
    }

    @Override
    public void complete(String eventId, SendResult result) {
        switch (result) {
            case Accepted(var messageId) -> complete(eventId, SENT, "messageId", messageId);
            case Rejected(var reason) -> complete(eventId, REJECTED, EmailItems.REASON, reason);
        }
    }

    private void complete(String eventId, String state, String detailName, String detail) {
        dynamoDb.updateItem(update -> update.tableName(table)
                .key(EmailItems.mailKey(eventId))
                .updateExpression("SET #state = :state, #at = :at, #detail = :detail REMOVE leaseUntil")
                .expressionAttributeNames(Map.of("#state", STATE, "#at", EmailItems.AT, "#detail", detailName))
                .expressionAttributeValues(Map.of(
                        ":state", AttributeValue.fromS(state),
                        ":at", AttributeValue.fromS(clock.instant().toString()),
                        ":detail", AttributeValue.fromS(detail))));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
