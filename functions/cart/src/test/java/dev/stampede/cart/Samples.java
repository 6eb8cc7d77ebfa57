package dev.stampede.cart;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.runtime.http.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carts and offers to test with. */
public final class Samples {

    public static final CartId CART_ID = new CartId("crt_" + "0".repeat(32));
    public static final Instant NOW = Orders.NOW;
    public static final Duration LIFE = Duration.ofDays(30);

    static final Caller GUEST = Caller.guest();
    static final Caller ALICE = new Caller("alice", Set.of());
    static final Caller BOB = new Caller("bob", Set.of());

    private Samples() {}

    /** A guest's cart whose lines were added one by one. */
    public static Cart cart(CartLine... lines) {
        return new Cart(
                CART_ID, Stream.of(lines).mapToLong(CartLine::since).max().orElse(1), null, List.of(lines),
                Details.NONE, null, NOW,
                NOW,
                NOW.plus(LIFE));
    }

    static Cart cartOf(String customerId, CartLine... lines) {
        return cart(lines).claimedBy(customerId);
    }

    /** At 10.00 EUR each. */
    public static CartLine line(String sku, int quantity, long since) {
        return line(sku, quantity, new Money(1000, "EUR"), since);
    }

    static CartLine line(String sku, int quantity, Money unitPrice, long since) {
        return CartLine.of(offer(sku, unitPrice), quantity, since);
    }

    /** At 10.00 EUR, in stock. */
    static Offer offer(String sku) {
        return offer(sku, new Money(1000, "EUR"));
    }

    static Offer offer(String sku, Money price) {
        return offer(sku, price, Availability.IN_STOCK);
    }

    /** The same, sold at these times only, and at most so many in an order. */
    static Offer limited(Offer offer, Publication publication, Integer maxPerOrder) {
        return new Offer(
                offer.sku(), offer.productId(), offer.title(), offer.variant(), offer.options(),
                offer.picture(), offer.price(), offer.availability(), maxPerOrder, null, false, publication,
                offer.goods());
    }

    /** The same, at most so many per customer. */
    static Offer perCustomer(Offer offer, @Nullable Integer maxPerCustomer, boolean requiresSignIn) {
        return new Offer(
                offer.sku(), offer.productId(), offer.title(), offer.variant(), offer.options(), offer.picture(),
                offer.price(), offer.availability(), offer.maxPerOrder(), maxPerCustomer, requiresSignIn,
                offer.publication(), offer.goods());
    }

    public static Offer offer(String sku, Money price, Availability availability) {
        return new Offer(
                new Sku(sku), new ProductId("product-" + sku), "Name of " + sku, "Blue", Map.of("color", "Blue"),
                new Picture("https://img.example.com/" + sku, "Photo", 800, null), price, availability, null, null,
                false,
                Publication.ALWAYS, new Goods(null, true, 0, new ProductId("product-" + sku), null));
    }
}
