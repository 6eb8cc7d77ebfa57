package dev.stampede.checkout;

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
import dev.stampede.checkout.CheckoutOutcome.PriceChanged;
import dev.stampede.checkout.CheckoutOutcome.RateLimited;
import dev.stampede.checkout.CheckoutOutcome.Refused;
import dev.stampede.checkout.CheckoutOutcome.ShippingUnavailable;
import dev.stampede.checkout.CheckoutOutcome.SignInRequired;
import dev.stampede.checkout.CheckoutOutcome.SoldOut;
import dev.stampede.checkout.CheckoutOutcome.TooManyAttempts;
import dev.stampede.checkout.CheckoutOutcome.TooManyLimits;
import dev.stampede.checkout.CheckoutOutcome.TooManyLines;
import dev.stampede.checkout.CheckoutOutcome.TotalChanged;
import dev.stampede.checkout.CheckoutOutcome.UnpaidLimitReached;
import dev.stampede.checkout.CheckoutRequest.BuyNow;
import dev.stampede.checkout.CheckoutRequest.OfCart;
import dev.stampede.checkout.CheckoutRequest.Purchase;
import dev.stampede.contracts.cart.CurrentCart;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.CustomerLimits;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.totals.CodeView;
import dev.stampede.contracts.totals.Totals;
import dev.stampede.contracts.totals.TotalsView;
import dev.stampede.contracts.unpaid.UnpaidProblems;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import java.util.List;
import java.util.stream.IntStream;

/** The problems that checkout returns. */
final class CheckoutProblems {

    static final Problem OTHER_REQUEST = Problem.of(
            "idempotency-mismatch", "A different request already made this purchase", 422);
    static final Problem NO_SUCH_CART = Problem.notFound("cart");
    static final Problem EMPTY_CART = Problem.of("cart-empty", "The cart is empty", 409);
    static final Problem SOLD_OUT = Problem.of("sold-out", "Sold out", 409);
    static final Problem NOT_AVAILABLE = Problem.of("not-available", "The product is not sold at the moment", 409);
    static final Problem LIMIT_PER_ORDER = Problem.of(
            "limit-per-order", "The quantity exceeds the limit per order", 409);
    static final Problem LIMIT_PER_CUSTOMER = Problem.of(
            "limit-per-customer", "The quantity exceeds the limit per customer", 409);
    static final Problem SIGN_IN_REQUIRED = Problem.of(
            "sign-in-required", "Only signed-in customers can buy this", 409);
    static final Problem PRICE_CHANGED = Problem.of("price-changed", "The price has changed", 409);
    static final Problem CART_CHANGED = Problem.of("cart-changed", "The cart has changed", 409);
    static final Problem CART_ORDERED = Problem.of("cart-ordered", "The cart has been ordered", 409);
    static final Problem TOTAL_CHANGED = Problem.of("total-changed", "The total has changed", 409);
    static final Problem SHIPPING_UNAVAILABLE = Problem.of(
            "shipping-unavailable", "The shipping method is not available", 409);
    static final Problem CODE_REFUSED = Problem.of("code-refused", "A promotion code does not apply", 409);
    static final Problem TOO_MANY_ATTEMPTS = Problem.of(
            "cart-exhausted", "Too many orders of this cart have failed", 409);

    private CheckoutProblems() {}

    static Problem of(Refused refused, Purchase purchase) {
        return switch (refused) {
            case OtherRequest other -> OTHER_REQUEST;
            case NoSuchCart none -> NO_SUCH_CART;
            case EmptyCart empty -> EMPTY_CART;
            case TooManyLines many -> Problem.invalid(
                    "cartId", "must be a cart with at most " + OrderPlaced.MAX_LINES + " lines");
            case CartChanged(var cart) -> CART_CHANGED
                    .withDetail("Show the cart to the shopper, then check out the version shown")
                    .with("cart", current(cart));
            case CartOrdered(var orderKey, var version) -> {
                var ordered = CART_ORDERED.withDetail("Version " + version + " of the cart was ordered");
                yield orderKey == null ? ordered : ordered.with("orderId", orderKey);
            }
            case TotalChanged(var totals) -> TOTAL_CHANGED
                    .withDetail("Show the totals to the shopper, then check out with the new total")
                    .with("total", totals.total())
                    .with("currency", totals.currency())
                    .with("totals", TotalsView.of(totals));
            case FieldsMissing(var fields) ->
                    Problem.invalid(fields.stream().map(field -> new FieldError(field, "is required")).toList());
            case ShippingUnavailable(var options, var totals) -> SHIPPING_UNAVAILABLE
                    .withDetail(options.isEmpty()
                            ? "The store does not ship these goods to this address"
                            : "Let the shopper choose one of the shipping methods")
                    .with("shippingMethods", options)
                    .with("currency", totals.currency());
            case CodesRefused(var codes) -> CODE_REFUSED
                    .withDetail("Let the shopper remove the code, or meet its condition")
                    .with("codes", CodeView.of(codes));
            case NotAvailable(var skus) -> notAvailable(skus, purchase);
            case OverLimitPerOrder(var limits) ->
                    LIMIT_PER_ORDER.with("limits", limits.stream().map(Limit::of).toList());
            case OverLimitPerCustomer(var limits) ->
                    LIMIT_PER_CUSTOMER.with("limits", limits.stream().map(CustomerLimitView::of).toList());
            case TooManyLimits many -> Problem.invalid(
                    purchase instanceof OfCart ? "cartId" : "lines",
                    "must have at most " + CustomerLimits.MAX_SKUS + " SKUs with a limit per customer");
            case SignInRequired(var skus) -> SIGN_IN_REQUIRED.with("skus", skus);
            case SoldOut(var skus) -> SOLD_OUT.with("skus", skus);
            case PriceChanged(var changes) when purchase instanceof BuyNow && changes.getFirst().isOtherCurrency() ->
                    Problem.invalid("currency", "must be " + changes.getFirst().now().currency());
            case PriceChanged(var changes) -> PRICE_CHANGED.with("changes", changes.stream().map(Change::of).toList());
            case UnpaidLimitReached(var excess) -> UnpaidProblems.of(excess);
            case RateLimited(var problem) -> problem;
            case TooManyAttempts many -> TOO_MANY_ATTEMPTS.withDetail("Create a new cart");
        };
    }

    /** What was in a cart was sold once; what a request names out of nothing is a fault. */
    private static Problem notAvailable(List<Sku> skus, Purchase purchase) {
        return switch (purchase) {
            case OfCart cart -> NOT_AVAILABLE.with("skus", skus);
            case BuyNow(var key, var lines) -> invalidLines(
                    lines.stream().map(WantedLine::sku).toList(), skus, "is not in the catalog");
        };
    }

    /** @param lines the SKUs of the request's lines, in their order  @param invalid some of them  @param why the fault */
    static Problem invalidLines(List<Sku> lines, List<Sku> invalid, String why) {
        return Problem.invalid(IntStream.range(0, lines.size())
                .filter(index -> invalid.contains(lines.get(index)))
                .mapToObj(index -> new FieldError("lines[" + index + "].sku", why))
                .toList());
    }

    private record CustomerLimitView(Sku sku, int maxPerCustomer) {

        private static CustomerLimitView of(CustomerLimit limit) {
            return new CustomerLimitView(limit.sku(), limit.max());
        }
    }

    private record Limit(Sku sku, int maxPerOrder) {

        private static Limit of(OverLimitPerOrder.Limit limit) {
            return new Limit(limit.sku(), limit.max());
        }
    }

    private static CurrentCart current(Cart cart) {
        return CurrentCart.of(
                cart.id(),
                cart.version(),
                cart.lines().stream().map(line -> line.seen().currency()).findFirst().orElse(null),
                cart.lines().stream()
                        .map(line -> Totals.Line.priced(line.sku(), line.seen().amount(), line.quantity()))
                        .toList());
    }

    /** Amounts are in minor units of {@code currency}, the currency of the current price. */
    private record Change(Sku sku, long was, long now, String currency) {

        private static Change of(PriceChanged.Change change) {
            return new Change(
                    change.sku(), change.was().amount(), change.now().amount(), change.now().currency());
        }
    }
}
