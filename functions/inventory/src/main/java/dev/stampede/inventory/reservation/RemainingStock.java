package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.inventory.stock.Stock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The units that a plan has not allocated yet. For use by one thread. */
final class RemainingStock {

    private final Map<Sku, Stock> stocks;
    private final Map<ShardId, Long> left = new HashMap<>();

    RemainingStock(Map<Sku, Stock> stocks) {
        this.stocks = stocks;
        stocks.values().forEach(stock -> stock.shards()
                .forEach(level -> left.put(stock.id(level), level.available())));
    }

    int shardCount(Sku sku) {
        return stock(sku).shards().size();
    }

    /** The shards that have units left. */
    List<ShardId> stocked(Sku sku) {
        var stock = stock(sku);
        return stock.shards().stream().map(stock::id).filter(shard -> left(shard) > 0).toList();
    }

    long left(ShardId shard) {
        return left.get(shard);
    }

    void take(ShardId shard, long units) {
        left.merge(shard, -units, Long::sum);
    }

    private Stock stock(Sku sku) {
        return stocks.getOrDefault(sku, Stock.none(sku));
    }
}
