package dev.stampede.inventory.adjustment;

/** The outcome of an adjustment. */
public sealed interface AdjustmentOutcome {

    record Applied() implements AdjustmentOutcome {}

    /** It was applied before; nothing was changed. */
    record AlreadyApplied() implements AdjustmentOutcome {}

    /** More units were to be removed than are available; nothing was changed. */
    record Insufficient(long available) implements AdjustmentOutcome {}

    /** The ID belongs to a different adjustment; nothing was changed. */
    record Reused() implements AdjustmentOutcome {}

    /** The SKU is not in the catalog and never had stock; nothing was changed. */
    record UnknownSku() implements AdjustmentOutcome {}
}
