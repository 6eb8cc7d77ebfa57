package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.totals.CodeView;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.ShippingOption;
import dev.stampede.contracts.totals.TotalsView;
import java.util.List;

/**
 * What a cart costs, as the API returns it. Amounts are in minor units of {@code currency}.
 *
 * @param codes what becomes of each code that the request names
 * @param needsShipping whether a checkout must name one of the {@code shippingMethods}
 * @param shippingMethods the methods that are available at the destination; none as long as it is unknown
 */
record CartQuote(
        CartId cartId,
        long version,
        String currency,
        TotalsView totals,
        List<CodeView> codes,
        boolean needsShipping,
        List<ShippingOption> shippingMethods) {

    static CartQuote of(Cart cart, Quote quote) {
        return new CartQuote(
                cart.id(), cart.version(), quote.totals().currency(), TotalsView.of(quote.totals()),
                CodeView.of(quote.codes()),
                quote.needsShipping(), quote.shippingOptions());
    }
}
