package dev.stampede.checkout;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.Buyers;
import dev.stampede.contracts.totals.CodeOutcome.Condition;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.RecentRules;
import dev.stampede.contracts.totals.Rules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what lines without a cart cost now, as {@link Checkout} would. Changes nothing. Thread-safe. */
final class Quoting {

    sealed interface Outcome {

        record Quoted(PurchaseTotals totals) implements Outcome {}

        /** The shop does not sell these now. @param skus at least one */
        record NotSold(List<Sku> skus) implements Outcome {}

        /** These do not have the currency of the first line. @param skus at least one */
        record OtherCurrency(List<Sku> skus) implements Outcome {}
    }

    private final Pricing pricing;
    private final RecentRules rules;
    private final Buyers buyers;

    Quoting(Pricing pricing, RecentRules rules, Buyers buyers) {
        this.pricing = pricing;
        this.rules = rules;
        this.buyers = buyers;
    }

    Outcome quote(TotalsRequest request) {
        var skus = request.lines().stream().map(TotalsRequest.Line::sku)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var offers = pricing.onSale(skus);
        var missing = skus.stream().filter(sku -> !offers.containsKey(sku)).toList();
        if (!missing.isEmpty()) {
            return new Outcome.NotSold(missing);
        }
        var currency = offers.get(skus.getFirst()).price().currency();
        var others = skus.stream().filter(sku -> !offers.get(sku).price().currency().equals(currency)).toList();
        if (!others.isEmpty()) {
            return new Outcome.OtherCurrency(others);
        }
        var lines = request.lines().stream().map(line -> offers.get(line.sku()).ordered(line.quantity())).toList();
        var goods = offers.values().stream().collect(Collectors.toMap(Offer::sku, Offer::goods));
        var quote = quote(request, lines, goods, rules.recent());
        if (quote.codes().stream().anyMatch(code -> code.unmet() == Condition.UNKNOWN)) {
            // Never refuses because of rules that may have changed since.
            quote = quote(request, lines, goods, rules.current());
        }
        return new Outcome.Quoted(PurchaseTotals.of(lines, quote));
    }

    private Quote quote(TotalsRequest request, List<OrderLine> lines, Map<Sku, Goods> goods, Rules known) {
        var buyer = buyers.of(request.caller().customerId(), request.codes(), known);
        return Quote.of(
                Checkout.basket(lines, goods, buyer, request.destination(), request.shippingMethod()), known);
    }
}
