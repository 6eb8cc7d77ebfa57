package dev.stampede.email;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.contracts.testing.Orders.log;
import static dev.stampede.contracts.testing.Orders.placedFact;
import static dev.stampede.contracts.testing.Orders.reservedFact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.OrderClaimed;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.testing.Orders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderLinksTest {

    private static final CartId CART = new CartId("crt_00000000000000000000000000000000");
    private static final OrderLinks LINKS = new OrderLinks("https://shop.example.com");

    @Test
    void orderOfAGuestsCart_shouldBeOpenedByItsKey() {
        assertThat(LINKS.to(order(null, new CartAttempt(CART, 3, 1))))
                .isEqualTo("https://shop.example.com/orders/" + OrderKey.ofCart(CART, 1).value());
    }

    @Test
    void orderOfACustomer_shouldBeOpenedBySigningIn() {
        var byReference = "https://shop.example.com/orders/" + Orders.id("1").value();

        assertThat(LINKS.to(order("customer", new CartAttempt(CART, 3, 0)))).isEqualTo(byReference);
        assertThat(LINKS.to(order("customer", null))).isEqualTo(byReference);
    }

    @Test
    void guestsOrderThatWasClaimed_shouldNoLongerBeOpenedByItsKey() {
        var claimed = log("1", placed(null, new CartAttempt(CART, 3, 0)), reservedFact(line("TEA", 1)),
                new PaymentCaptured(0, new Money(1000, "EUR"), "charge"), new OrderClaimed("customer", Orders.NOW));

        assertThat(LINKS.to(claimed)).isEqualTo("https://shop.example.com/orders/" + claimed.id().value());
    }

    @Test
    void guestsOrderWithoutACart_shouldBeOpenedByItsKey() {
        var old = placed(null, null);
        var placed = new OrderPlaced(old.lines(), old.total(), null, null, old.requestHash(), old.contact(),
                old.paymentToken(), old.addressKey(), null, null, Orders.key("1"), null, null);

        assertThat(LINKS.to(log("1", placed)))
                .isEqualTo("https://shop.example.com/orders/" + Orders.key("1").value());
        assertThat(LINKS.to(log("1", old))).as("from before keys were recorded").isEmpty();
    }

    @Test
    void storeWithoutAStorefront_shouldHaveNoLinks() {
        assertThat(new OrderLinks("").to(order("customer", null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/shop", "https://example.com/shop/"})
    void storefrontBelowAPath_shouldKeepIt(String storefront) {
        assertThat(new OrderLinks(storefront).to(order("customer", null)))
                .startsWith("https://example.com/shop/orders/ref_");
    }

    private static Order order(@Nullable String customer, @Nullable CartAttempt cart) {
        return log("1", placed(customer, cart));
    }

    private static OrderPlaced placed(@Nullable String customer, @Nullable CartAttempt cart) {
        var guest = placedFact(line("TEA", 1));
        return new OrderPlaced(guest.lines(), guest.total(), customer, cart, guest.requestHash(), guest.contact(),
                guest.paymentToken(), guest.addressKey());
    }
}
