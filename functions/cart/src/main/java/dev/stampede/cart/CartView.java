package dev.stampede.cart;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart as the API returns it. Amounts are in minor units of {@code currency}, which an empty cart does not have.
 *
 * @param problems the problem types for which checkout would currently refuse the cart; empty if it would accept it
 * @param orderId the key of the cart's live order
 * @param orderedVersion the version of the cart that was ordered
 */
record CartView(
        CartId cartId,
        long version,
        @Nullable String currency,
        List<Line> lines,
        long total,
        List<String> problems,
        @Nullable OrderKey orderId,
        @Nullable Long orderedVersion,
        Instant expiresAt) {

    /**
     * @param unitPrice the price when the line was last set
     * @param priceNow the current price, if it or its currency has changed
     * @param currencyNow the currency of {@code priceNow}, if it differs from the cart's
     * @param availability also {@code OUT} if the SKU is no longer for sale
     * @param maxPerOrder the maximum quantity in an order, or null
     * @param problems the problem types for which checkout would currently refuse this line
     */
    record Line(
            Sku sku,
            ProductId productId,
            String title,
            String variant,
            int quantity,
            long unitPrice,
            long lineTotal,
            @Nullable Long priceNow,
            @Nullable String currencyNow,
            Availability availability,
            @Nullable Integer maxPerOrder,
            List<String> problems) {

        private static Line of(CartLine line, @Nullable Offer offer) {
            var isChanged = offer != null && !offer.price().equals(line.unitPrice());
            var isOtherCurrency = isChanged && !offer.price().currency().equals(line.unitPrice().currency());
            var availability = offer == null ? Availability.OUT : offer.availability();
            var problems = new ArrayList<String>();
            if (offer == null) {
                problems.add("not-available");
            } else if (availability == Availability.OUT) {
                problems.add("sold-out");
            }
            if (offer != null && !offer.allows(line.quantity())) {
                problems.add("limit-per-order");
            }
            if (isChanged) {
                problems.add("price-changed");
            }
            return new Line(
                    line.sku(),
                    line.productId(),
                    line.title(),
                    line.variant(),
                    line.quantity(),
                    line.unitPrice().amount(),
                    line.total().amount(),
                    isChanged ? offer.price().amount() : null,
                    isOtherCurrency ? offer.price().currency() : null,
                    availability,
                    offer == null ? null : offer.maxPerOrder(),
                    problems);
        }
    }

    static CartView of(ShownCart shown) {
        var cart = shown.cart();
        var order = shown.liveOrder();
        var lines = cart.lines().stream().map(line -> Line.of(line, shown.offers().get(line.sku()))).toList();
        return new CartView(
                cart.id(),
                cart.version(),
                cart.currency().orElse(null),
                lines,
                cart.total(),
                problems(shown, lines),
                order.map(CartOrders::key).orElse(null),
                order.map(live -> live.placed().cart()).map(CartAttempt::version).orElse(null),
                cart.expiresAt());
    }

    private static List<String> problems(ShownCart shown, List<Line> lines) {
        var problems = new ArrayList<String>();
        if (lines.isEmpty()) {
            problems.add("cart-empty");
        }
        if (shown.liveOrder().isPresent()) {
            problems.add("cart-ordered");
        }
        if (shown.isExhausted()) {
            problems.add("cart-exhausted");
        }
        lines.stream().flatMap(line -> line.problems().stream()).distinct().forEach(problems::add);
        return problems;
    }
}
