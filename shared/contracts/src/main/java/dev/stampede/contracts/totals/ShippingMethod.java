package dev.stampede.contracts.totals;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to send goods into a zone. Prices are in minor units of the rules' currency.
 *
 * @param id what a checkout names, unique in its zone: {@link #isId}
 * @param name what shoppers read, 1 to {@link #MAX_NAME} characters
 * @param basis what the steps are compared with
 * @param steps 1 to {@link #MAX_STEPS}, ascending. The first one that is not exceeded has the price; if all are, the method is
 *     not available
 * @param freeFrom the value of the goods from which the method costs nothing, or null
 * @param taxCategory by which the price of shipping is taxed, or null for the usual one
 */
public record ShippingMethod(
        String id, String name, Basis basis, List<Step> steps, @Nullable Long freeFrom, @Nullable String taxCategory) {

    public static final int MAX_NAME = 80;
    public static final int MAX_STEPS = 20;
    public static final long MAX_PRICE = 10_000_000_000L;
    /** Grams, or minor units: above every possible order. */
    public static final long MAX_LIMIT = 1_000_000_000_000_000L;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** What a step's limit is compared with, of the goods that require shipping. */
    public enum Basis {
        /** The prices after discounts, in minor units. */
        VALUE,
        /** The weights, in grams. */
        WEIGHT
    }

    /**
     * @param upTo the greatest value or weight that has this price, or null for no limit, which only the last step has
     */
    public record Step(@Nullable Long upTo, long price) {

        public Step {
            if (price < 0 || price > MAX_PRICE || upTo != null && (upTo < 0 || upTo > MAX_LIMIT)) {
                throw new IllegalArgumentException("Not a step of a shipping price: " + upTo + ", " + price);
            }
        }

        boolean includes(long amount) {
            return upTo == null || amount <= upTo;
        }
    }

    public ShippingMethod {
        steps = List.copyOf(steps);
        if (!isId(id) || name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("Not a shipping method: " + id + ", " + name);
        }
        if (steps.isEmpty() || steps.size() > MAX_STEPS || !areAscending(steps)) {
            throw new IllegalArgumentException("The steps of " + id + " must be ascending, 1 to " + MAX_STEPS);
        }
    }

    /** Whether it is 1 to 40 lower-case letters, digits and hyphens. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** An id that a shopper chose. @throws IllegalArgumentException with a message for callers, if {@link #isId} is false */
    public static String chosen(String text) {
        if (!isId(text)) {
            throw new IllegalArgumentException("must be the id of a shipping method");
        }
        return text;
    }

    /** Whether each step's limit is above the one before, and only the last one has none. */
    public static boolean areAscending(List<Step> steps) {
        for (var index = 1; index < steps.size(); index++) {
            var before = steps.get(index - 1).upTo();
            var limit = steps.get(index).upTo();
            if (before == null || limit != null && limit <= before) {
                return false;
            }
        }
        return true;
    }

    /** The price for goods of this value and weight; empty if the method does not take them. */
    Optional<Long> price(long value, long weight) {
        var amount = switch (basis) {
            case VALUE -> value;
            case WEIGHT -> weight;
        };
        return steps.stream()
                .filter(step -> step.includes(amount))
                .findFirst()
                .map(step -> freeFrom != null && value >= freeFrom ? 0L : step.price());
    }
}
