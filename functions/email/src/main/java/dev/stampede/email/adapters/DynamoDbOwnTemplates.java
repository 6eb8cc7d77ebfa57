package dev.stampede.email.adapters;

import dev.stampede.email.MailLanguage;
import dev.stampede.email.MailTemplate;
import dev.stampede.email.OwnTemplates;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.time.Backoff;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Stores the shop's templates in the emails table, an item each. */
public final class DynamoDbOwnTemplates implements OwnTemplates {

    private static final String HTML = "html";
    private static final String TEXT = "text";
    private static final String UNCHANGED = "#at = :seen";
    private static final Map<String, String> AT = Map.of("#at", EmailItems.AT);

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;

    public DynamoDbOwnTemplates(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
    }

    @Override
    public Optional<OwnTemplate> find(Key key) {
        var found = dynamoDb.getItem(get -> get.tableName(table).key(item(key)).consistentRead(true));
        return found.hasItem()
                ? Optional.of(new OwnTemplate(
                        found.item().get(HTML).s(), found.item().get(TEXT).s(), changedAt(found.item())))
                : Optional.empty();
    }

    @Override
    public Map<Key, Instant> all() {
        var keys = Arrays.stream(MailTemplate.values())
                .flatMap(template -> Arrays.stream(MailLanguage.values()).map(language -> new Key(template, language)))
                .collect(Collectors.toMap(EmailItems::templateKey, Function.identity()));
        var items = BatchGet.eventual(dynamoDb, table, backoff)
                .items(keys.keySet().stream().map(pk -> Map.of(EmailItems.PK, AttributeValue.fromS(pk))).toList());
        return items.stream().collect(Collectors.toUnmodifiableMap(
                item -> keys.get(item.get(EmailItems.PK).s()), DynamoDbOwnTemplates::changedAt));
    }

    @Override
    public boolean put(Key key, Optional<Instant> seen, OwnTemplate template) {
        var item = new HashMap<>(item(key));
        item.put(HTML, AttributeValue.fromS(template.html()));
        item.put(TEXT, AttributeValue.fromS(template.text()));
        item.put(EmailItems.AT, AttributeValue.fromS(template.changedAt().toString()));
        return holds(() -> dynamoDb.putItem(put -> {
            put.tableName(table).item(item);
            seen.ifPresentOrElse(
                    at -> put.conditionExpression(UNCHANGED).expressionAttributeNames(AT)
                            .expressionAttributeValues(seen(at)),
                    () -> put.conditionExpression("attribute_not_exists(" + EmailItems.PK + ")"));
        }));
    }

    @Override
    public boolean remove(Key key, Instant seen) {
        return holds(() -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(item(key))
                .conditionExpression(UNCHANGED).expressionAttributeNames(AT).expressionAttributeValues(seen(seen))));
    }

    private static Map<String, AttributeValue> seen(Instant at) {
        return Map.of(":seen", AttributeValue.fromS(at.toString()));
    }

    private static boolean holds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    private static Instant changedAt(Map<String, AttributeValue> item) {
        return Instant.parse(item.get(EmailItems.AT).s());
    }

    private static Map<String, AttributeValue> item(Key key) {
        return Map.of(EmailItems.PK, AttributeValue.fromS(EmailItems.templateKey(key)));
    }
}
