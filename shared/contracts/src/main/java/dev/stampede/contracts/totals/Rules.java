package dev.stampede.contracts.totals;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store's rules for shipping, taxes and promotions. Immutable.
 *
 * @param version 0 for a store without rules, incremented by each change
 * @param currency of all prices in the rules; a cart in another currency cannot be shipped
 * @param country where the store is: the destination of a purchase until an address is known, or null for none
 * @param pricesIncludeTax whether prices include the taxes, or taxes are added to them. A price is the same everywhere: where
 *     no rate applies, an inclusive store charges the whole price and no tax
 * @param taxRates at most {@link #MAX_TAX_RATES}; no two alike but for the rate
 * @param shippingZones at most {@link #MAX_ZONES}; no place is in two. Without zones, nothing is charged for shipping and none is chosen
 * @param promotions at most {@link #MAX_PROMOTIONS}, of different codes, in the order in which they are applied
 */
public record Rules(
        long version,
        String currency,
        @Nullable String country,
        boolean pricesIncludeTax,
        List<TaxRate> taxRates,
        List<ShippingZone> shippingZones,
        List<Promotion> promotions) {

    public static final int MAX_TAX_RATES = 500;
    public static final int MAX_ZONES = 50;
    public static final int MAX_PROMOTIONS = 200;
    /** The rules and the uses of their limited codes are written in one transaction, which has room for 100 items. */
    public static final int MAX_LIMITED = 90;

    private static final BigDecimal MAX_RATE = BigDecimal.valueOf(100);

    public Rules {
        taxRates = List.copyOf(taxRates);
        shippingZones = List.copyOf(shippingZones);
        // Rules that were stored before there were promotions have none.
        promotions = promotions == null ? List.of() : List.copyOf(promotions);
        if (version < 0 || taxRates.size() > MAX_TAX_RATES || shippingZones.size() > MAX_ZONES
                || promotions.size() > MAX_PROMOTIONS) {
            throw new IllegalArgumentException(
                    "Invalid rules: version " + version + ", " + taxRates.size() + " rates, " + shippingZones.size()
                            + " zones, " + promotions.size() + " promotions");
        }
        var codes = promotions.stream().map(Promotion::code).filter(Objects::nonNull).toList();
        if (codes.stream().distinct().count() < codes.size()) {
            throw new IllegalArgumentException("Promotions have different codes");
        }
    }

    /** Rules without promotions. */
    public Rules(
            long version, String currency, @Nullable String country, boolean pricesIncludeTax, List<TaxRate> taxRates,
            List<ShippingZone> shippingZones) {
        this(version, currency, country, pricesIncludeTax, taxRates, shippingZones, List.of());
    }

    /** The rules of a store that has none: prices are all that is charged. */
    public static final Rules NONE = new Rules(0, "XXX", null, false, List.of(), List.of());

    public Rules with(long changedVersion) {
        return new Rules(changedVersion, currency, country, pricesIncludeTax, taxRates, shippingZones, promotions);
    }

    public Rules with(List<Promotion> changed) {
        return new Rules(version, currency, country, pricesIncludeTax, taxRates, shippingZones, changed);
    }

    /** Those of these codes that have a limited number of uses. */
    public Set<String> limitedCodes(Collection<String> codes) {
        return promotions.stream()
                .filter(promotion -> promotion.uses() != null && codes.contains(promotion.code()))
                .map(Promotion::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a purchase with these codes gets promotions for a customer's first order only. */
    public boolean dependOnFirstOrder(Collection<String> codes) {
        return promotions.stream().anyMatch(promotion -> promotion.conditions().firstOrder()
                && (promotion.code() == null || codes.contains(promotion.code())));
    }

    /** Whether the rates that can apply together are more than 100 percent in a country, which no total has room for. */
    public static boolean exceedsMaximum(List<TaxRate> rates, String country) {
        var highest = new HashMap<String, BigDecimal>();
        rates.stream()
                .filter(rate -> rate.country().equals(country))
                .forEach(rate -> highest.merge(rate.name(), rate.rate(), BigDecimal::max));
        return highest.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(MAX_RATE) > 0;
    }

    /** The destination of a purchase whose address is unknown. */
    Optional<Destination> home() {
        return Optional.ofNullable(country).map(home -> new Destination(home, null));
    }

    /** The rates that apply to goods of a category, by name; at most one of each name. */
    List<TaxRate> rates(Destination destination, @Nullable String category) {
        Map<String, TaxRate> best = taxRates.stream()
                .filter(rate -> rate.applies(destination, category))
                .collect(Collectors.toMap(
                        TaxRate::name,
                        rate -> rate,
                        (one, other) -> one.specificity() >= other.specificity() ? one : other));
        return best.values().stream()
                .filter(rate -> rate.rate().signum() > 0)
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /** The zone of a destination: the one that lists its region, else its country, else the rest of the world. */
    Optional<ShippingZone> zone(Destination destination) {
        return Stream.<Predicate<ShippingZone>> of(
                zone -> zone.hasRegion(destination), zone -> zone.hasCountry(destination), ShippingZone::isRestOfWorld)
                .flatMap(isOf -> shippingZones.stream().filter(isOf).limit(1))
                .findFirst();
    }
}
