package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adjustment.CatalogSkus;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.time.Backoff;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** SKUs in the catalogue's table. */
public final class DynamoDbCatalogSkus implements CatalogSkus {

    private final BatchGet reads;

    public DynamoDbCatalogSkus(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.reads = BatchGet.consistent(dynamoDb, table, backoff);
    }

    @Override
    public Set<Sku> existing(Collection<Sku> skus) {
        var keys = skus.stream().map(sku -> InventoryItems.key("sku#" + sku.value())).toList();
        return reads.items(keys, InventoryItems.SKU).stream().map(InventoryItems::sku).collect(Collectors.toSet());
    }
}
