package dev.stampede.contracts.totals.adapters;

import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.StoredRules;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.time.Backoff;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the rules' item of the catalog table, which the catalog function writes. Its readers read offers too: by the same
 * operation, because each further one makes a cold start longer.
 */
public final class DynamoDbRules implements StoredRules {

    private static final Map<String, AttributeValue> KEY = Map.of(
            CatalogItems.KEY, AttributeValue.fromS(CatalogItems.RULES_KEY));

    private final BatchGet batchGet;

    public DynamoDbRules(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.batchGet = BatchGet.eventual(dynamoDb, table, backoff);
    }

    @Override
    public Rules read() {
        var found = batchGet.items(List.of(KEY));
        return found.isEmpty() ? Rules.NONE : Json.read(found.getFirst().get(CatalogItems.RULES).s(), Rules.class);
    }
}
