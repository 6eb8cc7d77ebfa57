package dev.stampede.checkout;

import static dev.stampede.checkout.Samples.ADDRESS;
import static dev.stampede.checkout.Samples.ALICE;
import static dev.stampede.checkout.Samples.BOB;
import static dev.stampede.checkout.Samples.CART_ID;
import static dev.stampede.checkout.Samples.GUEST;
import static dev.stampede.checkout.Samples.PRICE;
import static dev.stampede.checkout.Samples.THROTTLED;
import static dev.stampede.checkout.Samples.TOKEN;
import static dev.stampede.checkout.Samples.buyNow;
import static dev.stampede.checkout.Samples.cart;
import static dev.stampede.checkout.Samples.cartOf;
import static dev.stampede.checkout.Samples.cartRequest;
import static dev.stampede.checkout.Samples.limited;
import static dev.stampede.checkout.Samples.offer;
import static dev.stampede.checkout.Samples.perCustomer;
import static dev.stampede.checkout.Samples.seeing;
import static dev.stampede.checkout.Samples.soldOut;
import static dev.stampede.checkout.Samples.version;
import static dev.stampede.checkout.Samples.wanted;
import static dev.stampede.checkout.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.checkout.CheckoutOutcome.CartChanged;
import dev.stampede.checkout.CheckoutOutcome.CartOrdered;
import dev.stampede.checkout.CheckoutOutcome.CodesRefused;
import dev.stampede.checkout.CheckoutOutcome.EmptyCart;
import dev.stampede.checkout.CheckoutOutcome.FieldsMissing;
import dev.stampede.checkout.CheckoutOutcome.NoSuchCart;
import dev.stampede.checkout.CheckoutOutcome.NotAvailable;
import dev.stampede.checkout.CheckoutOutcome.OtherRequest;
import dev.stampede.checkout.CheckoutOutcome.OverLimitPerCustomer;
import dev.stampede.checkout.CheckoutOutcome.OverLimitPerOrder;
import dev.stampede.checkout.CheckoutOutcome.OverLimitPerOrder.Limit;
import dev.stampede.checkout.CheckoutOutcome.Placed;
import dev.stampede.checkout.CheckoutOutcome.PriceChanged;
import dev.stampede.checkout.CheckoutOutcome.RateLimited;
import dev.stampede.checkout.CheckoutOutcome.Replayed;
import dev.stampede.checkout.CheckoutOutcome.ShippingUnavailable;
import dev.stampede.checkout.CheckoutOutcome.SignInRequired;
import dev.stampede.checkout.CheckoutOutcome.SoldOut;
import dev.stampede.checkout.CheckoutOutcome.TooManyAttempts;
import dev.stampede.checkout.CheckoutOutcome.TooManyLimits;
import dev.stampede.checkout.CheckoutOutcome.TooManyLines;
import dev.stampede.checkout.CheckoutOutcome.TotalChanged;
import dev.stampede.checkout.CheckoutOutcome.UnpaidLimitReached;
import dev.stampede.checkout.CheckoutRequest.BuyNow;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.CustomerLimits;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentCapture;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.InMemoryUnpaidOrders;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.testing.SampleRules;
import dev.stampede.contracts.totals.Buyers;
import dev.stampede.contracts.totals.CodeOutcome;
import dev.stampede.contracts.totals.CodeOutcome.Condition;
import dev.stampede.contracts.totals.Promotion;
import dev.stampede.contracts.totals.Promotion.Conditions;
import dev.stampede.contracts.totals.Promotion.Kind;
import dev.stampede.contracts.totals.RecentRules;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.ShippingOption;
import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidCheck;
import dev.stampede.contracts.unpaid.UnpaidLimits;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.contracts.unpaid.UnpaidOrders;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.limits.AddressKeys;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    private static final String KEY = "0123456789abcdef";
    private static final Sku TEA = new Sku("TEA");
    private static final Sku MUG = new Sku("MUG");
    private static final int MAX_PENDING = 30;

    private Instant now = Orders.NOW;
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);

    private final Map<CartId, Cart> carts = new HashMap<>();
    private final Map<Sku, Offer> catalog = new HashMap<>(Map.of(TEA, offer("TEA"), MUG, offer("MUG")));
    private int offerReads;
    private @Nullable RuntimeException failure;
    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final Pricing pricing = new Pricing(
            new OfferCache(this::offers, clock, Duration.ofSeconds(1), Duration.ofSeconds(10), 3, 100),
            new SoldOutSkus(clock, Duration.ofSeconds(2), 100), clock);
    private Rules rules = Rules.NONE;
    private int ruleReads;
    private final RecentRules recentRules = new RecentRules(this::rules, clock);
    private final Set<String> usedUp = new HashSet<>();
    private final Set<String> loyal = new HashSet<>();
    private final Buyers buyers = new Buyers(loyal::contains, codes -> {
        var found = new HashSet<>(codes);
        found.retainAll(usedUp);
        return found;
    }, clock);
    private final InMemoryUnpaidOrders unpaid = new InMemoryUnpaidOrders(time);
    private final AddressKeys addressKeys = new AddressKeys("test");
    private final UnpaidCheck check = new UnpaidCheck(unpaid, new UnpaidLimits(5, 3, 2), clock);
    private final PendingOrders pending = new PendingOrders(log, clock, Duration.ofSeconds(30), MAX_PENDING, 100);
    private final Checkout checkout = new Checkout(
            id -> Optional.ofNullable(carts.get(id)), pricing, recentRules, buyers,
            check, pending, addressKeys, new KeyedHash("test"), null, log, clock);

    private Rules rules() {
        ruleReads++;
        return rules;
    }

    private Map<Sku, Offer> offers(Set<Sku> skus) {
        offerReads++;
        if (failure != null) {
            throw failure;
        }
        var found = new HashMap<>(catalog);
        found.keySet().retainAll(skus);
        return found;
    }

    @Test
    void place_whenPaymentsAreCapturedAtShipment_shouldRecordThatInOrdersThatCostSomething() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var later = new Checkout(
                id -> Optional.ofNullable(carts.get(id)), pricing, recentRules, buyers, check, pending, addressKeys,
                new KeyedHash("test"), PaymentCapture.SHIPMENT, log, clock);

        var order = placed(later.place(cartRequest(GUEST, TOKEN), Optional::empty));

        assertThat(order.isCapturedAtShipment()).isTrue();
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));
    }

    @Test
    void place_aCart_shouldBeginTheLogOfItsOrder() {
        carts.put(CART_ID, cart(wanted("TEA", 2), wanted("MUG", 1)));

        var order = placed(place(cartRequest(GUEST, TOKEN)));

        assertThat(order.id()).isEqualTo(OrderKey.ofCart(CART_ID, 0).orderId());
        assertThat(order.status()).isEqualTo(OrderStatus.PLACED);
        var first = order.placed();
        assertThat(first.lines()).containsExactly(
                new OrderLine(TEA, offer("TEA").productId(), "Name of TEA", PRICE, 2),
                new OrderLine(MUG, offer("MUG").productId(), "Name of MUG", PRICE, 1));
        assertThat(first.total()).isEqualTo(new Money(3000, "EUR"));
        assertThat(first.customerId()).isNull();
        assertThat(first.cart()).isEqualTo(new CartAttempt(CART_ID, 3, 0));
        assertThat(first.contact().email()).isEqualTo("buyer@example.com");
        assertThat(first.paymentToken()).isEqualTo(TOKEN);
        assertThat(log.find(order.id())).contains(order);
    }

    @Test
    void place_guest_shouldKeepAHashOfTheAddressAndNotTheAddress() {
        var placed = placed(place(buyNow(GUEST, KEY, wanted("TEA", 1)))).placed();

        assertThat(placed.addressKey()).isEqualTo(addressKeys.of(Optional.of(ADDRESS), now).orElseThrow());
        assertThat(unpaid.writes()).isZero();
    }

    @Test
    void place_callerWhoHoldsAsMuchAsTheyMay_shouldBeRefusedAndFindWhatWasPlacedBefore() {
        var first = placed(place(buyNow(GUEST, KEY, wanted("TEA", 2))));
        leaveUnpaid(first, 4);

        assertThat(place(buyNow(GUEST, "another-key", wanted("TEA", 2), wanted("MUG", 5))))
                .isEqualTo(new UnpaidLimitReached(new Excess.Units(List.of(TEA), 5, now.plusSeconds(60))));
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 2)))).isEqualTo(new Replayed(first));
        assertThat(place(buyNow(ALICE, "another-key", wanted("TEA", 2))))
                .isInstanceOf(CheckoutOutcome.Placed.class);
        now = now.plusSeconds(60);
        assertThat(place(buyNow(GUEST, "another-key", wanted("TEA", 2))))
                .isInstanceOf(CheckoutOutcome.Placed.class);
    }

    @Test
    void place_callerWithManyOrdersWhosePaymentIsNotKnown_shouldBeRefused() {
        for (var number = 0; number < MAX_PENDING; number++) {
            placed(place(buyNow(GUEST, "key-" + number, wanted("TEA", 1))));
        }

        assertThat(place(buyNow(GUEST, "another-key", wanted("TEA", 1))))
                .isEqualTo(new UnpaidLimitReached(new Excess.Pending(MAX_PENDING, now.plusSeconds(1))));
    }

    @Test
    void place_overARateLimit_shouldRefuseNewPurchasesAndReplayEarlierOnes() {
        var problem = Problem.of("rate-limited", "Too many requests", 429);
        var request = buyNow(GUEST, KEY, wanted("TEA", 2));
        var order = placed(place(request));

        assertThat(checkout.place(request, () -> Optional.of(problem))).isEqualTo(new Replayed(order));
        assertThat(checkout.place(buyNow(GUEST, "another-key", wanted("TEA", 1)), () -> Optional.of(problem)))
                .isEqualTo(new RateLimited(problem));
    }

    @Test
    void place_refusedForAnotherReason_shouldTakeFromNoLimit() {
        var outcome = checkout.place(buyNow(GUEST, KEY, wanted("NOSUCH", 1)), () -> {
            throw new AssertionError("A limit was asked");
        });

        assertThat(outcome).isInstanceOf(NotAvailable.class);
    }

    private CheckoutOutcome place(CheckoutRequest request) {
        return checkout.place(request, Optional::empty);
    }

    private void leaveUnpaid(Order order, int units) {
        unpaid.update(CallerKey.of(order.placed()), before -> {
            var after = new HashMap<>(before);
            after.replaceAll((caller, known) -> known.withHold(
                    order.id(), new Unpaid.Hold(now.plusSeconds(60), Map.of("TEA", units))));
            return new UnpaidOrders.Change<>(after, true);
        });
    }

    @Test
    void place_aCartTwice_shouldGiveTheSameOrder() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));

        var first = placed(place(cartRequest(GUEST, TOKEN)));
        var second = place(cartRequest(GUEST, TOKEN));

        assertThat(second).isEqualTo(new Replayed(first));
    }

    @Test
    void place_aCartAgainByADifferentRequest_shouldBeRefused() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var ordered = new CartOrdered(CartOrders.key(placed(place(cartRequest(GUEST, TOKEN)))), 3);

        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(ordered);
        assertThat(place(cartRequest(ALICE, TOKEN))).isEqualTo(ordered);
    }

    @Test
    void place_aCartThatACustomerOrdered_shouldNameTheOrderToThatCustomerAlone() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var order = placed(place(cartRequest(ALICE, TOKEN)));

        assertThat(place(cartRequest(ALICE, "tok_other"))).isEqualTo(new CartOrdered(CartOrders.key(order), 3));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new CartOrdered(null, 3));
    }

    @Test
    void place_aRepeatedRequestWhosePriceOrStockChangedSince_shouldStillFindItsOrder() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var order = placed(place(cartRequest(GUEST, TOKEN)));

        catalog.put(TEA, offer("TEA", new Money(1200, "EUR")));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));
        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(new CartOrdered(CartOrders.key(order), 3));

        catalog.put(TEA, soldOut("TEA"));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));

        catalog.remove(TEA);
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));
    }

    @Test
    void place_aCartWhoseOrderEndedWithoutSale_shouldMakeTheNextAttempt() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var first = placed(place(cartRequest(GUEST, TOKEN)));
        end(first, Orders.reservedFact(Orders.line("TEA", 2)), new HoldExpired());

        var second = placed(place(cartRequest(GUEST, TOKEN)));
        assertThat(second.id()).isEqualTo(OrderKey.ofCart(CART_ID, 1).orderId());
        assertThat(second.placed().cart()).isEqualTo(new CartAttempt(CART_ID, 3, 1));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(second));

        end(second, new StockRejected(List.of()));
        var third = placed(place(cartRequest(GUEST, "tok_other")));
        assertThat(third.id()).isEqualTo(OrderKey.ofCart(CART_ID, 2).orderId());
    }

    @Test
    void place_aCartWhoseOrderWasCancelledOrRefunded_shouldReplayTheSameRequestAndTakeAnother() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var first = end(placed(place(cartRequest(GUEST, TOKEN))), new OrderCancelled(Actor.GUEST));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(first));

        var second = refunded(placed(place(cartRequest(GUEST, "tok_other"))));
        assertThat(second.id()).isEqualTo(OrderKey.ofCart(CART_ID, 1).orderId());
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(first));
        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(new Replayed(second));

        now = now.plusSeconds(2);
        catalog.put(TEA, soldOut("TEA"));
        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(new Replayed(second));
        assertThat(place(cartRequest(GUEST, "tok_third"))).isInstanceOf(SoldOut.class);
    }

    @Test
    void place_aBelatedRepetitionWhileALaterOrderLives_shouldMakeNoOrder() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        end(placed(place(cartRequest(GUEST, TOKEN))), new OrderCancelled(Actor.GUEST));
        var second = placed(place(cartRequest(GUEST, "tok_other")));

        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new CartOrdered(CartOrders.key(second), 3));
        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(new Replayed(second));
    }

    @Test
    void place_aCartWhoseOrderWasShippedAndThenRefunded_shouldStaySold() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var order = placed(place(cartRequest(GUEST, TOKEN)));
        var total = order.placed().total();
        var refunded = end(order, Orders.reservedFact(Orders.line("TEA", 2)), new PaymentCaptured(0, total, "pay"),
                new OrderShipped(null, null, Actor.admin("owner")),
                new RefundRequested(RefundReason.SHOP, Actor.admin("owner")), new Refunded(total, "refund"));

        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(refunded));
        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(new CartOrdered(CartOrders.key(refunded), 3));
    }

    @Test
    void place_whatEverybodyWants_shouldNotReadItsOfferForEachOrder() {
        for (var i = 0; i < MAX_PENDING; i++) {
            placed(place(buyNow(GUEST, KEY + i, wanted("TEA", 1))));
        }

        assertThat(offerReads).isEqualTo(3);
    }

    @Test
    void place_aHotProductAtItsNewPrice_shouldNotBeRefusedByTheRememberedOne() {
        for (var i = 0; i < 10; i++) {
            place(buyNow(GUEST, KEY + i, wanted("TEA", 1)));
        }
        var dearer = new Money(1200, "EUR");
        catalog.put(TEA, offer("TEA", dearer));

        var order = placed(place(buyNow(GUEST, KEY, new WantedLine(TEA, 1, dearer))));

        assertThat(order.placed().total()).isEqualTo(dearer);
        assertThat(place(buyNow(GUEST, KEY + "x", wanted("TEA", 1)))).isInstanceOf(PriceChanged.class);
    }

    @Test
    void place_aCartThatWasOrderedTooOften_shouldBeRefused() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        for (var attempt = 0; attempt < CartOrders.MAX_ATTEMPTS; attempt++) {
            end(placed(place(cartRequest(GUEST, TOKEN))), new StockRejected(List.of()));
        }

        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new TooManyAttempts());
    }

    @Test
    void place_anotherVersionThanTheCurrent_shouldBeRefusedWithTheCartAndWriteNothing() {
        var current = version(4, null, wanted("TEA", 2), wanted("MUG", 20));
        carts.put(CART_ID, current);

        assertThat(place(cartRequest(GUEST, 3, TOKEN))).isEqualTo(new CartChanged(current));
        assertThat(place(cartRequest(GUEST, 5, TOKEN))).isEqualTo(new CartChanged(current));
        assertThat(log.find(OrderKey.ofCart(CART_ID, 0).orderId())).isEmpty();
    }

    @Test
    void place_repeatedAfterTheCartChanged_shouldReplayWhateverBecameOfTheOrder() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var order = placed(place(cartRequest(GUEST, TOKEN)));
        carts.put(CART_ID, version(4, null, wanted("TEA", 5)));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));

        var rejected = end(order, new StockRejected(List.of()));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(rejected));

        placed(place(cartRequest(GUEST, 4, TOKEN)));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(rejected));
    }

    @Test
    void place_repeatedAfterTheCartWentAway_shouldReplayForTheSameRequestOnly() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var order = placed(place(cartRequest(GUEST, TOKEN)));

        carts.put(CART_ID, version(4, "alice", wanted("TEA", 2)));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));
        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(new NoSuchCart());

        carts.clear();
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new Replayed(order));
        assertThat(place(cartRequest(GUEST, 4, TOKEN))).isEqualTo(new NoSuchCart());
    }

    @Test
    void place_aVersionThatAnotherRequestOrdered_shouldBeRefusedAlsoAfterTheCartChanged() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var order = placed(place(cartRequest(GUEST, TOKEN)));
        carts.put(CART_ID, version(4, null, wanted("TEA", 5)));

        assertThat(place(cartRequest(GUEST, "tok_other"))).isEqualTo(new CartOrdered(CartOrders.key(order), 3));
    }

    @Test
    void place_theNextVersionWhileAnOrderLives_shouldNameThatOrder() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        var order = placed(place(cartRequest(GUEST, TOKEN)));
        carts.put(CART_ID, version(4, null, wanted("TEA", 5)));

        assertThat(place(cartRequest(GUEST, 4, TOKEN))).isEqualTo(new CartOrdered(CartOrders.key(order), 3));
        catalog.put(TEA, soldOut("TEA"));
        assertThat(place(cartRequest(GUEST, 4, TOKEN))).isEqualTo(new CartOrdered(CartOrders.key(order), 3));

        now = now.plusSeconds(2);
        catalog.put(TEA, offer("TEA"));
        end(order, new OrderCancelled(Actor.GUEST));
        assertThat(placed(place(cartRequest(GUEST, 4, TOKEN))).placed().cart())
                .isEqualTo(new CartAttempt(CART_ID, 4, 1));
    }

    @Test
    void place_whenTheCartIsChangedAndOrderedBetweenReadAndWrite_shouldMakeOneOrder() {
        var changed = version(4, null, wanted("TEA", 5));
        var rival = new AtomicReference<Order>();
        var slow = new Checkout(id -> {
            carts.put(id, changed);
            rival.set(placed(place(cartRequest(GUEST, 4, "tok_other"))));
            return Optional.of(cart(wanted("TEA", 2)));
        }, pricing, recentRules, buyers, check, pending, addressKeys, new KeyedHash("test"), null, log, clock);

        assertThat(slow.place(cartRequest(GUEST, TOKEN), Optional::empty))
                .isEqualTo(new CartOrdered(CartOrders.key(rival.get()), 4));
        assertThat(log.find(OrderKey.ofCart(CART_ID, 1).orderId())).isEmpty();
    }

    @Test
    void place_whenTheCartIsOnlyChangedBetweenReadAndWrite_shouldOrderWhatWasSeenAndNothingElse() {
        var slow = new Checkout(id -> {
            carts.put(id, version(4, null, wanted("TEA", 5)));
            return Optional.of(cart(wanted("TEA", 2)));
        }, pricing, recentRules, buyers, check, pending, addressKeys, new KeyedHash("test"), null, log, clock);

        var order = placed(slow.place(seeing(2000, cartRequest(GUEST, TOKEN)), Optional::empty));

        assertThat(order.placed().total()).isEqualTo(new Money(2000, "EUR"));
        assertThat(place(seeing(2000, cartRequest(GUEST, TOKEN)))).isEqualTo(new Replayed(order));
        assertThat(place(cartRequest(GUEST, 4, TOKEN))).isEqualTo(new CartOrdered(CartOrders.key(order), 3));
    }

    @Test
    void place_atAnotherTotalThanTheShopperSaw_shouldBeRefusedWithTheTotalAndWriteNothing() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));

        assertThat(place(seeing(1000, cartRequest(GUEST, TOKEN))))
                .isInstanceOfSatisfying(TotalChanged.class,
                        changed -> assertThat(changed.totals().charged()).isEqualTo(new Money(2000, "EUR")));
        assertThat(place(seeing(1000, buyNow(GUEST, KEY, wanted("TEA", 2)))))
                .isInstanceOfSatisfying(TotalChanged.class,
                        changed -> assertThat(changed.totals().charged()).isEqualTo(new Money(2000, "EUR")));
        assertThat(log.find(OrderKey.ofCart(CART_ID, 0).orderId())).isEmpty();
        var order = placed(place(seeing(2000, cartRequest(GUEST, TOKEN))));
        assertThat(place(seeing(2000, buyNow(GUEST, KEY, wanted("TEA", 2))))).isInstanceOf(Placed.class);
        assertThat(place(seeing(1000, cartRequest(GUEST, TOKEN))))
                .isEqualTo(new CartOrdered(CartOrders.key(order), 3));
    }

    @Test
    void place_inAStoreWithoutRules_shouldRecordNoBreakdown() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));

        assertThat(placed(place(cartRequest(GUEST, TOKEN))).placed().breakdown()).isNull();
    }

    @Test
    void place_withAShippingMethod_shouldChargeForItAndRecordTheTotalsAndTheVersionOfTheRules() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        rules = SampleRules.added();

        var order = placed(place(seeing(2739, shipped("standard", cartRequest(GUEST, TOKEN)))));

        assertThat(order.placed().total()).isEqualTo(new Money(2739, "EUR"));
        var totals = order.placed().totals();
        assertThat(totals.rulesVersion()).isEqualTo(8);
        assertThat(totals.shipping().price()).isEqualTo(490);
        assertThat(totals.tax()).isEqualTo(249);
        assertThat(totals.lines().getFirst().tax()).isEqualTo(200);
        assertThat(place(seeing(2739, shipped("standard", cartRequest(GUEST, TOKEN))))).isEqualTo(new Replayed(order));
        assertThat(place(seeing(2739, shipped("express", cartRequest(GUEST, TOKEN)))))
                .isInstanceOf(CartOrdered.class);
    }

    @Test
    void place_withoutAShippingMethodThatIsNeeded_shouldNameTheFields() {
        rules = SampleRules.included();
        var request = buyNow(GUEST, KEY, wanted("TEA", 2));

        assertThat(place(request)).isEqualTo(new FieldsMissing(List.of("shippingMethod")));
        assertThat(place(new CheckoutRequest(
                GUEST, request.purchase(), null, new Contact("buyer@example.com", null, null), null, null, List.of(),
                null)))
                        .isEqualTo(new FieldsMissing(List.of("shippingAddress", "shippingMethod", "paymentToken")));
    }

    @Test
    void place_withAnUnavailableShippingMethod_shouldReturnThoseThatAre() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        rules = SampleRules.included();

        assertThat(place(shipped("express", cartRequest(GUEST, TOKEN))))
                .isInstanceOfSatisfying(ShippingUnavailable.class, unavailable -> assertThat(unavailable.options())
                        .containsExactly(new ShippingOption("standard", "Standard", 490)));
        assertThat(log.find(OrderKey.ofCart(CART_ID, 0).orderId())).isEmpty();
    }

    @Test
    void place_whenTheRulesHaveChanged_shouldReadThemBeforeItRefuses() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        rules = SampleRules.rules(1, true, 490);
        placed(place(shipped("standard", buyNow(GUEST, KEY, wanted("MUG", 1)))));
        rules = SampleRules.rules(2, true, 700);

        // The shopper has seen the new price already, which this instance does not know.
        var order = placed(place(seeing(2700, shipped("standard", cartRequest(GUEST, TOKEN)))));

        assertThat(order.placed().totals().rulesVersion()).isEqualTo(2);
        assertThat(ruleReads).isEqualTo(2);
    }

    @Test
    void place_withinAMinute_shouldUseTheRulesThatAreRemembered() {
        rules = SampleRules.included();
        placed(place(shipped("standard", buyNow(GUEST, KEY, wanted("TEA", 1)))));
        rules = SampleRules.added();
        carts.put(CART_ID, cart(wanted("TEA", 2)));

        now = now.plusSeconds(59);
        var order = placed(place(seeing(2490, shipped("standard", cartRequest(GUEST, TOKEN)))));

        assertThat(order.placed().totals().rulesVersion()).isEqualTo(7);
        assertThat(ruleReads).isEqualTo(1);
    }

    @Test
    void place_withACode_shouldReduceTheTotalAndRecordTheCode() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        rules = SampleRules.included().with(List.of(SampleRules.limitedCode("TEN", 5)));
        var request = with(List.of("TEN"), seeing(2290, shipped("standard", cartRequest(GUEST, TOKEN))));

        var order = placed(place(request));

        assertThat(order.placed().codes()).containsExactly("TEN");
        assertThat(order.placed().limitedCodes()).containsExactly("TEN");
        assertThat(order.placed().totals().discounts()).containsExactly(new Reduction("Limited", "TEN", 200));
        assertThat(order.placed().units()).containsEntry(Sku.ofPromotion("TEN"), 1);
        assertThat(place(request)).isEqualTo(new Replayed(order));
        assertThat(place(with(List.of(), request))).isInstanceOf(CartOrdered.class);
    }

    @Test
    void place_withACodeThatDoesNotApply_shouldBeRefusedWithTheConditionAndPlaceNothing() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        rules = SampleRules.included().with(List.of(SampleRules.limitedCode("TEN", 5)));
        usedUp.add("TEN");
        var request = shipped("standard", cartRequest(GUEST, TOKEN));

        assertThat(place(with(List.of("TEN", "ELEVEN"), request))).isEqualTo(new CodesRefused(List.of(
                new CodeOutcome("TEN", Condition.USED_UP, null, true),
                new CodeOutcome("ELEVEN", Condition.UNKNOWN, null, false))));
        assertThat(log.find(OrderKey.ofCart(CART_ID, 0).orderId())).isEmpty();

        usedUp.clear();
        now = now.plusSeconds(1);
        assertThat(placed(place(with(List.of("TEN"), request))).placed().codes()).hasSize(1);
    }

    @Test
    void place_withACodeOfRulesThatThisInstanceDoesNotKnow_shouldReadThem() {
        rules = SampleRules.included();
        placed(place(shipped("standard", buyNow(GUEST, KEY, wanted("MUG", 1)))));
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        rules = SampleRules.included().with(List.of(SampleRules.percentOff("Ten percent", "TEN", 10)));

        var placed = placed(place(with(List.of("TEN"), shipped("standard", cartRequest(GUEST, TOKEN))))).placed();
        assertThat(placed.codes()).containsExactly("TEN");
        assertThat(placed.limitedCodes()).isNull();
    }

    @Test
    void place_withAPromotionForFirstOrders_shouldGiveItToNewCustomersOnly() {
        rules = SampleRules.included().with(List.of(new Promotion(
                "Welcome", null, Kind.AMOUNT, null, 100L, null, null,
                new Conditions(null, List.of(), List.of(), null, null, false, true), null)));
        loyal.add("bob");

        var first = placed(place(shipped("standard", buyNow(ALICE, KEY, wanted("TEA", 1))))).placed();
        assertThat(first.totals().discounts()).hasSize(1);
        assertThat(first.customerLimits().limits())
                .containsExactly(Map.entry(CustomerLimits.FIRST_ORDER, 1));
        assertThat(placed(place(shipped("standard", buyNow(BOB, KEY, wanted("TEA", 1))))).placed().totals()
                .discounts()).isEmpty();
        assertThat(placed(place(shipped("standard", buyNow(GUEST, KEY, wanted("TEA", 1))))).placed().totals()
                .discounts()).isEmpty();
    }

    @Test
    void place_ofSkusWithALimitPerCustomer_shouldRecordWhoIsCounted() {
        catalog.put(TEA, perCustomer(offer("TEA"), 2, false));

        var alice = limits(buyNow(ALICE, KEY, wanted("TEA", 2), wanted("MUG", 5)));
        assertThat(alice.limits()).containsExactly(Map.entry(TEA, 2));
        var guest = limits(buyNow(GUEST, KEY, wanted("TEA", 1)));
        assertThat(guest.customer()).isNotEqualTo(alice.customer()).doesNotContain("buyer");
        var sameMailbox = new CheckoutRequest(
                GUEST, new BuyNow(KEY.replace('1', '2'), List.of(wanted("TEA", 1))), null,
                new Contact("  Buyer+tea@Example.com".strip(), null, null), TOKEN, null, List.of(), null);
        assertThat(limits(sameMailbox).customer()).isEqualTo(guest.customer());
        assertThat(placed(place(buyNow(BOB, KEY, wanted("MUG", 5)))).placed().customerLimits()).isNull();
    }

    private CustomerLimits limits(CheckoutRequest request) {
        return placed(place(request)).placed().customerLimits();
    }

    @Test
    void place_ofMoreThanACustomerCanHave_shouldBeRefusedWithTheLimit() {
        catalog.put(TEA, perCustomer(offer("TEA"), 2, false));

        assertThat(place(buyNow(ALICE, KEY, wanted("TEA", 3))))
                .isEqualTo(new OverLimitPerCustomer(List.of(new CustomerLimit(TEA, 2))));
    }

    @Test
    void place_ofWhatRequiresSigningIn_shouldBeForCustomersOnly() {
        catalog.put(TEA, perCustomer(offer("TEA"), null, true));

        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 1), wanted("MUG", 1))))
                .isEqualTo(new SignInRequired(List.of(TEA)));
        assertThat(placed(place(buyNow(ALICE, KEY, wanted("TEA", 1)))).placed().customerLimits()).isNull();
    }

    @Test
    void place_ofTooManySkusWithALimit_shouldBeRefused() {
        var lines = IntStream.rangeClosed(0, CustomerLimits.MAX_SKUS).mapToObj(number -> {
            catalog.put(new Sku("L" + number), perCustomer(offer("L" + number), 2, false));
            return wanted("L" + number, 1);
        }).toArray(WantedLine[]::new);

        assertThat(place(buyNow(ALICE, KEY, lines))).isEqualTo(new TooManyLimits());
        assertThat(limits(buyNow(ALICE, KEY, Arrays.copyOf(lines, CustomerLimits.MAX_SKUS))).limits())
                .hasSize(CustomerLimits.MAX_SKUS);
    }

    @Test
    void place_forNothing_shouldNeedNoTokenAndKeepNone() {
        var free = new Money(0, "EUR");
        catalog.put(TEA, offer("TEA", free));
        carts.put(CART_ID, cart(new WantedLine(TEA, 1, free)));

        var order = placed(place(cartRequest(GUEST, null)));

        assertThat(order.placed().paymentToken()).isNull();
        assertThat(placed(place(buyNow(GUEST, KEY, new WantedLine(TEA, 1, free)))).placed().paymentToken()).isNull();
        assertThat(place(cartRequest(GUEST, null))).isEqualTo(new Replayed(order));
    }

    @Test
    void place_withoutATokenAtAnOldPrice_shouldNameTheTokenFirst() {
        carts.put(CART_ID, cart(wanted("TEA", 2)));
        catalog.put(TEA, offer("TEA", new Money(1200, "EUR")));

        assertThat(place(cartRequest(GUEST, null))).isEqualTo(new FieldsMissing(List.of("paymentToken")));
        assertThat(place(seeing(2400, cartRequest(GUEST, null))))
                .isEqualTo(new FieldsMissing(List.of("paymentToken")));
        assertThat(place(seeing(0, cartRequest(GUEST, null)))).isInstanceOf(PriceChanged.class);
        assertThat(place(cartRequest(GUEST, TOKEN))).isInstanceOf(PriceChanged.class);
    }

    private static CheckoutRequest shipped(String method, CheckoutRequest request) {
        return new CheckoutRequest(
                request.caller(), request.purchase(), request.total(), request.contact(), request.paymentToken(),
                method, request.codes(), request.sourceAddress());
    }

    @Test
    void place_anUnknownExpiredOrForeignCart_shouldFindNone() {
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new NoSuchCart());

        carts.put(CART_ID, new Cart(CART_ID, 3, null, List.of(wanted("TEA", 2)), null, null, Orders.NOW));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new NoSuchCart());

        carts.put(CART_ID, cartOf("alice", wanted("TEA", 2)));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new NoSuchCart());
        assertThat(place(cartRequest(BOB, TOKEN))).isEqualTo(new NoSuchCart());
        assertThat(placed(place(cartRequest(ALICE, TOKEN))).placed().customerId()).isEqualTo("alice");
    }

    @Test
    void place_anEmptyCart_shouldBeRefused() {
        carts.put(CART_ID, cart());

        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new EmptyCart());
    }

    @Test
    void place_aCartOfMoreLinesThanAnOrderHas_shouldBeRefused() {
        carts.put(CART_ID, cart(manyLines(51)));
        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new TooManyLines());

        carts.put(CART_ID, cart(manyLines(50)));
        assertThat(placed(place(cartRequest(GUEST, TOKEN))).placed().lines()).hasSize(50);
    }

    @Test
    void place_atAPriceThatChanged_shouldBeRefusedWithAllChangesAndWriteNothing() {
        carts.put(CART_ID, cart(wanted("TEA", 2), wanted("MUG", 1)));
        catalog.put(TEA, offer("TEA", new Money(1200, "EUR")));
        catalog.put(MUG, offer("MUG", new Money(1000, "USD")));

        var outcome = place(cartRequest(GUEST, TOKEN));

        assertThat(outcome).isEqualTo(new PriceChanged(List.of(
                new PriceChanged.Change(TEA, PRICE, new Money(1200, "EUR")),
                new PriceChanged.Change(MUG, PRICE, new Money(1000, "USD")))));
        assertThat(log.find(OrderKey.ofCart(CART_ID, 0).orderId())).isEmpty();
    }

    @Test
    void place_whatIsSoldOut_shouldBeRefusedWithThoseSkusAndWriteNothing() {
        carts.put(CART_ID, cart(wanted("TEA", 2), wanted("MUG", 1)));
        catalog.put(MUG, soldOut("MUG"));

        assertThat(place(cartRequest(GUEST, TOKEN))).isEqualTo(new SoldOut(List.of(MUG)));
        assertThat(log.find(OrderKey.ofCart(CART_ID, 0).orderId())).isEmpty();
    }

    @Test
    void place_whatIsKnownToBeSoldOut_shouldReadNoOffer() {
        catalog.put(MUG, soldOut("MUG"));
        place(buyNow(GUEST, KEY, wanted("MUG", 1)));
        assertThat(offerReads).isEqualTo(1);

        assertThat(place(buyNow(GUEST, KEY + 2, wanted("MUG", 1)))).isEqualTo(new SoldOut(List.of(MUG)));
        assertThat(offerReads).isEqualTo(1);
    }

    @Test
    void place_whatWasSoldOutAMomentAgo_shouldBeSoldOnceTheMemoryFades() {
        catalog.put(MUG, soldOut("MUG"));
        place(buyNow(GUEST, KEY, wanted("MUG", 1)));
        catalog.put(MUG, offer("MUG"));

        assertThat(place(buyNow(GUEST, KEY, wanted("MUG", 1)))).isInstanceOf(SoldOut.class);
        now = now.plusSeconds(2);
        assertThat(place(buyNow(GUEST, KEY, wanted("MUG", 1)))).isInstanceOf(Placed.class);
    }

    @Test
    void place_whatWasSoldOutWhileTheCatalogIsTooBusy_shouldRefuseNobodyByMemory() {
        catalog.put(MUG, soldOut("MUG"));
        place(buyNow(GUEST, KEY, wanted("MUG", 1)));
        now = now.plusSeconds(2);
        catalog.put(MUG, offer("MUG"));

        failure = THROTTLED;
        assertThatThrownBy(() -> place(buyNow(GUEST, KEY, wanted("MUG", 1)))).isSameAs(failure);

        failure = null;
        assertThat(place(buyNow(GUEST, KEY + 2, wanted("MUG", 1)))).isInstanceOf(Placed.class);
    }

    @Test
    void place_whatTheShopDoesNotSell_shouldBeRefused() {
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 1), wanted("NONE", 1))))
                .isEqualTo(new NotAvailable(List.of(new Sku("NONE"))));
    }

    @Test
    void place_whatIsSoldAtOtherTimes_shouldBeRefusedUntilThen() {
        var from = now.plusMillis(500);
        catalog.put(TEA, limited(
                offer("TEA"), new Publication(Publication.Status.PUBLISHED, from, from.plusSeconds(1)), null));

        for (var n = 0; n < 10; n++) {
            assertThat(place(buyNow(GUEST, KEY + n, wanted("TEA", 1))))
                    .isEqualTo(new NotAvailable(List.of(TEA)));
        }
        now = from;
        assertThat(place(buyNow(ALICE, KEY, wanted("TEA", 1)))).isInstanceOf(Placed.class);
        now = from.plusSeconds(1);
        assertThat(place(buyNow(BOB, KEY, wanted("TEA", 1)))).isEqualTo(new NotAvailable(List.of(TEA)));
    }

    @Test
    void place_aDraft_shouldBeRefused() {
        catalog.put(TEA, limited(offer("TEA"), new Publication(Publication.Status.DRAFT, null, null), null));

        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 1)))).isEqualTo(new NotAvailable(List.of(TEA)));
    }

    @Test
    void place_moreThanAnOrderMayHave_shouldBeRefused() {
        catalog.put(TEA, limited(offer("TEA"), Publication.ALWAYS, 2));

        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 3))))
                .isEqualTo(new OverLimitPerOrder(List.of(new Limit(TEA, 2))));
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 2)))).isInstanceOf(Placed.class);
    }

    @Test
    void place_linesWithoutACart_shouldBeOneOrderForEachCallerAndKey() {
        var first = placed(place(buyNow(GUEST, KEY, wanted("TEA", 1))));

        assertThat(first.placed().cart()).isNull();
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 1)))).isEqualTo(new Replayed(first));
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 2)))).isEqualTo(new OtherRequest());
        assertThat(placed(place(buyNow(GUEST, KEY + 2, wanted("TEA", 1)))).id()).isNotEqualTo(first.id());
        assertThat(placed(place(buyNow(ALICE, KEY, wanted("TEA", 1)))).id()).isNotEqualTo(first.id());
        assertThat(placed(place(buyNow(BOB, KEY, wanted("TEA", 1)))).id()).isNotEqualTo(first.id());
    }

    @Test
    void place_linesOfAnEarlierVersionThatKeptTheWholeHash_shouldFindTheirOrder() {
        var request = buyNow(GUEST, KEY, wanted("TEA", 1));
        var fact = placed(place(request)).placed();
        var id = ((BuyNow) request.purchase()).orderKey(GUEST).orderId();
        log.forget(id);
        log.place(id, new OrderPlaced(
                fact.lines(), fact.total(), null, null, request.hash(), fact.contact(), fact.paymentToken(), null));

        assertThat(fact.requestHash()).hasSize(16);
        assertThat(place(request)).isInstanceOf(Replayed.class);
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 2)))).isEqualTo(new OtherRequest());
    }

    @Test
    void place_repeatedLinesThatSoldOutSince_shouldStillFindTheirOrder() {
        var order = placed(place(buyNow(GUEST, KEY, wanted("TEA", 1))));
        catalog.put(TEA, soldOut("TEA"));

        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 1)))).isEqualTo(new Replayed(order));
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 1)))).isEqualTo(new Replayed(order));
        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 2)))).isEqualTo(new OtherRequest());
    }

    @Test
    void place_repeatedLinesWhoseOrderEnded_shouldStayTheSamePurchase() {
        var order = placed(place(buyNow(GUEST, KEY, wanted("TEA", 1))));
        var cancelled = end(order, new OrderCancelled(Actor.GUEST));

        assertThat(place(buyNow(GUEST, KEY, wanted("TEA", 1)))).isEqualTo(new Replayed(cancelled));
    }

    @Test
    void hash_shouldTellEveryPartOfARequestFromAnother() {
        assertThat(cartRequest(GUEST, TOKEN).hash()).isEqualTo(cartRequest(GUEST, TOKEN).hash()).hasSize(64);
        assertThat(List.of(
                cartRequest(GUEST, TOKEN).hash(),
                cartRequest(GUEST, "tok_other").hash(),
                cartRequest(ALICE, TOKEN).hash(),
                cartRequest(GUEST, 4, TOKEN).hash(),
                seeing(2000, cartRequest(GUEST, TOKEN)).hash(),
                buyNow(GUEST, KEY, wanted("TEA", 1)).hash(),
                buyNow(GUEST, KEY, wanted("TEA", 2)).hash(),
                buyNow(GUEST, KEY, wanted("MUG", 1)).hash(),
                buyNow(GUEST, KEY, new WantedLine(TEA, 1, new Money(999, "EUR"))).hash(),
                buyNow(GUEST, KEY, new WantedLine(TEA, 1, new Money(1000, "USD"))).hash()))
                        .doesNotHaveDuplicates();
    }

    @Test
    void toString_ofARequest_shouldTellNothingPersonal() {
        assertThat(buyNow(GUEST, KEY, wanted("TEA", 1)).toString()).isEqualTo("CheckoutRequest[BuyNow]");
    }

    private WantedLine[] manyLines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "SKU-" + i)
                .peek(sku -> catalog.put(new Sku(sku), offer(sku)))
                .map(sku -> wanted(sku, 1))
                .toArray(WantedLine[]::new);
    }

    private Order end(Order order, Fact... facts) {
        return log.update(order.id(), current -> List.of(facts)).orElseThrow();
    }

    private Order refunded(Order order) {
        var total = order.placed().total();
        return end(order, Orders.reservedFact(Orders.line("TEA", 2)), new PaymentCaptured(0, total, "pay"),
                new RefundRequested(RefundReason.CANCELLED, Actor.GUEST), new Refunded(total, "refund"));
    }

    private static Order placed(CheckoutOutcome outcome) {
        assertThat(outcome).isInstanceOf(Placed.class);
        return ((Placed) outcome).order();
    }
}
