package dev.stampede.catalog;

/** What became of a product that was to be deleted. */
sealed interface DeleteOutcome {

    record Deleted() implements DeleteOutcome {}

    record Unknown() implements DeleteOutcome {}

    /** The precondition does not hold; nothing was deleted. */
    record Stale() implements DeleteOutcome {}

    /** Others kept changing the product; nothing was deleted. */
    record Busy() implements DeleteOutcome {}
}
