package dev.stampede.cart;

import dev.stampede.cart.CartChange.Busy;
import dev.stampede.cart.CartChange.Done;
import dev.stampede.cart.CartChange.Full;
import dev.stampede.cart.CartChange.InvalidLines;
import dev.stampede.cart.CartChange.LineFault;
import dev.stampede.cart.CartChange.LineRefusal;
import dev.stampede.cart.CartChange.NoSuchCart;
import dev.stampede.cart.CartChange.Ordered;
import dev.stampede.cart.CartChange.OtherCurrency;
import dev.stampede.cart.CartChange.OtherVersion;
import dev.stampede.cart.CartChange.OverLimitPerCustomer;
import dev.stampede.cart.CartChange.OverLimitPerOrder;
import dev.stampede.cart.CartChange.UnknownSku;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Buyers;
import dev.stampede.contracts.totals.CodeOutcome.Condition;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.RecentRules;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.http.EntityTag;
import dev.stampede.runtime.http.EntityTags;
import dev.stampede.runtime.time.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, shows and changes carts. Changes use optimistic concurrency: each is computed from one version of the cart and
 * stored only if that version is still current; otherwise it is computed again, so no change is lost.
 *
 * <p>A cart with a live order does not change. Checkout reads the cart and then places the order with one write, so an order
 * can still be placed for the version that a change has just replaced. After its write, a change therefore looks for such an
 * order; if there is one, the change is undone and refused. If the order is placed even later, the change remains, but the
 * cart shows the order and cannot be ordered again while the order is live, because orders are found by cart, not by
 * version.
 *
 * <p>A customer has one current cart. A cart that was merged into it stays as a reference, so that whoever knows only its id
 * finds the lines.
 *
 * <p>Thread-safe.
 */
final class Shopping {

    private static final Logger LOG = LoggerFactory.getLogger(Shopping.class);

    /** Each failed attempt means that another writer succeeded; no person's cart has this many at the same time. */
    static final int MAX_TRIES = 10;

    private final Carts carts;
    private final Offers offers;
    private final CartOrders orders;
    private final RecentRules rules;
    private final Buyers buyers;
    private final Supplier<CartId> ids;
    private final Clock clock;
    private final Backoff backoff;
    private final Duration life;

    Shopping(
            Carts carts, Offers offers, CartOrders orders, RecentRules rules, Buyers buyers, Supplier<CartId> ids,
            Clock clock,
            Backoff backoff,
            Duration life) {
        this.carts = carts;
        this.offers = offers;
        this.orders = orders;
        this.rules = rules;
        this.buyers = buyers;
        this.ids = ids;
        this.clock = clock;
        this.backoff = backoff;
        this.life = life;
    }

    /**
     * The cart to change and the caller who changes it.
     *
     * @param versions the versions that the caller expects, or null for any
     */
    record Target(CartId cart, Caller caller, @Nullable EntityTags versions) {

        /** Versions of a cart are not those of the one that it was merged into. */
        private boolean allows(Cart found) {
            return versions == null
                    || versions.anyMatch(tag -> found.id().equals(cart) && tag.equals(EntityTag.of(found.version())));
        }
    }

    /** A new cart of the caller with these lines. */
    CartChange create(Caller caller, List<LineRequest> lines, Details details) {
        var empty = Cart.empty(ids.get(), caller, now(), life).with(details);
        var decided = lines.isEmpty()
                ? new Done(new ShownCart(empty, Map.of(), List.of()))
                : withLines(empty, lines, empty.version());
        if (decided instanceof Done(var shown, _)) {
            carts.add(shown.cart());
            caller.customer().ifPresent(customer -> carts.makeCurrent(customer, shown.cart().id()));
        }
        return decided;
    }

    /** The customer's current cart, if it can be ordered. */
    Optional<ShownCart> current(String customerId) {
        return carts.currentOf(customerId)
                .flatMap(id -> open(id, customerId))
                .map(open -> new ShownCart(open.cart(), offersOf(open.cart()), open.orders()));
    }

    /** A cart of the customer that can be ordered, and its orders. */
    private Optional<ShownCart> open(CartId id, String customerId) {
        return carts.find(id)
                .filter(cart -> customerId.equals(cart.customerId()) && !cart.isMerged() && !isExpired(cart))
                .map(cart -> new ShownCart(cart, Map.of(), ordersOf(cart)))
                .filter(shown -> shown.liveOrder().isEmpty() && !shown.isExhausted());
    }

    /** The cart, if the caller has access to it. */
    Optional<ShownCart> show(CartId id, Caller caller) {
        return find(id, caller).map(cart -> new ShownCart(cart, offersOf(cart), ordersOf(cart)));
    }

    /**
     * What the cart costs at the prices that the shopper saw.
     *
     * @param codes the codes of promotions, at most {@link Buyer#MAX_CODES} different ones
     * @param destination null as long as no address is known
     * @param shippingMethod the id of the chosen method, or null
     */
    Quoting quote(
            CartId id, Caller caller, List<String> codes, @Nullable Destination destination,
            @Nullable String shippingMethod) {
        var found = find(id, caller);
        if (found.isEmpty()) {
            return new Quoting.NoSuchCart();
        }
        var cart = found.get();
        if (cart.lines().isEmpty()) {
            return new Quoting.EmptyCart();
        }
        var quote = quote(cart, caller, codes, destination, shippingMethod, rules.recent());
        if (quote.codes().stream().anyMatch(code -> code.unmet() == Condition.UNKNOWN)) {
            // Never refuses because of rules that may have changed since.
            quote = quote(cart, caller, codes, destination, shippingMethod, rules.current());
        }
        return new Quoting.Quoted(CartQuote.of(cart, quote));
    }

    private Quote quote(
            Cart cart, Caller caller, List<String> codes, @Nullable Destination destination,
            @Nullable String shippingMethod, Rules known) {
        var buyer = buyers.of(caller.customerId(), codes, known);
        return Quote.of(cart.basket(offersOf(cart), buyer, destination, shippingMethod), known);
    }

    /** Sets the quantity of a SKU and stores its current price. */
    CartChange put(Target target, LineRequest line) {
        return switch (put(target, List.of(line))) {
            case InvalidLines(var faults) -> faults.getFirst().reason();
            case CartChange other -> other;
        };
    }

    /**
     * Sets the quantities of SKUs and stores their current prices: all of them, or none.
     *
     * @param lines with different SKUs
     */
    CartChange put(Target target, List<LineRequest> lines) {
        return change(target, cart -> withLines(cart, lines, cart.version() + 1));
    }

    /** Replaces the details. */
    CartChange put(Target target, Details details) {
        return change(target, cart -> unordered(cart.with(details)));
    }

    /** Takes the current prices, removes what is not sold or sold out, and caps quantities at the limits per order. */
    CartChange acceptChanges(Target target) {
        return change(target, cart -> {
            var offered = offersOf(cart);
            var revision = Revision.accepting(cart.lines(), offered);
            return new Done(
                    new ShownCart(cart.withLines(revision.lines()), offered, List.of()), revision.changes());
        });
    }

    /** @param next the version that the lines will be stored in */
    private CartChange withLines(Cart cart, List<LineRequest> requests, long next) {
        var skus = requests.stream().map(LineRequest::sku).collect(Collectors.toCollection(LinkedHashSet::new));
        var others = cart.linesWithout(skus);
        var lines = new ArrayList<>(others);
        var wanted = requests.stream().filter(request -> request.quantity() > 0).toList();
        if (others.size() + wanted.size() > OrderPlaced.MAX_LINES) {
            return new Full();
        }
        others.forEach(line -> skus.add(line.sku()));
        var offered = sold(skus);
        var faults = new ArrayList<LineFault>();
        for (var request : wanted) {
            var offer = offered.get(request.sku());
            var refusal = refusal(request, offer, lines);
            if (refusal.isPresent()) {
                faults.add(new LineFault(requests.indexOf(request), refusal.get()));
            } else {
                lines.add(line(cart, request, offer, next));
            }
        }
        if (!faults.isEmpty()) {
            return new InvalidLines(faults);
        }
        return Cart.fit(lines) ? new Done(new ShownCart(cart.withLines(lines), offered, List.of())) : new Full();
    }

    private static CartLine line(Cart cart, LineRequest request, Offer offer, long next) {
        var present = cart.line(request.sku());
        var line = CartLine.of(offer, request.quantity(), present.map(CartLine::since).orElse(next));
        var metadata = request.metadata() == null ? present.map(CartLine::metadata).orElse(Map.of())
                : request.metadata();
        return line.with(metadata);
    }

    /** @param others lines that the cart will have */
    private static Optional<LineRefusal> refusal(
            LineRequest request, @Nullable Offer offer, List<CartLine> others) {
        if (offer == null) {
            return Optional.of(new UnknownSku(request.sku()));
        }
        if (request.quantity() > offer.limit()) {
            return Optional.of(offer.isLimitedPerCustomer()
                    ? new OverLimitPerCustomer(request.sku(), offer.limit())
                    : new OverLimitPerOrder(request.sku(), offer.limit()));
        }
        return others.stream()
                .map(line -> line.unitPrice().currency())
                .filter(currency -> !currency.equals(offer.price().currency()))
                .findFirst()
                .map(currency -> new OtherCurrency(currency, offer.price().currency()));
    }

    /** Removes a SKU from the cart, if present. */
    CartChange remove(Target target, Sku sku) {
        return change(target, cart -> unordered(cart.withLines(cart.linesWithout(Set.of(sku)))));
    }

    /**
     * Assigns a cart to the customer and makes it their current one. If they have another current cart that can be
     * ordered, this one is merged into that one instead. A repeated claim returns the same outcome.
     */
    CartChange claim(Target target, String customerId) {
        return backoff.retry(MAX_TRIES, _ -> attemptClaim(target, customerId)).orElseGet(Busy::new);
    }

    /** @return empty if another writer changed a cart, or made another one current, first */
    private Optional<CartChange> attemptClaim(Target target, String customerId) {
        var found = usable(target.cart(), target.caller());
        if (found.isEmpty()) {
            return Optional.of(new NoSuchCart());
        }
        var cart = found.get();
        if (cart.merge() != null) {
            return Optional.of(claimedBefore(target, cart.merge()));
        }
        if (!target.allows(cart)) {
            return Optional.of(new OtherVersion(cart));
        }
        var orders = ordersOf(cart);
        var current = carts.currentOf(customerId);
        var live = CartOrders.live(orders);
        if (cart.customerId() != null && (live.isPresent() || current.equals(Optional.of(cart.id())))) {
            return Optional.of(new Done(new ShownCart(cart, offersOf(cart), orders)));
        }
        if (live.isPresent()) {
            return Optional.of(new Ordered(CartOrders.key(live.get())));
        }
        return current.filter(id -> !id.equals(cart.id()))
                .flatMap(id -> open(id, customerId))
                .map(other -> merge(cart, other.cart(), customerId))
                .orElseGet(() -> makeCurrent(cart, new CurrentChange(customerId, cart.id(), current.orElse(null))));
    }

    private CartChange claimedBefore(Target target, Merge merge) {
        return show(merge.into(), target.caller())
                .<CartChange> map(shown -> new Done(shown, merge.changes()))
                .orElseGet(NoSuchCart::new);
    }

    private Optional<CartChange> makeCurrent(Cart cart, CurrentChange current) {
        if (cart.customerId() != null) {
            return carts.replaceAll(List.of(), current) ? Optional.of(unordered(cart)) : Optional.empty();
        }
        var next = cart.claimedBy(current.customerId()).next(now(), life);
        return carts.replaceAll(List.of(next), current)
                ? Optional.of(unlessOrdered(cart, new Done(new ShownCart(next, offersOf(next), ordersOf(next)))))
                : Optional.empty();
    }

    private Optional<CartChange> merge(Cart cart, Cart into, String customerId) {
        var skus = into.skus();
        skus.addAll(cart.skus());
        var offered = skus.isEmpty() ? Map.<Sku, Offer> of() : sold(skus);
        var revision = Revision.merging(into.lines(), cart.lines(), offered, into.version() + 1);
        var merged = cart.mergedBy(customerId, new Merge(into.id(), revision.changes())).next(now(), life);
        var next = into.withLines(revision.lines()).with(into.details().and(cart.details())).next(now(), life);
        var current = new CurrentChange(customerId, into.id(), into.id());
        if (!carts.replaceAll(List.of(next, merged), current)) {
            return Optional.empty();
        }
        var shown = new ShownCart(next, offered, ordersOf(next));
        var live = CartOrders.live(ordersOf(cart));
        if (live.isEmpty() && shown.liveOrder().isEmpty()) {
            return Optional.of(new Done(shown, revision.changes()));
        }
        // If the other cart was ordered, the next attempt makes this one current.
        undo(List.of(next.as(into).next(now(), life), merged.as(cart).next(now(), life)), current);
        return live.map(order -> new Ordered(CartOrders.key(order)));
    }

    private void undo(List<Cart> nexts, CurrentChange current) {
        if (!carts.replaceAll(nexts, current)) {
            LOG.info("Could not undo a change that conflicts with a checkout: the cart has changed again");
        }
    }

    /** @param decision returns {@link Done} with the wanted lines and owner, or a refusal */
    private CartChange change(Target target, Function<Cart, CartChange> decision) {
        return backoff.retry(MAX_TRIES, _ -> attempt(target, decision)).orElseGet(Busy::new);
    }

    /** @return empty if another writer changed the cart first */
    private Optional<CartChange> attempt(Target target, Function<Cart, CartChange> decision) {
        var found = find(target.cart(), target.caller());
        if (found.isEmpty()) {
            return Optional.of(new NoSuchCart());
        }
        var cart = found.get();
        if (!target.allows(cart)) {
            return Optional.of(new OtherVersion(cart));
        }
        var decided = decision.apply(cart);
        if (!(decided instanceof Done(var wanted, var changes))) {
            return Optional.of(decided);
        }
        var ordersBefore = ordersOf(cart);
        var live = CartOrders.live(ordersBefore);
        if (live.isPresent()) {
            return Optional.of(new Ordered(CartOrders.key(live.get())));
        }
        if (wanted.cart().equals(cart)) {
            return Optional.of(new Done(new ShownCart(cart, wanted.offers(), ordersBefore), changes));
        }
        var next = wanted.cart().next(now(), life);
        return carts.replace(next)
                ? Optional.of(
                        unlessOrdered(cart, new Done(new ShownCart(next, wanted.offers(), ordersOf(next)), changes)))
                : Optional.empty();
    }

    /** @param done the stored cart and the orders that were found afterwards */
    private CartChange unlessOrdered(Cart before, Done done) {
        var live = done.shown().liveOrder();
        if (live.isEmpty()) {
            return done;
        }
        if (!carts.replace(done.shown().cart().as(before).next(now(), life))) {
            LOG.info("Could not undo a change that conflicts with a checkout: the cart has changed again");
        }
        return new Ordered(CartOrders.key(live.get()));
    }

    /** The cart, or the one that it was merged into. */
    private Optional<Cart> find(CartId id, Caller caller) {
        return usable(id, caller)
                .flatMap(cart -> cart.merge() == null ? Optional.of(cart) : find(cart.merge().into(), caller));
    }

    private Optional<Cart> usable(CartId id, Caller caller) {
        return carts.find(id).filter(cart -> cart.isOpenTo(caller) && !isExpired(cart));
    }

    private boolean isExpired(Cart cart) {
        return cart.isExpired(clock.instant());
    }

    private CartChange unordered(Cart cart) {
        return new Done(new ShownCart(cart, offersOf(cart), List.of()));
    }

    private Map<Sku, Offer> offersOf(Cart cart) {
        return cart.lines().isEmpty() ? Map.of() : sold(cart.skus());
    }

    /** The offers of those that are sold at this moment. */
    private Map<Sku, Offer> sold(Set<Sku> skus) {
        var now = clock.instant();
        return offers.find(skus).values().stream()
                .filter(offer -> offer.publication().isLive(now))
                .collect(Collectors.toUnmodifiableMap(Offer::sku, Function.identity()));
    }

    private List<Order> ordersOf(Cart cart) {
        return cart.mayBeOrdered() ? orders.of(cart.id()) : List.of();
    }

    private Instant now() {
        return clock.instant();
    }
}
