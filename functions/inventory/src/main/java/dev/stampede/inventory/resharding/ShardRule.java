package dev.stampede.inventory.resharding;

import dev.stampede.inventory.reservation.Contention;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Decides how many shards a stock needs: twice as many under contention, half as many after a period without. A pure
 * function. Doubling and halving reach any number in a few steps, and a wrong step costs little.
 *
 * @param maxShards the limit of automatic growth; the owner can ask for more
 */
record ShardRule(int maxShards) {

    /** In one batch. A single conflict is no reason to reshard. */
    static final int MIN_CONFLICTS = 2;

    /** With fewer units in a shard, orders of several units would need many shards. */
    static final int MIN_UNITS = 10;

    /** After contention or a step, shards are kept for this long: they cost only reads, and contention comes in waves. */
    static final Duration IDLE_PERIOD = Duration.ofHours(1);

    ShardRule {
        if (maxShards < 1 || maxShards > Stock.MAX_SHARDS) {
            throw new IllegalArgumentException(
                    "The number of shards must be from 1 to " + Stock.MAX_SHARDS + ": " + maxShards);
        }
    }

    /**
     * @return the number of shards that the stock needs; its present number if units only need to be evened out or the
     *     contention recorded; empty if nothing is to be done
     */
    OptionalInt wanted(Contention contention, Instant now) {
        if (contention.conflicts() >= MIN_CONFLICTS) {
            return whenContended(contention.stock(), now);
        }
        var isIdle = contention.conflicts() == 0 && !now.isBefore(contention.stock().contendedAt().plus(IDLE_PERIOD));
        return isIdle ? whenIdle(contention.stock()) : OptionalInt.empty();
    }

    private OptionalInt whenContended(Stock stock, Instant now) {
        var count = stock.shards().size();
        if (hasUnitsFor(count, stock) && 2 * stocked(stock) <= count) {
            return OptionalInt.of(count);
        }
        var doubled = Math.min(2 * count, Math.max(maxShards, stock.minShards()));
        if (doubled > count && hasUnitsFor(doubled, stock)) {
            return OptionalInt.of(doubled);
        }
        // Half the period, so that the record never expires under contention, and batches rarely write it.
        var isRecordOld = !now.isBefore(stock.contendedAt().plus(IDLE_PERIOD.dividedBy(2)));
        return count > stock.minShards() && isRecordOld ? OptionalInt.of(count) : OptionalInt.empty();
    }

    private static OptionalInt whenIdle(Stock stock) {
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
