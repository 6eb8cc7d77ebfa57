package dev.stampede.contracts.totals.adapters;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.CodeUses;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.time.Backoff;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the items of limited codes in the catalog table, whose availability inventory writes. */
public final class DynamoDbCodeUses implements CodeUses {

    private final BatchGet batchGet;

    public DynamoDbCodeUses(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.batchGet = BatchGet.eventual(dynamoDb, table, backoff);
    }

    @Override
    public Set<String> usedUp(Set<String> codes) {
        var usedUp = new HashSet<>(codes);
        var keys = codes.stream()
                .map(code -> Map.of(
                        CatalogItems.KEY, AttributeValue.fromS(CatalogItems.skuKey(Sku.ofPromotion(code)))))
                .toList();
        batchGet.items(keys, CatalogItems.SKU, CatalogItems.AVAILABILITY).stream()
                .filter(item -> !item.get(CatalogItems.AVAILABILITY).s().equals(Availability.OUT.name()))
                .flatMap(item -> new Sku(item.get(CatalogItems.SKU).s()).promotionCode().stream())
                .forEach(usedUp::remove);
        return usedUp;
    }
}
