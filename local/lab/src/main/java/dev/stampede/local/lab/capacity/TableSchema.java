package dev.stampede.local.lab.capacity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The properties of a table that determine costs.
 *
 * @param arn  its ARN
 * @param keys names of the key attributes, partition key first
 */
record TableSchema(String name, String arn, boolean onDemand, List<String> keys, List<Index> indexes) {

    /**
     * A global secondary index.
     *
     * @param keys      names of the key attributes, partition key first
     * @param projected names of the projected attributes; empty if all are projected
     */
    record Index(String name, List<String> keys, List<String> projected) {

        /** The index entry of an item; empty if an attribute of the index key is missing. */
        Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
            if (!item.keySet().containsAll(keys)) {
                return Map.of();
            }
            if (projected.isEmpty()) {
                return item;
            }
            var entry = new TreeMap<>(item);
            entry.keySet().retainAll(projected);
            return entry;
        }

        boolean sameKey(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
            return keys.stream().allMatch(key -> one.get(key).equals(other.get(key)));
        }

        private static Index of(GlobalSecondaryIndexDescription index, List<String> tableKeys) {
            var keys = names(index.keySchema());
            var projection = index.projection();
            var projected = projection.projectionType() == ProjectionType.ALL ? List.<String> of()
                    : Stream.of(tableKeys, keys, projection.nonKeyAttributes()).flatMap(List::stream).distinct()
                            .toList();
            return new Index(index.indexName(), keys, projected);
        }
    }

    /** @throws IllegalArgumentException if the table has local secondary indexes, which are not supported */
    static TableSchema of(TableDescription table) {
        if (!table.localSecondaryIndexes().isEmpty()) {
            throw new IllegalArgumentException(
                    "Table " + table.tableName() + " has local secondary indexes, which are not supported");
        }
        var keys = names(table.keySchema());
        var onDemand = table.billingModeSummary() != null
                && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        return new TableSchema(table.tableName(), table.tableArn(), onDemand, keys,
                table.globalSecondaryIndexes().stream().map(index -> Index.of(index, keys)).toList());
    }

    ItemKey key(Map<String, AttributeValue> item) {
        return new ItemKey(name, keys.stream().map(key -> Values.text(item.get(key))).toList());
    }

    /** The key attributes of an item. */
    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        var key = new TreeMap<>(item);
        key.keySet().retainAll(keys);
        return key;
    }

    Index index(String wanted) {
        return indexes.stream().filter(index -> index.name().equals(wanted)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("Table " + name + " has no index " + wanted));
    }

    String arnOf(Resource resource) {
        return resource.index() == null ? arn : arn + "/index/" + resource.index();
    }

    private static List<String> names(List<KeySchemaElement> schema) {
        return Stream.of(KeyType.HASH, KeyType.RANGE).flatMap(
                type -> schema.stream().filter(key -> key.keyType() == type).map(KeySchemaElement::attributeName))
                .toList();
    }
}
