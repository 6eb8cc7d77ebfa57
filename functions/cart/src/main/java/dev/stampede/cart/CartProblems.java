package dev.stampede.cart;

import dev.stampede.cart.CartChange.Busy;
import dev.stampede.cart.CartChange.Full;
import dev.stampede.cart.CartChange.InvalidLines;
import dev.stampede.cart.CartChange.LineFault;
import dev.stampede.cart.CartChange.NoSuchCart;
import dev.stampede.cart.CartChange.Ordered;
import dev.stampede.cart.CartChange.OtherCurrency;
import dev.stampede.cart.CartChange.OtherVersion;
import dev.stampede.cart.CartChange.OverLimitPerCustomer;
import dev.stampede.cart.CartChange.OverLimitPerOrder;
import dev.stampede.cart.CartChange.Refused;
import dev.stampede.cart.CartChange.UnknownSku;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.http.Problem.FieldError;
import java.util.List;
import java.util.Map;

/** The problems that the cart API returns. */
final class CartProblems {

    static final Problem NO_SUCH_CART = Problem.notFound("cart");
    static final Problem EMPTY = Problem.of("cart-empty", "The cart is empty", 409);
    static final Problem UNKNOWN_SKU = Problem.of("unknown-sku", "SKU not found", 404);
    static final Problem OTHER_VERSION = Problem.of("version-mismatch", "The cart has changed", 412);
    static final Problem ORDERED = Problem.of("cart-ordered", "The cart has been ordered", 409);
    static final Problem OTHER_CURRENCY = Problem.of("other-currency", "The SKU's price is in another currency", 409);
    static final Problem FULL = Problem.of("cart-full", "The cart is full", 409);
    static final Problem LIMIT_PER_ORDER = Problem.of(
            "limit-per-order", "The quantity exceeds the limit per order", 409);
    static final Problem LIMIT_PER_CUSTOMER = Problem.of(
            "limit-per-customer", "The quantity exceeds the limit per customer", 409);
    static final Problem BUSY = Problem.of("cart-busy", "The cart is being changed by another request", 409);

    private CartProblems() {}

    static Problem of(Refused refused) {
        return switch (refused) {
            case NoSuchCart none -> NO_SUCH_CART;
            case InvalidLines(var faults) -> Problem.invalid(faults.stream().map(CartProblems::error).toList());
            case UnknownSku(var sku) -> UNKNOWN_SKU.withDetail("No such SKU: " + sku)
                    .withErrors(List.of(new FieldError("sku", "is not in the catalog")));
            case OverLimitPerOrder(var sku, var max) -> LIMIT_PER_ORDER
                    .withDetail("An order can have at most " + max + " of " + sku)
                    .with("limits", List.of(Map.of("sku", sku.value(), "maxPerOrder", max)));
            case OverLimitPerCustomer(var sku, var max) -> LIMIT_PER_CUSTOMER
                    .withDetail("A customer can have at most " + max + " of " + sku)
                    .with("limits", List.of(Map.of("sku", sku.value(), "maxPerCustomer", max)));
            case OtherVersion(var cart) -> OTHER_VERSION.with("version", cart.version()).with("cart", cart.view());
            case Ordered(var orderKey) -> ORDERED.with("orderId", orderKey);
            case OtherCurrency(var cart, var offered) -> OTHER_CURRENCY
                    .withDetail("The cart is in " + cart + ", the SKU's price is in " + offered)
                    .with("currency", cart);
            case Full full ->
                    FULL.withDetail(
                            "The maximum is " + OrderPlaced.MAX_LINES + " lines and a total that can be charged");
            case Busy busy -> BUSY.withDetail("Try again");
        };
    }

    private static FieldError error(LineFault fault) {
        var line = "lines[" + fault.index() + "]";
        return switch (fault.reason()) {
            case UnknownSku unknown -> new FieldError(line + ".sku", "is not in the catalog");
            case OverLimitPerOrder(var sku, var max) -> new FieldError(
                    line + ".quantity", "must be at most " + max);
            case OverLimitPerCustomer(var sku, var max) -> new FieldError(
                    line + ".quantity", "must be at most " + max + ", the limit per customer");
            case OtherCurrency(var cart, var offered) -> new FieldError(
                    line + ".sku", "must be priced in " + cart + ", not in " + offered);
        };
    }
}
