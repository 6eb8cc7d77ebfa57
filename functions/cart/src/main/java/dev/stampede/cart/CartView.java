package dev.stampede.cart;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cart as the API returns it. Amounts are in minor units of {@code currency}, which an empty cart does not have.
 *
 * @param total the prices of all lines, before shipping and taxes that are added to them
 * @param warnings why checkout would currently refuse the cart, including its lines; empty if it would accept it
 * @param orderId the key of the cart's live order
 * @param orderedVersion the version of the cart that was ordered
 * @param changes what the store changed for this response; null in responses to requests that change nothing else than
 *     what they name
 */
record CartView(
        CartId cartId,
        long version,
        @Nullable String currency,
        List<Line> lines,
        long total,
        @Nullable String note,
        @Nullable String giftMessage,
        Map<String, String> metadata,
        List<Warning> warnings,
        @Nullable OrderKey orderId,
        @Nullable Long orderedVersion,
        Instant expiresAt,
        @Nullable List<Change> changes) {

    /** @param sku the line that it is about, or null if it is about the cart */
    record Warning(CartCode code, @Nullable Sku sku) {}

    /** {@link LineChange}, with amounts in minor units of the cart's currency. */
    record Change(
            CartCode code, Sku sku, String title, int quantityWas, int quantity, long unitPriceWas, long unitPrice) {

        private static Change of(LineChange change) {
            return new Change(
                    change.code(), change.sku(), change.title(), change.quantityWas(), change.quantity(),
                    change.unitPriceWas().amount(), change.unitPrice().amount());
        }
    }

    /**
     * @param title the product's current title, or the one when the line was last set if it is no longer for sale
     * @param options the value of each option, by its name; empty if there are none or the SKU is no longer for sale
     * @param unitPrice the price when the line was last set
     * @param priceNow the current price, or null if the SKU is no longer for sale
     * @param currencyNow the currency of {@code priceNow}, if it differs from the cart's
     * @param availability also {@code OUT} if the SKU is no longer for sale
     * @param maxPerOrder the maximum quantity in an order, or null
     * @param maxPerCustomer the maximum quantity in all orders of a customer, or null
     * @param requiresSignIn true if only signed-in customers can buy it, else null
     * @param warnings why checkout would currently refuse this line
     */
    record Line(
            Sku sku,
            ProductId productId,
            String title,
            String variant,
            Map<String, String> options,
            @Nullable Picture picture,
            int quantity,
            long unitPrice,
            long lineTotal,
            @Nullable Long priceNow,
            @Nullable String currencyNow,
            Availability availability,
            @Nullable Integer maxPerOrder,
            @Nullable Integer maxPerCustomer,
            @Nullable Boolean requiresSignIn,
            Map<String, String> metadata,
            List<Warning> warnings) {

        private static Line of(CartLine line, @Nullable Offer offer, boolean isGuest) {
            return offer == null ? unavailable(line) : offered(line, offer, isGuest);
        }

        private static Line unavailable(CartLine line) {
            return new Line(
                    line.sku(), line.productId(), line.title(), line.variant(), Map.of(), null, line.quantity(),
                    line.unitPrice().amount(), line.priced().subtotal(), null, null, Availability.OUT, null, null, null,
                    line.metadata(),
                    List.of(new Warning(CartCode.NOT_AVAILABLE, line.sku())));
        }

        private static Line offered(CartLine line, Offer offer, boolean isGuest) {
            var price = offer.price();
            return new Line(
                    line.sku(),
                    offer.productId(),
                    offer.title(),
                    offer.variant(),
                    offer.options(),
                    offer.picture(),
                    line.quantity(),
                    line.unitPrice().amount(),
                    line.priced().subtotal(),
                    price.amount(),
                    price.currency().equals(line.unitPrice().currency()) ? null : price.currency(),
                    offer.availability(),
                    offer.maxPerOrder(),
                    offer.maxPerCustomer(),
                    offer.requiresSignIn() ? true : null,
                    line.metadata(),
                    warnings(line, offer, isGuest).map(code -> new Warning(code, line.sku())).toList());
        }

        private static Stream<CartCode> warnings(CartLine line, Offer offer, boolean isGuest) {
            var codes = Stream.<CartCode> builder();
            if (offer.isSoldOut()) {
                codes.add(CartCode.NOT_ENOUGH_STOCK);
            }
            if (line.quantity() > offer.limit()) {
                codes.add(offer.isLimitedPerCustomer() ? CartCode.LIMIT_PER_CUSTOMER : CartCode.LIMIT_PER_ORDER);
            }
            if (offer.requiresSignIn() && isGuest) {
                codes.add(CartCode.SIGN_IN_REQUIRED);
            }
            if (!offer.price().equals(line.unitPrice())) {
                codes.add(CartCode.PRICE_CHANGED);
            }
            return codes.build();
        }
    }

    static CartView of(ShownCart shown) {
        return of(shown, null);
    }

    static CartView changed(ShownCart shown, List<LineChange> changes) {
        return of(shown, changes.stream().map(Change::of).toList());
    }

    private static CartView of(ShownCart shown, @Nullable List<Change> changes) {
        var cart = shown.cart();
        var order = shown.liveOrder();
        var lines = cart.lines().stream()
                .map(line -> Line.of(line, shown.offers().get(line.sku()), cart.customerId() == null))
                .toList();
        return new CartView(
                cart.id(),
                cart.version(),
                cart.currency().orElse(null),
                lines,
                cart.subtotal(),
                cart.details().note(),
                cart.details().giftMessage(),
                cart.details().metadata(),
                Stream.concat(
                        ofCart(shown).map(code -> new Warning(code, null)),
                        lines.stream().flatMap(line -> line.warnings().stream()))
                        .toList(),
                order.map(CartOrders::key).orElse(null),
                order.map(live -> live.placed().cart()).map(CartAttempt::version).orElse(null),
                cart.expiresAt(),
                changes);
    }

    private static Stream<CartCode> ofCart(ShownCart shown) {
        var codes = Stream.<CartCode> builder();
        if (shown.cart().lines().isEmpty()) {
            codes.add(CartCode.CART_EMPTY);
        }
        if (shown.liveOrder().isPresent()) {
            codes.add(CartCode.CART_ORDERED);
        }
        if (shown.isExhausted()) {
            codes.add(CartCode.CART_EXHAUSTED);
        }
        return codes.build();
    }
}
