package dev.stampede.inventory.stock;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;

/**
 * The stock of a SKU as it was read.
 *
 * @param lowThreshold at this many units or fewer the stock is called low
 * @param moveEpoch counts the moves of units between shards, so that a reader can tell whether units were moved while it
 *     read one shard after another. It grows by one when a mover starts and by one when it ends: even at rest, odd while
 *     units are being moved
 * @param minShards the number of shards that the owner asked for, below which it does not fall by itself; 1 if never asked
 * @param hotAt when orders were last found to be in each other's way; a step back to fewer shards counts as well, so that
 *     the next step has its distance. {@link #NEVER} if that was not so yet
 * @param shards one entry for each shard, in order; none for a SKU that never received anything
 */
public record Stock(
        Sku sku, int lowThreshold, long moveEpoch, int minShards, Instant hotAt, List<ShardLevel> shards) {

    /** Every shard costs a read when the stock is summed, and one transaction must hold all of them. */
    public static final int MAX_SHARDS = 64;

    public static final int DEFAULT_LOW_THRESHOLD = 5;

    public static final Instant NEVER = Instant.EPOCH;

    /** The epoch of a stock whose units were never moved. */
    public static final long FIRST_MOVE_EPOCH = 0;

    public Stock {
        if (minShards < 1 || minShards > MAX_SHARDS) {
            throw new IllegalArgumentException("Not a number of shards: " + minShards);
        }
        shards = List.copyOf(shards);
    }

    /** A stock that nobody asked shards for and that was never hot. */
    public Stock(Sku sku, int lowThreshold, long moveEpoch, List<ShardLevel> shards) {
        this(sku, lowThreshold, moveEpoch, 1, NEVER, shards);
    }

    /** The stock of a SKU that is not known. */
    public static Stock none(Sku sku) {
        return new Stock(sku, DEFAULT_LOW_THRESHOLD, FIRST_MOVE_EPOCH, List.of());
    }

    public boolean isKnown() {
        return !shards.isEmpty();
    }

    /** Whether no units were being moved between the shards when the settings were read. */
    public boolean isAtRest() {
        return moveEpoch % 2 == 0;
    }

    /** The epoch of a mover that starts now, also if it takes over from another one. */
    public long nextMoveEpoch() {
        return isAtRest() ? moveEpoch + 1 : moveEpoch + 2;
    }

    /** The epoch after a mover ends, in which the stock is at rest. @param moveEpoch the mover's */
    public static long epochAfterMove(long moveEpoch) {
        return moveEpoch + 1;
    }

    public Stock withMinShards(int number) {
        return new Stock(sku, lowThreshold, moveEpoch, number, hotAt, shards);
    }

    public Stock withHotAt(Instant time) {
        return new Stock(sku, lowThreshold, moveEpoch, minShards, time, shards);
    }

    public long available() {
        return shards.stream().mapToLong(ShardLevel::available).sum();
    }

    public long received() {
        return shards.stream().mapToLong(ShardLevel::received).sum();
    }

    public Availability availability() {
        var units = available();
        if (units <= 0) {
            return Availability.OUT;
        }
        return units <= lowThreshold ? Availability.LOW : Availability.IN_STOCK;
    }

    /** Units in orders that hold or have bought them. */
    public long held() {
        return received() - available();
    }

    public ShardId id(ShardLevel level) {
        return new ShardId(sku, level.shard());
    }
}
