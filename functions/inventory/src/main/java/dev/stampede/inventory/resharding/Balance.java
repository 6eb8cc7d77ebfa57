package dev.stampede.inventory.resharding;

import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How units are to be moved: pure functions of the stock that was read. Each move takes from one shard only, so that it
 * meets few orders.
 */
final class Balance {

    private Balance() {}

    /**
     * Moves after which all shards have the same number of units, but for one.
     *
     * @return each move by shard: units gained or lost; none if that is so already
     */
    static List<Map<Integer, Long>> even(Stock stock) {
        var share = stock.available() / stock.shards().size();
        var odd = stock.available() % stock.shards().size();
        var wanted = new HashMap<Integer, Long>();
        for (var level : fullestFirst(stock)) {
            wanted.put(level.shard(), share + (wanted.size() < odd ? 1 : 0));
        }
        return moves(stock, wanted);
    }

    /** Moves after which the fullest shard has all units; none if that is so already. */
    static List<Map<Integer, Long>> gathered(Stock stock) {
        var wanted = new HashMap<Integer, Long>();
        fullestFirst(stock).forEach(level -> wanted.put(level.shard(), wanted.isEmpty() ? stock.available() : 0L));
        return moves(stock, wanted);
    }

    private static List<ShardLevel> fullestFirst(Stock stock) {
        return stock.shards().stream()
                .sorted(Comparator.comparingLong(ShardLevel::available).reversed().thenComparing(ShardLevel::shard))
                .toList();
    }

    private static List<Map<Integer, Long>> moves(Stock stock, Map<Integer, Long> wanted) {
        var getters = new ArrayDeque<>(stock.shards().stream()
                .filter(level -> level.available() < wanted.get(level.shard()))
                .toList());
        var missing = new HashMap<Integer, Long>();
        getters.forEach(level -> missing.put(level.shard(), wanted.get(level.shard()) - level.available()));
        return stock.shards().stream()
                .filter(level -> level.available() > wanted.get(level.shard()))
                .map(level -> move(level.shard(), level.available() - wanted.get(level.shard()), getters, missing))
                .toList();
    }

    private static Map<Integer, Long> move(
            int from, long units, ArrayDeque<ShardLevel> getters, Map<Integer, Long> missing) {
        var move = new HashMap<>(Map.of(from, -units));
        for (var left = units; left > 0;) {
            var getter = getters.getFirst().shard();
            var given = Math.min(left, missing.get(getter));
            move.put(getter, given);
            left -= given;
            if (missing.merge(getter, -given, Long::sum) == 0) {
                getters.removeFirst();
            }
        }
        return move;
    }
}
