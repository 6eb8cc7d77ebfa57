package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.inventory.StockedSkuKeys;
import dev.stampede.inventory.reservation.CustomerCount;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of the inventory table: settings {@code sku#<sku>}, shards {@code shard#<sku>#<n>}, what a
 * customer has of a SKU with a limit {@code count#<sku>#<customer>}, movements
 * {@code movement#<adjustmentId>}, refusals that do not reserve their ID {@code refusal#<adjustmentId>#<sku>#<time>}, the sweeper's
 * mark {@code sweep}, and the verifier's progress {@code verification}. Only shards have the attribute {@code shard}, by which the stream is filtered.
 */
final class InventoryItems {

    static final String PK = "pk";
    static final String SKU = "sku";
    static final String SHARDS = "shards";
    static final String MOVE_EPOCH = "moveEpoch";
    static final String MIN_SHARDS = "minShards";
    static final String MIN_SHARDS_BY = "minShardsBy";
    static final String CONTENDED_AT = "contendedAt";
    static final String LOW_THRESHOLD = "lowThreshold";
    static final String SHARD = "shard";
    static final String AVAILABLE = "available";
    static final String RECEIVED = "received";
    static final String CHANGES = "changes";
    static final String SINCE = "since";
    /** The units that a customer has of a SKU with a limit per customer. */
    static final String COUNT = "counted";

    static final String IS_NEW = "attribute_not_exists(" + PK + ")";
    static final String EXISTS = "attribute_exists(" + PK + ")";

    private InventoryItems() {}

    static Map<String, AttributeValue> settingsKey(Sku sku) {
        return key("sku#" + sku.value());
    }

    static Map<String, AttributeValue> shardKey(Sku sku, int shard) {
        return key("shard#" + sku.value() + "#" + shard);
    }

    static Map<String, AttributeValue> countKey(CustomerCount count) {
        return key("count#" + count.sku().value() + "#" + count.customer());
    }

    static Map<String, AttributeValue> key(String pk) {
        return Map.of(PK, AttributeValue.fromS(pk));
    }

    /** @param since when the first units were received */
    static Map<String, AttributeValue> settings(Sku sku, int shards, int lowThreshold, Instant since) {
        return Map.of(
                PK, settingsKey(sku).get(PK),
                SKU, AttributeValue.fromS(sku.value()),
                StockedSkuKeys.LISTING, AttributeValue.fromS(StockedSkuKeys.listing(sku)),
                SINCE, AttributeValue.fromS(since.toString()),
                SHARDS, number(shards),
                MOVE_EPOCH, number(Stock.FIRST_MOVE_EPOCH),
                LOW_THRESHOLD, number(lowThreshold));
    }

    static Map<String, AttributeValue> shard(Sku sku, ShardLevel level) {
        return Map.of(
                PK, shardKey(sku, level.shard()).get(PK),
                SKU, AttributeValue.fromS(sku.value()),
                SHARD, number(level.shard()),
                AVAILABLE, number(level.available()),
                RECEIVED, number(level.received()));
    }

    static ShardLevel level(Map<String, AttributeValue> item) {
        return new ShardLevel(
                (int) number(item, SHARD, 0), number(item, AVAILABLE, 0), number(item, RECEIVED, 0),
                number(item, CHANGES, 0));
    }

    static Sku sku(Map<String, AttributeValue> item) {
        return new Sku(item.get(SKU).s());
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static long number(Map<String, AttributeValue> item, String name, long fallback) {
        return item.containsKey(name) ? Long.parseLong(item.get(name).n()) : fallback;
    }
}
