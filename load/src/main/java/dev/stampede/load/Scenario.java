package dev.stampede.load;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The load to generate. The same scenario generates the same orders.
 *
 * @param orders      checkouts to attempt, 1 to 1,000,000
 * @param concurrency concurrent buyers, 1 to 4,096
 * @param rate        checkouts started per second; 0 for unlimited
 * @param stock       units of each SKU, 1 to 1,000,000
 * @param shards      shards of each SKU, 1 to 64
 * @param units       units of each line
 * @param skus        SKUs in each order, 1 or 2; with 2, every other order lists them in reverse order
 * @param carts       whether buyers fill a cart before checkout
 * @param writers     batches of new orders reserved concurrently, 1 to 10; 0 uses the template's value
 * @param batch       maximum number of new orders in a batch; 0 uses the template's value
 * @param limits      the cloud limits to enforce; null for none
 * @param warmUp      checkouts of another SKU before the measurement starts, not counted
 * @param seed        seed for the quantities
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
            throw new IllegalArgumentException("--rate must not be negative: " + rate);
        }
    }

    /** The range of units of a line, inclusive. */
    record Units(int least, int most) {

        private static final int MAX = 999;

        Units {
            check("--units", least, 1, MAX);
            check("--units", most, least, MAX);
        }

        /** @param text a number, such as {@code 3}, or a range, such as {@code 1..5} */
        static Units parse(String text) {
            var parts = text.split("\\.\\.", -1);
            try {
                return new Units(Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1]));
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("--units must be a number or a range such as 1..5, not " + text);
            }
        }

        @Override
        public String toString() {
            return least == most ? Integer.toString(least) : least + ".." + most;
        }
    }

    /**
     * Cloud limits, scaled down.
     *
     * @param factor  the divisor of a partition's throughput
     * @param latency latency added to each transaction
     */
    record Limits(double factor, Duration latency) {}

    /** A line of an order. */
    record Line(String sku, int units) {}

    List<String> skuNames() {
        return IntStream.range(0, skus).mapToObj(number -> "BENCH-" + (char) ('A' + number)).toList();
    }

    /** The lines of the order with this number, in the order in which the buyer lists them. */
    List<Line> lines(int number) {
        var random = new SplittableRandom(seed * MAX_ORDERS + number);
        var lines = skuNames().stream()
                .map(sku -> new Line(sku, random.nextInt(units.least(), units.most() + 1)))
                .toList();
        return number % 2 == 0 ? lines : lines.reversed();
    }

    static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", not " + value);
        }
    }
}
