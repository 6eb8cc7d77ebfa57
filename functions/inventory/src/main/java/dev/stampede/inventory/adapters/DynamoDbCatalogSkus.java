package dev.stampede.inventory.adapters;

import dev.stampede.contracts.catalog.CatalogItems;
import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adjustment.CatalogSkus;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.time.Backoff;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** SKUs in the catalog table. */
public final class DynamoDbCatalogSkus implements CatalogSkus {

    private final BatchGet reads;

    public DynamoDbCatalogSkus(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.reads = BatchGet.consistent(dynamoDb, table, backoff);
    }

    @Override
    public Set<Sku> existing(Collection<Sku> skus) {
        var keys = skus.stream().map(sku -> InventoryItems.key(CatalogItems.skuKey(sku))).toList();
        return reads.items(keys, CatalogItems.SKU).stream()
                .map(item -> new Sku(item.get(CatalogItems.SKU).s()))
                .collect(Collectors.toSet());
    }
}
