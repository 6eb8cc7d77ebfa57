package dev.stampede.inventory.resharding;

import dev.stampede.inventory.reservation.Contention;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * How many shards a stock had better have: twice as many where writers are in each other's way, half as many once that is
 * long ago. A pure function. Halving and doubling find any number in a few steps, and a wrong step costs little.
 *
 * @param maxShards that it never goes beyond by itself; the owner may
 */
record ShardRule(int maxShards) {

    /** In one batch. That two writers happen to meet once is no reason. */
    static final int HOT_MEETINGS = 2;

    /** With fewer in a shard, orders of several units would have to look for them in many. */
    static final int MIN_UNITS = 10;

    /** For so long after the last heat, or the last step, shards are kept: they cost only reads, and heat comes in waves. */
    static final Duration COOLING = Duration.ofHours(1);

    ShardRule {
        if (maxShards < 1 || maxShards > Stock.MAX_SHARDS) {
            throw new IllegalArgumentException("Not a number of shards: " + maxShards);
        }
    }

    /**
     * @return the number of shards to give the stock; its present number if it has to be spread evenly over them, or if
     *     nothing is to be done but to note the heat; empty to leave it alone
     */
    OptionalInt wanted(Contention heat, Instant now) {
        if (heat.meetings() >= HOT_MEETINGS) {
            return whenHot(heat.stock(), now);
        }
        var isCold = heat.meetings() == 0 && !now.isBefore(heat.stock().hotAt().plus(COOLING));
        return isCold ? whenCold(heat.stock()) : OptionalInt.empty();
    }

    private OptionalInt whenHot(Stock stock, Instant now) {
        var count = stock.shards().size();
        if (hasUnitsFor(count, stock) && 2 * stocked(stock) <= count) {
            return OptionalInt.of(count);
        }
        var doubled = Math.min(2 * count, Math.max(maxShards, stock.minShards()));
        if (doubled > count && hasUnitsFor(doubled, stock)) {
            return OptionalInt.of(doubled);
        }
        // Half of the time, so that the note is never as old as the cooling, and hot batches write it seldom.
        var isNoteOld = !now.isBefore(stock.hotAt().plus(COOLING.dividedBy(2)));
        return count > stock.minShards() && isNoteOld ? OptionalInt.of(count) : OptionalInt.empty();
    }

    private static OptionalInt whenCold(Stock stock) {
        var count = stock.shards().size();
        return count > stock.minShards()
                ? OptionalInt.of(Math.max(stock.minShards(), count / 2))
                : OptionalInt.empty();
    }

    private static boolean hasUnitsFor(int shards, Stock stock) {
        return stock.available() >= (long) shards * MIN_UNITS;
    }

    private static long stocked(Stock stock) {
        return stock.shards().stream().map(ShardLevel::available).filter(units -> units > 0).count();
    }
}
