package dev.stampede.local.lab.capacity;

import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Determines the partition of a query from the equality condition on the partition key. */
final class QueryPartition {

    private static final Pattern EQUALITY = Pattern.compile("(#?[\\w.-]+)\\s*=\\s*(:\\w+)");

    private QueryPartition() {}

    /**
     * @param key name of the partition key
     * @throws IllegalArgumentException if there is no condition of the form {@code name = :value}
     */
    static String of(QueryRequest query, String key) {
        return Values.text(query.hasKeyConditions() ? query.keyConditions().get(key).attributeValueList().getFirst()
                : value(query, key));
    }

    private static AttributeValue value(QueryRequest query, String key) {
        return EQUALITY.matcher(query.keyConditionExpression()).results()
                .filter(equality -> key.equals(
                        query.expressionAttributeNames().getOrDefault(equality.group(1), equality.group(1))))
                .map(equality -> query.expressionAttributeValues().get(equality.group(2))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No equality condition on " + key + " in the key condition " + query.keyConditionExpression()));
    }
}
