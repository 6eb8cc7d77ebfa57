package dev.stampede.checkout;

import dev.stampede.checkout.CheckoutOutcome.EmptyCart;
import dev.stampede.checkout.CheckoutOutcome.NoSuchCart;
import dev.stampede.checkout.CheckoutOutcome.OtherRequest;
import dev.stampede.checkout.CheckoutOutcome.Replayed;
import dev.stampede.checkout.CheckoutOutcome.TooManyAttempts;
import dev.stampede.checkout.CheckoutOutcome.TooManyLines;
import dev.stampede.checkout.CheckoutRequest.BuyNow;
import dev.stampede.checkout.CheckoutRequest.OfCart;
import dev.stampede.checkout.Pricing.Agreement.Agreed;
import dev.stampede.checkout.Pricing.Agreement.Disagreed;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderLog;
import dev.stampede.contracts.orders.OrderLog.Placement.Existing;
import dev.stampede.contracts.orders.OrderLog.Placement.Placed;
import dev.stampede.runtime.http.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a wish to buy into an order, by one write. The order's id follows from what makes the purchase unique, and its
 * first fact is put on the condition that there is none yet: of many equal requests at once, one places the order and
 * the others find it. Nothing is looked up beforehand, since most requests are the first of their kind; only before a
 * refusal, so that a repeated request finds its order even if price or stock have changed since.
 *
 * <p>A cart's order that ended without a sale frees the cart: another request then places the next order. The same request
 * does so only where the order failed (rejected, expired); after one that was cancelled or refunded it can only be a
 * belated repetition, and finds that order. A purchase without a cart stays the same purchase as long as its key is the
 * same, however its order ended.
 *
 * <p>Thread-safe.
 */
final class Checkout {

    /** An order's lines are reserved in one transaction, and DynamoDB's transactions have at most 100 writes. */
    static final int MAX_LINES = 50;

    private final Carts carts;
    private final Pricing pricing;
    private final OrderLog log;
    private final CartOrders cartOrders;
    private final Clock clock;

    Checkout(Carts carts, Pricing pricing, OrderLog log, Clock clock) {
        this.carts = carts;
        this.pricing = pricing;
        this.log = log;
        this.cartOrders = new CartOrders(log);
        this.clock = clock;
    }

    CheckoutOutcome place(CheckoutRequest request) {
        return switch (request.purchase()) {
            case OfCart(var cartId) -> find(cartId, request.caller())
                    .map(cart -> placeCart(request, cart))
                    .orElseGet(NoSuchCart::new);
            case BuyNow purchase -> placeLines(request, purchase);
        };
    }

    private Optional<Cart> find(CartId id, Caller caller) {
        return carts.find(id).filter(cart -> cart.isOpenTo(caller) && !cart.isExpired(clock.instant()));
    }

    private CheckoutOutcome placeCart(CheckoutRequest request, Cart cart) {
        if (cart.lines().isEmpty()) {
            return new EmptyCart();
        }
        if (cart.lines().size() > MAX_LINES) {
            return new TooManyLines();
        }
        return switch (pricing.agree(cart.lines())) {
            case Agreed(var lines) -> placeNextAttempt(request, cart, lines);
            case Disagreed(var reason) -> earlier(cart, request.hash()).orElse(reason);
        };
    }

    private CheckoutOutcome placeNextAttempt(CheckoutRequest request, Cart cart, List<OrderLine> lines) {
        var hash = request.hash();
        for (var number = 0; number < CartOrders.MAX_ATTEMPTS; number++) {
            var attempt = new CartAttempt(cart.id(), cart.version(), number);
            var placement = log.place(attempt.orderId(), first(request, attempt, lines));
            if (!(placement instanceof Existing(var order) && order.freesCart())) {
                return outcome(placement, hash);
            }
            if (isRepeated(order, hash)) {
                return earlier(cart, hash).orElseGet(() -> new Replayed(order));
            }
        }
        return new TooManyAttempts();
    }

    /** What came of the cart before, if that is an answer to this request. */
    private Optional<CheckoutOutcome> earlier(Cart cart, String hash) {
        var orders = cartOrders.of(cart.id(), cart.version());
        return orders.stream()
                .filter(order -> !order.freesCart())
                .findFirst()
                .map(live -> existing(live, hash))
                .or(() -> orders.reversed().stream()
                        .filter(order -> isRepeated(order, hash))
                        .findFirst()
                        .map(Replayed::new));
    }

    private static boolean isRepeated(Order order, String hash) {
        return order.isWithdrawn() && order.placed().requestHash().equals(hash);
    }

    private CheckoutOutcome placeLines(CheckoutRequest request, BuyNow purchase) {
        var id = purchase.orderId(request.caller());
        return switch (pricing.agree(purchase.lines())) {
            case Agreed(var lines) -> outcome(log.place(id, first(request, null, lines)), request.hash());
            case Disagreed(var reason) -> log.find(id)
                    .map(order -> existing(order, request.hash()))
                    .orElse(reason);
        };
    }

    private static OrderPlaced first(CheckoutRequest request, @Nullable CartAttempt cart, List<OrderLine> lines) {
        var total = lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
        return new OrderPlaced(
                lines,
                total,
                request.caller().customerId(),
                cart,
                request.hash(),
                request.contact(),
                request.paymentToken());
    }

    private static CheckoutOutcome outcome(OrderLog.Placement placement, String hash) {
        return switch (placement) {
            case Placed(var order) -> new CheckoutOutcome.Placed(order);
            case Existing(var order) -> existing(order, hash);
        };
    }

    private static CheckoutOutcome existing(Order order, String hash) {
        return order.placed().requestHash().equals(hash) ? new Replayed(order) : new OtherRequest();
    }
}
