package dev.stampede.contracts.totals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what promotions depend on. Reads only what the rules ask for. Whether a limited code is used up is remembered for a
 * moment: otherwise all orders with one code would read the same item. Thread-safe.
 */
public final class Buyers {

    /** Short enough for uses that come back to be taken at once. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final PastPurchases past;
    private final CodeUses uses;
    private final Clock clock;
    /** At most the limited codes of the rules. */
    private final Map<String, Known> known = new HashMap<>();

    private record Known(boolean isUsedUp, Instant at) {}

    public Buyers(PastPurchases past, CodeUses uses, Clock clock) {
        this.past = past;
        this.uses = uses;
        this.clock = clock;
    }

    /**
     * The buyer, now.
     *
     * @param customerId null for a guest
     * @param codes at most {@link Buyer#MAX_CODES}
     */
    public Buyer of(@Nullable String customerId, List<String> codes, Rules rules) {
        var isFirstOrder = customerId != null && rules.dependOnFirstOrder(codes) && !past.exist(customerId);
        return new Buyer(
                customerId != null, isFirstOrder, codes, usedUp(rules.limitedCodes(codes)), clock.instant());
    }

    private Set<String> usedUp(Set<String> limited) {
        var now = clock.instant();
        var usedUp = new HashSet<String>();
        var unknown = new HashSet<String>();
        synchronized (known) {
            known.values().removeIf(one -> !now.isBefore(one.at().plus(MEMORY)));
            for (var code : limited) {
                var remembered = known.get(code);
                if (remembered == null) {
                    unknown.add(code);
                } else if (remembered.isUsedUp()) {
                    usedUp.add(code);
                }
            }
        }
        if (!unknown.isEmpty()) {
            var found = uses.usedUp(unknown);
            usedUp.addAll(found);
            synchronized (known) {
                unknown.forEach(code -> known.put(code, new Known(found.contains(code), now)));
            }
        }
        return usedUp;
    }
}
