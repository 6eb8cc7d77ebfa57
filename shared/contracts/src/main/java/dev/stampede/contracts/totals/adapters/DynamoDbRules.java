package dev.stampede.contracts.totals.adapters;

import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.StoredRules;
import dev.stampede.runtime.json.Json;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the rules' item of the catalog table, which the catalog function writes. */
public final class DynamoDbRules implements StoredRules {

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbRules(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Rules read() {
        var found = dynamoDb.getItem(get -> get.tableName(table)
                .key(Map.of(CatalogItems.KEY, AttributeValue.fromS(CatalogItems.RULES_KEY))));
        return found.hasItem() ? Json.read(found.item().get(CatalogItems.RULES).s(), Rules.class) : Rules.NONE;
    }
}
