package dev.stampede.contracts.totals;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who buys and when, as far as promotions depend on it.
 *
 * @param isFirstOrder whether a signed-in customer has not bought anything yet; irrelevant unless
 *     {@link Rules#dependOnFirstOrder}
 * @param codes the codes of promotions that the buyer names: at most {@link #MAX_CODES} different ones
 * @param usedUpCodes those of them that have no uses left
 * @param at when the purchase is made
 */
public record Buyer(
        boolean isSignedIn, boolean isFirstOrder, List<String> codes, Set<String> usedUpCodes, Instant at) {

    /** Each limited code changes an item in the transaction that reserves an order's stock, which has room for 100. */
    public static final int MAX_CODES = 3;

    public Buyer {
        codes = List.copyOf(codes);
        usedUpCodes = Set.copyOf(usedUpCodes);
        if (codes.size() > MAX_CODES || codes.stream().distinct().count() < codes.size()) {
            throw new IllegalArgumentException("At most " + MAX_CODES + " different codes");
        }
    }

    /** Somebody who is not signed in and names no code. */
    public static Buyer guest(Instant at) {
        return new Buyer(false, false, List.of(), Set.of(), at);
    }
}
