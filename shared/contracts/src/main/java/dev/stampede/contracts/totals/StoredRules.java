package dev.stampede.contracts.totals;

/** Where functions that sell read the store's rules. Safe for use by many threads. */
@FunctionalInterface
public interface StoredRules {

    /** The current rules; {@link Rules#NONE} if the store has none. */
    Rules read();
}
