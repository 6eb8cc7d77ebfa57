package dev.stampede.inventory.stock;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stock of a SKU as read.
 *
 * @param lowThreshold with this many units or fewer the stock is low
 * @param moveEpoch counts the moves of units between shards, so that a reader can tell whether units were moved while it
 *     read one shard after another. It grows by one when a mover starts and by one when it ends: even at rest, odd while
 *     units are being moved
 * @param minShards the minimum number of shards, set by the owner; 1 by default
 * @param minShardsBy the subject of the token of the admin who set it; null if no admin has, or none was recorded
 * @param contendedAt when orders last conflicted, or when the number of shards was last reduced, so that the next reduction
 *     waits as well; {@link #NEVER} if neither has happened
 * @param shards one for each shard, in order; none for a SKU that never had stock
 */
public record Stock(
        Sku sku, int lowThreshold, long moveEpoch, int minShards, @Nullable String minShardsBy,
        Instant contendedAt, List<ShardLevel> shards) {

    /** Summing the stock reads every shard, and one transaction must hold all of them. */
    public static final int MAX_SHARDS = 64;

    public static final int DEFAULT_LOW_THRESHOLD = 5;

    public static final Instant NEVER = Instant.EPOCH;

    /** The epoch of a stock whose units were never moved. */
    public static final long FIRST_MOVE_EPOCH = 0;

    public Stock {
        if (minShards < 1 || minShards > MAX_SHARDS) {
            throw new IllegalArgumentException(
                    "The number of shards must be from 1 to " + MAX_SHARDS + ": " + minShards);
        }
        shards = List.copyOf(shards);
    }

    /** A stock without a minimum of shards and without contention. */
    public Stock(Sku sku, int lowThreshold, long moveEpoch, List<ShardLevel> shards) {
        this(sku, lowThreshold, moveEpoch, 1, null, NEVER, shards);
    }

    /** The stock of an unknown SKU. */
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

    public Stock withMinShards(int number, String by) {
        return new Stock(sku, lowThreshold, moveEpoch, number, by, contendedAt, shards);
    }

    public Stock withContendedAt(Instant time) {
        return new Stock(sku, lowThreshold, moveEpoch, minShards, minShardsBy, time, shards);
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

    /** Units in orders that hold or bought them. */
    public long held() {
        return received() - available();
    }

    public ShardId id(ShardLevel level) {
        return new ShardId(sku, level.shard());
    }
}
