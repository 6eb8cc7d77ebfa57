package dev.stampede.contracts.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.Promotion.Conditions;
import dev.stampede.contracts.totals.Promotion.Kind;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone.Place;
import dev.stampede.runtime.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must hold for all baskets and rules, tried with many random ones. A failure names the seed. */
class QuotePropertiesTest {

    private static final List<Category> SHELVES = List.of(
            new Category("shoes"), new Category("shoes/boots"), new Category("books"));

    private static final int SEEDS = 3_000;

    private static void forAll(Consumer<Random> property) {
        for (var seed = 0; seed < SEEDS; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("Seed " + seed, failure);
            }
        }
    }

    private final List<String> categories = Collections.unmodifiableList(
            new ArrayList<>(Arrays.asList(null, "books", "food")));

    @Test
    void partsEqualTheWhole() {
        forAll(this::partsEqualTheWhole);
    }

    private void partsEqualTheWhole(Random random) {
        var basket = basket(random);
        var totals = Quote.of(basket, rules(random)).totals();

        var lines = totals.lines().stream().mapToLong(totals::total).sum();
        var shipping = totals.shipping() == null
                ? 0
                : totals.shipping().discounted() + (totals.taxIncluded() ? 0 : totals.shipping().tax());
        assertThat(totals.total()).isEqualTo(lines + shipping);
        assertThat(totals.discount())
                .isEqualTo(totals.lines().stream().mapToLong(Totals.Line::discount).sum());
        assertThat(totals.tax())
                .isEqualTo(totals.lines().stream().mapToLong(Totals.Line::tax).sum()
                        + (totals.shipping() == null ? 0 : totals.shipping().tax()));
        assertThat(totals.lines()).extracting(Totals.Line::sku)
                .isEqualTo(basket.lines().stream().map(Basket.Line::sku).toList());
    }

    @Test
    void noPartIsBelowZero() {
        forAll(this::noPartIsBelowZero);
    }

    private void noPartIsBelowZero(Random random) {
        var totals = Quote.of(basket(random), rules(random)).totals();

        assertThat(totals.lines()).allSatisfy(line -> {
            assertThat(line.discounted()).isNotNegative();
            assertThat(line.taxes()).allMatch(tax -> tax >= 0);
            assertThat(totals.taxIncluded() ? line.discounted() - line.tax() : 0).isNotNegative();
        });
        assertThat(totals.taxes()).allMatch(tax -> tax.taxable() >= 0 && tax.amount() >= 0);
        assertThat(totals.total()).isNotNegative();
    }

    @Test
    void orderOfLinesDoesNotMatter() {
        forAll(this::orderOfLinesDoesNotMatter);
    }

    private void orderOfLinesDoesNotMatter(Random random) {
        var basket = basket(random);
        var rules = rules(random);
        var shuffled = new ArrayList<>(basket.lines());
        Collections.shuffle(shuffled, random);

        var one = Quote.of(basket, rules);
        var other = Quote.of(
                new Basket(basket.currency(), shuffled, basket.buyer(), basket.destination(),
                        basket.shippingMethod()),
                rules);

        assertThat(other.totals().lines()).containsExactlyInAnyOrderElementsOf(one.totals().lines());
        assertThat(other.totals().taxes()).isEqualTo(one.totals().taxes());
        assertThat(other.totals().total()).isEqualTo(one.totals().total());
        assertThat(other.shippingOptions()).isEqualTo(one.shippingOptions());
    }

    @Test
    void eachTaxIsItsRateOfWhatIsTaxed() {
        forAll(this::eachTaxIsItsRateOfWhatIsTaxed);
    }

    private void eachTaxIsItsRateOfWhatIsTaxed(Random random) {
        var basket = basket(random);
        var totals = Quote.of(basket, rules(random)).totals();

        // Each combination of rates is rounded by itself, and included taxes share the rounding of their sum.
        var roundings = basket.lines().size() + 3;
        assertThat(totals.taxes()).allSatisfy(tax -> {
            var exact = BigDecimal.valueOf(tax.taxable()).multiply(tax.rate()).movePointLeft(2);
            assertThat(exact.subtract(BigDecimal.valueOf(tax.amount())).abs())
                    .isLessThanOrEqualTo(BigDecimal.valueOf(roundings));
        });
    }

    @Test
    void aDiscountTakesNoMoreThanItSays() {
        forAll(this::aDiscountTakesNoMoreThanItSays);
    }

    private void aDiscountTakesNoMoreThanItSays(Random random) {
        var basket = basket(random);
        var rules = rules(random);
        var totals = Quote.of(basket, rules).totals();
        var discounts = rules.promotions().stream()
                .filter(promotion -> promotion.isClaimedBy(basket.buyer())
                        && promotion.unmet(basket, rules).isEmpty())
                .map(promotion -> promotion.discount(basket))
                .toList();

        var left = totals.subtotal();
        for (var discount : discounts) {
            var taken = totals.discounts().stream().filter(one -> one.reason().equals(discount.reason()))
                    .mapToLong(Totals.Reduction::amount).sum();
            assertThat(taken).isBetween(0L, left);
            if (discount instanceof Discount.Amount(_, _, var skus, var amount)) {
                assertThat(taken).isLessThanOrEqualTo(amount);
                if (skus.size() == basket.lines().size()) {
                    assertThat(taken).isEqualTo(Math.min(amount, left));
                }
            }
            if (discount instanceof Discount.Percentage(_, _, var skus, var percent)
                    && skus.size() == basket.lines().size()) {
                assertThat(taken).isEqualTo(BigDecimal.valueOf(left).multiply(percent).movePointLeft(2)
                        .setScale(0, RoundingMode.HALF_UP).longValueExact());
            }
            left -= taken;
        }
    }

    /** A line gets what its share of the whole is, to the minor unit. */
    @Test
    void spreadingIsProportional() {
        forAll(this::spreadingIsProportional);
    }

    private void spreadingIsProportional(Random random) {
        var weights = random.longs(1 + random.nextInt(20), 0, random.nextBoolean() ? 5 : 1_000_000_000_000L).toArray();
        var sum = LongStream.of(weights).sum();
        var amount = sum == 0 ? 0 : random.nextLong(sum + 1);

        var parts = Spread.over(amount, weights);

        assertThat(LongStream.of(parts).sum()).isEqualTo(amount);
        for (var index = 0; index < parts.length; index++) {
            assertThat(parts[index]).isBetween(0L, weights[index]);
            if (sum > 0) {
                var exact = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(weights[index]))
                        .divide(BigDecimal.valueOf(sum), 6, RoundingMode.HALF_UP);
                assertThat(exact.subtract(BigDecimal.valueOf(parts[index])).abs()).isLessThan(BigDecimal.ONE);
            }
        }
    }

    @Test
    void partsOfWhatIsPaidBackEqualTheWhole() {
        forAll(this::partsOfWhatIsPaidBackEqualTheWhole);
    }

    private void partsOfWhatIsPaidBackEqualTheWhole(Random random) {
        var totals = Quote.of(basket(random), rules(random)).totals();
        var ofLines = new HashMap<Sku, Long>();
        totals.lines().stream().filter(line -> random.nextInt(3) == 0)
                .forEach(line -> ofLines.put(line.sku(), random.nextLong(totals.total(line) + 1)));
        var given = ofLines.values().stream().mapToLong(Long::longValue).sum();
        var amount = given + random.nextLong(totals.total() - given + 1);

        var paid = totals.paidBack(amount, ofLines);

        assertThat(paid.lines().stream().mapToLong(Long::longValue).sum() + paid.shipping()).isEqualTo(amount);
        for (var index = 0; index < totals.lines().size(); index++) {
            var line = totals.lines().get(index);
            assertThat(paid.lines().get(index)).isBetween(ofLines.getOrDefault(line.sku(), 0L), totals.total(line));
        }
        for (var index = 0; index < totals.taxes().size(); index++) {
            assertThat(paid.taxes().get(index).amount()).isBetween(0L, totals.taxes().get(index).amount());
            assertThat(paid.taxes().get(index).taxable()).isBetween(0L, totals.taxes().get(index).taxable());
        }
        assertThat(totals.paidBack(totals.total(), ofLines).taxes()).isEqualTo(totals.taxes());
        assertThat(totals.paidBack(0, Map.of()).taxes()).allMatch(tax -> tax.amount() == 0 && tax.taxable() == 0);
    }

    @Test
    void recordedBreakdownGivesTheSameTotals() {
        forAll(this::recordedBreakdownGivesTheSameTotals);
    }

    private void recordedBreakdownGivesTheSameTotals(Random random) {
        var totals = Quote.of(basket(random), rules(random)).totals();
        var priced = totals.lines().stream()
                .map(line -> Totals.Line.priced(line.sku(), line.unitPrice(), line.quantity()))
                .toList();

        var breakdown = Breakdown.of(totals);

        assertThat(breakdown == null
                ? Breakdown.none(totals.currency(), priced)
                : Json.read(Json.write(breakdown), Breakdown.class).totals(totals.currency(), priced))
                        .isEqualTo(totals);
    }

    @Test
    void codesReduceSomethingExactlyIfTheyApply() {
        forAll(this::codesReduceSomethingExactlyIfTheyApply);
    }

    private void codesReduceSomethingExactlyIfTheyApply(Random random) {
        var basket = basket(random);
        var rules = rules(random);
        var quote = Quote.of(basket, rules);
        var shipping = quote.totals().shipping();
        var reductions = new ArrayList<>(quote.totals().discounts());
        reductions.addAll(shipping == null ? List.of() : shipping.discounts());

        assertThat(reductions).allMatch(reduction -> reduction.amount() > 0);
        assertThat(quote.codes()).extracting(CodeOutcome::code).containsExactlyElementsOf(basket.buyer().codes());
        if (quote.isComplete()) {
            var applied = quote.codes().stream().filter(CodeOutcome::applies).map(CodeOutcome::code).toList();
            assertThat(quote.totals().codes()).containsExactlyInAnyOrderElementsOf(applied);
            assertThat(quote.limitedCodes()).containsExactlyInAnyOrderElementsOf(
                    applied.stream().filter(rules.limitedCodes(applied)::contains).toList());
        }
        assertThat(quote.limitedCodes()).noneMatch(basket.buyer().usedUpCodes()::contains);
    }

    private Basket basket(Random random) {
        var prices = random.nextInt(4) == 0 ? 10_000_000_000L : random.nextInt(3) == 0 ? 4 : 20_000;
        var quantities = random.nextInt(5) == 0 ? 999 : 4;
        var lines = IntStream.range(0, 1 + random.nextInt(random.nextInt(10) == 0 ? 50 : 6))
                .mapToObj(index -> new Basket.Line(
                        new Sku("S" + index), random.nextLong(prices + 1), 1 + random.nextInt(quantities),
                        new Goods(any(random, categories), random.nextInt(4) > 0, random.nextInt(3_000),
                                new ProductId("p" + random.nextInt(4)), any(random, SHELVES))))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(lines, random);
        var destination = new Destination(
                any(random, List.of("DE", "FR", "CA", "US")), any(random, Arrays.asList(null, "QC", "CA")));
        var buyer = new Buyer(random.nextBoolean(), random.nextBoolean(), List.of("CODE1", "CODE3"),
                random.nextBoolean() ? Set.of() : Set.of("CODE1"), Instant.ofEpochSecond(random.nextInt(100)));
        return new Basket("EUR", lines, buyer, random.nextInt(5) == 0 ? null : destination,
                any(random, Arrays.asList(null, "standard", "express")));
    }

    /** Every second one has a code. */
    private static Promotion promotion(int number, Random random) {
        var kind = any(random, List.of(Kind.values()));
        var hasPercent = kind == Kind.PERCENT || kind == Kind.BUY_X_GET_Y;
        var hasUnits = kind == Kind.BUY_X_GET_Y;
        return new Promotion(
                "promotion " + number,
                number % 2 == 0 ? null : "CODE" + number,
                kind,
                hasPercent ? BigDecimal.valueOf(1 + random.nextInt(1_000), 1) : null,
                kind == Kind.AMOUNT ? 1L + random.nextLong(any(random, List.of(100L, 40_000L, 9_000_000_000L))) : null,
                hasUnits ? 1 + random.nextInt(3) : null,
                hasUnits ? 1 + random.nextInt(3) : null,
                new Conditions(
                        random.nextBoolean() ? null : 1L + random.nextLong(30_000),
                        random.nextBoolean() ? List.of() : List.of(new ProductId("p" + random.nextInt(4))),
                        random.nextBoolean() ? List.of() : List.of(any(random, SHELVES).path()),
                        random.nextInt(4) > 0 ? null : Instant.ofEpochSecond(random.nextInt(50)),
                        random.nextInt(4) > 0 ? null : Instant.ofEpochSecond(50 + random.nextInt(50)),
                        random.nextInt(4) == 0, random.nextInt(4) == 0),
                number % 2 == 0 || random.nextBoolean() ? null : 1 + random.nextInt(9));
    }

    /** Rates of two names, so that some goods have two taxes; together never more than 100 percent. */
    private Rules rules(Random random) {
        var rates = new ArrayList<TaxRate>();
        for (var country : List.of("DE", "CA")) {
            for (var region : Arrays.asList(null, "QC")) {
                for (var category : categories) {
                    for (var name : List.of("VAT", "GST")) {
                        if (random.nextInt(3) > 0) {
                            rates.add(new TaxRate(name, country, region, category,
                                    BigDecimal.valueOf(random.nextInt(500_001), TaxRate.MAX_DECIMALS)));
                        }
                    }
                }
            }
        }
        var zones = random.nextInt(4) == 0
                ? List.<ShippingZone> of()
                : List.of(
                        new ShippingZone("Home", List.of(new Place("DE", List.of()), new Place("CA", List.of("QC"))),
                                List.of(method("standard", random), method("express", random))),
                        new ShippingZone("World", List.of(), List.of(method("standard", random))));
        return new Rules(1 + random.nextInt(3), "EUR", any(random, Arrays.asList(null, "DE")),
                random.nextBoolean(), rates, zones,
                IntStream.range(0, random.nextInt(5)).mapToObj(index -> promotion(index, random)).toList());
    }

    private ShippingMethod method(String id, Random random) {
        var steps = List.of(
                new Step(random.nextLong(10_000), random.nextInt(2_000)), new Step(null, random.nextInt(4_000)));
        return new ShippingMethod(id, id, random.nextBoolean() ? Basis.VALUE : Basis.WEIGHT,
                random.nextBoolean() ? steps : steps.subList(0, 1),
                random.nextBoolean() ? null : random.nextLong(20_000), any(random, categories));
    }

    private static <T extends @Nullable Object> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
