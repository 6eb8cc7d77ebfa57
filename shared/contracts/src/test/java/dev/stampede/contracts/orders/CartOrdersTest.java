package dev.stampede.contracts.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.testing.InMemoryOrderLog;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.testing.TestPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

class CartOrdersTest {

    private static final CartId CART = new CartId("crt_" + "0".repeat(32));
    private static final OrderLine TEA = Orders.line("TEA", 2);

    private final InMemoryOrderLog log = new InMemoryOrderLog(TestPlatform.CLOCK);
    private final CartOrders orders = new CartOrders(log);

    @Test
    void live_shouldSkipOrdersThatFreedTheCart() {
        assertThat(orders.live(CART, 3)).isEmpty();

        var first = place(0);
        assertThat(orders.live(CART, 3)).contains(first);

        append(first, new StockRejected(List.of()));
        assertThat(orders.live(CART, 3)).isEmpty();

        var second = place(1);
        assertThat(orders.live(CART, 3)).contains(second);
        assertThat(orders.live(CART, 4)).isEmpty();
    }

    @Test
    void of_shouldGiveAllAttempts() {
        var first = append(place(0), new StockRejected(List.of()));
        var second = place(1);

        assertThat(orders.of(CART, 3)).containsExactly(first, second);
        assertThat(orders.of(CART, 4)).isEmpty();
    }

    @Test
    void isReplaced_shouldBeSoWhileALaterOrderOfTheSameCartLives() {
        var first = append(place(0), Orders.reservedFact(TEA), new HoldExpired());
        assertThat(orders.isReplaced(first)).isFalse();

        var second = place(1);
        assertThat(orders.isReplaced(first)).isTrue();
        assertThat(orders.isReplaced(second)).isFalse();

        append(second, new StockRejected(List.of()));
        assertThat(orders.isReplaced(first)).isFalse();

        place(2);
        assertThat(orders.isReplaced(first)).isTrue();
    }

    @Test
    void isReplaced_orderWithoutACart_shouldNotBeSo() {
        assertThat(orders.isReplaced(Orders.placed("1", TEA))).isFalse();
    }

    private Order place(int attempt) {
        var cart = new CartAttempt(CART, 3, attempt);
        var guest = Orders.placedFact(TEA);
        log.place(cart.orderId(), new OrderPlaced(
                guest.lines(), guest.total(), null, cart, "hash", guest.contact(), guest.paymentToken()));
        return log.find(cart.orderId()).orElseThrow();
    }

    private Order append(Order order, Fact... facts) {
        return log.update(order.id(), current -> List.of(facts)).orElseThrow();
    }
}
