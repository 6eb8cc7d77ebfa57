package dev.stampede.contracts.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.CodeOutcome.Condition;
import dev.stampede.contracts.totals.Promotion.Conditions;
import dev.stampede.contracts.totals.Promotion.Kind;
import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.runtime.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Category BOOTS = new Category("shoes/boots");
    private static final Basket.Line BOOT = line("BOOT", 5_000, 2, "boot", BOOTS);
    private static final Basket.Line TEA = line("TEA", 1_000, 3, "tea", new Category("food"));

    @Test
    void automaticPromotion_shouldReduceEveryPurchaseWithItsReason() {
        var quote = quote(SampleRules.percentOff("Spring sale", null, 10), guest());

        assertThat(quote.totals().discounts()).containsExactly(new Reduction("Spring sale", null, 1_300));
        assertThat(quote.totals().total()).isEqualTo(11_700);
        assertThat(quote.codes()).isEmpty();
    }

    @Test
    void code_shouldReduceOnlyPurchasesThatNameIt() {
        var promotion = SampleRules.amountOff("Five off", "FIVE", 500);

        assertThat(quote(promotion, guest()).totals().discount()).isZero();
        var quote = quote(promotion, guest("FIVE"));
        assertThat(quote.totals().discounts()).containsExactly(new Reduction("Five off", "FIVE", 500));
        assertThat(quote.totals().codes()).containsExactly("FIVE");
        assertThat(quote.limitedCodes()).isEmpty();
    }

    @Test
    void code_isAlikeInUpperAndLowerCase() {
        assertThat(Promotion.code(" five-10 ")).isEqualTo("FIVE-10");
        assertThatThrownBy(() -> Promotion.code("five 10")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void code_thatIsUnknown_shouldSaySo() {
        var quote = quote(SampleRules.amountOff("Five off", "FIVE", 500), guest("SIX"));

        assertThat(quote.codes()).containsExactly(new CodeOutcome("SIX", Condition.UNKNOWN, null, false));
    }

    @Test
    void promotions_shouldApplyInTheirOrderEachToWhatTheOnesBeforeLeave() {
        var totals = quote(List.of(
                SampleRules.amountOff("Ten off", null, 1_000), SampleRules.percentOff("Half", "HALF", 50)),
                guest("HALF")).totals();

        assertThat(totals.discounts()).containsExactly(
                new Reduction("Ten off", null, 1_000), new Reduction("Half", "HALF", 6_000));
    }

    @Test
    void promotion_ofACategory_shouldReduceTheLinesInItAndBelowIt() {
        var totals = quote(percent(conditions(null, List.of(), List.of("shoes"))), guest("CODE"))
                .totals();

        assertThat(totals.lines()).extracting(Totals.Line::discount).containsExactly(1_000L, 0L);
    }

    @Test
    void promotion_ofAProduct_shouldReduceItsLines() {
        var totals = quote(percent(conditions(null, List.of(new ProductId("tea")), List.of())), guest("CODE")).totals();

        assertThat(totals.lines()).extracting(Totals.Line::discount).containsExactly(0L, 300L);
    }

    @Test
    void minimum_shouldBeReachedByTheLinesThatThePromotionIsFor() {
        var tea = conditions(3_001L, List.of(new ProductId("tea")), List.of());

        assertThat(quote(percent(tea), guest("CODE")).codes())
                .containsExactly(new CodeOutcome("CODE", Condition.SUBTOTAL, 3_001L, false));
        assertThat(unmet(conditions(13_001L, List.of(), List.of()), guest("CODE"))).isEqualTo(Condition.SUBTOTAL);
        assertThat(unmet(conditions(13_000L, List.of(), List.of()), guest("CODE"))).isNull();
    }

    @Test
    void conditions_shouldBeNamedIfTheyAreUnmet() {
        var other = conditions(null, List.of(new ProductId("mug")), List.of());
        assertThat(unmet(other, guest("CODE"))).isEqualTo(Condition.PRODUCTS);

        var march = new Conditions(
                null, List.of(), List.of(), NOW, NOW.plusSeconds(60), false, false);
        assertThat(unmet(march, at(NOW.minusMillis(1)))).isEqualTo(Condition.NOT_STARTED);
        assertThat(unmet(march, at(NOW))).isNull();
        assertThat(unmet(march, at(NOW.plusSeconds(60)))).isEqualTo(Condition.ENDED);

        var customers = new Conditions(null, List.of(), List.of(), null, null, true, false);
        assertThat(unmet(customers, guest("CODE"))).isEqualTo(Condition.SIGNED_IN);
        assertThat(unmet(customers, new Buyer(true, false, List.of("CODE"), Set.of(), NOW))).isNull();

        var first = new Conditions(null, List.of(), List.of(), null, null, false, true);
        assertThat(unmet(first, guest("CODE"))).isEqualTo(Condition.SIGNED_IN);
        assertThat(unmet(first, new Buyer(true, false, List.of("CODE"), Set.of(), NOW)))
                .isEqualTo(Condition.FIRST_ORDER);
        var quote = quote(percent(first), new Buyer(true, true, List.of("CODE"), Set.of(), NOW));
        assertThat(quote.isForFirstOrder()).isTrue();
        assertThat(quote.totals().codes()).hasSize(1);
    }

    @Test
    void limitedCode_thatIsUsedUp_shouldSaySo() {
        var buyer = new Buyer(false, false, List.of("CODE"), Set.of("CODE"), NOW);

        assertThat(quote(SampleRules.limitedCode("CODE", 5), buyer).codes())
                .containsExactly(new CodeOutcome("CODE", Condition.USED_UP, null, true));
        assertThat(quote(SampleRules.percentOff("Without limit", "CODE", 5), buyer).totals().codes()).hasSize(1);
    }

    @Test
    void otherCurrency_shouldBeUnmet() {
        var basket = new Basket("USD", List.of(TEA), guest("CODE"), null, null);
        var rules = SampleRules.included().with(List.of(SampleRules.percentOff("Ten percent", "CODE", 10)));

        assertThat(Quote.of(basket, rules).codes()).extracting(CodeOutcome::unmet)
                .containsExactly(Condition.CURRENCY);
    }

    @Test
    void code_thatFindsNothingToReduce_shouldNotBeUsed() {
        var quote = quote(List.of(
                SampleRules.percentOff("All free", null, 100), SampleRules.limitedCode("CODE", 5)), guest("CODE"));

        assertThat(quote.codes()).extracting(CodeOutcome::unmet).containsExactly(Condition.NOTHING_TO_REDUCE);
        assertThat(quote.totals().codes()).isEmpty();
    }

    @Test
    void freeShipping_shouldWaitForTheMethodAndThenTakeItsPrice() {
        var rules = SampleRules.included().with(List.of(
                new Promotion("Free shipping", "SHIP", Kind.FREE_SHIPPING, null, null, null, null, Conditions.NONE,
                        9)));
        var here = new Destination("US", "IL");

        var before = Quote.of(new Basket("EUR", List.of(TEA), guest("SHIP"), here, null), rules);
        assertThat(before.codes()).allMatch(CodeOutcome::applies);
        var quote = Quote.of(new Basket("EUR", List.of(TEA), guest("SHIP"), here, "standard"), rules);
        assertThat(quote.totals().shipping().discounts()).containsExactly(new Reduction("Free shipping", "SHIP", 490));
        assertThat(quote.totals().codes()).containsExactly("SHIP");
        assertThat(quote.limitedCodes()).containsExactly("SHIP");
    }

    @ParameterizedTest
    @CsvSource({
            // 5 units, of which TEA for 1000 is the cheaper one.
            "1, 1, 100, 2, 2000",
            "2, 1, 100, 1, 1000",
            "1, 1, 50, 2, 1000",
            "1, 4, 100, 4, 8000",
            "5, 1, 100, 0, 0"})
    void buyXGetY_shouldReduceTheCheapestUnitsOfEverySet(int buy, int get, int percent, int units, long discount) {
        var quote = quote(units(buy, get, percent), guest("CODE"));

        assertThat(quote.totals().discount()).isEqualTo(discount);
        assertThat(quote.codes()).extracting(CodeOutcome::unmet)
                .containsExactly(units == 0 ? Condition.QUANTITY : null);
    }

    @Test
    void buyXGetY_shouldCountOnlyUnitsThatItIsFor() {
        var tea = new Promotion("3 for 2", "CODE", Kind.BUY_X_GET_Y, new BigDecimal(100), null, 2, 1,
                conditions(null, List.of(new ProductId("tea")), List.of()), null);

        assertThat(quote(tea, guest("CODE")).totals().lines()).extracting(Totals.Line::discount)
                .containsExactly(0L, 1_000L);
    }

    @Test
    void rules_shouldHaveEachCodeOnce() {
        var one = SampleRules.limitedCode("CODE", 1);

        assertThatThrownBy(() -> SampleRules.added().with(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rules_shouldBeReadableAsTheyAreStoredAndWereStoredBefore() {
        var rules = SampleRules.added().with(List.of(
                units(2, 1, 50), percent(new Conditions(1L, List.of(new ProductId("tea")), List.of("shoes/boots"), NOW,
                        NOW.plusSeconds(1), true, true), "OTHER")));

        assertThat(Json.read(Json.write(rules), Rules.class)).isEqualTo(rules);
        assertThat(Json.read("""
                {"version": 1, "currency": "EUR", "pricesIncludeTax": true, "taxRates": [], "shippingZones": []}""",
                Rules.class).promotions()).isEmpty();
    }

    private static @Nullable Condition unmet(Conditions conditions, Buyer buyer) {
        return quote(percent(conditions), buyer).codes().getFirst().unmet();
    }

    private static Promotion percent(Conditions conditions) {
        return percent(conditions, "CODE");
    }

    private static Promotion percent(Conditions conditions, String code) {
        return new Promotion("Ten percent", code, Kind.PERCENT, BigDecimal.TEN, null, null, null, conditions, null);
    }

    private static Promotion units(int buy, int get, int percent) {
        return new Promotion("Buy and get", "CODE", Kind.BUY_X_GET_Y, new BigDecimal(percent), null, buy, get,
                Conditions.NONE, null);
    }

    private static Conditions conditions(
            @Nullable Long minSubtotal, List<ProductId> products, List<String> categories) {
        return new Conditions(minSubtotal, products, categories, null, null, false, false);
    }

    private static Quote quote(Promotion promotion, Buyer buyer) {
        return quote(List.of(promotion), buyer);
    }

    private static Quote quote(List<Promotion> promotions, Buyer buyer) {
        var rules = new Rules(1, "EUR", null, true, List.of(), List.of(), promotions);
        return Quote.of(new Basket("EUR", List.of(BOOT, TEA), buyer, null, null), rules);
    }

    private static Buyer guest(String... codes) {
        return new Buyer(false, false, List.of(codes), Set.of(), NOW);
    }

    private static Buyer at(Instant time) {
        return new Buyer(false, false, List.of("CODE"), Set.of(), time);
    }

    private static Basket.Line line(String sku, long price, int quantity, String product, Category category) {
        return new Basket.Line(new Sku(sku), price, quantity,
                new Goods(null, true, 100, new ProductId(product), category));
    }
}
