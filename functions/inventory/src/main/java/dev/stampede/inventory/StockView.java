package dev.stampede.inventory;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.adjustment.Movement;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stock of a SKU in the admin API.
 *
 * @param minShards the number of shards that was requested last
 * @param minShardsBy the subject of the token of the admin who requested it
 */
record StockView(
        Sku sku,
        long available,
        long received,
        long held,
        List<ShardView> shards,
        int shardCount,
        int minShards,
        @Nullable String minShardsBy,
        int lowThreshold,
        List<MovementView> movements) {

    record ShardView(int shard, long available, long received) {

        static ShardView of(ShardLevel level) {
            return new ShardView(level.shard(), level.available(), level.received());
        }
    }

    /** @param refusal why the adjustment was not applied; absent if it was */
    record MovementView(
            String adjustmentId, int delta, String reason, String by, Instant at, @Nullable String refusal) {

        static MovementView of(Movement movement) {
            var adjustment = movement.adjustment();
            return new MovementView(
                    adjustment.id(), adjustment.delta(), adjustment.reason(), adjustment.by(), adjustment.at(),
                    movement.refusal());
        }
    }

    static StockView of(Stock stock, List<Movement> latest) {
        return new StockView(
                stock.sku(), stock.available(), stock.received(), stock.held(),
                stock.shards().stream().map(ShardView::of).toList(), stock.shards().size(), stock.minShards(),
                stock.minShardsBy(), stock.lowThreshold(),
                latest.stream().map(MovementView::of).toList());
    }
}
