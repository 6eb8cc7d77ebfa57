package dev.stampede.local.store.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * AWS's published quotas and prices.
 *
 * @param readOn when they were read, such as {@code 2026-11-29}
 * @param regions values of a Region that differ from the others
 */
public record AwsFacts(String readOn, Map<String, Quota> quotas, Map<String, Region> regions, String regionsNote,
        Map<String, Price> prices, List<String> notPriced) {

    /** The Region whose values are the general ones. */
    public static final String DEFAULT_REGION = "us-east-1";

    /** @param isVerified whether {@code source} was seen to state the value */
    public record Quota(String name, double value, boolean isAdjustable, boolean isVerified, String source) {}

    /** @param usd dollars for {@code per} units */
    public record Price(String name, double usd, double per, boolean isVerified, String source) {

        double of(double units) {
            return units / per * usd;
        }
    }

    /** A Region's own values, by name. */
    public record Region(Map<String, Double> quotas, Map<String, Double> prices) {}

    /** The values of a Region. @throws IllegalArgumentException if there are none */
    public AwsFacts in(String region) {
        var own = regions.get(region);
        if (own == null) {
            throw new IllegalArgumentException(
                    "--region must be one of " + String.join(", ", new TreeSet<>(regions.keySet())));
        }
        var newQuotas = new LinkedHashMap<>(quotas);
        own.quotas().forEach((name, value) -> newQuotas.computeIfPresent(name,
                (_, quota) -> new Quota(quota.name(), value, quota.isAdjustable(), false, quota.source())));
        var newPrices = new LinkedHashMap<>(prices);
        own.prices().forEach((name, usd) -> newPrices.computeIfPresent(name,
                (_, price) -> new Price(price.name(), usd, price.per(), false, price.source())));
        return new AwsFacts(readOn, newQuotas, regions, regionsNote, newPrices, notPriced);
    }

    public double quota(String name) {
        return find(quotas, name).value();
    }

    Price price(String name) {
        return find(prices, name);
    }

    private static <T> T find(Map<String, T> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No value for " + name);
        }
        return value;
    }
}
