package dev.stampede.cart;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cart as its shopper sees it. Amounts are minor units of {@code currency}, which an empty cart does not have. */
record CartView(
        CartId cartId,
        long version,
        @Nullable String currency,
        List<Line> lines,
        long total,
        @Nullable OrderId orderId,
        Instant expiresAt) {

    /**
     * @param unitPrice the price seen when the line was put
     * @param priceNow the current price, only if it is another and in the cart's currency
     * @param availability {@code OUT} too if the SKU is no longer sold
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
            Availability availability) {

        private static Line of(CartLine line, @Nullable Offer offer) {
            return new Line(
                    line.sku(),
                    line.productId(),
                    line.title(),
                    line.variant(),
                    line.quantity(),
                    line.unitPrice().amount(),
                    line.total().amount(),
                    priceNow(line, offer),
                    offer == null ? Availability.OUT : offer.availability());
        }

        private static @Nullable Long priceNow(CartLine line, @Nullable Offer offer) {
            return offer != null && offer.price().amount() != line.unitPrice().amount()
                    && offer.price().currency().equals(line.unitPrice().currency()) ? offer.price().amount() : null;
        }
    }

    static CartView of(ShownCart shown) {
        var cart = shown.cart();
        return new CartView(
                cart.id(),
                cart.version(),
                cart.currency().orElse(null),
                cart.lines().stream().map(line -> Line.of(line, shown.offers().get(line.sku()))).toList(),
                cart.total(),
                shown.orderId(),
                cart.expiresAt());
    }
}
