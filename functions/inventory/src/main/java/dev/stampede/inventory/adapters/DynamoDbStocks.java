package dev.stampede.inventory.adapters;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.aws.BatchGet;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.time.Backoff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Reads stock from DynamoDB: first the settings, which hold the number of shards, then the shards. */
public final class DynamoDbStocks implements Stocks {

    private static final int MAX_TRIES = 12;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;
    private final BatchGet reads;

    public DynamoDbStocks(DynamoDbClient dynamoDb, String table, Backoff backoff) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = backoff;
        this.reads = BatchGet.consistent(dynamoDb, table, backoff);
    }

    private record Settings(Sku sku, int shards, long moveEpoch, int lowThreshold, int minShards,
            @Nullable String minShardsBy, Instant contendedAt) {

        static Settings of(Map<String, AttributeValue> item) {
            var shards = InventoryItems.number(item, InventoryItems.SHARDS, 1);
            return new Settings(
                    InventoryItems.sku(item),
                    (int) shards,
                    InventoryItems.number(item, InventoryItems.MOVE_EPOCH, Stock.FIRST_MOVE_EPOCH),
                    (int) InventoryItems.number(item, InventoryItems.LOW_THRESHOLD, Stock.DEFAULT_LOW_THRESHOLD),
                    // Without a recorded minimum, the present number of shards is the one that the owner requested.
                    (int) InventoryItems.number(item, InventoryItems.MIN_SHARDS, shards),
                    item.containsKey(InventoryItems.MIN_SHARDS_BY)
                            ? item.get(InventoryItems.MIN_SHARDS_BY).s()
                            : null,
                    item.containsKey(InventoryItems.CONTENDED_AT)
                            ? Instant.parse(item.get(InventoryItems.CONTENDED_AT).s())
                            : Stock.NEVER);
        }

        List<Map<String, AttributeValue>> shardKeys() {
            return IntStream.range(0, shards).mapToObj(shard -> InventoryItems.shardKey(sku, shard)).toList();
        }

        /** A shard that is missing was removed after the settings were read, and holds no units. */
        Stock with(Map<Integer, ShardLevel> levels) {
            var shardLevels = IntStream.range(0, shards)
                    .mapToObj(shard -> levels.getOrDefault(shard, new ShardLevel(shard, 0, 0)))
                    .toList();
            return new Stock(sku, lowThreshold, moveEpoch, minShards, minShardsBy, contendedAt, shardLevels);
        }
    }

    @Override
    public Map<Sku, Stock> read(Collection<Sku> skus) {
        var settings = settings(skus);
        var levels = levels(settings.values());
        return skus.stream().distinct().collect(Collectors.toMap(
                sku -> sku,
                sku -> settings.containsKey(sku)
                        ? settings.get(sku).with(levels.getOrDefault(sku, Map.of()))
                        : Stock.none(sku)));
    }

    @Override
    public Stock readAtOnce(Sku sku) {
        return backoff.retry(MAX_TRIES, _ -> {
            var settings = settings(Set.of(sku)).get(sku);
            return settings == null ? Optional.of(Stock.none(sku)) : atOnce(settings);
        }).orElseThrow(() -> new ContentionException("Too many writers on the stock of " + sku));
    }

    @Override
    public Map<Sku, Integer> shardCounts(Collection<Sku> skus) {
        var settings = settings(skus);
        return skus.stream().distinct().collect(Collectors.toMap(
                sku -> sku, sku -> settings.containsKey(sku) ? settings.get(sku).shards() : 0));
    }

    @Override
    public Set<Sku> moved(Collection<Stock> read) {
        var settings = settings(read.stream().map(Stock::sku).toList());
        return read.stream()
                .filter(stock -> !isUnmoved(stock, settings.get(stock.sku())))
                .map(Stock::sku)
                .collect(Collectors.toSet());
    }

    private static boolean isUnmoved(Stock stock, @Nullable Settings now) {
        return now == null
                ? !stock.isKnown()
                : stock.isAtRest() && stock.moveEpoch() == now.moveEpoch() && stock.shards().size() == now.shards();
    }

    private Map<Sku, Settings> settings(Collection<Sku> skus) {
        return reads.items(skus.stream().map(InventoryItems::settingsKey).toList()).stream()
                .map(Settings::of)
                .collect(Collectors.toMap(Settings::sku, settings -> settings));
    }

    private Map<Sku, Map<Integer, ShardLevel>> levels(Collection<Settings> settings) {
        var keys = settings.stream().flatMap(entry -> entry.shardKeys().stream()).toList();
        var levels = new HashMap<Sku, Map<Integer, ShardLevel>>();
        for (var item : reads.items(keys)) {
            var level = InventoryItems.level(item);
            levels.computeIfAbsent(InventoryItems.sku(item), sku -> new HashMap<>()).put(level.shard(), level);
        }
        return levels;
    }

    /** @return empty after a conflict with another transaction, or if the number of shards has changed */
    private Optional<Stock> atOnce(Settings expected) {
        var keys = new ArrayList<>(List.of(InventoryItems.settingsKey(expected.sku())));
        keys.addAll(expected.shardKeys());
        try {
            var items = dynamoDb.transactGetItems(request -> request.transactItems(
                    keys.stream().map(this::get).toList())).responses().stream().map(ItemResponse::item).toList();
            var settings = Settings.of(items.getFirst());
            return settings.shards() == expected.shards()
                    ? Optional.of(settings.with(items.stream().skip(1).map(InventoryItems::level)
                            .collect(Collectors.toMap(ShardLevel::shard, level -> level))))
                    : Optional.empty();
        } catch (TransactionCanceledException conflict) {
            return Optional.empty();
        }
    }

    private TransactGetItem get(Map<String, AttributeValue> key) {
        return TransactGetItem.builder()
                .get(Get.builder().tableName(table).key(key).build())
                .build();
    }
}
