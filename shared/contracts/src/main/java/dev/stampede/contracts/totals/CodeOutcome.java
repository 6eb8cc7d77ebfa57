package dev.stampede.contracts.totals;

import org.jspecify.annotations.Nullable;

/**
 * Whether a purchase gets the promotion of a code.
 *
 * @param unmet the condition that it does not meet; null if it gets the promotion
 * @param minSubtotal what the promotion's goods must cost at least, in minor units, if that is unmet; otherwise null
 * @param isLimited whether the code has a limited number of uses
 */
public record CodeOutcome(String code, @Nullable Condition unmet, @Nullable Long minSubtotal, boolean isLimited) {

    /** Why a code does not apply. */
    public enum Condition {
        /** There is no such code. */
        UNKNOWN,
        NOT_STARTED,
        ENDED,
        /** The prices are in another currency than the promotion. */
        CURRENCY,
        /** It is for signed-in customers. */
        SIGNED_IN,
        /** It is for a customer's first order. */
        FIRST_ORDER,
        /** It is for other products or categories. */
        PRODUCTS,
        /** The goods that it is for cost too little. */
        SUBTOTAL,
        /** There are too few units. */
        QUANTITY,
        /** All of its uses are taken. */
        USED_UP,
        /** There is nothing left to reduce. */
        NOTHING_TO_REDUCE
    }

    public boolean applies() {
        return unmet == null;
    }

    CodeOutcome without(Condition condition) {
        return new CodeOutcome(code, condition, null, isLimited);
    }

    static CodeOutcome unknown(String code) {
        return new CodeOutcome(code, Condition.UNKNOWN, null, false);
    }
}
