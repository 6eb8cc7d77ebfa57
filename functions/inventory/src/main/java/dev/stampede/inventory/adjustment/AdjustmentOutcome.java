package dev.stampede.inventory.adjustment;

/** What became of an adjustment. */
public sealed interface AdjustmentOutcome {

    record Applied() implements AdjustmentOutcome {}

    /** It had been applied before; nothing was changed. */
    record AlreadyApplied() implements AdjustmentOutcome {}

    /** More units were to go out than are available; nothing was changed. */
    record Insufficient(long available) implements AdjustmentOutcome {}

    /** The id belongs to another adjustment; nothing was changed. */
    record Reused() implements AdjustmentOutcome {}

    /** The SKU is not in the catalog and never had stock; nothing was changed. */
    record UnknownSku() implements AdjustmentOutcome {}
}
