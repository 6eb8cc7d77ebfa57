package dev.stampede.inventory.resharding;

import dev.stampede.inventory.stock.Stock;

/** The outcome of changing the number of shards. */
public sealed interface ReshardOutcome {

    /** The stock has the requested number of shards. */
    record Resharded(Stock stock) implements ReshardOutcome {}

    /** The SKU never had stock. */
    record UnknownSku() implements ReshardOutcome {}

    /**
     * Another mover took the lease, orders kept changing the shard to be removed, or the time was up. The stock is
     * consistent, with some other number of shards.
     */
    record Unfinished() implements ReshardOutcome {}
}
