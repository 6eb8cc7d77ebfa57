package dev.stampede.checkout;

import dev.stampede.checkout.CheckoutRequest.BuyNow;
import dev.stampede.checkout.CheckoutRequest.OfCart;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.ProductId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Contact;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.totals.Goods;
import dev.stampede.runtime.http.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Carts, offers and requests to test with. Everything costs 10.00 EUR. */
final class Samples {

    static final CartId CART_ID = new CartId("crt_" + "0".repeat(32));
    static final Money PRICE = new Money(1000, "EUR");
    static final Caller GUEST = Caller.guest();
    static final Caller ALICE = new Caller("alice", Set.of());
    static final Caller BOB = new Caller("bob", Set.of());
    static final String TOKEN = "tok_approve";
    static final String ADDRESS = "203.0.113.7";
    static final RuntimeException THROTTLED = DynamoDbException.builder().statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
            .build();

    private static final Contact CONTACT = new Contact(
            "buyer@example.com", "Bo Buyer", Orders.address("1 Main Street", "Springfield"));

    private Samples() {}

    static WantedLine wanted(String sku, int quantity) {
        return new WantedLine(new Sku(sku), quantity, PRICE);
    }

    /** A guest's cart, version 3. */
    static Cart cart(WantedLine... lines) {
        return cartOf(null, lines);
    }

    static Cart cartOf(String customerId, WantedLine... lines) {
        return version(3, customerId, lines);
    }

    static Cart version(long version, String customerId, WantedLine... lines) {
        return new Cart(CART_ID, version, customerId, List.of(lines), null, null, Orders.NOW.plus(Duration.ofDays(1)));
    }

    static Offer offer(String sku) {
        return offer(sku, PRICE);
    }

    static Offer offer(String sku, Money price) {
        return new Offer(new Sku(sku), new ProductId("product-" + sku), "Name of " + sku, price, false, null, null,
                false,
                Publication.ALWAYS, Goods.USUAL);
    }

    static Offer soldOut(String sku) {
        return new Offer(new Sku(sku), new ProductId("product-" + sku), "Name of " + sku, PRICE, true, null, null,
                false,
                Publication.ALWAYS, Goods.USUAL);
    }

    /** The same, sold at these times only, and at most so many in an order. */
    static Offer limited(Offer offer, Publication publication, Integer maxPerOrder) {
        return new Offer(
                offer.sku(), offer.productId(), offer.name(), offer.price(), offer.soldOut(), maxPerOrder, null, false,
                publication, offer.goods());
    }

    /** The same, at most so many per customer. */
    static Offer perCustomer(Offer offer, @Nullable Integer maxPerCustomer, boolean requiresSignIn) {
        return new Offer(
                offer.sku(), offer.productId(), offer.name(), offer.price(), offer.soldOut(), null, maxPerCustomer,
                requiresSignIn, offer.publication(), offer.goods());
    }

    static CheckoutRequest cartRequest(Caller caller, String paymentToken) {
        return cartRequest(caller, 3, paymentToken);
    }

    static CheckoutRequest cartRequest(Caller caller, long version, String paymentToken) {
        return new CheckoutRequest(caller, new OfCart(CART_ID, version), null, CONTACT, paymentToken, null, List.of(),
                ADDRESS);
    }

    /** The same request by a shopper who saw this total. */
    static CheckoutRequest seeing(long total, CheckoutRequest request) {
        return new CheckoutRequest(
                request.caller(), request.purchase(), total, request.contact(), request.paymentToken(),
                request.shippingMethod(), request.codes(), request.sourceAddress());
    }

    /** The same request with these codes. */
    static CheckoutRequest with(List<String> codes, CheckoutRequest request) {
        return new CheckoutRequest(
                request.caller(), request.purchase(), request.total(), request.contact(), request.paymentToken(),
                request.shippingMethod(), codes, request.sourceAddress());
    }

    static CheckoutRequest buyNow(Caller caller, String key, WantedLine... lines) {
        return new CheckoutRequest(caller, new BuyNow(key, List.of(lines)), null, CONTACT, TOKEN, null, List.of(),
                ADDRESS);
    }
}
