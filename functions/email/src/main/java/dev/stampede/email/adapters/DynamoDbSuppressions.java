package dev.stampede.email.adapters;

import dev.stampede.email.AddressHash;
import dev.stampede.email.Suppressions;
import java.time.Clock;
import java.util.HashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores suppressed addresses in DynamoDB. They do not expire. */
public final class DynamoDbSuppressions implements Suppressions {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    public DynamoDbSuppressions(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public boolean contains(AddressHash address) {
        return dynamoDb.getItem(get -> get.tableName(table)
                .key(EmailItems.suppressionKey(address.value()))
                .projectionExpression(EmailItems.PK))
                .hasItem();
    }

    @Override
    public void add(AddressHash address, Reason reason) {
        var item = new HashMap<>(EmailItems.suppressionKey(address.value()));
        item.put(EmailItems.REASON, AttributeValue.fromS(reason.name()));
        item.put(EmailItems.AT, AttributeValue.fromS(clock.instant().toString()));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }
}
