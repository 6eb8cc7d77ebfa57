package dev.stampede.contracts.totals;

import dev.stampede.contracts.id.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reduction that a purchase gets. Discounts are applied in their order, each to what the ones before have left; none takes
 * more than there is.
 */
public sealed interface Discount {

    /** What customers read. */
    String reason();

    /** The code that the purchase has it for; null if it is automatic. */
    @Nullable
    String code();

    /**
     * An amount off some lines, spread over them in proportion to what is left of each.
     *
     * @param skus the lines; empty for all of them
     * @param amount in minor units
     */
    record Amount(String reason, @Nullable String code, Set<Sku> skus, long amount) implements Discount {

        public Amount {
            skus = Set.copyOf(skus);
            if (amount < 0) {
                throw new IllegalArgumentException("A discount is not negative: " + amount);
            }
        }

        /** The part of what is left, in minor units, that is taken off. */
        long of(long left) {
            return Math.min(amount, left);
        }
    }

    /**
     * A percentage off some lines, rounded once for all of them, half up.
     *
     * @param skus the lines; empty for all of them
     * @param percent 0 to 100
     */
    record Percentage(String reason, @Nullable String code, Set<Sku> skus, BigDecimal percent) implements Discount {

        public Percentage {
            skus = Set.copyOf(skus);
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("Not a percentage: " + percent);
            }
        }

        /** The part of what is left, in minor units, that is taken off. */
        long of(long left) {
            return BigDecimal.valueOf(left).multiply(percent).movePointLeft(2).setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }

    /**
     * A percentage off some units of lines, rounded for each line, half up. What is left of a line is spread evenly over its
     * units.
     *
     * @param units how many units of each SKU; no more than the line has
     * @param percent 0 to 100
     */
    record Units(String reason, @Nullable String code, Map<Sku, Integer> units, BigDecimal percent)
            implements Discount {

        public Units {
            units = Map.copyOf(units);
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("Not a percentage: " + percent);
            }
        }

        /** The part of what is left of a line, in minor units, that is taken off. */
        long of(Basket.Line line, long left) {
            return BigDecimal.valueOf(left)
                    .multiply(percent)
                    .multiply(BigDecimal.valueOf(units.getOrDefault(line.sku(), 0)))
                    .divide(BigDecimal.valueOf(100L * line.quantity()), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }

    /** An amount off the price of shipping; {@link Long#MAX_VALUE} makes it free. */
    record Shipping(String reason, @Nullable String code, long amount) implements Discount {

        public Shipping {
            if (amount < 0) {
                throw new IllegalArgumentException("A discount is not negative: " + amount);
            }
        }

        /** The part of what is left, in minor units, that is taken off. */
        long of(long left) {
            return Math.min(amount, left);
        }
    }
}
