package dev.stampede.catalog;

/** The outcome of a change of the rules. */
sealed interface RulesChange {

    record Done(RulesEntry entry) implements RulesChange {}

    /** The precondition failed. */
    record Stale() implements RulesChange {}

    /** The write kept conflicting with other changes. */
    record Busy() implements RulesChange {}
}
