package dev.stampede.checkout;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.CodeView;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.ShippingOption;
import dev.stampede.contracts.totals.TotalsView;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What lines without a cart cost, as the API returns it. Amounts are in minor units of {@code currency}.
 *
 * @param codes what becomes of each code that the request names
 * @param needsShipping whether a checkout must name an address and one of the {@code shippingMethods}
 * @param shippingMethods the methods that are available at the destination; none as long as it is unknown
 */
record PurchaseTotals(
        String currency,
        List<Line> lines,
        TotalsView totals,
        List<CodeView> codes,
        boolean needsShipping,
        List<ShippingOption> shippingMethods) {

    /**
     * @param lineTotal the price before discounts
     * @param discount the line's part of the discounts
     * @param tax the line's part of the taxes, included in the price or added to it
     */
    record Line(
            Sku sku, ProductId productId, String name, int quantity, long unitPrice, long lineTotal, long discount,
            long tax) {}

    /** @param lines those of the quote, in its order */
    static PurchaseTotals of(List<OrderLine> lines, Quote quote) {
        var totals = quote.totals();
        return new PurchaseTotals(
                totals.currency(),
                IntStream.range(0, lines.size()).mapToObj(index -> {
                    var line = lines.get(index);
                    var priced = totals.lines().get(index);
                    return new Line(
                            line.sku(), line.productId(), line.name(), line.quantity(), priced.unitPrice(),
                            priced.subtotal(), priced.discount(), priced.tax());
                }).toList(),
                TotalsView.of(totals),
                CodeView.of(quote.codes()),
                quote.needsShipping(),
                quote.shippingOptions());
    }
}
