package dev.stampede.catalog;

import java.util.SortedMap;

/** The outcome of a change of the rules. */
sealed interface RulesChange {

    record Done(RulesEntry entry) implements RulesChange {}

    /**
     * Codes would have fewer uses than before, which orders may have taken.
     *
     * @param uses the least that each code can have, by the position of its promotion
     */
    record FewerUses(SortedMap<Integer, Integer> uses) implements RulesChange {}

    /** The precondition failed. */
    record Stale() implements RulesChange {}

    /** The write kept conflicting with other changes. */
    record Busy() implements RulesChange {}
}
