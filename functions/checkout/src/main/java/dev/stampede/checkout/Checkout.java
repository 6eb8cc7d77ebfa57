package dev.stampede.checkout;

import dev.stampede.checkout.CheckoutOutcome.CartChanged;
import dev.stampede.checkout.CheckoutOutcome.CartOrdered;
import dev.stampede.checkout.CheckoutOutcome.CodesRefused;
import dev.stampede.checkout.CheckoutOutcome.EmptyCart;
import dev.stampede.checkout.CheckoutOutcome.FieldsMissing;
import dev.stampede.checkout.CheckoutOutcome.NoSuchCart;
import dev.stampede.checkout.CheckoutOutcome.OtherRequest;
import dev.stampede.checkout.CheckoutOutcome.RateLimited;
import dev.stampede.checkout.CheckoutOutcome.Refused;
import dev.stampede.checkout.CheckoutOutcome.Replayed;
import dev.stampede.checkout.CheckoutOutcome.ShippingUnavailable;
import dev.stampede.checkout.CheckoutOutcome.TooManyAttempts;
import dev.stampede.checkout.CheckoutOutcome.TooManyLines;
import dev.stampede.checkout.CheckoutOutcome.TotalChanged;
import dev.stampede.checkout.CheckoutOutcome.UnpaidLimitReached;
import dev.stampede.checkout.CheckoutRequest.BuyNow;
import dev.stampede.checkout.CheckoutRequest.OfCart;
import dev.stampede.checkout.Pricing.Agreement.Agreed;
import dev.stampede.checkout.Pricing.Agreement.Disagreed;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.CustomerLimits;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentCapture;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Placement.Existing;
import dev.stampede.contracts.orders.OrderLog.Placement.Placed;
import dev.stampede.contracts.orders.OrderNotes;
import dev.stampede.contracts.totals.Basket;
import dev.stampede.contracts.totals.Breakdown;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.contracts.totals.Buyers;
import dev.stampede.contracts.totals.Destination;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.contracts.totals.Quote;
import dev.stampede.contracts.totals.RecentRules;
import dev.stampede.contracts.totals.Rules;
import dev.stampede.contracts.totals.Totals;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.UnpaidCheck;
import dev.stampede.contracts.unpaid.UnpaidLimits.Excess;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.limits.AddressKeys;
import dev.stampede.runtime.limits.KeyedHash;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Places orders, each with one write. The order's id is derived from what identifies the purchase, and its first fact is
 * put on the condition that it does not exist. Of several concurrent requests, one places the order and the others find
 * it. Existing orders are looked up only before a refusal, because most requests are new; a repeated request thus finds
 * its order even if the cart, a price or the stock has changed since.
 *
 * <p>A request names the version of the cart that the shopper saw, and no other version is ordered. A cart has at most one
 * live order, even if the cart changes during a checkout; see {@link CartOrders}.
 *
 * <p>An order that ended without a sale frees its cart, and a different request can then place the next order. The same
 * request can do so only if the order was rejected or expired and the cart is unchanged; if the order was cancelled or
 * refunded, the request is a late repetition and returns that order. A purchase without a cart is identified by its key,
 * however its order ended.
 *
 * <p>Thread-safe.
 */
final class Checkout {

    private static final String PAYMENT_TOKEN = "paymentToken";
    /**
     * Hexadecimal digits that an order keeps of the hash of its request: they distinguish requests for one purchase, not those
     * of everybody, and take room in every order.
     */
    private static final int KEPT_HASH_LENGTH = 16;

    private final Carts carts;
    private final Pricing pricing;
    private final RecentRules rules;
    private final Buyers buyers;
    private final UnpaidCheck unpaid;
    private final PendingOrders pending;
    private final AddressKeys addressKeys;
    private final KeyedHash customerHash;
    private final @Nullable PaymentCapture paymentCapture;
    private final OrderLog log;
    private final CartOrders cartOrders;
    private final Clock clock;

    Checkout(
            Carts carts, Pricing pricing, RecentRules rules, Buyers buyers, UnpaidCheck unpaid, PendingOrders pending,
            AddressKeys addressKeys, KeyedHash customerHash, @Nullable PaymentCapture paymentCapture,
            OrderLog log,
            Clock clock) {
        this.carts = carts;
        this.pricing = pricing;
        this.rules = rules;
        this.buyers = buyers;
        this.unpaid = unpaid;
        this.pending = pending;
        this.addressKeys = addressKeys;
        this.customerHash = customerHash;
        this.paymentCapture = paymentCapture;
        this.log = log;
        this.cartOrders = new CartOrders(log);
        this.clock = clock;
    }

    /**
     * @param limit takes part in the decision once the purchase could be placed: what is refused for another reason, or was
     *     placed before, uses up nobody's limit. Empty if it allows the purchase
     */
    CheckoutOutcome place(CheckoutRequest request, Supplier<Optional<Problem>> limit) {
        var prepared = prepare(request, limit);
        return switch (request.purchase()) {
            case OfCart purchase -> placeCart(prepared, purchase);
            case BuyNow purchase -> placeLines(prepared, purchase);
        };
    }

    /**
     * A request with the values that are derived from it.
     *
     * @param hash {@link CheckoutRequest#hash()}
     * @param addressKey see {@link AddressKeys}; null if the network address is unknown
     * @param callers the keys under which limits count the caller
     * @param paymentCapture when payments are captured; null at once
     * @param limit see {@link #place(CheckoutRequest, Supplier)}
     */
    private record PreparedRequest(
            CheckoutRequest content,
            String hash,
            @Nullable String addressKey,
            List<CallerKey> callers,
            @Nullable PaymentCapture paymentCapture,
            Supplier<Optional<Problem>> limit) {

        OrderPlaced orderPlaced(@Nullable CartAttempt cart, Accepted terms, @Nullable OrderNotes notes) {
            var total = terms.totals().charged();
            return new OrderPlaced(
                    terms.lines(),
                    total,
                    content.caller().customerId(),
                    cart,
                    hash.substring(0, KEPT_HASH_LENGTH),
                    content.contact(),
                    total.amount() == 0 ? null : content.paymentToken(),
                    addressKey,
                    notes,
                    Breakdown.of(terms.totals()),
                    content.guestKey(),
                    terms.limitedCodes(),
                    terms.limits(),
                    total.amount() == 0 ? null : paymentCapture);
        }
    }

    private PreparedRequest prepare(CheckoutRequest request, Supplier<Optional<Problem>> limit) {
        var addressKey = addressKeys.of(Optional.ofNullable(request.sourceAddress()), clock.instant()).orElse(null);
        return new PreparedRequest(
                request, request.hash(), addressKey,
                CallerKey.of(request.caller().customerId(), request.contact().email(), addressKey), paymentCapture,
                limit);
    }

    private CheckoutOutcome placeCart(PreparedRequest request, OfCart purchase) {
        var found = find(purchase.cartId(), request.content().caller());
        if (found.isEmpty()) {
            return repeated(cartOrders.of(purchase.cartId()), request.hash()).orElseGet(NoSuchCart::new);
        }
        var cart = found.get();
        if (!cart.id().equals(purchase.cartId()) || cart.version() != purchase.version()) {
            return placedBefore(request, purchase).orElseGet(() -> new CartChanged(cart));
        }
        return switch (terms(request, cart)) {
            case Accepted accepted -> placeNextAttempt(request, purchase, accepted, cart.notes());
            case NotAccepted(var reason) -> earlier(request, purchase).orElse(reason);
        };
    }

    /** The cart, or the one that it was merged into. */
    private Optional<Cart> find(CartId id, Caller caller) {
        return carts.find(id)
                .filter(cart -> cart.isOpenTo(caller) && !cart.isExpired(clock.instant()))
                .flatMap(cart -> cart.mergedInto() == null
                        ? Optional.of(cart)
                        : find(cart.mergedInto(), caller));
    }

    /** What an order would have, or why there is none. */
    private sealed interface Terms {}

    private record Accepted(
            List<OrderLine> lines, Totals totals, List<String> limitedCodes, @Nullable CustomerLimits limits)
            implements Terms {}

    private record NotAccepted(Refused reason) implements Terms {}

    private Terms terms(PreparedRequest request, Cart cart) {
        if (cart.lines().isEmpty()) {
            return new NotAccepted(new EmptyCart());
        }
        if (cart.lines().size() > OrderPlaced.MAX_LINES) {
            return new NotAccepted(new TooManyLines());
        }
        return terms(request, cart.lines());
    }

    /** Checks the prices, shipping, the codes, the total if the request has one, the caller's unpaid orders and the rate limits. */
    private Terms terms(PreparedRequest request, List<WantedLine> wanted) {
        return switch (pricing.agree(wanted, request.content().caller().customerId() != null)) {
            case Disagreed(var reason) -> new NotAccepted(
                    lacksToken(request.content(), wanted) ? new FieldsMissing(List.of(PAYMENT_TOKEN)) : reason);
            case Agreed(var lines, var goods, var limits) -> {
                var quote = quote(request.content(), lines, goods, rules.recent());
                if (refusal(request.content(), quote).isPresent()) {
                    // Never refuses because of rules that may have changed since.
                    quote = quote(request.content(), lines, goods, rules.current());
                }
                var totals = quote.totals();
                var codes = quote.limitedCodes();
                var counted = customerLimits(request, limits, quote.isForFirstOrder());
                yield refusal(request.content(), quote)
                        .or(() -> exceeded(request, wanted).map(UnpaidLimitReached::new))
                        .or(() -> request.limit().get().map(RateLimited::new))
                        .<Terms> map(NotAccepted::new)
                        .orElseGet(() -> new Accepted(lines, totals, codes, counted));
            }
        };
    }

    /** Whether a purchase at the prices that the shopper saw needs a payment token and has none. */
    private static boolean lacksToken(CheckoutRequest content, List<WantedLine> wanted) {
        var costs = content.total() == null
                ? wanted.stream().anyMatch(line -> line.seen().amount() > 0)
                : content.total() > 0;
        return costs && content.paymentToken() == null;
    }

    /** Customers are counted by ID, guests by mailbox. @param forFirstOrder whether only one order of the customer gets this */
    private @Nullable CustomerLimits customerLimits(
            PreparedRequest request, List<CustomerLimit> limits, boolean forFirstOrder) {
        var counted = new ArrayList<>(limits);
        if (forFirstOrder) {
            counted.add(new CustomerLimit(CustomerLimits.FIRST_ORDER, 1));
        }
        if (counted.isEmpty()) {
            return null;
        }
        var caller = request.callers().getFirst();
        return new CustomerLimits(customerHash.of(caller.kind() + "/" + caller.id()), counted);
    }

    private Quote quote(CheckoutRequest content, List<OrderLine> lines, Map<Sku, Goods> goods, Rules known) {
        var buyer = buyers.of(content.caller().customerId(), content.codes(), known);
        return Quote.of(
                basket(lines, goods, buyer, content.contact().destination().orElse(null), content.shippingMethod()),
                known);
    }

    /** @param destination null if it is unknown  @param shippingMethod null if none is chosen */
    static Basket basket(
            List<OrderLine> lines, Map<Sku, Goods> goods, Buyer buyer, @Nullable Destination destination,
            @Nullable String shippingMethod) {
        return new Basket(
                lines.getFirst().unitPrice().currency(),
                lines.stream()
                        .map(line -> new Basket.Line(
                                line.sku(), line.unitPrice().amount(), line.quantity(), goods.get(line.sku())))
                        .toList(),
                buyer,
                destination,
                shippingMethod);
    }

    /** What the request lacks for this quote, or what the shopper has not seen. */
    private static Optional<Refused> refusal(CheckoutRequest content, Quote quote) {
        var totals = quote.totals();
        var missing = new ArrayList<String>();
        if (quote.needsShipping() && content.contact().shippingAddress() == null) {
            missing.add("shippingAddress");
        }
        if (quote.needsShipping() && content.shippingMethod() == null) {
            missing.add("shippingMethod");
        }
        if (totals.total() > 0 && content.paymentToken() == null) {
            missing.add(PAYMENT_TOKEN);
        }
        if (!missing.isEmpty()) {
            return Optional.of(new FieldsMissing(missing));
        }
        if (!quote.isComplete()) {
            return Optional.of(new ShippingUnavailable(quote.shippingOptions(), totals));
        }
        var unmet = quote.codes().stream().filter(code -> !code.applies()).toList();
        if (!unmet.isEmpty()) {
            return Optional.of(new CodesRefused(unmet));
        }
        return content.total() == null || content.total() == totals.total()
                ? Optional.empty()
                : Optional.of(new TotalChanged(totals));
    }

    /** The limit that another order of this caller would exceed, if any. */
    private Optional<Excess> exceeded(PreparedRequest request, List<WantedLine> wanted) {
        var callers = request.callers();
        var units = wanted.stream().collect(Collectors.toMap(WantedLine::sku, WantedLine::quantity));
        return unpaid.beforeOrder(callers, units).or(() -> pending.excess(callers.getFirst()));
    }

    private OrderLog.Placement place(PreparedRequest request, OrderId id, OrderPlaced first) {
        var placement = log.place(id, first);
        if (placement instanceof Placed(var order)) {
            pending.placed(request.callers().getFirst(), order.id());
        }
        return placement;
    }

    private CheckoutOutcome placeNextAttempt(
            PreparedRequest request, OfCart purchase, Accepted terms, @Nullable OrderNotes notes) {
        for (var number = 0; number < CartOrders.MAX_ATTEMPTS; number++) {
            var attempt = new CartAttempt(purchase.cartId(), purchase.version(), number);
            switch (place(request, attempt.orderId(), request.orderPlaced(attempt, terms, notes))) {
                case Placed(var order) -> {
                    return new CheckoutOutcome.Placed(order);
                }
                case Existing(var order) when !order.freesCart() -> {
                    return existing(order, request);
                }
                case Existing(var order) when isWithdrawn(order, request.hash()) -> {
                    return earlier(request, purchase).orElseGet(() -> new Replayed(order));
                }
                case Existing ended -> {
                    // The cart is free; try the next attempt.
                }
            }
        }
        return new TooManyAttempts();
    }

    /** The outcome for a request for the cart's current version if an earlier order of the cart determines it. */
    private Optional<CheckoutOutcome> earlier(PreparedRequest request, OfCart purchase) {
        var orders = cartOrders.of(purchase.cartId());
        return CartOrders.live(orders)
                .map(live -> existing(live, request))
                .or(() -> orders.reversed().stream()
                        .filter(order -> isWithdrawn(order, request.hash()))
                        .findFirst()
                        .map(Replayed::new));
    }

    /** The outcome for a request for an older version if an earlier order of the cart determines it. */
    private Optional<CheckoutOutcome> placedBefore(PreparedRequest request, OfCart purchase) {
        var orders = cartOrders.of(purchase.cartId());
        return repeated(orders, request.hash())
                .or(() -> CartOrders.live(orders).map(live -> existing(live, request)));
    }

    /** The order that the same request placed: the live one, otherwise the latest. */
    private static Optional<CheckoutOutcome> repeated(List<Order> orders, String hash) {
        var same = orders.stream().filter(order -> isOf(order, hash)).toList();
        return CartOrders.live(same).or(() -> same.reversed().stream().findFirst()).map(Replayed::new);
    }

    private static boolean isWithdrawn(Order order, String hash) {
        return order.isWithdrawn() && isOf(order, hash);
    }

    private static boolean isOf(Order order, String hash) {
        // Earlier versions kept all of it.
        return hash.startsWith(order.placed().requestHash());
    }

    private CheckoutOutcome placeLines(PreparedRequest request, BuyNow purchase) {
        var id = purchase.orderKey(request.content().caller()).orderId();
        return switch (terms(request, purchase.lines())) {
            case Accepted accepted -> switch (place(request, id, request.orderPlaced(null, accepted, null))) {
                case Placed(var order) -> new CheckoutOutcome.Placed(order);
                case Existing(var order) -> existing(order, request);
            };
            case NotAccepted(var reason) -> log.find(id).map(order -> existing(order, request)).orElse(reason);
        };
    }

    /** The outcome if there is already an order of the same purchase or cart. */
    private static CheckoutOutcome existing(Order order, PreparedRequest request) {
        if (isOf(order, request.hash())) {
            return new Replayed(order);
        }
        var made = order.placed().cart();
        if (made == null) {
            return new OtherRequest();
        }
        // Whoever knows the cart's id knows the order's key, but a customer's order is open to that customer alone.
        var isVisible = order.isOpenTo(request.content().caller().customerId(), true);
        return new CartOrdered(isVisible ? made.orderKey() : null, made.version());
    }
}
