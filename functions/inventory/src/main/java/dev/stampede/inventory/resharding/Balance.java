package dev.stampede.inventory.resharding;

import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans moves of units between shards: pure functions of the stock that was read. Each move takes from one shard only, so
 * that it conflicts with few orders.
 */
final class Balance {

    private Balance() {}

    /**
     * Moves after which the numbers of units in two shards differ by at most one.
     *
     * @return for each move the units that shards gain or lose; empty if nothing is to be moved
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

    /** Moves after which one shard has all units; empty if nothing is to be moved. */
    static List<Map<Integer, Long>> consolidated(Stock stock) {
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
        var receivers = new ArrayDeque<>(stock.shards().stream()
                .filter(level -> level.available() < wanted.get(level.shard()))
                .toList());
        var missing = new HashMap<Integer, Long>();
        receivers.forEach(level -> missing.put(level.shard(), wanted.get(level.shard()) - level.available()));
        return stock.shards().stream()
                .filter(level -> level.available() > wanted.get(level.shard()))
                .map(level -> move(level.shard(), level.available() - wanted.get(level.shard()), receivers, missing))
                .toList();
    }

    private static Map<Integer, Long> move(
            int from, long units, ArrayDeque<ShardLevel> receivers, Map<Integer, Long> missing) {
        var move = new HashMap<>(Map.of(from, -units));
        for (var left = units; left > 0;) {
            var receiver = receivers.getFirst().shard();
            var given = Math.min(left, missing.get(receiver));
            move.put(receiver, given);
            left -= given;
            if (missing.merge(receiver, -given, Long::sum) == 0) {
                receivers.removeFirst();
            }
        }
        return move;
    }
}
