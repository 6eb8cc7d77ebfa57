package dev.stampede.local.store.plan;

/**
 * A sale of one product. Buyers arrive evenly, each for one unit, and try again until they have it or it is sold out.
 *
 * @param buyers  1 to 1,000,000,000
 * @param minutes in which they arrive; more than 0, at most 1,440
 * @param stock   units, 1 to 1,000,000,000
 */
public record Demand(long buyers, double minutes, long stock) {

    private static final long MOST = 1_000_000_000;
    private static final double DAY = 1_440;
    private static final int SECONDS = 60;

    public Demand {
        require(buyers >= 1 && buyers <= MOST, "--buyers must be between 1 and 1,000,000,000");
        require(minutes > 0 && minutes <= DAY, "--minutes must be more than 0 and at most 1,440");
        require(stock >= 1 && stock <= MOST, "--stock must be between 1 and 1,000,000,000");
    }

    /** The orders that get stock. */
    public long orders() {
        return Math.min(buyers, stock);
    }

    /** Buyers who arrive per second. */
    public double perSecond() {
        return buyers / (minutes * SECONDS);
    }

    /** The rate, in whole emails per second, at which the last email is sent when the minutes are over. */
    public double emailsPerSecond() {
        return Math.ceil(orders() / (minutes * SECONDS));
    }

    private static void require(boolean isValid, String problem) {
        if (!isValid) {
            throw new IllegalArgumentException(problem);
        }
    }
}
