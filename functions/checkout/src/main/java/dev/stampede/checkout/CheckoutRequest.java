package dev.stampede.checkout;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Order;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to buy.
 *
 * @param total what the shopper saw and agrees to pay, in minor units; null if the request does not say
 * @param paymentToken what the payment provider's form gave to the front end
 * @param sourceAddress the network address that it comes from, or null if that is unknown; no part of the hash
 */
record CheckoutRequest(
        Caller caller,
        Purchase purchase,
        @Nullable Long total,
        Contact contact,
        String paymentToken,
        @Nullable String sourceAddress) {

    /** What is to be bought. It also says which requests are the same purchase. */
    sealed interface Purchase {}

    /**
     * All lines of a cart.
     *
     * @param version the version of the cart that the shopper saw; no other one is ordered
     */
    record OfCart(CartId cartId, long version) implements Purchase {}

    /**
     * Lines without a cart: one purchase for each caller and key.
     *
     * @param lines at least one, no SKU twice, all in one currency
     */
    record BuyNow(String idempotencyKey, List<WantedLine> lines) implements Purchase {

        BuyNow {
            lines = List.copyOf(lines);
        }

        /** Guests share one space of keys, which is why theirs must be random. */
        OrderKey orderKey(Caller caller) {
            return OrderKey.ofKey(
                    caller.customer().map(id -> "customer/" + id).orElse("guest"), idempotencyKey);
        }
    }

    /** The key to an order that this request has placed, now or before. */
    OrderKey orderKey(Order placed) {
        return switch (purchase) {
            case OfCart cart -> CartOrders.key(placed);
            case BuyNow lines -> lines.orderKey(caller);
        };
    }

    /** The members of the hash, in a fixed order. */
    private record Content(
            @Nullable String customerId, Purchase purchase, @Nullable Long total, Contact contact,
            String paymentToken) {}

    /** Identifies the request: the SHA-256, in hexadecimal, of the caller, what they buy and how they pay. */
    String hash() {
        var content = Json.write(new Content(caller.customerId(), purchase, total, contact, paymentToken));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Holds personal data and a token. */
    @Override
    public String toString() {
        return "CheckoutRequest[" + purchase.getClass().getSimpleName() + "]";
    }
}
