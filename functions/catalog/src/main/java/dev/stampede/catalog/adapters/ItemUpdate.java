package dev.stampede.catalog.adapters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** An update of one item within a transaction; other attributes keep their values. Not thread-safe. */
final class ItemUpdate {

    private final Map<String, AttributeValue> key;
    private final List<String> settings = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    ItemUpdate(Map<String, AttributeValue> key) {
        this.key = key;
    }

    ItemUpdate set(Map<String, AttributeValue> attributes) {
        attributes.forEach((name, value) -> settings.add(named(name) + " = " + valued(value)));
        return this;
    }

    ItemUpdate setIfAbsent(String name, AttributeValue value) {
        settings.add(named(name) + " = if_not_exists(" + named(name) + ", " + valued(value) + ")");
        return this;
    }

    ItemUpdate remove(String name) {
        removals.add(named(name));
        return this;
    }

    ItemUpdate where(String name, AttributeValue value) {
        conditions.add(named(name) + " = " + valued(value));
        return this;
    }

    ItemUpdate whereAbsent(String name) {
        conditions.add("attribute_not_exists(" + named(name) + ")");
        return this;
    }

    ItemUpdate whereAbsentOr(String name, AttributeValue value) {
        conditions.add("(attribute_not_exists(" + named(name) + ") OR " + named(name) + " = " + valued(value) + ")");
        return this;
    }

    TransactWriteItem in(String table) {
        var expression = "SET " + String.join(", ", settings)
                + (removals.isEmpty() ? "" : " REMOVE " + String.join(", ", removals));
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table)
                        .key(key)
                        .updateExpression(expression)
                        .conditionExpression(String.join(" AND ", conditions))
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    private String named(String name) {
        names.put("#" + name, name);
        return "#" + name;
    }

    private String valued(AttributeValue value) {
        var placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }
}
