package dev.stampede.email.adapters;

import dev.stampede.email.Suppressions;
import dev.stampede.runtime.limits.KeyedHash;
import java.time.Clock;
import java.util.HashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores suppressed addresses in DynamoDB. They do not expire. */
public final class DynamoDbSuppressions implements Suppressions {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AddressHashes hashes;
    private final Clock clock;

    public DynamoDbSuppressions(DynamoDbClient dynamoDb, String table, KeyedHash hash, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.hashes = new AddressHashes(hash);
        this.clock = clock;
    }

    @Override
    public boolean contains(String address) {
        return dynamoDb.getItem(get -> get.tableName(table)
                .key(EmailItems.suppressionKey(hashes.of(address)))
                .projectionExpression(EmailItems.PK))
                .hasItem();
    }

    @Override
    public void add(String address, Reason reason) {
        var item = new HashMap<>(EmailItems.suppressionKey(hashes.of(address)));
        item.put(EmailItems.REASON, AttributeValue.fromS(reason.name()));
        item.put(EmailItems.AT, AttributeValue.fromS(clock.instant().toString()));
        dynamoDb.putItem(put -> put.tableName(table).item(item));
    }
}
