package dev.stampede.catalog;

import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingZone;
import dev.stampede.contracts.totals.TaxRate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules as the API returns them. @param version 0 for a store that never had rules */
record RulesView(
        long version,
        String currency,
        @Nullable String country,
        boolean pricesIncludeTax,
        List<TaxRate> taxRates,
        List<ShippingZone> shippingZones,
        List<Promotion> promotions,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    static RulesView of(RulesEntry entry) {
        return of(entry.rules(), entry.rules().currency(), entry.updatedAt(), entry.updatedBy());
    }

    /** Of a store that never had rules. @param currency the store's */
    static RulesView none(String currency) {
        return of(Rules.NONE, currency, null, null);
    }

    private static RulesView of(Rules rules, String currency, @Nullable Instant at, @Nullable String by) {
        return new RulesView(rules.version(), currency, rules.country(), rules.pricesIncludeTax(), rules.taxRates(),
                rules.shippingZones(), rules.promotions(), at, by);
    }
}
