package dev.stampede.checkout;

import dev.stampede.checkout.CheckoutOutcome.NotAvailable;
import dev.stampede.checkout.CheckoutOutcome.OverLimitPerCustomer;
import dev.stampede.checkout.CheckoutOutcome.OverLimitPerOrder;
import dev.stampede.checkout.CheckoutOutcome.PriceChanged;
import dev.stampede.checkout.CheckoutOutcome.PriceChanged.Change;
import dev.stampede.checkout.CheckoutOutcome.Refused;
import dev.stampede.checkout.CheckoutOutcome.SignInRequired;
import dev.stampede.checkout.CheckoutOutcome.SoldOut;
import dev.stampede.checkout.CheckoutOutcome.TooManyLimits;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.CustomerLimits;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.totals.Goods;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares the prices that shoppers saw with the current offers. Thread-safe. */
final class Pricing {

    private final OfferCache offers;
    private final SoldOutSkus soldOut;
    private final Clock clock;

    Pricing(OfferCache offers, SoldOutSkus soldOut, Clock clock) {
        this.clock = clock;
        this.offers = offers;
        this.soldOut = soldOut;
    }

    sealed interface Agreement {

        /**
         * All lines are for sale at the prices that the shopper saw.
         *
         * @param goods what shipping, taxes and promotions of each SKU depend on
         * @param limits the limits per customer of the lines that have one
         */
        record Agreed(List<OrderLine> lines, Map<Sku, Goods> goods, List<CustomerLimit> limits)
                implements Agreement {}

        record Disagreed(Refused reason) implements Agreement {}
    }

    /** What the shop sells now at its current prices; others are missing. */
    Map<Sku, Offer> onSale(Set<Sku> skus) {
        var now = clock.instant();
        return offers.find(skus).offers().values().stream()
                .filter(offer -> offer.publication().isLive(now))
                .collect(Collectors.toMap(Offer::sku, Function.identity()));
    }

    /** Reads no offers if a line is known to be sold out; never refuses because of a cached offer. */
    Agreement agree(List<WantedLine> lines, boolean isSignedIn) {
        var skus = lines.stream().map(WantedLine::sku).collect(Collectors.toCollection(LinkedHashSet::new));
        var gone = soldOut.among(skus);
        if (!gone.isEmpty()) {
            return new Agreement.Disagreed(new SoldOut(gone));
        }
        var found = offers.find(skus);
        var agreement = compare(lines, skus, found.offers(), isSignedIn);
        if (agreement instanceof Agreement.Disagreed && found.areCached()) {
            agreement = compare(lines, skus, offers.read(skus), isSignedIn);
        }
        if (agreement instanceof Agreement.Disagreed(SoldOut(var known))) {
            soldOut.remember(known);
        }
        return agreement;
    }

    private Agreement compare(
            List<WantedLine> lines, Set<Sku> skus, Map<Sku, Offer> found, boolean isSignedIn) {
        var now = clock.instant();
        var missing = those(skus, sku -> !found.containsKey(sku) || !found.get(sku).publication().isLive(now));
        if (!missing.isEmpty()) {
            return new Agreement.Disagreed(new NotAvailable(missing));
        }
        var gone = those(skus, sku -> found.get(sku).soldOut());
        if (!gone.isEmpty()) {
            return new Agreement.Disagreed(new SoldOut(gone));
        }
        var limits = lines.stream()
                .map(line -> found.get(line.sku()).limit(line.quantity()))
                .flatMap(Optional::stream)
                .toList();
        if (!limits.isEmpty()) {
            return new Agreement.Disagreed(new OverLimitPerOrder(limits));
        }
        var reserved = those(skus, sku -> found.get(sku).requiresSignIn() && !isSignedIn);
        if (!reserved.isEmpty()) {
            return new Agreement.Disagreed(new SignInRequired(reserved));
        }
        var exceeded = lines.stream()
                .map(line -> found.get(line.sku()).customerLimit(line.quantity()))
                .flatMap(Optional::stream)
                .toList();
        if (!exceeded.isEmpty()) {
            return new Agreement.Disagreed(new OverLimitPerCustomer(exceeded));
        }
        var counted = counted(skus, found);
        if (counted.size() > CustomerLimits.MAX_SKUS) {
            return new Agreement.Disagreed(new TooManyLimits());
        }
        var changes = lines.stream()
                .filter(line -> !found.get(line.sku()).price().equals(line.seen()))
                .map(line -> new Change(line.sku(), line.seen(), found.get(line.sku()).price()))
                .toList();
        return changes.isEmpty()
                ? new Agreement.Agreed(
                        lines.stream().map(line -> found.get(line.sku()).ordered(line.quantity())).toList(),
                        skus.stream().collect(Collectors.toMap(Function.identity(), sku -> found.get(sku).goods())),
                        counted)
                : new Agreement.Disagreed(new PriceChanged(changes));
    }

    private static List<CustomerLimit> counted(Set<Sku> skus, Map<Sku, Offer> found) {
        return skus.stream()
                .map(found::get)
                .filter(offer -> offer.maxPerCustomer() != null)
                .map(offer -> new CustomerLimit(offer.sku(), offer.maxPerCustomer()))
                .toList();
    }

    private static List<Sku> those(Set<Sku> skus, Predicate<Sku> condition) {
        return skus.stream().filter(condition).toList();
    }
}
