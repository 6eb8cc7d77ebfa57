package dev.stampede.cart;

import static dev.stampede.cart.Samples.ALICE;
import static dev.stampede.cart.Samples.BOB;
import static dev.stampede.cart.Samples.CART_ID;
import static dev.stampede.cart.Samples.GUEST;
import static dev.stampede.cart.Samples.LIFE;
import static dev.stampede.cart.Samples.NOW;
import static dev.stampede.cart.Samples.cart;
import static dev.stampede.cart.Samples.cartOf;
import static dev.stampede.cart.Samples.limited;
import static dev.stampede.cart.Samples.line;
import static dev.stampede.cart.Samples.offer;
import static dev.stampede.cart.Samples.perCustomer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stampede.cart.CartChange.Busy;
import dev.stampede.cart.CartChange.Done;
import dev.stampede.cart.CartChange.Full;
import dev.stampede.cart.CartChange.InvalidLines;
import dev.stampede.cart.CartChange.LineFault;
import dev.stampede.cart.CartChange.NoSuchCart;
import dev.stampede.cart.CartChange.Ordered;
import dev.stampede.cart.CartChange.OtherCurrency;
import dev.stampede.cart.CartChange.OtherVersion;
import dev.stampede.cart.CartChange.OverLimitPerCustomer;
import dev.stampede.cart.CartChange.OverLimitPerOrder;
import dev.stampede.cart.CartChange.UnknownSku;
import dev.stampede.cart.Shopping.Target;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.Buyers;
import dev.stampede.contracts.totals.CodeOutcome.Condition;
import dev.stampede.contracts.totals.CodeView;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.RecentRules;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingOption;
import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShoppingTest {

    private static final Sku TEA = new Sku("TEA");
    private static final Sku MUG = new Sku("MUG");
    private static final CartId CURRENT_ID = new CartId("crt_" + "9".repeat(32));
    private static final Target ANY_VERSION = new Target(CART_ID, GUEST, null);

    private final InMemoryCarts carts = new InMemoryCarts();
    private final Map<Sku, Offer> catalog = new HashMap<>(Map.of(TEA, offer("TEA"), MUG, offer("MUG")));
    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final List<Duration> pauses = new ArrayList<>();
    private Rules rules = Rules.NONE;
    private final Shopping shopping = new Shopping(
            carts, this::offers, new CartOrders(log), new RecentRules(() -> rules, TestEnvironment.CLOCK),
            new Buyers(_ -> true, _ -> Set.of(), TestEnvironment.CLOCK),
            () -> CART_ID,
            TestEnvironment.CLOCK,
            new Backoff(pauses::add, new Random(1)), LIFE);

    private Map<Sku, Offer> offers(Iterable<Sku> skus) {
        var found = new HashMap<Sku, Offer>();
        skus.forEach(sku -> found.computeIfAbsent(sku, catalog::get));
        return found;
    }

    @Test
    void put_moreThanTheLimitPerCustomer_shouldBeRefusedWithIt() {
        catalog.put(TEA, perCustomer(limited(offer("TEA"), Publication.ALWAYS, 5), 2, true));
        shopping.create(GUEST, List.of(), Details.NONE);

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 3, Map.of())))
                .isEqualTo(new OverLimitPerCustomer(TEA, 2));
        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 2, Map.of()))).isInstanceOf(Done.class);
    }

    @Test
    void view_ofAGuestsCart_shouldWarnOfWhatRequiresSigningInAndOfTheLimitPerCustomer() {
        shopping.create(GUEST, List.of(new LineRequest(TEA, 3, Map.of())), Details.NONE);
        catalog.put(TEA, perCustomer(offer("TEA"), 2, true));

        var line = CartView.of(shopping.show(CART_ID, GUEST).orElseThrow()).lines().getFirst();

        assertThat(line.maxPerCustomer()).isEqualTo(2);
        assertThat(line.warnings()).extracting(CartView.Warning::code)
                .containsExactly(CartCode.LIMIT_PER_CUSTOMER, CartCode.SIGN_IN_REQUIRED);
        assertThat(((Done) shopping.acceptChanges(ANY_VERSION)).changes()).extracting(LineChange::code)
                .containsExactly(CartCode.LIMIT_PER_CUSTOMER);
    }

    @Test
    void quote_withCodes_shouldSayWhatBecomesOfEach() {
        shopping.create(GUEST, List.of(new LineRequest(TEA, 2, Map.of())), Details.NONE);
        rules = SampleRules.included().with(List.of(SampleRules.percentOff("Ten percent", "TEN", 10)));

        var quote = quoted(shopping.quote(CART_ID, GUEST, List.of("TEN", "ELEVEN"), null, null));

        assertThat(quote.totals().discounts()).containsExactly(new Reduction("Ten percent", "TEN", 200));
        assertThat(quote.codes()).containsExactly(
                new CodeView("TEN", true, null, null), new CodeView("ELEVEN", false, Condition.UNKNOWN, null));
    }

    @Test
    void quote_ofACart_shouldHaveItsTotalsAndTheShippingMethodsOfTheDestination() {
        shopping.create(GUEST, List.of(new LineRequest(TEA, 2, Map.of())), Details.NONE);
        rules = SampleRules.included();

        var unknown = quoted(shopping.quote(CART_ID, GUEST, List.of(), null, null));
        var known = quoted(shopping.quote(CART_ID, GUEST, List.of(), new Destination("US", "IL"), "standard"));
        var elsewhere = quoted(shopping.quote(CART_ID, GUEST, List.of(), new Destination("JP", null), "standard"));

        assertThat(unknown.totals().total()).isEqualTo(2000);
        assertThat(unknown.needsShipping()).isTrue();
        assertThat(unknown.shippingMethods()).isEmpty();
        assertThat(known.shippingMethods()).containsExactly(new ShippingOption("standard", "Standard", 490));
        assertThat(known.totals().total()).isEqualTo(2490);
        assertThat(known.totals().tax()).isEqualTo(226);
        assertThat(elsewhere.shippingMethods()).isEmpty();
        assertThat(elsewhere.totals().shipping()).isNull();
        assertThat(carts.find(CART_ID).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void quote_ofAnEmptyUnknownOrForeignCart_shouldHaveNone() {
        assertThat(shopping.quote(CART_ID, GUEST, List.of(), null, null)).isEqualTo(new Quoting.NoSuchCart());
        shopping.create(ALICE, List.of(), Details.NONE);
        assertThat(shopping.quote(CART_ID, GUEST, List.of(), null, null)).isEqualTo(new Quoting.NoSuchCart());
        assertThat(shopping.quote(CART_ID, ALICE, List.of(), null, null)).isEqualTo(new Quoting.EmptyCart());
    }

    private static CartQuote quoted(Quoting quoting) {
        return ((Quoting.Quoted) quoting).quote();
    }

    @Test
    void create_byAGuest_shouldStoreAnEmptyCartOfNobody() {
        var created = done(shopping.create(GUEST, List.of(), Details.NONE));

        assertThat(created).isEqualTo(cart());
        assertThat(carts.find(CART_ID)).contains(cart());
    }

    @Test
    void create_byACustomer_shouldBelongToTheCustomer() {
        assertThat(done(shopping.create(ALICE, List.of(), Details.NONE))).isEqualTo(cartOf("alice"));
    }

    @Test
    void create_withLines_shouldStoreThemInTheFirstVersion() {
        var created = done(
                shopping.create(GUEST, List.of(new LineRequest(TEA, 2), new LineRequest(MUG, 1)), Details.NONE));

        assertThat(created.version()).isEqualTo(1);
        assertThat(created.lines()).containsExactly(line("MUG", 1, 1), line("TEA", 2, 1));
        assertThat(carts.find(CART_ID)).contains(created);
        var order = placeOrder(1, 0);
        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).isEqualTo(new Ordered(order));
    }

    @Test
    void create_withALineThatCannotBe_shouldStoreNothing() {
        assertThat(shopping.create(GUEST, List.of(new LineRequest(TEA, 2), new LineRequest(new Sku("NONE"), 1)),
                Details.NONE))
                        .isEqualTo(new InvalidLines(List.of(new LineFault(1, new UnknownSku(new Sku("NONE"))))));
        assertThat(carts.find(CART_ID)).isEmpty();
    }

    @Test
    void put_severalLines_shouldSetAddAndRemoveThemInOneVersionAndLeaveTheOthers() {
        var art = new Sku("ART");
        catalog.put(art, offer("ART"));
        carts.with(cart(line("TEA", 1, 2), line("MUG", 1, 3), line("PEN", 1, 4)));

        var change = shopping.put(
                ANY_VERSION, List.of(new LineRequest(art, 1), new LineRequest(MUG, 0), new LineRequest(TEA, 5)));

        assertThat(done(change).version()).isEqualTo(5);
        assertThat(done(change).lines()).containsExactly(line("TEA", 5, 2), line("PEN", 1, 4), line("ART", 1, 5));
    }

    @Test
    void put_severalLinesOfWhichSomeCannotBe_shouldNameEachAndChangeNothing() {
        var none = new Sku("NONE");
        var dollars = new Sku("DOLLARS");
        catalog.put(dollars, offer("DOLLARS", new Money(900, "USD")));
        catalog.put(MUG, limited(offer("MUG"), Publication.ALWAYS, 2));
        carts.with(cart(line("TEA", 1, 2)));

        var change = shopping.put(
                ANY_VERSION,
                List.of(new LineRequest(none, 1), new LineRequest(TEA, 2), new LineRequest(MUG, 3),
                        new LineRequest(dollars, 1)));

        assertThat(change).isEqualTo(new InvalidLines(List.of(
                new LineFault(0, new UnknownSku(none)),
                new LineFault(2, new OverLimitPerOrder(MUG, 2)),
                new LineFault(3, new OtherCurrency("EUR", "USD")))));
        assertThat(carts.find(CART_ID)).contains(cart(line("TEA", 1, 2)));
    }

    @Test
    void acceptChanges_shouldMakeTheCartAcceptableAndTellWhatChanged() {
        var pen = new Sku("PEN");
        var ink = new Sku("INK");
        catalog.put(TEA, limited(offer("TEA", new Money(1200, "EUR")), Publication.ALWAYS, 2));
        catalog.put(ink, offer("INK", new Money(1000, "EUR"), Availability.OUT));
        carts.with(cart(line("TEA", 5, 2), line("PEN", 1, 3), line("INK", 4, 4), line("MUG", 1, 5)));

        var change = shopping.acceptChanges(ANY_VERSION);

        var was = new Money(1000, "EUR");
        var now = new Money(1200, "EUR");
        assertThat(((Done) change).changes()).containsExactly(
                new LineChange(TEA, "Name of TEA", CartCode.PRICE_CHANGED, 2, 2, was, now),
                new LineChange(TEA, "Name of TEA", CartCode.LIMIT_PER_ORDER, 5, 2, now, now),
                new LineChange(pen, "Name of PEN", CartCode.NOT_AVAILABLE, 1, 0, was, was),
                new LineChange(ink, "Name of INK", CartCode.NOT_ENOUGH_STOCK, 4, 0, was, was));
        assertThat(done(change).lines()).containsExactly(line("TEA", 2, now, 2), line("MUG", 1, 5));
        assertThat(CartView.of(((Done) change).shown()).warnings()).isEmpty();
        assertThat(done(change).version()).isEqualTo(6);

        var again = shopping.acceptChanges(ANY_VERSION);

        assertThat(((Done) again).changes()).isEmpty();
        assertThat(done(again)).isEqualTo(done(change));
    }

    @Test
    void acceptChanges_ofACartInAnotherCurrencyOrAboveMoneysBound_shouldRemoveWhatDoesNotFit() {
        catalog.put(MUG, offer("MUG", new Money(900, "USD")));
        carts.with(cart(line("TEA", 1, 2), line("MUG", 1, 3)));
        assertThat(((Done) shopping.acceptChanges(ANY_VERSION)).changes()).extracting(LineChange::code)
                .containsExactly(CartCode.OTHER_CURRENCY);

        catalog.put(MUG, offer("MUG", new Money(Money.MAX_MINOR, "EUR")));
        carts.with(cart(line("TEA", 1, 2), line("MUG", 1, 3)));
        assertThat(((Done) shopping.acceptChanges(ANY_VERSION)).changes()).extracting(LineChange::code)
                .containsExactly(CartCode.CART_FULL);
    }

    @Test
    void show_aForeignExpiredOrUnknownCart_shouldFindNothing() {
        assertThat(shopping.show(CART_ID, GUEST)).isEmpty();

        carts.with(cartOf("alice"));
        assertThat(shopping.show(CART_ID, BOB)).isEmpty();
        assertThat(shopping.show(CART_ID, GUEST)).isEmpty();
        assertThat(shopping.show(CART_ID, ALICE)).isPresent();

        carts.with(new Cart(CART_ID, 1, null, List.of(), Details.NONE, null, NOW, NOW, NOW));
        assertThat(shopping.show(CART_ID, GUEST)).isEmpty();
    }

    @Test
    void show_shouldPutOffersAndTheLiveOrderBesideTheCart() {
        carts.with(cart(line("TEA", 1, 2)));
        var order = placeOrder(2, 0);

        var shown = shopping.show(CART_ID, GUEST).orElseThrow();

        assertThat(shown.offers()).containsOnly(Map.entry(TEA, offer("TEA")));
        assertThat(shown.liveOrder().map(CartOrders::key)).contains(order);
    }

    @Test
    void put_aNewSku_shouldStoreThePriceSeenInTheNextVersion() {
        carts.with(cart());

        var change = shopping.put(ANY_VERSION, new LineRequest(TEA, 3));

        assertThat(done(change).lines()).containsExactly(line("TEA", 3, 2));
        assertThat(done(change).version()).isEqualTo(2);
        assertThat(carts.find(CART_ID)).contains(done(change));
    }

    @Test
    void put_aSkuWhosePriceChanged_shouldStoreTheNewPriceForTheWholeLine() {
        carts.with(cart(line("TEA", 1, 2)));
        catalog.put(TEA, offer("TEA", new Money(1200, "EUR")));

        var change = shopping.put(ANY_VERSION, new LineRequest(TEA, 1));

        assertThat(done(change).lines()).containsExactly(line("TEA", 1, new Money(1200, "EUR"), 2));
        assertThat(done(change).version()).isEqualTo(3);
    }

    @Test
    void put_whatIsThereAlready_shouldChangeNothing() {
        carts.with(cart(line("TEA", 3, 2)));

        var change = shopping.put(ANY_VERSION, new LineRequest(TEA, 3));

        assertThat(done(change)).isEqualTo(cart(line("TEA", 3, 2)));
    }

    @Test
    void put_whatIsNotSoldNow_shouldBeRefused() {
        carts.with(cart());
        var publications = List.of(
                new Publication(Publication.Status.DRAFT, null, null),
                new Publication(Publication.Status.PUBLISHED, NOW.plusMillis(1), null),
                new Publication(Publication.Status.PUBLISHED, null, NOW));

        for (var publication : publications) {
            catalog.put(TEA, limited(offer("TEA"), publication, null));
            assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).isEqualTo(new UnknownSku(TEA));
        }
        catalog.put(TEA, limited(
                offer("TEA"), new Publication(Publication.Status.PUBLISHED, NOW, NOW.plusMillis(1)), null));
        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).isInstanceOf(Done.class);
    }

    @Test
    void put_moreThanAnOrderMayHave_shouldBeRefused() {
        carts.with(cart());
        catalog.put(TEA, limited(offer("TEA"), Publication.ALWAYS, 2));

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 3))).isEqualTo(new OverLimitPerOrder(TEA, 2));
        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 2))).isInstanceOf(Done.class);
    }

    @Test
    void put_anUnknownSku_shouldBeRefused() {
        carts.with(cart());

        assertThat(shopping.put(ANY_VERSION, new LineRequest(new Sku("NONE"), 1)))
                .isEqualTo(new UnknownSku(new Sku("NONE")));
        assertThat(carts.find(CART_ID)).contains(cart());
    }

    @Test
    void put_anotherCurrency_shouldBeRefusedUnlessItIsTheOnlyLine() {
        carts.with(cart(line("TEA", 1, 2)));
        catalog.put(MUG, offer("MUG", new Money(900, "USD")));
        catalog.put(TEA, offer("TEA", new Money(900, "USD")));

        assertThat(shopping.put(ANY_VERSION, new LineRequest(MUG, 1))).isEqualTo(new OtherCurrency("EUR", "USD"));
        assertThat(done(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).currency()).contains("USD");
    }

    @Test
    void put_intoAFullCart_shouldBeRefused() {
        carts.with(cart(IntStream.range(0, OrderPlaced.MAX_LINES).mapToObj(i -> line("SKU-" + i, 1, i + 2))
                .toArray(CartLine[]::new)));

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).isEqualTo(new Full());
    }

    @Test
    void put_aSumThatIsNoAmount_shouldBeRefused() {
        carts.with(cart());
        catalog.put(TEA, offer("TEA", new Money(Money.MAX_MINOR, "EUR")));

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 2))).isEqualTo(new Full());
    }

    @Test
    void put_whenAnotherWriterIsFaster_shouldDecideAgainAndLoseNothing() {
        carts.with(cart());
        letInOnce(() -> shopping.put(ANY_VERSION, new LineRequest(MUG, 1)));

        var change = shopping.put(ANY_VERSION, new LineRequest(TEA, 1));

        assertThat(done(change).lines()).containsExactly(line("MUG", 1, 2), line("TEA", 1, 3));
        assertThat(done(change).version()).isEqualTo(3);
    }

    @Test
    void put_withAnExpectedVersion_whenAnotherWriterIsFaster_shouldBeRefused() {
        carts.with(cart());
        letInOnce(() -> shopping.put(ANY_VERSION, new LineRequest(MUG, 1)));

        assertThat(shopping.put(new Target(CART_ID, GUEST, version(1)), new LineRequest(TEA, 1)))
                .isEqualTo(new OtherVersion(cart(line("MUG", 1, 2))));
        assertThat(carts.find(CART_ID).orElseThrow().lines()).containsExactly(line("MUG", 1, 2));
    }

    @Test
    void put_withAnotherVersionThanTheCurrent_shouldBeRefused() {
        carts.with(cart(line("MUG", 1, 7)));

        assertThat(shopping.put(new Target(CART_ID, GUEST, version(6)), new LineRequest(TEA, 1)))
                .isEqualTo(new OtherVersion(cart(line("MUG", 1, 7))));
        assertThat(shopping.put(new Target(CART_ID, GUEST, version(7)), new LineRequest(TEA, 1)))
                .isInstanceOf(Done.class);
    }

    @Test
    void put_whenOthersAreAlwaysFaster_shouldGiveUp() {
        carts.with(cart());
        var tries = new AtomicInteger();
        carts.beforeReplace(() -> {
            tries.incrementAndGet();
            carts.with(carts.find(CART_ID).orElseThrow().next(NOW, LIFE));
        });

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).isEqualTo(new Busy());
        assertThat(tries).hasValue(Shopping.MAX_TRIES);
        assertThat(pauses).hasSize(Shopping.MAX_TRIES - 1);
    }

    @Test
    void put_whenTheCartVanishesMeanwhile_shouldFindNone() {
        carts.with(cart());
        letInOnce(() -> carts.with(cartOf("alice").next(NOW, LIFE)));

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).isEqualTo(new NoSuchCart());
    }

    @Test
    void change_ofAForeignCart_shouldFindNone() {
        carts.with(cartOf("alice", line("TEA", 1, 2)));
        var bobs = new Target(CART_ID, BOB, null);

        assertThat(shopping.put(bobs, new LineRequest(TEA, 1))).isEqualTo(new NoSuchCart());
        assertThat(shopping.remove(bobs, TEA)).isEqualTo(new NoSuchCart());
        assertThat(shopping.claim(bobs, "bob")).isEqualTo(new NoSuchCart());
    }

    @Test
    void change_ofACartWithALiveOrder_shouldBeRefused() {
        carts.with(cart(line("TEA", 1, 2)));
        var order = placeOrder(2, 0);

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 2))).isEqualTo(new Ordered(order));
        assertThat(shopping.put(ANY_VERSION, new LineRequest(MUG, 2))).isEqualTo(new Ordered(order));
        assertThat(shopping.remove(ANY_VERSION, TEA)).isEqualTo(new Ordered(order));
        assertThat(shopping.claim(new Target(CART_ID, ALICE, null), "alice")).isEqualTo(new Ordered(order));
        assertThat(carts.find(CART_ID)).contains(cart(line("TEA", 1, 2)));
    }

    @Test
    void changeThatChangesNothing_ofACartWithALiveOrder_shouldBeRefused() {
        carts.with(cart(line("TEA", 1, 2)));
        var order = placeOrder(2, 0);
        var details = carts.find(CART_ID).orElseThrow().details();

        assertThat(shopping.acceptChanges(ANY_VERSION)).isEqualTo(new Ordered(order));
        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 1))).isEqualTo(new Ordered(order));
        assertThat(shopping.put(ANY_VERSION, details)).isEqualTo(new Ordered(order));
        assertThat(shopping.remove(ANY_VERSION, MUG)).isEqualTo(new Ordered(order));
    }

    @Test
    void change_ofACartWhoseOrderEndedWithoutSale_shouldBeAllowed() {
        carts.with(cart(line("TEA", 1, 2)));
        cancel(placeOrder(2, 0));

        assertThat(done(shopping.put(ANY_VERSION, new LineRequest(TEA, 2))).version()).isEqualTo(3);
    }

    @Test
    void change_ofACartWhoseSecondAttemptLives_shouldBeRefused() {
        carts.with(cart(line("TEA", 1, 2)));
        cancel(placeOrder(2, 0));
        var second = placeOrder(2, 1);

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 2))).isEqualTo(new Ordered(second));
    }

    @Test
    void remove_aLine_shouldLeaveTheOthers() {
        carts.with(cart(line("TEA", 1, 2), line("MUG", 1, 3)));

        assertThat(done(shopping.remove(ANY_VERSION, TEA)).lines()).containsExactly(line("MUG", 1, 3));
    }

    @Test
    void remove_theLastLine_shouldFreeTheCurrency() {
        carts.with(cart(line("TEA", 1, 2)));
        catalog.put(MUG, offer("MUG", new Money(900, "USD")));

        shopping.remove(ANY_VERSION, TEA);

        assertThat(done(shopping.put(ANY_VERSION, new LineRequest(MUG, 1))).currency()).contains("USD");
    }

    @Test
    void remove_whatIsNotThere_shouldChangeNothing() {
        carts.with(cart(line("TEA", 1, 2)));

        assertThat(done(shopping.remove(ANY_VERSION, MUG))).isEqualTo(cart(line("TEA", 1, 2)));
    }

    @Test
    void claim_aGuestsCart_shouldMakeItTheCustomersAlone() {
        carts.with(cart(line("TEA", 1, 2)));

        var change = shopping.claim(new Target(CART_ID, ALICE, null), "alice");

        assertThat(done(change).customerId()).isEqualTo("alice");
        assertThat(done(change).version()).isEqualTo(3);
        assertThat(shopping.show(CART_ID, GUEST)).isEmpty();
    }

    @Test
    void claim_onesOwnCart_shouldChangeNothing() {
        carts.with(cartOf("alice", line("TEA", 1, 2)));
        var order = placeOrder(2, 0);

        var change = shopping.claim(new Target(CART_ID, ALICE, null), "alice");

        assertThat(done(change)).isEqualTo(cartOf("alice", line("TEA", 1, 2)));
        assertThat(((Done) change).shown().liveOrder().map(CartOrders::key)).contains(order);
    }

    @Test
    void claim_withAnotherCurrentCart_shouldMergeIntoIt() {
        current(line("TEA", 2, 2));
        carts.with(cart(line("TEA", 1, 2), line("MUG", 3, 3)));

        var change = claim();

        assertThat(done(change).id()).isEqualTo(CURRENT_ID);
        assertThat(done(change).lines()).containsExactly(line("TEA", 3, 2), line("MUG", 3, 3));
        assertThat(((Done) change).changes()).isEmpty();
        assertThat(shopping.show(CART_ID, ALICE).orElseThrow().cart()).isEqualTo(done(change));
        assertThat(shopping.current("alice").orElseThrow().cart()).isEqualTo(done(change));
        assertThat(shopping.show(CART_ID, GUEST)).isEmpty();
    }

    @Test
    void claim_again_shouldChangeNothingAndTellTheSame() {
        catalog.put(TEA, limited(offer("TEA"), Publication.ALWAYS, 2));
        current(line("TEA", 2, 2));
        carts.with(cart(line("TEA", 1, 2)));

        var first = claim();
        var second = claim();

        assertThat(((Done) first).changes()).containsExactly(new LineChange(
                TEA, "Name of TEA", CartCode.LIMIT_PER_ORDER, 3, 2, new Money(1000, "EUR"), new Money(1000, "EUR")));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void claim_whatDoesNotFit_shouldBeTold() {
        current(IntStream.range(0, OrderPlaced.MAX_LINES).mapToObj(i -> line("SKU-" + i, 900, i + 2))
                .toArray(CartLine[]::new));
        carts.with(cart(line("SKU-0", 200, 2), line("TEA", 1, 3)));

        var change = claim();

        assertThat(((Done) change).changes())
                .extracting(LineChange::code, LineChange::quantityWas, LineChange::quantity)
                .containsExactly(tuple(CartCode.LIMIT_PER_ORDER, 1100, 999), tuple(CartCode.CART_FULL, 1, 0));

        current(line("TEA", 1, 2));
        carts.with(cart(line("MUG", 1, new Money(1, "USD"), 2)));
        assertThat(((Done) claim()).changes()).extracting(LineChange::code).containsExactly(CartCode.OTHER_CURRENCY);
    }

    @Test
    void claim_withoutACurrentCartThatCanBeOrdered_shouldMakeItCurrent() {
        current(line("TEA", 2, 2));
        placeOrder(CURRENT_ID, 2, 0);
        carts.with(cart(line("MUG", 1, 2)));

        assertThat(done(claim()).id()).isEqualTo(CART_ID);

        assertThat(shopping.current("alice").orElseThrow().cart().lines()).containsExactly(line("MUG", 1, 2));
        placeOrder(CART_ID, 3, 0);
        assertThat(shopping.current("alice")).isEmpty();
    }

    @Test
    void claim_onesOwnCartThatIsNotCurrent_shouldMergeIt() {
        current(line("TEA", 2, 2));
        carts.with(cartOf("alice", line("MUG", 1, 2)));

        assertThat(done(claim()).lines()).containsExactly(line("TEA", 2, 2), line("MUG", 1, 3));
    }

    @Test
    void claim_byTwoDevicesAtOnce_shouldLoseNothing() {
        var other = new CartId("crt_" + "7".repeat(32));
        carts.with(cart(line("TEA", 1, 2)));
        carts.with(new Cart(other, 2, null, List.of(line("MUG", 1, 2)), Details.NONE, null, NOW, NOW, NOW.plus(LIFE)));
        letInOnce(() -> shopping.claim(new Target(other, ALICE, null), "alice"));

        assertThat(done(claim()).lines()).containsExactly(line("MUG", 1, 2), line("TEA", 1, 4));

        assertThat(shopping.current("alice").orElseThrow().cart().id()).isEqualTo(other);
    }

    @Test
    void claim_whileAnotherDeviceChangesTheCurrentCart_shouldLoseNothing() {
        current(line("TEA", 1, 2));
        carts.with(cart(line("MUG", 1, 2)));
        letInOnce(() -> shopping.put(new Target(CURRENT_ID, ALICE, null), new LineRequest(TEA, 4)));

        assertThat(done(claim()).lines()).containsExactly(line("TEA", 4, 2), line("MUG", 1, 4));
    }

    @Test
    void claim_thatMeetsACheckoutOfTheGuest_shouldUndoTheMerge() {
        current(line("TEA", 1, 2));
        carts.with(cart(line("MUG", 1, 2)));
        carts.afterReplace(() -> {
            carts.afterReplace(() -> {});
            placeOrder(2, 0);
        });

        assertThat(claim()).isEqualTo(new Ordered(OrderKey.ofCart(CART_ID, 0)));

        assertThat(shopping.current("alice").orElseThrow().cart().lines()).containsExactly(line("TEA", 1, 2));
        assertThat(shopping.show(CART_ID, GUEST).orElseThrow().cart().lines()).containsExactly(line("MUG", 1, 2));
    }

    @Test
    void claim_thatMeetsACheckoutOfTheCurrentCart_shouldMakeTheClaimedCartCurrent() {
        current(line("TEA", 1, 2));
        carts.with(cart(line("MUG", 1, 2)));
        carts.afterReplace(() -> {
            carts.afterReplace(() -> {});
            placeOrder(CURRENT_ID, 2, 0);
        });

        assertThat(done(claim()).id()).isEqualTo(CART_ID);

        assertThat(shopping.current("alice").orElseThrow().cart().lines()).containsExactly(line("MUG", 1, 2));
        assertThat(carts.find(CURRENT_ID).orElseThrow().lines()).containsExactly(line("TEA", 1, 2));
    }

    @Test
    void details_shouldStayUntilTheyAreReplacedAndLinesKeepTheirMetadata() {
        carts.with(cart());
        var details = new Details("Ring twice", null, Map.of("source", "app"));

        assertThat(done(shopping.put(ANY_VERSION, details)).details()).isEqualTo(details);
        shopping.put(ANY_VERSION, new LineRequest(TEA, 1, Map.of("engraving", "A")));
        catalog.put(TEA, offer("TEA", new Money(1200, "EUR")));
        shopping.put(ANY_VERSION, new LineRequest(TEA, 2));
        var accepted = done(shopping.acceptChanges(ANY_VERSION));

        assertThat(accepted.details()).isEqualTo(details);
        assertThat(accepted.lines().getFirst().metadata()).isEqualTo(Map.of("engraving", "A"));
        var removed = done(shopping.put(ANY_VERSION, new LineRequest(TEA, 2, Map.of())));
        assertThat(removed.lines().getFirst().metadata()).isEmpty();
        assertThat(done(shopping.put(ANY_VERSION, Details.NONE)).details()).isEqualTo(Details.NONE);
    }

    @Test
    void claim_ofACartWithDetails_shouldKeepThoseOfBoth() {
        current(line("TEA", 1, 2).with(Map.of("engraving", "A", "color", "red")));
        carts.with(
                carts.find(CURRENT_ID).orElseThrow().with(new Details("Ring twice", null, Map.of("a", "1", "b", "1"))));
        carts.with(cart(line("TEA", 1, 2).with(Map.of("engraving", "B")))
                .with(new Details("Leave it outside", "For you", Map.of("b", "2"))));

        var merged = done(claim());

        assertThat(merged.details()).isEqualTo(
                new Details("Ring twice\nLeave it outside", "For you", Map.of("a", "1", "b", "2")));
        assertThat(merged.lines().getFirst().metadata()).isEqualTo(Map.of("engraving", "B", "color", "red"));
    }

    @Test
    void put_intoAMergedCart_shouldChangeTheOneWithItsLinesButNotUnderItsVersion() {
        current(line("TEA", 1, 2));
        carts.with(cart(line("MUG", 1, 2)));
        var merged = done(claim());

        var stale = new Target(CART_ID, ALICE, version(merged.version()));
        assertThat(shopping.put(stale, new LineRequest(TEA, 5))).isEqualTo(new OtherVersion(merged));
        assertThat(done(shopping.put(new Target(CART_ID, ALICE, null), new LineRequest(TEA, 5))).lines())
                .containsExactly(line("TEA", 5, 2), line("MUG", 1, 3));
    }

    @Test
    void current_shouldBeTheNewestCartOfTheCustomer() {
        assertThat(shopping.current("alice")).isEmpty();

        shopping.create(ALICE, List.of(new LineRequest(TEA, 1)), Details.NONE);

        assertThat(shopping.current("alice").orElseThrow().cart().id()).isEqualTo(CART_ID);
        assertThat(shopping.current("bob")).isEmpty();
    }

    private void current(CartLine... lines) {
        carts.with(new Cart(
                CURRENT_ID, 2, "alice", List.of(lines), Details.NONE, null, NOW, NOW, NOW.plus(LIFE)));
        carts.makeCurrent("alice", CURRENT_ID);
    }

    private CartChange claim() {
        return shopping.claim(new Target(CART_ID, ALICE, null), "alice");
    }

    @Test
    void change_thatMeetsACheckout_shouldBeUndoneAndNameTheOrder() {
        var before = cart(line("TEA", 1, new Money(900, "EUR"), 2));
        var toAlice = new Target(CART_ID, ALICE, null);
        for (var change : List.<Supplier<CartChange>> of(
                () -> shopping.put(ANY_VERSION, new LineRequest(TEA, 2)),
                () -> shopping.put(ANY_VERSION, new LineRequest(MUG, 1)),
                () -> shopping.put(ANY_VERSION, List.of(new LineRequest(TEA, 0), new LineRequest(MUG, 1))),
                () -> shopping.acceptChanges(ANY_VERSION),
                () -> shopping.remove(ANY_VERSION, TEA),
                () -> shopping.claim(toAlice, "alice"))) {
            carts.with(before);
            var order = OrderKey.ofCart(CART_ID, 0);
            letInOnce(() -> placeOrder(2, 0));
            assertThat(change.get()).isEqualTo(new Ordered(order));
            assertUndone(before, order);
            log.forget(order.orderId());

            carts.with(before);
            carts.afterReplace(() -> {
                carts.afterReplace(() -> {});
                placeOrder(2, 0);
            });
            assertThat(change.get()).isEqualTo(new Ordered(order));
            assertUndone(before, order);
            log.forget(order.orderId());
        }
    }

    private void assertUndone(Cart before, OrderKey order) {
        var after = shopping.show(CART_ID, GUEST).orElseThrow();
        assertThat(after.cart().lines()).isEqualTo(before.lines());
        assertThat(after.cart().customerId()).isEqualTo(before.customerId());
        assertThat(after.cart().version()).isEqualTo(before.version() + 2);
        assertThat(after.liveOrder().map(CartOrders::key)).contains(order);
    }

    @Test
    void change_thatMeetsACheckoutAndAnotherChange_shouldStayAndNameTheOrder() {
        carts.with(cart(line("TEA", 1, 2)));
        carts.afterReplace(() -> {
            carts.afterReplace(() -> {});
            placeOrder(2, 0);
            carts.with(carts.find(CART_ID).orElseThrow().withLines(List.of(line("TEA", 2, 2), line("MUG", 1, 4)))
                    .next(NOW, LIFE));
        });

        assertThat(shopping.put(ANY_VERSION, new LineRequest(TEA, 2)))
                .isEqualTo(new Ordered(OrderKey.ofCart(CART_ID, 0)));

        assertThat(carts.find(CART_ID).orElseThrow().lines()).containsExactly(line("TEA", 2, 2), line("MUG", 1, 4));
    }

    @Test
    void change_beforeAnOrderOfTheVersionBefore_shouldStayAndTheCartNameTheOrder() {
        carts.with(cart(line("TEA", 1, 2)));
        assertThat(done(shopping.remove(ANY_VERSION, TEA)).version()).isEqualTo(3);

        // The checkout read the cart before the change.
        var order = placeOrder(2, 0);

        assertThat(shopping.show(CART_ID, GUEST).orElseThrow().liveOrder().map(CartOrders::key)).contains(order);
        assertThat(shopping.put(ANY_VERSION, new LineRequest(MUG, 1))).isEqualTo(new Ordered(order));
        cancel(order);
        assertThat(done(shopping.put(ANY_VERSION, new LineRequest(MUG, 1))).lines()).containsExactly(line("MUG", 1, 4));
    }

    private OrderKey placeOrder(long version, int attempt) {
        return placeOrder(CART_ID, version, attempt);
    }

    private OrderKey placeOrder(CartId id, long version, int attempt) {
        var cart = new CartAttempt(id, version, attempt);
        var fact = Orders.placedFact(Orders.line("TEA", 1));
        log.place(cart.orderId(), new OrderPlaced(
                fact.lines(), fact.total(), null, cart, fact.requestHash(), fact.contact(), fact.paymentToken(), null));
        return cart.orderKey();
    }

    private void cancel(OrderKey key) {
        log.update(key.orderId(), order -> List.of(new OrderCancelled(Actor.GUEST)));
    }

    private void letInOnce(Runnable other) {
        carts.beforeReplace(() -> {
            carts.beforeReplace(() -> {});
            other.run();
        });
    }

    private static Cart done(CartChange change) {
        assertThat(change).isInstanceOf(Done.class);
        return ((Done) change).shown().cart();
    }

    private static EntityTags version(long version) {
        return EntityTags.parse(EntityTag.of(version).toString());
    }
}
