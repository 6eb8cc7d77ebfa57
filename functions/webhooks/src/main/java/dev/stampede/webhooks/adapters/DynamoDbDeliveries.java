package dev.stampede.webhooks.adapters;

import dev.stampede.contracts.id.WebhookId;
import dev.stampede.runtime.json.Json;
import dev.stampede.webhooks.Attempt;
import dev.stampede.webhooks.Deliveries;
import dev.stampede.webhooks.Delivery;
import dev.stampede.webhooks.DeliveryId;
import dev.stampede.webhooks.WebhookEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Deliveries in the webhooks table. Those that wait for an attempt are in the index {@code due}, by the webhook and the time of
 * the attempt. A delivery that succeeds at once is written once, and never in the index.
 */
public final class DynamoDbDeliveries implements Deliveries {

    private static final String DUE_INDEX = "due";
    private static final String DUE_OF = "dueOf";
    private static final String DUE_AT = "dueAt";

    private static final String TYPE = "type";
    private static final String AT = "at";
    private static final String BODY = "body";
    private static final String STATUS = "status";
    private static final String SINCE = "since";
    private static final String TRIES = "tries";
    private static final String ATTEMPTS = "attempts";
    private static final String VERSION = "version";

    /** The most reads for a page, if a status drops most deliveries. */
    private static final int MAX_READS = 5;

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbDeliveries(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** An attempt as its JSON has it. @param retryAfter in seconds */
    private record StoredAttempt(
            String key, Instant at, long millis, @Nullable Integer status, Attempt.@Nullable Failure failure,
            @Nullable Long retryAfter) {

        static StoredAttempt of(Attempt attempt) {
            return new StoredAttempt(attempt.key(), attempt.at(), attempt.duration().toMillis(), attempt.status(),
                    attempt.failure(), attempt.retryAfter() == null ? null : attempt.retryAfter().toSeconds());
        }

        Attempt attempt() {
            return new Attempt(key, at, Duration.ofMillis(millis), status, failure,
                    retryAfter == null ? null : Duration.ofSeconds(retryAfter));
        }
    }

    @Override
    public Optional<Delivery> find(WebhookId webhookId, DeliveryId id) {
        var found = dynamoDb.getItem(get -> get.tableName(table)
                .key(WebhookItems.key(webhookId.value(), id.value())).consistentRead(true));
        return found.hasItem() ? Optional.of(delivery(found.item())) : Optional.empty();
    }

    @Override
    public void add(Delivery delivery) {
        replace(null, delivery);
    }

    @Override
    public boolean replace(@Nullable Delivery seen, Delivery next) {
        try {
            dynamoDb.putItem(put -> {
                put.tableName(table).item(item(next));
                if (seen == null) {
                    put.conditionExpression("attribute_not_exists(" + WebhookItems.PK + ")");
                } else {
                    put.conditionExpression(VERSION + " = :seen").expressionAttributeValues(
                            Map.of(":seen", WebhookItems.number(seen.version())));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    @Override
    public Page list(WebhookId webhookId, Delivery.@Nullable Status status, @Nullable String after, int limit) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var from = after;
        for (var read = 0; read < MAX_READS; read++) {
            // One more than asked for tells whether there is another page.
            var response = dynamoDb.query(page(webhookId, status, from, limit + 1));
            found.addAll(response.items());
            from = response.lastEvaluatedKey().isEmpty()
                    ? null
                    : response.lastEvaluatedKey().get(WebhookItems.SK).s();
            if (from == null || found.size() > limit) {
                break;
            }
        }
        if (found.size() > limit) {
            found.subList(limit, found.size()).clear();
            from = found.getLast().get(WebhookItems.SK).s();
        }
        return new Page(found.stream().map(DynamoDbDeliveries::delivery).toList(), Optional.ofNullable(from));
    }

    private QueryRequest page(
            WebhookId webhookId, Delivery.@Nullable Status status, @Nullable String after, int limit) {
        var values = new HashMap<>(Map.of(":webhook", AttributeValue.fromS(webhookId.value())));
        var condition = WebhookItems.PK + " = :webhook";
        if (after != null) {
            values.put(":after", AttributeValue.fromS(after));
            condition += " AND " + WebhookItems.SK + " < :after";
        }
        var query = QueryRequest.builder().tableName(table).scanIndexForward(false).limit(limit)
                .keyConditionExpression(condition);
        if (status != null) {
            values.put(":status", AttributeValue.fromS(status.name()));
            query.filterExpression("#status = :status").expressionAttributeNames(Map.of("#status", STATUS));
        }
        return query.expressionAttributeValues(values).build();
    }

    @Override
    public Page between(WebhookId webhookId, Instant from, Instant to, @Nullable String after, int limit) {
        // A sort key has one condition. The first id after another one ends with one more character.
        var first = after == null ? DeliveryId.bound(from) : after + "!";
        var last = DeliveryId.bound(to);
        if (first.compareTo(last) > 0) {
            return new Page(List.of(), Optional.empty());
        }
        var response = dynamoDb.query(query -> query.tableName(table).limit(limit)
                .keyConditionExpression(
                        WebhookItems.PK + " = :webhook AND " + WebhookItems.SK + " BETWEEN :first AND :last")
                .expressionAttributeValues(Map.of(
                        ":webhook", AttributeValue.fromS(webhookId.value()),
                        ":first", AttributeValue.fromS(first),
                        ":last", AttributeValue.fromS(last)))
                .consistentRead(true));
        return new Page(
                response.items().stream().map(DynamoDbDeliveries::delivery).toList(),
                response.lastEvaluatedKey().isEmpty()
                        ? Optional.empty()
                        : Optional.of(response.lastEvaluatedKey().get(WebhookItems.SK).s()));
    }

    @Override
    public List<Due> due(WebhookId webhookId, Instant now, int limit) {
        return dynamoDb.query(query -> query.tableName(table).indexName(DUE_INDEX).limit(limit)
                .keyConditionExpression(DUE_OF + " = :webhook AND " + DUE_AT + " <= :now")
                .expressionAttributeValues(Map.of(
                        ":webhook", AttributeValue.fromS(webhookId.value()),
                        ":now", WebhookItems.number(now.toEpochMilli()))))
                .items().stream()
                .map(item -> new Due(
                        new DeliveryId(item.get(WebhookItems.SK).s()),
                        Instant.ofEpochMilli(WebhookItems.number(item, DUE_AT)),
                        (int) WebhookItems.number(item, TRIES)))
                .toList();
    }

    /** Does not change the version: the attempt that was asked for may be under way. */
    @Override
    public void postpone(WebhookId webhookId, Due due, Instant until) {
        try {
            dynamoDb.updateItem(update -> update.tableName(table)
                    .key(WebhookItems.key(webhookId.value(), due.id().value()))
                    .updateExpression("SET " + DUE_AT + " = :until")
                    .conditionExpression(DUE_AT + " = :due")
                    .expressionAttributeValues(Map.of(
                            ":until", WebhookItems.number(until.toEpochMilli()),
                            ":due", WebhookItems.number(due.at().toEpochMilli()))));
        } catch (ConditionalCheckFailedException attempted) {
            // It has another time, or none.
        }
    }

    private static Map<String, AttributeValue> item(Delivery delivery) {
        var event = delivery.event();
        var item = new HashMap<>(WebhookItems.key(delivery.webhookId().value(), delivery.id().value()));
        item.put(TYPE, AttributeValue.fromS(event.type()));
        item.put(AT, AttributeValue.fromS(event.time().toString()));
        item.put(BODY, AttributeValue.fromS(event.body()));
        item.put(STATUS, AttributeValue.fromS(delivery.status().name()));
        item.put(SINCE, AttributeValue.fromS(delivery.since().toString()));
        item.put(TRIES, WebhookItems.number(delivery.tries()));
        item.put(ATTEMPTS, AttributeValue.fromS(
                Json.write(delivery.attempts().stream().map(StoredAttempt::of).toList())));
        item.put(VERSION, WebhookItems.number(delivery.version()));
        item.put(WebhookItems.EXPIRES_AT, WebhookItems.number(event.time().plus(Delivery.KEPT).getEpochSecond()));
        if (delivery.due() != null) {
            item.put(DUE_OF, AttributeValue.fromS(delivery.webhookId().value()));
            item.put(DUE_AT, WebhookItems.number(delivery.due().toEpochMilli()));
        }
        return item;
    }

    private static Delivery delivery(Map<String, AttributeValue> item) {
        var id = new DeliveryId(item.get(WebhookItems.SK).s());
        return new Delivery(
                new WebhookId(item.get(WebhookItems.PK).s()),
                new WebhookEvent(id.eventId(), item.get(TYPE).s(), Instant.parse(item.get(AT).s()), item.get(BODY).s()),
                Delivery.Status.valueOf(item.get(STATUS).s()),
                Instant.parse(item.get(SINCE).s()),
                (int) WebhookItems.number(item, TRIES),
                item.containsKey(DUE_AT) ? Instant.ofEpochMilli(WebhookItems.number(item, DUE_AT)) : null,
                Stream.of(Json.read(item.get(ATTEMPTS).s(), StoredAttempt[].class)).map(StoredAttempt::attempt)
                        .toList(),
                WebhookItems.number(item, VERSION));
    }
}
