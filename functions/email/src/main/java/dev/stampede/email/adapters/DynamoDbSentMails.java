package dev.stampede.email.adapters;

import dev.stampede.contracts.email.MailRecords;
import dev.stampede.email.Letter.Topic;
import dev.stampede.email.Mailer.Dispatch;
import dev.stampede.email.Mailer.Dispatch.Accepted;
import dev.stampede.email.Mailer.Dispatch.Rejected;
import dev.stampede.email.SentMails;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The record of sent mail in DynamoDB. A claim is a lease: whoever claims and dies does not keep the mail from being sent. */
public final class DynamoDbSentMails implements SentMails {

    /** Longer than a function that claims can run, and shorter than a failed message takes to come back. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Longer than a message can wait in the queue and in its dead-letter queue: 4 and 14 days. */
    static final Duration KEPT = Duration.ofDays(60);

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
    public Claim claim(String eventId, Topic topic) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(claimed(eventId, topic))
                    .conditionExpression("attribute_not_exists(pk) OR (#state = :sending AND leaseUntil < :now)")
                    .expressionAttributeNames(Map.of("#state", STATE))
                    .expressionAttributeValues(Map.of(
                            ":sending", AttributeValue.fromS(SENDING), ":now", number(clock.millis())))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Claim.GRANTED;
        } catch (ConditionalCheckFailedException e) {
            return SENDING.equals(e.item().get(STATE).s()) ? Claim.HELD : Claim.SETTLED;
        }
    }

    private Map<String, AttributeValue> claimed(String eventId, Topic topic) {
        var now = clock.instant();
        var item = new HashMap<>(EmailItems.mailKey(eventId));
        item.put("topic", AttributeValue.fromS(topic.name()));
        item.put(STATE, AttributeValue.fromS(SENDING));
        item.put(MailRecords.LEASE_UNTIL, number(now.plus(LEASE).toEpochMilli()));
        item.put(EmailItems.AT, AttributeValue.fromS(now.toString()));
        item.put("expiresAt", number(now.plus(KEPT).getEpochSecond()));
        return item;
    }

    @Override
    public void settle(String eventId, Dispatch dispatch) {
        switch (dispatch) {
            case Accepted(var messageId) -> settle(eventId, SENT, "messageId", messageId);
            case Rejected(var reason) -> settle(eventId, REJECTED, EmailItems.REASON, reason);
        }
    }

    private void settle(String eventId, String state, String detailName, String detail) {
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
