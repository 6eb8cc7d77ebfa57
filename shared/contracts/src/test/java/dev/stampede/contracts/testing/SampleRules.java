package dev.stampede.contracts.testing;

import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.Promotion.Conditions;
import dev.stampede.contracts.totals.Promotion.Kind;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone;
import dev.stampede.contracts.totals.ShippingZone.Place;
import dev.stampede.contracts.totals.TaxRate;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for tests: one tax of 10 percent in the United States, and standard shipping there for 4.90 EUR, free from 50.00. */
public final class SampleRules {

    private SampleRules() {}

    /** Version 7; prices include the tax. */
    public static Rules included() {
        return rules(7, true, 490);
    }

    /** Version 8; the tax is added to prices. */
    public static Rules added() {
        return rules(8, false, 490);
    }

    /** @param code null for an automatic promotion */
    public static Promotion percentOff(String name, @Nullable String code, int percent) {
        return new Promotion(name, code, Kind.PERCENT, BigDecimal.valueOf(percent), null, null, null, Conditions.NONE,
                null);
    }

    /** @param code null for an automatic promotion */
    public static Promotion amountOff(String name, @Nullable String code, long amount) {
        return new Promotion(name, code, Kind.AMOUNT, null, amount, null, null, Conditions.NONE, null);
    }

    /** Ten percent off for so many orders. */
    public static Promotion limitedCode(String code, int uses) {
        return new Promotion("Limited", code, Kind.PERCENT, BigDecimal.TEN, null, null, null, Conditions.NONE, uses);
    }

    public static Rules rules(long version, boolean included, long shipping) {
        var standard = new ShippingMethod(
                "standard", "Standard", Basis.VALUE, List.of(new Step(null, shipping)), 5_000L, null);
        return new Rules(
                version, "EUR", "US", included, List.of(new TaxRate("Sales tax", "US", null, null, BigDecimal.TEN)),
                List.of(new ShippingZone("Domestic", List.of(new Place("US", List.of())), List.of(standard))));
    }
}
