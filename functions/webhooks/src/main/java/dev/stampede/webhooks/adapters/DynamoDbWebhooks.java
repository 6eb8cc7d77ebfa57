package dev.stampede.webhooks.adapters;

import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.aws.Transactions;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.webhooks.Webhook.Disabled;
import dev.stampede.webhooks.Webhook.Disabled.Reason;
import dev.stampede.webhooks.Webhook.SealedSecret;
import dev.stampede.webhooks.Webhook;
import dev.stampede.webhooks.WebhookUrl;
import dev.stampede.webhooks.Webhooks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Webhooks in the webhooks table: all in the partition {@code webhooks}, by id, for they are few. Their number is in an item of
 * its own, which changes in the same transaction.
 */
public final class DynamoDbWebhooks implements Webhooks {

    private static final String PARTITION = "webhooks";
    private static final String COUNT = "count";
    private static final int MAX_TRIES = 5;

    private static final String URL = "url";
    private static final String TYPES = "types";
    private static final String DESCRIPTION = "description";
    private static final String STATUS = "status";
    private static final String SECRETS = "secrets";
    private static final String CREATED_AT = "createdAt";
    private static final String CREATED_BY = "createdBy";
    private static final String FAILING_SINCE = "failingSince";
    private static final String HELD_UNTIL = "heldUntil";
    private static final String DISABLED_AT = "disabledAt";
    private static final String DISABLED_REASON = "disabledReason";
    private static final String OWNER_UNTOLD = "ownerUntold";
    private static final String VERSION = "version";

    private static final String EXISTS = "attribute_exists(" + WebhookItems.PK + ")";

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Transactions transactions;
    private final Backoff backoff;

    public DynamoDbWebhooks(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.transactions = new Transactions(dynamoDb, backoff);
        this.backoff = backoff;
    }

    @Override
    public List<Webhook> all() {
        return dynamoDb.query(query -> query.tableName(table)
                .keyConditionExpression(WebhookItems.PK + " = :partition")
                .expressionAttributeValues(Map.of(":partition", AttributeValue.fromS(PARTITION)))
                .consistentRead(true)).items().stream().map(DynamoDbWebhooks::webhook).toList();
    }

    @Override
    public Page list(@Nullable String after, int limit) {
        var values = new HashMap<>(Map.of(":partition", AttributeValue.fromS(PARTITION)));
        if (after != null) {
            values.put(":after", AttributeValue.fromS(after));
        }
        var found = dynamoDb.query(query -> query.tableName(table)
                .keyConditionExpression(WebhookItems.PK + " = :partition"
                        + (after == null ? "" : " AND " + WebhookItems.SK + " > :after"))
                .expressionAttributeValues(values)
                .consistentRead(true)
                .limit(limit + 1)).items();
        var page = found.stream().limit(limit).map(DynamoDbWebhooks::webhook).toList();
        return new Page(page, found.size() > limit ? Optional.of(page.getLast().id().value()) : Optional.empty());
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        var found = dynamoDb.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true));
        return found.hasItem() ? Optional.of(webhook(found.item())) : Optional.empty();
    }

    @Override
    public boolean create(Webhook webhook) {
        return write(webhook.id(), List.of(
                Transactions.put(table, item(webhook), "attribute_not_exists(" + WebhookItems.PK + ")"),
                Transactions.update(table, WebhookItems.key(COUNT, COUNT), "ADD webhooks :one",
                        "attribute_not_exists(webhooks) OR webhooks < :max",
                        Map.of(":one", WebhookItems.number(1), ":max", WebhookItems.number(Webhook.MAX)))));
    }

    @Override
    public boolean delete(WebhookId id) {
        return write(id, List.of(
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table).key(key(id)).conditionExpression(EXISTS)).build(),
                Transactions.update(table, WebhookItems.key(COUNT, COUNT), "ADD webhooks :less", "webhooks > :none",
                        Map.of(":less", WebhookItems.number(-1), ":none", WebhookItems.number(0)))));
    }

    /** @return false if a condition does not hold */
    private boolean write(WebhookId id, List<TransactWriteItem> items) {
        return backoff.retry(MAX_TRIES, tries -> switch (transactions.send(items)) {
            case Transactions.Outcome.Done done -> Optional.of(true);
            case Transactions.Outcome.Cancelled cancelled ->
                    cancelled.indexes(Transactions.Reason.CONDITION).isEmpty() ? Optional.<Boolean> empty()
                            : Optional.of(false);
            case Transactions.Outcome.Unclear(var cause) -> throw cause;
        }).orElseThrow(() -> new ContentionException("The webhook is being changed: " + id));
    }

    @Override
    public boolean replace(Webhook seen, Webhook next) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":url", AttributeValue.fromS(next.url().value()));
        values.put(":types", AttributeValue.fromSs(next.types()));
        values.put(":description", AttributeValue.fromS(next.description()));
        values.put(":status", AttributeValue.fromS(next.status().name()));
        values.put(":secrets", AttributeValue.fromS(Json.write(next.secrets())));
        values.put(":next", WebhookItems.number(next.version()));
        values.put(":seen", WebhookItems.number(seen.version()));
        var forget = next.failingSince() == null
                ? " REMOVE " + FAILING_SINCE + ", " + DISABLED_AT + ", " + DISABLED_REASON + ", " + OWNER_UNTOLD
                : "";
        return holds(() -> dynamoDb.updateItem(update -> update.tableName(table).key(key(next.id()))
                .updateExpression("SET #url = :url, " + TYPES + " = :types, " + DESCRIPTION + " = :description, "
                        + "#status = :status, " + SECRETS + " = :secrets, " + VERSION + " = :next" + forget)
                .conditionExpression(VERSION + " = :seen")
                .expressionAttributeNames(Map.of("#url", URL, "#status", STATUS))
                .expressionAttributeValues(values)));
    }

    @Override
    public void failing(WebhookId id, Instant at) {
        holds(() -> dynamoDb.updateItem(update -> update.tableName(table).key(key(id))
                .updateExpression("SET " + FAILING_SINCE + " = if_not_exists(" + FAILING_SINCE + ", :at)")
                .conditionExpression(EXISTS)
                .expressionAttributeValues(Map.of(":at", text(at)))));
    }

    @Override
    public void succeeded(WebhookId id) {
        holds(() -> dynamoDb.updateItem(update -> update.tableName(table).key(key(id))
                .updateExpression("REMOVE " + FAILING_SINCE)
                .conditionExpression(EXISTS + " AND attribute_not_exists(" + DISABLED_AT + ")")));
    }

    @Override
    public void hold(WebhookId id, Instant until) {
        holds(() -> dynamoDb.updateItem(update -> update.tableName(table).key(key(id))
                .updateExpression("SET " + HELD_UNTIL + " = :until")
                .conditionExpression(EXISTS)
                .expressionAttributeValues(Map.of(":until", text(until)))));
    }

    @Override
    public boolean disable(WebhookId id, Instant failingSince, Instant at) {
        return disable(id, new Disabled(at, Reason.FAILING), FAILING_SINCE + " = :seen", text(failingSince));
    }

    @Override
    public boolean disableGone(Webhook seen, Instant at) {
        return disable(seen.id(), new Disabled(at, Reason.GONE), VERSION + " = :seen",
                WebhookItems.number(seen.version()));
    }

    private boolean disable(WebhookId id, Disabled disabled, String condition, AttributeValue seen) {
        return holds(() -> dynamoDb.updateItem(update -> update.tableName(table).key(key(id))
                .updateExpression("SET #status = :disabled, " + DISABLED_AT + " = :at, " + DISABLED_REASON
                        + " = :reason, " + FAILING_SINCE + " = if_not_exists(" + FAILING_SINCE + ", :at), "
                        + OWNER_UNTOLD + " = :true ADD " + VERSION + " :one")
                .conditionExpression("#status = :enabled AND " + condition)
                .expressionAttributeNames(Map.of("#status", STATUS))
                .expressionAttributeValues(Map.of(
                        ":disabled", AttributeValue.fromS(Webhook.Status.DISABLED.name()),
                        ":enabled", AttributeValue.fromS(Webhook.Status.ENABLED.name()),
                        ":seen", seen,
                        ":at", text(disabled.at()),
                        ":reason", AttributeValue.fromS(disabled.reason().name()),
                        ":true", AttributeValue.fromBool(true),
                        ":one", WebhookItems.number(1)))));
    }

    @Override
    public void ownerTold(WebhookId id, Instant disabledAt) {
        holds(() -> dynamoDb.updateItem(update -> update.tableName(table).key(key(id))
                .updateExpression("REMOVE " + OWNER_UNTOLD)
                .conditionExpression(DISABLED_AT + " = :at")
                .expressionAttributeValues(Map.of(":at", text(disabledAt)))));
    }

    private static boolean holds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException otherwise) {
            return false;
        }
    }

    private static Map<String, AttributeValue> key(WebhookId id) {
        return WebhookItems.key(PARTITION, id.value());
    }

    private static AttributeValue text(Instant at) {
        return AttributeValue.fromS(at.toString());
    }

    private static Map<String, AttributeValue> item(Webhook webhook) {
        var item = new HashMap<>(key(webhook.id()));
        item.put(URL, AttributeValue.fromS(webhook.url().value()));
        item.put(TYPES, AttributeValue.fromSs(webhook.types()));
        item.put(DESCRIPTION, AttributeValue.fromS(webhook.description()));
        item.put(STATUS, AttributeValue.fromS(webhook.status().name()));
        item.put(SECRETS, AttributeValue.fromS(Json.write(webhook.secrets())));
        item.put(CREATED_AT, text(webhook.createdAt()));
        item.put(CREATED_BY, AttributeValue.fromS(webhook.createdBy()));
        item.put(VERSION, WebhookItems.number(webhook.version()));
        return item;
    }

    private static @Nullable Disabled disabled(Map<String, AttributeValue> item) {
        var at = WebhookItems.time(item, DISABLED_AT);
        return at == null ? null : new Disabled(at, Reason.valueOf(item.get(DISABLED_REASON).s()));
    }

    private static Webhook webhook(Map<String, AttributeValue> item) {
        return new Webhook(
                new WebhookId(item.get(WebhookItems.SK).s()),
                new WebhookUrl(item.get(URL).s()),
                item.get(TYPES).ss().stream().sorted().toList(),
                item.get(DESCRIPTION).s(),
                Webhook.Status.valueOf(item.get(STATUS).s()),
                List.of(Json.read(item.get(SECRETS).s(), SealedSecret[].class)),
                Instant.parse(item.get(CREATED_AT).s()),
                item.get(CREATED_BY).s(),
                WebhookItems.time(item, FAILING_SINCE),
                WebhookItems.time(item, HELD_UNTIL),
                disabled(item),
                item.containsKey(OWNER_UNTOLD),
                WebhookItems.number(item, VERSION));
    }
}
