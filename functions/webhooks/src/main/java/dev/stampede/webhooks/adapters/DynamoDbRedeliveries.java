package dev.stampede.webhooks.adapters;

import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.json.Json;
import dev.stampede.webhooks.Delivery;
import dev.stampede.webhooks.Redeliveries;
import dev.stampede.webhooks.Redelivery;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Redeliveries in the webhooks table, one item for each webhook. */
public final class DynamoDbRedeliveries implements Redeliveries {

    private static final String PARTITION = "redeliveries";
    private static final String STATE = "redelivery";
    private static final String KEY = "redeliveryKey";
    private static final String VERSION = "version";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbRedeliveries(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Redelivery> find(WebhookId webhookId) {
        var found = dynamoDb.getItem(get -> get.tableName(table)
                .key(WebhookItems.key(PARTITION, webhookId.value())).consistentRead(true));
        return found.hasItem()
                ? Optional.of(Json.read(found.item().get(STATE).s(), Redelivery.class))
                : Optional.empty();
    }

    @Override
    public boolean replace(@Nullable Redelivery seen, Redelivery next) {
        var item = new HashMap<>(WebhookItems.key(PARTITION, next.webhookId().value()));
        item.put(STATE, AttributeValue.fromS(Json.write(next)));
        item.put(KEY, AttributeValue.fromS(next.key()));
        item.put(VERSION, WebhookItems.number(next.version()));
        item.put(WebhookItems.EXPIRES_AT, WebhookItems.number(next.createdAt().plus(Delivery.KEPT).getEpochSecond()));
        try {
            dynamoDb.putItem(put -> {
                put.tableName(table).item(item);
                if (seen == null) {
                    put.conditionExpression("attribute_not_exists(" + WebhookItems.PK + ")");
                } else {
                    put.conditionExpression(KEY + " = :key AND " + VERSION + " = :seen").expressionAttributeValues(
                            Map.of(":key", AttributeValue.fromS(seen.key()),
                                    ":seen", WebhookItems.number(seen.version())));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }
}
