package dev.stampede.cart;

import dev.stampede.cart.CartChange.Busy;
import dev.stampede.cart.CartChange.Full;
import dev.stampede.cart.CartChange.NoSuchCart;
import dev.stampede.cart.CartChange.Ordered;
import dev.stampede.cart.CartChange.OtherCurrency;
import dev.stampede.cart.CartChange.OtherVersion;
import dev.stampede.cart.CartChange.OverLimitPerOrder;
import dev.stampede.cart.CartChange.Refused;
import dev.stampede.cart.CartChange.UnknownSku;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import java.util.List;

/** The kinds of problem that carts have. */
final class CartProblems {

    static final Problem NO_SUCH_CART = Problem.notFound("cart");
    static final Problem UNKNOWN_SKU = Problem.of("unknown-sku", "SKU not found", 404);
    static final Problem OTHER_VERSION = Problem.of("version-mismatch", "The cart has another version by now", 412);
    static final Problem ORDERED = Problem.of("cart-ordered", "The cart has been ordered", 409);
    static final Problem OTHER_CURRENCY = Problem.of("other-currency", "A cart has one currency", 409);
    static final Problem FULL = Problem.of("cart-full", "The cart takes no more", 409);
    static final Problem LIMIT_PER_ORDER = Problem.of(
            "limit-per-order", "The quantity exceeds the limit per order", 409);
    static final Problem BUSY = Problem.of("cart-busy", "The cart is being changed by others", 409);

    private CartProblems() {}

    static Problem of(Refused refused) {
        return switch (refused) {
            case NoSuchCart none -> NO_SUCH_CART;
            case UnknownSku(var sku) -> UNKNOWN_SKU.withDetail("The shop does not sell " + sku)
                    .withErrors(List.of(new FieldError("sku", "is not sold here")));
            case OverLimitPerOrder(var sku, var max) -> LIMIT_PER_ORDER
                    .withDetail("An order can have at most " + max + " of " + sku)
                    .with("sku", sku.value())
                    .with("maxPerOrder", max);
            case OtherVersion(var version) -> OTHER_VERSION.with("version", version);
            case Ordered(var orderKey) -> ORDERED.with("orderId", orderKey);
            case OtherCurrency(var cart, var offered) -> OTHER_CURRENCY
                    .withDetail("The cart is in " + cart + ", this SKU's price in " + offered)
                    .with("currency", cart);
            case Full full ->
                    FULL.withDetail("At most " + OrderPlaced.MAX_LINES + " lines, and a sum that can be charged");
            case Busy busy -> BUSY.withDetail("Try again");
        };
    }
}
