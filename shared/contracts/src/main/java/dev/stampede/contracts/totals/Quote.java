package dev.stampede.contracts.totals;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.CodeOutcome.Condition;
import dev.stampede.contracts.totals.Discount.Amount;
import dev.stampede.contracts.totals.Discount.Percentage;
import dev.stampede.contracts.totals.Discount.Units;
import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.contracts.totals.Totals.Shipping;
import dev.stampede.contracts.totals.Totals.Tax;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a basket costs under the store's rules.
 *
 * <p>Rounding:
 * <ul>
 * <li>A percentage is rounded once for all its lines, half up, and then spread over them; one off some units of a line is
 * rounded for each line.
 * <li>Taxes are rounded once for all lines, and the shipping, that have the same rates: half up, each rate by itself if taxes
 * are added; their sum if prices include them. Then they are spread over lines and shipping.
 * <li>What is spread is split in proportion to what is left of each line, rounded down; the minor units that are left go to
 * the lines that lost most by it, of equal ones to the first by SKU, to shipping last.
 * </ul>
 *
 * @param totals without shipping if the goods need none or no available method is chosen
 * @param needsShipping whether the goods must be sent and the store has shipping methods
 * @param shippingOptions the methods that are available at the destination, in the order of the rules
 * @param codes what becomes of each code that the buyer names, in that order
 * @param isForFirstOrder whether the totals have a discount that only a customer's first order gets
 */
public record Quote(
        Totals totals, boolean needsShipping, List<ShippingOption> shippingOptions, List<CodeOutcome> codes,
        boolean isForFirstOrder) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Quote {
        shippingOptions = List.copyOf(shippingOptions);
        codes = List.copyOf(codes);
    }

    /** The codes that reduce something and have a limited number of uses. */
    public List<String> limitedCodes() {
        return codes.stream()
                .filter(outcome -> outcome.applies() && outcome.isLimited())
                .map(CodeOutcome::code)
                .toList();
    }

    /** Whether everything that the purchase needs is in the totals. */
    public boolean isComplete() {
        return !needsShipping || totals.shipping() != null;
    }

    /** The quote for a basket: the only place that adds up prices. The order of the lines does not matter. */
    public static Quote of(Basket basket, Rules rules) {
        var granted = rules.promotions().stream()
                .filter(promotion -> promotion.isClaimedBy(basket.buyer())
                        && promotion.unmet(basket, rules).isEmpty())
                .toList();
        var outcomes = basket.buyer().codes().stream()
                .map(code -> rules.promotions().stream()
                        .filter(promotion -> code.equals(promotion.code()))
                        .findFirst()
                        .map(promotion -> outcome(promotion, code, basket, rules))
                        .orElseGet(() -> CodeOutcome.unknown(code)))
                .toList();
        var discounts = granted.stream().map(promotion -> promotion.discount(basket)).toList();
        return of(basket, rules, discounts).with(
                outcomes, granted.stream().anyMatch(promotion -> promotion.conditions().firstOrder()));
    }

    private static CodeOutcome outcome(Promotion promotion, String code, Basket basket, Rules rules) {
        var unmet = promotion.unmet(basket, rules).orElse(null);
        return new CodeOutcome(
                code, unmet, unmet == Condition.SUBTOTAL ? promotion.conditions().minSubtotal() : null,
                promotion.uses() != null);
    }

    /** The quote with these discounts, in their order, and no promotions. */
    static Quote of(Basket basket, Rules rules, List<Discount> discounts) {
        return new Calculation(basket, rules, discounts).quote();
    }

    private Quote with(List<CodeOutcome> outcomes, boolean forFirstOrder) {
        return new Quote(
                totals, needsShipping, shippingOptions,
                outcomes.stream()
                        .map(outcome -> outcome.applies() && isComplete() && !isReduced(outcome.code())
                                ? outcome.without(Condition.NOTHING_TO_REDUCE)
                                : outcome)
                        .toList(),
                forFirstOrder);
    }

    private boolean isReduced(String code) {
        return totals.codes().contains(code);
    }

    /** One calculation; the arrays have a position for each line, by SKU, and after them one for shipping. */
    private static final class Calculation {

        private final Basket basket;
        private final Rules rules;
        private final List<Discount> discounts;
        private final List<Basket.Line> lines;
        private final Optional<Destination> destination;
        /** What discounts have left of each position. */
        private final long[] left;
        private final List<Reduction> reductions = new ArrayList<>();
        private final List<Reduction> shippingReductions = new ArrayList<>();

        Calculation(Basket basket, Rules rules, List<Discount> discounts) {
            this.basket = basket;
            this.rules = rules;
            this.discounts = discounts;
            this.lines = basket.lines().stream().sorted(Comparator.comparing(Basket.Line::sku)).toList();
            this.destination = Optional.ofNullable(basket.destination()).or(rules::home);
            this.left = new long[lines.size() + 1];
            for (var index = 0; index < lines.size(); index++) {
                left[index] = lines.get(index).subtotal();
            }
        }

        private int shippingPosition() {
            return lines.size();
        }

        Quote quote() {
            discountLines();
            var needsShipping = !rules.shippingZones().isEmpty()
                    && lines.stream().anyMatch(line -> line.goods().requiresShipping());
            var available = needsShipping ? available() : Map.<ShippingMethod, Long> of();
            var chosen = available.keySet().stream()
                    .filter(method -> method.id().equals(basket.shippingMethod()))
                    .findFirst()
                    .orElse(null);
            if (chosen != null) {
                left[shippingPosition()] = available.get(chosen);
                discountShipping();
            }
            var options = available.entrySet().stream()
                    .map(entry -> new ShippingOption(entry.getKey().id(), entry.getKey().name(), entry.getValue()))
                    .toList();
            return new Quote(totals(chosen, chosen == null ? 0 : available.get(chosen)), needsShipping, options,
                    List.of(),
                    false);
        }

        private void discountLines() {
            for (var discount : discounts) {
                switch (discount) {
                    case Amount amount -> {
                        var positions = positions(amount.skus());
                        discount(amount, positions, spread(amount.of(left(positions)), positions));
                    }
                    case Percentage percentage -> {
                        var positions = positions(percentage.skus());
                        discount(percentage, positions, spread(percentage.of(left(positions)), positions));
                    }
                    case Units units -> {
                        var positions = positions(units.units().keySet());
                        discount(units, positions, IntStream.of(positions)
                                .mapToLong(position -> units.of(lines.get(position), left[position]))
                                .toArray());
                    }
                    case Discount.Shipping later -> {
                        // Applied once the price of shipping is known.
                    }
                }
            }
        }

        private int[] positions(Set<Sku> skus) {
            return IntStream.range(0, lines.size())
                    .filter(index -> skus.isEmpty() || skus.contains(lines.get(index).sku()))
                    .toArray();
        }

        private long left(int[] positions) {
            return IntStream.of(positions).mapToLong(position -> left[position]).sum();
        }

        private long[] spread(long amount, int[] positions) {
            return Spread.over(amount, IntStream.of(positions).mapToLong(position -> left[position]).toArray());
        }

        private void discount(Discount discount, int[] positions, long[] parts) {
            for (var index = 0; index < positions.length; index++) {
                left[positions[index]] -= parts[index];
            }
            var amount = LongStream.of(parts).sum();
            if (amount > 0) {
                reductions.add(new Reduction(discount.reason(), discount.code(), amount));
            }
        }

        private void discountShipping() {
            for (var discount : discounts) {
                if (discount instanceof Discount.Shipping off) {
                    var amount = off.of(left[shippingPosition()]);
                    left[shippingPosition()] -= amount;
                    if (amount > 0) {
                        shippingReductions.add(new Reduction(off.reason(), off.code(), amount));
                    }
                }
            }
        }

        /** The methods at the destination that take the goods, with their prices. */
        private Map<ShippingMethod, Long> available() {
            if (basket.destination() == null || !basket.currency().equals(rules.currency())) {
                return Map.of();
            }
            var value = 0L;
            var weight = 0L;
            for (var index = 0; index < lines.size(); index++) {
                if (lines.get(index).goods().requiresShipping()) {
                    value += left[index];
                    weight += lines.get(index).weight();
                }
            }
            var methods = rules.zone(basket.destination()).map(ShippingZone::methods).orElse(List.of());
            var prices = new LinkedHashMap<ShippingMethod, Long>();
            for (var method : methods) {
                method.price(value, weight).ifPresent(price -> prices.put(method, price));
            }
            return prices;
        }

        private Totals totals(@Nullable ShippingMethod method, long price) {
            var taxed = new Taxed(left, rules.pricesIncludeTax());
            ratesOfPositions(method).forEach(taxed::tax);
            var taxes = taxed.taxes();
            var bySku = new HashMap<Sku, Totals.Line>();
            for (var index = 0; index < lines.size(); index++) {
                var line = lines.get(index);
                bySku.put(line.sku(), new Totals.Line(
                        line.sku(), line.unitPrice(), line.quantity(), line.subtotal() - left[index],
                        taxed.parts(index)));
            }
            return new Totals(
                    basket.currency(),
                    rules.version(),
                    rules.pricesIncludeTax(),
                    basket.lines().stream().map(line -> bySku.get(line.sku())).toList(),
                    reductions,
                    method == null
                            ? null
                            : new Shipping(method.id(), method.name(), price, shippingReductions,
                                    taxed.parts(shippingPosition())),
                    taxes);
        }

        /** The positions that are taxed, by their rates. */
        private Map<List<TaxRate>, List<Integer>> ratesOfPositions(@Nullable ShippingMethod method) {
            var grouped = new LinkedHashMap<List<TaxRate>, List<Integer>>();
            if (destination.isEmpty()) {
                return grouped;
            }
            for (var index = 0; index <= shippingPosition(); index++) {
                if (left[index] > 0) {
                    var category = index < shippingPosition() ? lines.get(index).goods().taxCategory()
                            : method == null ? null : method.taxCategory();
                    var rates = rules.rates(destination.get(), category);
                    if (!rates.isEmpty()) {
                        grouped.computeIfAbsent(rates, _ -> new ArrayList<>()).add(index);
                    }
                }
            }
            return grouped;
        }
    }

    /** The taxes so far, and what each position has of them. */
    private static final class Taxed {

        private record Key(String name, BigDecimal rate) {}

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::name)
                .thenComparing(Key::rate, Comparator.reverseOrder());

        private final long[] prices;
        private final boolean included;
        private final Map<Key, Long> taxable = new HashMap<>();
        private final Map<Key, long[]> amounts = new HashMap<>();

        Taxed(long[] prices, boolean included) {
            this.prices = prices;
            this.included = included;
        }

        void tax(List<TaxRate> rates, List<Integer> positions) {
            var untaxed = positions.stream().mapToLong(position -> prices[position]).toArray();
            var price = LongStream.of(untaxed).sum();
            var taxes = included ? included(price, rates) : added(price, rates);
            var net = included ? price - LongStream.of(taxes).sum() : price;
            for (var index = 0; index < taxes.length; index++) {
                var key = new Key(rates.get(index).name(), rates.get(index).rate());
                taxable.merge(key, net, Long::sum);
                var parts = Spread.over(taxes[index], untaxed);
                var all = amounts.computeIfAbsent(key, _ -> new long[prices.length]);
                for (var part = 0; part < parts.length; part++) {
                    all[positions.get(part)] += parts[part];
                    untaxed[part] -= included ? parts[part] : 0;
                }
            }
        }

        private static long[] added(long price, List<TaxRate> rates) {
            return rates.stream()
                    .mapToLong(rate -> rounded(BigDecimal.valueOf(price).multiply(rate.rate()).movePointLeft(2)))
                    .toArray();
        }

        private static long[] included(long price, List<TaxRate> rates) {
            var rate = rates.stream().map(TaxRate::rate).reduce(BigDecimal.ZERO, BigDecimal::add);
            var tax = BigDecimal.valueOf(price).multiply(rate)
                    .divide(HUNDRED.add(rate), 0, RoundingMode.HALF_UP)
                    .longValueExact();
            return Spread.inProportion(tax, rates.stream()
                    .mapToLong(one -> one.rate().movePointRight(TaxRate.MAX_DECIMALS).longValueExact())
                    .toArray());
        }

        private static long rounded(BigDecimal amount) {
            return amount.setScale(0, RoundingMode.HALF_UP).longValueExact();
        }

        List<Tax> taxes() {
            return keys().stream()
                    .map(key -> new Tax(
                            key.name(), key.rate(), taxable.get(key), LongStream.of(amounts.get(key)).sum()))
                    .toList();
        }

        List<Long> parts(int position) {
            return keys().stream().map(key -> amounts.get(key)[position]).toList();
        }

        private List<Key> keys() {
            return taxable.keySet().stream().sorted(ORDER).toList();
        }
    }
}
