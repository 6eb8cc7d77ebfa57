package dev.stampede.contracts.testing;

import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingMethod;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone;
import dev.stampede.contracts.totals.ShippingZone.Place;
import dev.stampede.contracts.totals.TaxRate;
import java.math.BigDecimal;
import java.util.List;

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

    public static Rules rules(long version, boolean included, long shipping) {
        var standard = new ShippingMethod(
                "standard", "Standard", Basis.VALUE, List.of(new Step(null, shipping)), 5_000L, null);
        return new Rules(
                version, "EUR", "US", included, List.of(new TaxRate("Sales tax", "US", null, null, BigDecimal.TEN)),
                List.of(new ShippingZone("Domestic", List.of(new Place("US", List.of())), List.of(standard))));
    }
}
