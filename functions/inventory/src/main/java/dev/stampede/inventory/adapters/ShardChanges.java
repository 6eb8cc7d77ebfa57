package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.aws.Transactions;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Updates of shards: they add or subtract units and never overwrite a value that was read. No shard goes below zero, and no
 * update creates a shard again that was removed.
 */
final class ShardChanges {

    private static final AttributeValue ONE = InventoryItems.number(1);

    private ShardChanges() {}

    /** The change by an order: available units. */
    static TransactWriteItem available(String table, ShardId shard, long units) {
        return change(table, shard, units, "ADD available :units, changes :one");
    }

    /** The change by an adjustment or a move: available and received units. */
    static TransactWriteItem units(String table, Sku sku, int shard, long units) {
        return change(table, new ShardId(sku, shard), units, "ADD available :units, received :units, changes :one");
    }

    private static TransactWriteItem change(String table, ShardId shard, long units, String change) {
        var key = InventoryItems.shardKey(shard.sku(), shard.shard());
        return units < 0
                ? Transactions.update(
                        table, key, change, "available >= :taken",
                        Map.of(
                                ":units", InventoryItems.number(units), ":taken", InventoryItems.number(-units),
                                ":one", ONE))
                : Transactions.update(
                        table, key, change, InventoryItems.EXISTS,
                        Map.of(":units", InventoryItems.number(units), ":one", ONE));
    }
}
