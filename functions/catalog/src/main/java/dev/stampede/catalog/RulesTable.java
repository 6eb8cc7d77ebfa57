package dev.stampede.catalog;

import java.util.Optional;

/** Where the rules are stored. Safe for use by many threads. */
public interface RulesTable {

    /** The current rules, by a strongly consistent read; empty if the store has none. */
    Optional<RulesEntry> find();

    /** Stores the next version of the rules. @return false if it is not the next version any more */
    boolean write(RulesEntry next);
}
