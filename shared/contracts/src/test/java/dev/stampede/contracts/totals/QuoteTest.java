package dev.stampede.contracts.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.ShippingMethod.Basis;
import dev.stampede.contracts.totals.ShippingMethod.Step;
import dev.stampede.contracts.totals.ShippingZone.Place;
import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.contracts.totals.Totals.Tax;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuoteTest {

    private static final Buyer GUEST = Buyer.guest(Instant.EPOCH);
    private static final Destination GERMANY = new Destination("DE", null);
    private static final Destination QUEBEC = new Destination("CA", "QC");
    private static final Destination JAPAN = new Destination("JP", null);

    private static final TaxRate VAT = rate("VAT", "DE", null, null, "19");
    private static final TaxRate BOOKS = rate("VAT", "DE", null, "books", "7");
    private static final ShippingMethod STANDARD = new ShippingMethod(
            "standard", "Standard", Basis.VALUE, List.of(new Step(null, 490)), 5_000L, null);
    private static final ShippingMethod PARCEL = new ShippingMethod(
            "parcel", "Parcel", Basis.WEIGHT, List.of(new Step(1_000L, 300), new Step(5_000L, 700)), null, null);

    @Test
    void storeWithoutRulesChargesPrices() {
        var quote = Quote.of(basket(GERMANY, null, line("A", 1_000, 2), line("B", 5, 3)), Rules.NONE);

        assertThat(quote.totals().total()).isEqualTo(2_015);
        assertThat(quote.totals().taxes()).isEmpty();
        assertThat(quote.needsShipping()).isFalse();
        assertThat(quote.isComplete()).isTrue();
        assertThat(Breakdown.of(quote.totals())).isNull();
    }

    @Test
    void inclusiveStoreShowsTheTaxInPricesAndShipping() {
        var totals = Quote.of(basket(GERMANY, "standard", line("A", 1_190, 1)), rules(true)).totals();

        assertThat(totals.total()).isEqualTo(1_190 + 490);
        assertThat(totals.taxes()).containsExactly(tax("VAT", "19", 1_412, 268));
        assertThat(totals.lines().getFirst().taxes()).containsExactly(190L);
        assertThat(totals.shipping().taxes()).containsExactly(78L);
    }

    @Test
    void exclusiveStoreAddsTheTax() {
        var totals = Quote.of(basket(GERMANY, "standard", line("A", 1_000, 1)), rules(false)).totals();

        assertThat(totals.total()).isEqualTo(1_000 + 490 + 283);
        assertThat(totals.taxes()).containsExactly(tax("VAT", "19", 1_490, 283));
    }

    @Test
    void categoryHasItsOwnRate() {
        var totals = Quote.of(
                basket(GERMANY, null, line("A", 1_190, 1), line("B", 1_070, 1, new Goods("books", false, 0))),
                rules(true)).totals();

        assertThat(totals.taxes()).containsExactly(tax("VAT", "19", 1_000, 190), tax("VAT", "7", 1_000, 70));
        assertThat(totals.lines().get(1).taxes()).containsExactly(0L, 70L);
    }

    @Test
    void zeroRateOfACategoryExemptsIt() {
        var rules = new Rules(1, "EUR", null, true,
                List.of(VAT, rate("VAT", "DE", null, "stamps", "0")), List.of());

        var totals = Quote.of(basket(GERMANY, null, line("A", 100, 1, new Goods("stamps", true, 0))), rules).totals();

        assertThat(totals.taxes()).isEmpty();
    }

    @Test
    void ratesOfARegionReplaceThoseOfTheCountryAndOtherTaxesAreAdded() {
        var rules = new Rules(1, "EUR", null, false, List.of(
                rate("GST", "CA", null, null, "5"),
                rate("PST", "CA", null, "books", "1"),
                rate("PST", "CA", "QC", null, "9.975"),
                rate("PST", "CA", "BC", null, "7")),
                List.of());

        var totals = Quote.of(basket(QUEBEC, null, line("A", 10_010, 1, new Goods("books", true, 0))), rules).totals();

        // 500.5 and 998.4975
        assertThat(totals.taxes()).containsExactly(tax("GST", "5", 10_010, 501), tax("PST", "9.975", 10_010, 998));
        assertThat(totals.total()).isEqualTo(10_010 + 501 + 998);
    }

    @Test
    void priceIsTheSameWhereNoTaxApplies() {
        var totals = Quote.of(basket(JAPAN, null, line("A", 1_190, 1)), rules(true)).totals();

        assertThat(totals.total()).isEqualTo(1_190);
        assertThat(totals.taxes()).isEmpty();
    }

    @Test
    void unknownDestinationIsTheStoresCountryForTaxes() {
        var quote = Quote.of(basket(null, null, line("A", 1_190, 1)), rules(true));

        assertThat(quote.totals().taxes()).containsExactly(tax("VAT", "19", 1_000, 190));
        assertThat(quote.needsShipping()).isTrue();
        assertThat(quote.shippingOptions()).isEmpty();
        assertThat(quote.isComplete()).isFalse();
    }

    @Test
    void shippingIsFreeFromTheValueAfterDiscounts() {
        var five = new Discount.Amount("Five off", null, Set.of(), 500);

        assertThat(shippingPrice(basket(GERMANY, "standard", line("A", 5_000, 1)))).isZero();
        assertThat(
                shippingPrice(Quote.of(basket(GERMANY, "standard", line("A", 5_000, 1)), rules(true), List.of(five))))
                        .isEqualTo(490);
    }

    @Test
    void stepsByWeightIncludeTheirLimit() {
        assertThat(shippingPrice(basket(GERMANY, "parcel", line("A", 1, 2, new Goods(null, true, 500)))))
                .isEqualTo(300);
        assertThat(shippingPrice(basket(GERMANY, "parcel", line("A", 1, 1, new Goods(null, true, 1_001)))))
                .isEqualTo(700);
        var heavy = Quote.of(basket(GERMANY, "parcel", line("A", 1, 1, new Goods(null, true, 5_001))), rules(true));
        assertThat(heavy.isComplete()).isFalse();
        assertThat(heavy.shippingOptions()).extracting(ShippingOption::id).containsExactly("standard");
    }

    @Test
    void goodsThatNeedNoShippingHaveNone() {
        var quote = Quote.of(
                basket(GERMANY, "standard", line("A", 100, 1, new Goods(null, false, 900))), rules(true));

        assertThat(quote.needsShipping()).isFalse();
        assertThat(quote.totals().shipping()).isNull();
        assertThat(quote.totals().total()).isEqualTo(100);
    }

    @Test
    void zoneOfTheRegionComesBeforeThatOfTheCountryAndTheRestOfTheWorld() {
        var rules = new Rules(1, "EUR", null, false, List.of(), List.of(
                zone("World", 3_000),
                zone("Canada", 2_000, new Place("CA", List.of())),
                zone("Quebec", 1_000, new Place("CA", List.of("QC", "ON")))));

        assertThat(prices(QUEBEC, rules)).containsExactly(1_000L);
        assertThat(prices(new Destination("CA", "BC"), rules)).containsExactly(2_000L);
        assertThat(prices(new Destination("CA", null), rules)).containsExactly(2_000L);
        assertThat(prices(JAPAN, rules)).containsExactly(3_000L);
    }

    @Test
    void storeDoesNotShipOutsideItsZones() {
        var quote = Quote.of(basket(JAPAN, "standard", line("A", 100, 1)), rules(true));

        assertThat(quote.shippingOptions()).isEmpty();
        assertThat(quote.isComplete()).isFalse();
    }

    @Test
    void rulesOfAnotherCurrencyShipNothing() {
        var quote = Quote.of(new Basket("USD", List.of(line("A", 100, 1)), GUEST, GERMANY, "standard"),
                rules(true));

        assertThat(quote.shippingOptions()).isEmpty();
        assertThat(quote.isComplete()).isFalse();
    }

    @Test
    void discountIsSpreadToTheLastMinorUnit() {
        var totals = discounted(new Discount.Amount("Ten cents off", null, Set.of(), 10),
                line("C", 100, 1), line("A", 100, 1), line("B", 100, 1));

        // 3.33 each; the unit that is left goes to the first SKU.
        assertThat(totals.lines()).extracting(Totals.Line::discount).containsExactly(3L, 4L, 3L);
        assertThat(totals.discounts()).containsExactly(new Reduction("Ten cents off", null, 10));
        assertThat(totals.total()).isEqualTo(290);
    }

    @Test
    void discountTakesNoMoreThanItsLinesHave() {
        var totals = discounted(new Discount.Amount("Gift", null, Set.of(new Sku("A")), 500), line("A", 100, 1),
                line("B", 9, 1));

        assertThat(totals.discounts()).containsExactly(new Reduction("Gift", null, 100));
        assertThat(totals.total()).isEqualTo(9);
    }

    @Test
    void percentageIsRoundedOnceForAllLines() {
        var totals = discounted(new Discount.Percentage("10%", null, Set.of(), BigDecimal.TEN),
                line("A", 5, 1), line("B", 5, 1), line("C", 5, 1));

        // 1.5, rounded half up; 0.5 each would have been 3.
        assertThat(totals.discount()).isEqualTo(2);
    }

    @Test
    void shippingCanBeFree() {
        var quote = Quote.of(basket(GERMANY, "standard", line("A", 100, 1)), rules(true),
                List.of(new Discount.Shipping("Free shipping", null, Long.MAX_VALUE)));

        assertThat(quote.totals().shipping().discounts()).containsExactly(new Reduction("Free shipping", null, 490));
        assertThat(quote.totals().total()).isEqualTo(100);
        assertThat(quote.totals().discount()).isZero();
    }

    @Test
    void largestOrderFitsIntoMoney() {
        var lines = new Basket.Line[50];
        Arrays.setAll(lines, index -> line("A" + index, 10_000_000_000L, 999));
        var rules = new Rules(1, "EUR", null, false, List.of(rate("VAT", "DE", null, null, "100")),
                List.of(new ShippingZone("World", List.of(), List.of(new ShippingMethod(
                        "standard", "Standard", Basis.VALUE, List.of(new Step(null, ShippingMethod.MAX_PRICE)), null,
                        null)))));

        assertThat(Quote.of(basket(GERMANY, "standard", lines), rules).totals().charged().amount())
                .isEqualTo(2 * (50 * 999 * 10_000_000_000L + 10_000_000_000L));
    }

    private static List<Long> prices(Destination destination, Rules rules) {
        return Quote.of(basket(destination, null, line("A", 1, 1)), rules).shippingOptions().stream()
                .map(ShippingOption::price).toList();
    }

    private static long shippingPrice(Basket basket) {
        return shippingPrice(Quote.of(basket, rules(true)));
    }

    private static long shippingPrice(Quote quote) {
        return quote.totals().shipping().price();
    }

    private static Totals discounted(Discount discount, Basket.Line... lines) {
        return Quote.of(basket(null, null, lines), Rules.NONE, List.of(discount)).totals();
    }

    private static Rules rules(boolean included) {
        return new Rules(7, "EUR", "DE", included, List.of(VAT, BOOKS), List.of(
                new ShippingZone("Germany", List.of(new Place("DE", List.of())), List.of(STANDARD, PARCEL))));
    }

    private static ShippingZone zone(String name, long price, Place... places) {
        return new ShippingZone(name, List.of(places), List.of(new ShippingMethod(
                "standard", "Standard", Basis.VALUE, List.of(new Step(null, price)), null, null)));
    }

    private static Basket basket(@Nullable Destination destination, @Nullable String method, Basket.Line... lines) {
        return new Basket("EUR", List.of(lines), GUEST, destination, method);
    }

    private static Basket.Line line(String sku, long price, int quantity) {
        return line(sku, price, quantity, Goods.USUAL);
    }

    private static Basket.Line line(String sku, long price, int quantity, Goods goods) {
        return new Basket.Line(new Sku(sku), price, quantity, goods);
    }

    private static TaxRate rate(
            String name, String country, @Nullable String region, @Nullable String category, String rate) {
        return new TaxRate(name, country, region, category, new BigDecimal(rate));
    }

    private static Tax tax(String name, String rate, long taxable, long amount) {
        return new Tax(name, new BigDecimal(rate), taxable, amount);
    }
}
