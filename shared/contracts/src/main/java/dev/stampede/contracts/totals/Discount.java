package dev.stampede.contracts.totals;

import dev.stampede.contracts.id.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * A reduction that a purchase gets. Discounts are applied in their order, each to what the ones before have left; none takes
 * more than there is.
 */
public sealed interface Discount {

    /** What customers read. */
    String reason();

    /** The part of what is left, in minor units, that is taken off. */
    long of(long left);

    /**
     * An amount off some lines, spread over them in proportion to what is left of each.
     *
     * @param skus the lines; empty for all of them
     * @param amount in minor units
     */
    record Amount(String reason, Set<Sku> skus, long amount) implements Discount {

        public Amount {
            skus = Set.copyOf(skus);
            if (amount < 0) {
                throw new IllegalArgumentException("A discount is not negative: " + amount);
            }
        }

        @Override
        public long of(long left) {
            return Math.min(amount, left);
        }
    }

    /**
     * A percentage off some lines, rounded once for all of them, half up.
     *
     * @param skus the lines; empty for all of them
     * @param percent 0 to 100
     */
    record Percentage(String reason, Set<Sku> skus, BigDecimal percent) implements Discount {

        public Percentage {
            skus = Set.copyOf(skus);
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("Not a percentage: " + percent);
            }
        }

        @Override
        public long of(long left) {
            return BigDecimal.valueOf(left).multiply(percent).movePointLeft(2).setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }

    /** An amount off the price of shipping; {@link Long#MAX_VALUE} makes it free. */
    record Shipping(String reason, long amount) implements Discount {

        public Shipping {
            if (amount < 0) {
                throw new IllegalArgumentException("A discount is not negative: " + amount);
            }
        }

        @Override
        public long of(long left) {
            return Math.min(amount, left);
        }
    }
}
