package dev.stampede.reports.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.inventory.MovementItems;
import dev.stampede.contracts.inventory.StockedSkuKeys;
import dev.stampede.reports.StockMovements;
import dev.stampede.runtime.sharding.ShardedIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Movements in the inventory table, by the index of SKUs that have stock and that of movements by SKU. */
public final class DynamoDbStockMovements implements StockMovements {

    private static final int PAGE = 100;

    private final ShardedIndex skus;
    private final ShardedIndex bySku;

    public DynamoDbStockMovements(DynamoDbClient dynamoDb, String table) {
        this.skus = new ShardedIndex(
                dynamoDb, table, StockedSkuKeys.LISTINGS, StockedSkuKeys.LISTING, StockedSkuKeys.SKU,
                StockedSkuKeys.SHARDS);
        this.bySku = new ShardedIndex(
                dynamoDb, table, MovementItems.BY_SKU, MovementItems.MOVEMENT_SKU, MovementItems.MOVEMENT_KEY, 0);
    }

    @Override
    public List<Sku> skus(@Nullable Sku after) {
        var page = skus.page(new ShardedIndex.Request(
                StockedSkuKeys.SKUS, true, after == null ? null : after.value(), PAGE));
        return page.items().stream().map(item -> new Sku(item.get(StockedSkuKeys.SKU).s())).toList();
    }

    @Override
    public Page ofSku(Sku sku, Instant from, Instant until, @Nullable String after) {
        // No movement has a bound as its key, so what comes after the bound is what comes from it on.
        var page = bySku.page(new ShardedIndex.Request(
                sku.value(), true, after == null ? MovementItems.movementBound(from) : after, PAGE));
        var end = MovementItems.movementBound(until);
        var within = page.items().stream().filter(item -> key(item).compareTo(end) < 0).toList();
        return new Page(
                within.stream()
                        .filter(item -> !item.containsKey(MovementItems.REFUSAL))
                        .map(item -> movement(sku, item))
                        .toList(),
                within.size() < page.items().size() ? Optional.empty() : page.next());
    }

    private static String key(Map<String, AttributeValue> item) {
        return item.get(MovementItems.MOVEMENT_KEY).s();
    }

    private static Movement movement(Sku sku, Map<String, AttributeValue> item) {
        return new Movement(
                Instant.parse(item.get(MovementItems.AT).s()),
                sku,
                Integer.parseInt(item.get(MovementItems.DELTA).n()),
                item.get(MovementItems.REASON).s(),
                item.get(MovementItems.BY).s(),
                item.get(MovementItems.ADJUSTMENT_ID).s());
    }
}
