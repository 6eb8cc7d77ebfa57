package dev.stampede.contracts.totals;

import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.contracts.totals.Totals.Tax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Totals} as the API returns them, with all sums, so that no front end adds up. Amounts are in minor units.
 *
 * @param subtotal the prices of the lines
 * @param discount the sum of {@code discounts}
 * @param tax the sum of {@code taxes}
 * @param total the amount to pay
 */
public record TotalsView(
        long subtotal,
        List<Reduction> discounts,
        long discount,
        @Nullable ShippingView shipping,
        List<Tax> taxes,
        boolean taxIncluded,
        long tax,
        long total) {

    /** @param total the price after discounts; includes taxes if prices do */
    public record ShippingView(String method, String name, long price, List<Reduction> discounts, long total) {}

    public TotalsView {
        discounts = List.copyOf(discounts);
        taxes = List.copyOf(taxes);
    }

    public static TotalsView of(Totals totals) {
        var shipping = totals.shipping();
        return new TotalsView(
                totals.subtotal(),
                totals.discounts(),
                totals.discount(),
                shipping == null
                        ? null
                        : new ShippingView(shipping.method(), shipping.name(), shipping.price(), shipping.discounts(),
                                shipping.discounted()),
                totals.taxes(),
                totals.taxIncluded(),
                totals.tax(),
                totals.total());
    }
}
