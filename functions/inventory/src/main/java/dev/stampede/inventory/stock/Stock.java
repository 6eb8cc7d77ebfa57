package dev.stampede.inventory.stock;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;

/**
 * The stock of a SKU as it was read.
 *
 * @param lowThreshold at this many units or fewer the stock is called low
 * @param layout grows by one when somebody begins to move units between the shards and by one when they are done, so
 *     that a reader can tell whether anything was moved while it read shard after shard; odd while units are being moved
 * @param minShards the number of shards that the owner asked for, below which it does not fall by itself; 1 if never asked
 * @param hotAt when orders were last found to be in each other's way; a step back to fewer shards counts as well, so that
 *     the next step has its distance. {@link #NEVER} if that was not so yet
 * @param shards one entry for each shard, in order; none for a SKU that never received anything
 */
public record Stock(
        Sku sku, int lowThreshold, long layout, int minShards, Instant hotAt, List<ShardLevel> shards) {

    /** Every shard costs a read when the stock is summed, and one transaction must hold all of them. */
    public static final int MAX_SHARDS = 64;

    public static final int DEFAULT_LOW_THRESHOLD = 5;

    public static final Instant NEVER = Instant.EPOCH;

    public Stock {
        if (minShards < 1 || minShards > MAX_SHARDS) {
            throw new IllegalArgumentException("Not a number of shards: " + minShards);
        }
        shards = List.copyOf(shards);
    }

    /** A stock that nobody asked shards for and that was never hot. */
    public Stock(Sku sku, int lowThreshold, long layout, List<ShardLevel> shards) {
        this(sku, lowThreshold, layout, 1, NEVER, shards);
    }

    /** The stock of a SKU that is not known. */
    public static Stock none(Sku sku) {
        return new Stock(sku, DEFAULT_LOW_THRESHOLD, 0, List.of());
    }

    public boolean isKnown() {
        return !shards.isEmpty();
    }

    /** Whether nobody was moving units between the shards when the settings were read. */
    public boolean isAtRest() {
        return layout % 2 == 0;
    }

    public Stock withMinShards(int number) {
        return new Stock(sku, lowThreshold, layout, number, hotAt, shards);
    }

    public Stock withHotAt(Instant time) {
        return new Stock(sku, lowThreshold, layout, minShards, time, shards);
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
