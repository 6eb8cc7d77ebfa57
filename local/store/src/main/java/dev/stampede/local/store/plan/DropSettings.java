package dev.stampede.local.store.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a store is set to for a drop; 0 leaves a setting to AWS, as in template.yaml.
 *
 * @param shards             of the SKU's stock
 * @param accountConcurrency the account's quota of concurrent executions
 * @param emailConcurrency   {@code EmailConcurrency}, which is not one of the {@link #parameters}: it follows the rate that SES
 *                           has granted, and more executions than that only get their emails refused
 */
public record DropSettings(int shards, long accountConcurrency, long ordersWarmWrites, long orderIndexesWarmWrites,
        long inventoryWarmWrites, long cartsWarmWrites, int paymentPollers, long checkoutProvisioned,
        long browseProvisioned, long requestsPerSecond, long requestBurst, long emailConcurrency) {

    /** Shards that a SKU can have. */
    public static final int MAX_SHARDS = 64;
    /** Orders per second at most: what the parameters of template.yaml allow. */
    public static final long MOST_PER_SECOND = 40_000;

    private static final int[] POLLERS = {0, 2, 5, 10, 20, 50, 100, 200};
    /** The account's concurrency and how many pollers its share for payments allows, ten executions each. */
    private static final long[][] ACCOUNTS = {{1_000, 10}, {3_000, 40}, {10_000, 100}};
    private static final int POLLER_EXECUTIONS = 10;
    private static final int UNITS_OF_A_STREAM_SHARD = 1_000;
    private static final double CHECKOUT_SECONDS = 0.1;
    private static final int REQUESTS_OF_A_BUYER = 20;
    private static final int FEWEST_SHARDS = 16;
    private static final long EMAIL_CONCURRENCY = 5;
    private static final long MOST_EMAIL_CONCURRENCY = 1_000;

    /** The defaults of template.yaml, for a SKU whose shards grow by themselves. */
    public static DropSettings defaults() {
        return new DropSettings(1, 0, 0, 0, 0, 0, 0, 0, 0, 5_000, 2_500, EMAIL_CONCURRENCY);
    }

    /**
     * The settings for a rate of orders; docs/operations.md explains each.
     *
     * @param perSecond orders per second when the sale starts, 1 to {@link #MOST_PER_SECOND}
     * @param concurrency the account's quota of concurrent executions
     */
    public static DropSettings of(long perSecond, long concurrency) {
        if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
            throw new IllegalArgumentException("--orders must be between 1 and 40,000 a second");
        }
        var warm = 5 * perSecond;
        var writers = Math.ceilDiv(warm, UNITS_OF_A_STREAM_SHARD);
        var shards = (int) Math.min(MAX_SHARDS,
                Math.max(FEWEST_SHARDS, Long.highestOneBit(Math.max(1, 2 * writers - 1))));
        var account = account(concurrency);
        return new DropSettings(shards, account[0], warm, perSecond, Math.ceilDiv(perSecond, 10), 4 * perSecond,
                pollers(Math.ceilDiv(perSecond, 10L * POLLER_EXECUTIONS), account[1]),
                (long) Math.ceil(perSecond * CHECKOUT_SECONDS), (long) Math.ceil(perSecond * CHECKOUT_SECONDS),
                Math.max(5_000, REQUESTS_OF_A_BUYER * perSecond), Math.max(2_500, REQUESTS_OF_A_BUYER * perSecond / 2),
                EMAIL_CONCURRENCY);
    }

    /** With as many executions as a rate of emails needs. @param seconds of an email */
    DropSettings withEmails(double perSecond, double seconds) {
        var executions = (long) Math.ceil(perSecond * seconds);
        return new DropSettings(shards, accountConcurrency, ordersWarmWrites, orderIndexesWarmWrites,
                inventoryWarmWrites,
                cartsWarmWrites, paymentPollers, checkoutProvisioned, browseProvisioned, requestsPerSecond,
                requestBurst,
                Math.clamp(executions, emailConcurrency, MOST_EMAIL_CONCURRENCY));
    }

    /** The parameters of template.yaml. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, Long>();
        parameters.put("AccountConcurrency", accountConcurrency);
        parameters.put("OrdersWarmWrites", ordersWarmWrites);
        parameters.put("OrderIndexesWarmWrites", orderIndexesWarmWrites);
        parameters.put("InventoryWarmWrites", inventoryWarmWrites);
        parameters.put("CartsWarmWrites", cartsWarmWrites);
        parameters.put("PaymentPollers", (long) paymentPollers);
        parameters.put("CheckoutProvisionedConcurrency", checkoutProvisioned);
        parameters.put("BrowseProvisionedConcurrency", browseProvisioned);
        parameters.put("RequestsPerSecond", requestsPerSecond);
        parameters.put("RequestBurst", requestBurst);
        var texts = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> texts.put(name, Long.toString(value)));
        return texts;
    }

    /** The executions reserved for payments; 0 if none are. */
    long paymentExecutions() {
        for (var known : ACCOUNTS) {
            if (known[0] == accountConcurrency) {
                return known[1] * POLLER_EXECUTIONS;
            }
        }
        return 0;
    }

    private static long[] account(long concurrency) {
        var found = new long[] {0, 5};
        for (var known : ACCOUNTS) {
            if (known[0] <= concurrency) {
                found = known;
            }
        }
        return found;
    }

    private static int pollers(long wanted, long most) {
        var found = 0;
        for (var allowed : POLLERS) {
            if (allowed <= most) {
                found = allowed;
                if (allowed >= wanted) {
                    break;
                }
            }
        }
        return found;
    }
}
