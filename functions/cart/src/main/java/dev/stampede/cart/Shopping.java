package dev.stampede.cart;

import dev.stampede.cart.CartChange.Busy;
import dev.stampede.cart.CartChange.Done;
import dev.stampede.cart.CartChange.Full;
import dev.stampede.cart.CartChange.NoSuchCart;
import dev.stampede.cart.CartChange.Ordered;
import dev.stampede.cart.CartChange.OtherCurrency;
import dev.stampede.cart.CartChange.OtherVersion;
import dev.stampede.cart.CartChange.UnknownSku;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes, shows and changes carts. Changes are optimistic: each is decided on one version of the cart and stored only if
 * that version still stands; otherwise it is decided again on the new version, so two writers lose nothing.
 *
 * <p>A cart that became an order does not change while the order may still be a sale. A change that is stored in the
 * very moment in which checkout places the order makes the next version of the cart; the order keeps the lines that
 * checkout read.
 *
 * <p>Thread-safe.
 */
final class Shopping {

    /** Each failure means that another writer succeeded; more than this many at once is no person's cart. */
    static final int MAX_TRIES = 10;

    private final Carts carts;
    private final Offers offers;
    private final CartOrders orders;
    private final Supplier<CartId> ids;
    private final Clock clock;
    private final Duration life;

    Shopping(Carts carts, Offers offers, CartOrders orders, Supplier<CartId> ids, Clock clock, Duration life) {
        this.carts = carts;
        this.offers = offers;
        this.orders = orders;
        this.ids = ids;
        this.clock = clock;
        this.life = life;
    }

    /**
     * Whose wish is it, and about which cart?
     *
     * @param versions those that the caller expects, or null if any will do
     */
    record Target(CartId cart, Caller caller, @Nullable EntityTags versions) {

        private boolean allows(Cart found) {
            return versions == null || versions.include(EntityTag.of(found.version()));
        }
    }

    ShownCart create(Caller caller) {
        var cart = Cart.empty(ids.get(), caller, now(), life);
        carts.add(cart);
        return new ShownCart(cart, Map.of(), null);
    }

    /** The cart, if it exists for this caller. */
    Optional<ShownCart> show(CartId id, Caller caller) {
        return find(id, caller).map(cart -> new ShownCart(cart, offersOf(cart), liveOrder(cart)));
    }

    /** Sets the quantity of a SKU and stores the price that the shopper sees now. */
    CartChange put(Target target, Sku sku, int quantity) {
        return change(target, cart -> {
            if (!cart.hasRoomFor(sku)) {
                return new Full();
            }
            var offered = offers.find(with(cart.skus(), sku));
            if (!offered.containsKey(sku)) {
                return new UnknownSku(sku);
            }
            var line = CartLine.of(offered.get(sku), quantity, cart.since(sku));
            if (!cart.isInCurrencyOf(line)) {
                return new OtherCurrency(cart.currency().orElseThrow(), line.unitPrice().currency());
            }
            return cart.takes(line) ? new Done(new ShownCart(cart.with(line), offered, null)) : new Full();
        });
    }

    /** Takes a SKU out of the cart; it need not be in it. */
    CartChange remove(Target target, Sku sku) {
        return change(target, cart -> unordered(cart.without(sku)));
    }

    /** Makes a guest's cart the caller's. */
    CartChange claim(Target target, String customerId) {
        return change(target, cart -> unordered(cart.claimedBy(customerId)));
    }

    /** @param decision a {@link Done} with the lines and the owner that the cart is to have, or a refusal */
    private CartChange change(Target target, Function<Cart, CartChange> decision) {
        for (var tries = 0; tries < MAX_TRIES; tries++) {
            var found = find(target.cart(), target.caller());
            if (found.isEmpty()) {
                return new NoSuchCart();
            }
            var cart = found.get();
            if (!target.allows(cart)) {
                return new OtherVersion(cart.version());
            }
            var decided = decision.apply(cart);
            if (!(decided instanceof Done(var wished))) {
                return decided;
            }
            var order = liveOrder(cart);
            if (wished.cart().equals(cart)) {
                return new Done(new ShownCart(cart, wished.offers(), order));
            }
            if (order != null) {
                return new Ordered(order);
            }
            var next = wished.cart().next(now(), life);
            if (carts.replace(next)) {
                return new Done(new ShownCart(next, wished.offers(), null));
            }
        }
        return new Busy();
    }

    private Optional<Cart> find(CartId id, Caller caller) {
        return carts.find(id).filter(cart -> cart.isOpenTo(caller) && !cart.isExpired(clock.instant()));
    }

    private CartChange unordered(Cart cart) {
        return new Done(new ShownCart(cart, offersOf(cart), null));
    }

    private Map<Sku, Offer> offersOf(Cart cart) {
        return cart.lines().isEmpty() ? Map.of() : offers.find(cart.skus());
    }

    private @Nullable OrderId liveOrder(Cart cart) {
        if (cart.lines().isEmpty()) {
            return null;
        }
        return orders.live(cart.id(), cart.version())
                .map(Order::id)
                .orElse(null);
    }

    private static Set<Sku> with(Set<Sku> skus, Sku sku) {
        skus.add(sku);
        return skus;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
