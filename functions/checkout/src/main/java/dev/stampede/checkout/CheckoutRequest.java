package dev.stampede.checkout;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.runtime.Sha256;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to buy.
 *
 * @param total the total that the shopper saw and agrees to pay, in minor units; null if not specified
 * @param paymentToken the token that the payment provider's form returned to the front end; null if not specified
 * @param shippingMethod the id of the shipping method; null if not specified
 * @param codes the codes of promotions, at most {@link Buyer#MAX_CODES} different ones
 * @param sourceAddress the network address of the caller, or null if unknown; not part of the hash
 */
record CheckoutRequest(
        Caller caller,
        Purchase purchase,
        @Nullable Long total,
        Contact contact,
        @Nullable String paymentToken,
        @Nullable String shippingMethod,
        List<String> codes,
        @Nullable String sourceAddress) {

    CheckoutRequest {
        codes = List.copyOf(codes);
    }

    /** What to buy. Also identifies the purchase. */
    sealed interface Purchase {}

    /**
     * All lines of a cart.
     *
     * @param version the version of the cart that the shopper saw; no other version is ordered
     */
    record OfCart(CartId cartId, long version) implements Purchase {}

    /**
     * Lines without a cart; one purchase per caller and key.
     *
     * @param lines at least one, with different SKUs, all in one currency
     */
    record BuyNow(String idempotencyKey, List<WantedLine> lines) implements Purchase {

        BuyNow {
            lines = List.copyOf(lines);
        }

        /** All guests share one key space, so their keys must be random. */
        OrderKey orderKey(Caller caller) {
            return OrderKey.ofKey(
                    caller.customer().map(id -> "customer/" + id).orElse("guest"), idempotencyKey);
        }
    }

    /** The key of the order that this request placed, now or earlier. */
    OrderKey orderKey(Order placed) {
        return switch (purchase) {
            case OfCart cart -> CartOrders.key(placed);
            case BuyNow lines -> lines.orderKey(caller);
        };
    }

    /** The key by which a guest opens the order of a purchase without a cart; null for others, whose key can be found. */
    @Nullable
    OrderKey guestKey() {
        return caller.customer().isEmpty() && purchase instanceof BuyNow lines ? lines.orderKey(caller) : null;
    }

    /** The content that is hashed, in a fixed order. What is null is left out. */
    private record Content(
            @Nullable String customerId, Purchase purchase, @Nullable Long total, Contact contact,
            @Nullable String paymentToken, @Nullable String shippingMethod, @Nullable List<String> codes) {}

    /** Identifies the request: the SHA-256, in hexadecimal, of the caller, what they buy and how they pay. */
    String hash() {
        return Sha256.hex(Json.write(new Content(
                caller.customerId(), purchase, total, contact, paymentToken, shippingMethod,
                codes.isEmpty() ? null : codes)));
    }

    /** Omits personal data and the token. */
    @Override
    public String toString() {
        return "CheckoutRequest[" + purchase.getClass().getSimpleName() + "]";
    }
}
