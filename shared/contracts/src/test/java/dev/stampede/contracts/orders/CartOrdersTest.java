package dev.stampede.contracts.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CartOrdersTest {

    private static final CartId CART = new CartId("crt_" + "0".repeat(32));
    private static final OrderLine TEA = Orders.line("TEA", 2);

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestEnvironment.CLOCK);
    private final CartOrders orders = new CartOrders(log);

    @Test
    void live_shouldSkipOrdersThatFreedTheCart() {
        assertThat(live()).isEmpty();

        var first = place(0);
        assertThat(live()).contains(first);

        append(first, new StockRejected(List.of()));
        assertThat(live()).isEmpty();

        var second = place(1);
        assertThat(live()).contains(second);
    }

    @Test
    void of_shouldGiveAllAttemptsOfAllVersions() {
        assertThat(orders.of(CART)).isEmpty();
        var first = append(place(0), new StockRejected(List.of()));
        var second = place(4, 1);

        assertThat(orders.of(CART)).containsExactly(first, second);
        assertThat(orders.of(CartId.random())).isEmpty();
    }

    @Test
    void place_twoVersionsAsTheSameAttempt_shouldPlaceOne() {
        var first = place(3, 0);

        assertThat(place(4, 0)).isEqualTo(first);
        assertThat(orders.of(CART)).containsExactly(first);
    }

    @Test
    void isExhausted_shouldBeSoOnceNoAttemptIsLeft() {
        for (var attempt = 0; attempt < CartOrders.MAX_ATTEMPTS - 1; attempt++) {
            append(place(attempt), new StockRejected(List.of()));
        }
        assertThat(CartOrders.isExhausted(orders.of(CART))).isFalse();

        var last = place(CartOrders.MAX_ATTEMPTS - 1);
        assertThat(CartOrders.isExhausted(orders.of(CART))).isFalse();

        append(last, new StockRejected(List.of()));
        assertThat(CartOrders.isExhausted(orders.of(CART))).isTrue();
    }

    @Test
    void isReplaced_shouldBeSoWhileALaterOrderOfTheCartLives() {
        var first = append(place(0), Orders.reservedFact(TEA), new HoldExpired());
        assertThat(orders.isReplaced(first)).isFalse();

        var second = place(1);
        assertThat(orders.isReplaced(first)).isTrue();
        assertThat(orders.isReplaced(second)).isFalse();

        append(second, new StockRejected(List.of()));
        assertThat(orders.isReplaced(first)).isFalse();

        place(5, 2);
        assertThat(orders.isReplaced(first)).isTrue();
    }

    @Test
    void isReplaced_orderWithoutACart_shouldNotBeSo() {
        assertThat(orders.isReplaced(Orders.placed("1", TEA))).isFalse();
    }

    private Optional<Order> live() {
        return CartOrders.live(orders.of(CART));
    }

    private Order place(int attempt) {
        return place(3, attempt);
    }

    private Order place(long version, int attempt) {
        var cart = new CartAttempt(CART, version, attempt);
        var guest = Orders.placedFact(TEA);
        log.place(cart.orderId(), new OrderPlaced(
                guest.lines(), guest.total(), null, cart, "hash", guest.contact(), guest.paymentToken(), null));
        return log.find(cart.orderId()).orElseThrow();
    }

    private Order append(Order order, Fact... facts) {
        return log.update(order.id(), current -> List.of(facts)).orElseThrow();
    }
}
