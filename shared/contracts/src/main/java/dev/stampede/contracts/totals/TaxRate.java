package dev.stampede.contracts.totals;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rate of a tax. Rates of the same name are alternatives, of which the most specific one applies: first those of the region,
 * then those of the category. Rates of different names, such as those of a state and of a country, apply together.
 *
 * @param name the tax as customers read it, such as {@code VAT}; 1 to 40 characters
 * @param region null for the whole country; see {@link Destination}
 * @param category the tax category of the goods, or null for every one without a rate of its own
 * @param rate percent, 0 to 100, with at most {@link #MAX_DECIMALS} decimals
 */
public record TaxRate(
        String name, String country, @Nullable String region, @Nullable String category, BigDecimal rate) {

    public static final int MAX_NAME = 40;
    public static final int MAX_CATEGORY = 40;
    public static final int MAX_DECIMALS = 4;

    private static final Pattern REGION = Pattern.compile("[A-Z0-9]{1,3}");

    public TaxRate {
        rate = normalised(rate);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("A tax has a name of 1 to " + MAX_NAME + " characters");
        }
        if (region != null && !isRegion(region)) {
            throw new IllegalArgumentException("Not a region: " + region);
        }
        if (!isRate(rate)) {
            throw new IllegalArgumentException("Not a tax rate: " + rate);
        }
    }

    /** Whether it is a percentage from 0 to 100 with few enough decimals. */
    public static boolean isRate(BigDecimal rate) {
        return rate.signum() >= 0 && rate.compareTo(BigDecimal.valueOf(100)) <= 0
                && normalised(rate).scale() <= MAX_DECIMALS;
    }

    /** Whether it has the form of the part of an ISO 3166-2 code after the country. */
    public static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /** @throws IllegalArgumentException with a message for callers, if {@link #isRegion} is false */
    public static String region(String text) {
        if (!isRegion(text)) {
            throw new IllegalArgumentException("must be a code such as CA for California");
        }
        return text;
    }

    /** Without trailing zeros, so that equal rates are equal objects and are written alike. */
    static BigDecimal normalised(BigDecimal rate) {
        var stripped = rate.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    boolean applies(Destination destination, @Nullable String goods) {
        return country.equals(destination.country())
                && (region == null || region.equals(destination.region()))
                && (category == null || category.equals(goods));
    }

    /** Of two rates that apply, the one that is more specific is greater. */
    int specificity() {
        return (region == null ? 0 : 2) + (category == null ? 0 : 1);
    }
}
