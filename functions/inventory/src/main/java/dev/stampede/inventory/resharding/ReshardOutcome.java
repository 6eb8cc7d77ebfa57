package dev.stampede.inventory.resharding;

import dev.stampede.inventory.stock.Stock;

/** What became of the wish for another number of shards. */
public sealed interface ReshardOutcome {

    /** The stock has that number of shards. */
    record Resharded(Stock stock) implements ReshardOutcome {}

    /** There never was any stock of the SKU. */
    record UnknownSku() implements ReshardOutcome {}

    /**
     * Somebody else asked for another number meanwhile, orders came too fast for the last shard to be emptied, or there
     * was no time left. The stock is whole, with the number of shards that it has now.
     */
    record Unfinished() implements ReshardOutcome {}
}
