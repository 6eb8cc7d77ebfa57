package dev.stampede.contracts.totals;

import java.util.Set;

/** How much is left of limited codes. Safe for use by many threads. */
@FunctionalInterface
public interface CodeUses {

    /** Which of these limited codes have no uses left, as inventory last reported it. */
    Set<String> usedUp(Set<String> codes);
}
