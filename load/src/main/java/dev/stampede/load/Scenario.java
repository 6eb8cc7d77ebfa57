package dev.stampede.load;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is sold to whom. The same scenario makes the same orders.
 *
 * @param orders      how many checkouts are tried, 1 to 1,000,000
 * @param concurrency buyers at a time, 1 to 4,096
 * @param rate        checkouts begun a second; 0 for as many as the buyers can
 * @param stock       units of each SKU, 1 to 1,000,000
 * @param shards      of each SKU, 1 to 64
 * @param units       of each line
 * @param skus        1, or 2 for orders of two SKUs, every other order naming them the other way round
 * @param carts       whether a buyer fills a cart first, instead of buying at once
 * @param writers     how many batches of new orders are reserved at the same time; 0 leaves it to the template
 * @param batch       new orders in a batch at most; 0 leaves it to the template
 * @param limits      by how much the limits of the cloud are scaled down; null for none
 * @param warmUp      checkouts of another SKU before the measurement, not counted
 * @param seed        of the quantities
 */
record Scenario(int orders, int concurrency, double rate, int stock, int shards, Units units, int skus, boolean carts,
        int writers, int batch, @Nullable Limits limits, int warmUp, long seed) {

    private static final int MAX_ORDERS = 1_000_000;
    private static final int MAX_CONCURRENCY = 4_096;
    private static final int MAX_STOCK = 1_000_000;
    private static final int MAX_SHARDS = 64;
    private static final int MAX_WRITERS = 10;
    private static final int MAX_BATCH = 10_000;

    Scenario {
        check("--orders", orders, 1, MAX_ORDERS);
        check("--concurrency", concurrency, 1, MAX_CONCURRENCY);
        check("--stock", stock, 1, MAX_STOCK);
        check("--shards", shards, 1, MAX_SHARDS);
        check("--skus", skus, 1, 2);
        check("--writers", writers, 0, MAX_WRITERS);
        check("--batch", batch, 0, MAX_BATCH);
        check("--warm-up", warmUp, 0, MAX_ORDERS);
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("--rate is not negative: " + rate);
        }
    }

    /** How many units a line asks for, both included. */
    record Units(int least, int most) {

        private static final int MAX = 999;

        Units {
            check("--units", least, 1, MAX);
            check("--units", most, least, MAX);
        }

        /** {@code 3}, or {@code 1..5}. */
        static Units parse(String text) {
            var parts = text.split("\\.\\.", -1);
            try {
                return new Units(Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1]));
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("--units is a number or a range such as 1..5: " + text);
            }
        }

        @Override
        public String toString() {
            return least == most ? Integer.toString(least) : least + ".." + most;
        }
    }

    /**
     * The cloud's limits, scaled down.
     *
     * @param factor  how many times less a partition takes
     * @param latency how much longer a transaction lasts
     */
    record Limits(double factor, Duration latency) {}

    /** A line of an order. */
    record Line(String sku, int units) {}

    List<String> skuNames() {
        return IntStream.range(0, skus).mapToObj(number -> "BENCH-" + (char) ('A' + number)).toList();
    }

    /** The lines of the order with that number, in the order in which the buyer names them. */
    List<Line> lines(int number) {
        var random = new SplittableRandom(seed * MAX_ORDERS + number);
        var lines = skuNames().stream()
                .map(sku -> new Line(sku, random.nextInt(units.least(), units.most() + 1)))
                .toList();
        return number % 2 == 0 ? lines : lines.reversed();
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is between " + min + " and " + max + ", not " + value);
        }
    }
}
