package dev.stampede.inventory.adjustment;

import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The change of each shard by an adjustment.
 *
 * @param units by shard number; all of one sign
 * @param isFirst whether it is the first for the SKU: settings and shards do not exist yet
 */
public record StockChange(Adjustment adjustment, Map<Integer, Long> units, boolean isFirst) {

    public StockChange {
        units = Map.copyOf(units);
    }

    /**
     * Spreads the adjustment over the shards of {@code stock}: added units evenly, with the remainder in the emptiest
     * shards; removed units come from the fullest shards first.
     *
     * @param width the maximum number of shards that get added units: fewer shards conflict with fewer orders
     * @return empty if more units are to be removed than are available
     */
    public static Optional<StockChange> of(Adjustment adjustment, Stock stock, int width) {
        if (adjustment.delta() < 0) {
            return taken(-(long) adjustment.delta(), stock)
                    .map(units -> new StockChange(adjustment, units, false));
        }
        return Optional.of(stock.isKnown()
                ? new StockChange(adjustment, spread(adjustment.delta(), stock, width), false)
                : new StockChange(adjustment, Map.of(0, (long) adjustment.delta()), true));
    }

    private static Map<Integer, Long> spread(long units, Stock stock, int width) {
        var emptiestFirst = inOrderOf(Comparator.comparingLong(ShardLevel::available), stock);
        var shards = emptiestFirst.subList(0, Math.min(width, emptiestFirst.size()));
        var even = units / shards.size();
        var odd = units % shards.size();
        var spread = new HashMap<Integer, Long>();
        for (var index = 0; index < shards.size(); index++) {
            var share = even + (index < odd ? 1 : 0);
            if (share > 0) {
                spread.put(shards.get(index).shard(), share);
            }
        }
        return spread;
    }

    private static Optional<Map<Integer, Long>> taken(long units, Stock stock) {
        var taken = new HashMap<Integer, Long>();
        var need = units;
        for (var shard : inOrderOf(Comparator.comparingLong(ShardLevel::available).reversed(), stock)) {
            var share = Math.min(need, shard.available());
            if (share > 0) {
                taken.put(shard.shard(), -share);
                need -= share;
            }
        }
        return need > 0 ? Optional.empty() : Optional.of(taken);
    }

    private static List<ShardLevel> inOrderOf(Comparator<ShardLevel> order, Stock stock) {
        return stock.shards().stream()
                .sorted(order.thenComparing(ShardLevel::shard))
                .toList();
    }
}
