package dev.stampede.catalog.adapters;

import static dev.stampede.contracts.catalog.CatalogItems.KEY;
import static dev.stampede.contracts.catalog.CatalogItems.RULES;
import static dev.stampede.contracts.catalog.CatalogItems.RULES_KEY;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_AT;
import static dev.stampede.contracts.catalog.CatalogItems.UPDATED_BY;
import static dev.stampede.contracts.catalog.CatalogItems.VERSION;

import dev.stampede.catalog.RulesEntry;
import dev.stampede.catalog.RulesTable;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.runtime.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The rules as one item of the catalog table, written on the condition that it is the version before. */
public final class DynamoDbRulesTable implements RulesTable {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbRulesTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<RulesEntry> find() {
        var found = dynamoDb.getItem(get -> get.tableName(table)
                .key(Map.of(KEY, AttributeValue.fromS(RULES_KEY)))
                .consistentRead(true));
        return found.hasItem() ? Optional.of(entry(found.item())) : Optional.empty();
    }

    @Override
    public boolean write(RulesEntry next) {
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            KEY, AttributeValue.fromS(RULES_KEY),
                            VERSION, number(next.rules().version()),
                            RULES, AttributeValue.fromS(Json.write(next.rules())),
                            UPDATED_AT, AttributeValue.fromS(next.updatedAt().toString()),
                            UPDATED_BY, AttributeValue.fromS(next.updatedBy())))
                    .conditionExpression("#version = :before OR :before = :none AND attribute_not_exists(#key)")
                    .expressionAttributeNames(Map.of("#version", VERSION, "#key", KEY))
                    .expressionAttributeValues(Map.of(
                            ":before", number(next.rules().version() - 1), ":none", number(Rules.NONE.version()))));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    private static RulesEntry entry(Map<String, AttributeValue> item) {
        return new RulesEntry(
                Json.read(item.get(RULES).s(), Rules.class),
                Instant.parse(item.get(UPDATED_AT).s()),
                item.get(UPDATED_BY).s());
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
