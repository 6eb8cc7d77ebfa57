package dev.stampede.catalog;

/** The outcome of deleting a product. */
sealed interface DeleteOutcome {

    record Deleted() implements DeleteOutcome {}

    record Unknown() implements DeleteOutcome {}

    /** The precondition failed; nothing was deleted. */
    record Stale() implements DeleteOutcome {}

    /** The delete kept conflicting with other changes; nothing was deleted. */
    record Busy() implements DeleteOutcome {}
}
