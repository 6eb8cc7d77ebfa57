package dev.stampede.catalog;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where the rules are stored. Safe for use by many threads. */
public interface RulesTable {

    /** The current rules, by a strongly consistent read; empty if the store has none. */
    Optional<RulesEntry> find();

    /** How many uses each of these codes has had in all, by strongly consistent reads; a code that never was limited is missing. */
    Map<String, Integer> uses(Collection<String> codes);

    /**
     * Stores the next version of the rules and, in the same transaction, the uses that its limited codes have more than before.
     *
     * @param before {@link #uses} of the limited codes
     * @return false if it is not the next version any more, or the uses of a code have changed
     */
    boolean write(RulesEntry next, Map<String, Integer> before);
}
