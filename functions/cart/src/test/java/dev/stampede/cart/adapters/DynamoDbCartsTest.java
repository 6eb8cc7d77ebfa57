package dev.stampede.cart.adapters;

import static dev.stampede.cart.Samples.CART_ID;
import static dev.stampede.cart.Samples.LIFE;
import static dev.stampede.cart.Samples.NOW;
import static dev.stampede.cart.Samples.cart;
import static dev.stampede.cart.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.cart.Cart;
import dev.stampede.cart.CartLine;
import dev.stampede.runtime.testing.LocalDynamoDb;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class DynamoDbCartsTest {

    private static final String TABLE = "CartsTable";

    private static LocalDynamoDb database;

    private final DynamoDbCarts carts = new DynamoDbCarts(database.client(), TABLE);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start(TABLE);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void clear() {
        database.clear(TABLE);
    }

    @Test
    void find_afterAdd_shouldGiveTheSameCart() {
        var cart = version(cart(line("TEA.1-a", 2, 2), line("MUG", 1, 3)), "alice");

        carts.add(cart);

        assertThat(carts.find(CART_ID)).contains(cart);
    }

    @Test
    void find_anUnknownCart_shouldBeEmpty() {
        assertThat(carts.find(CART_ID)).isEmpty();
    }

    @Test
    void add_twice_shouldFail() {
        carts.add(cart());

        assertThatThrownBy(() -> carts.add(cart())).isInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void replace_theVersionBefore_shouldStoreEverythingThatChanged() {
        carts.add(cart());
        var next = next(cart(), "alice", line("TEA", 2, 2));

        assertThat(carts.replace(next)).isTrue();

        assertThat(carts.find(CART_ID)).contains(next);
    }

    @Test
    void replace_withAnEmptyCart_shouldForgetTheCurrency() {
        carts.add(cart(line("TEA", 2, 2)));
        var next = next(cart(line("TEA", 2, 2)), null);

        assertThat(carts.replace(next)).isTrue();

        assertThat(carts.find(CART_ID)).contains(next);
        assertThat(item()).doesNotContainKeys("currency", "customerId");
    }

    @Test
    void replace_anotherVersionOrAnUnknownCart_shouldStoreNothing() {
        var next = next(cart(), "alice", line("TEA", 2, 2));
        assertThat(carts.replace(next)).isFalse();
        assertThat(carts.find(CART_ID)).isEmpty();

        var newer = cart(line("MUG", 1, 2));
        carts.add(newer);
        assertThat(carts.replace(next)).isFalse();
        assertThat(carts.find(CART_ID)).contains(newer);
    }

    @Test
    void replace_theSameVersionByManyAtOnce_shouldHaveOneWinner() throws Exception {
        carts.add(cart());
        var writers = IntStream.range(0, 8)
                .<Callable<Boolean>> mapToObj(i -> () -> carts.replace(next(cart(), null, line("SKU-" + i, 1, 2))))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wins = 0;
            for (var won : threads.invokeAll(writers)) {
                wins += won.get() ? 1 : 0;
            }
            assertThat(wins).isEqualTo(1);
        }
        assertThat(carts.find(CART_ID).orElseThrow().lines()).hasSize(1);
    }

    @Test
    void item_shouldHaveTheFormThatCheckoutReads() {
        carts.add(version(cart(line("TEA", 2, 5)), "alice"));

        assertThat(item())
                .containsEntry("version", AttributeValue.fromN("5"))
                .containsEntry("customerId", AttributeValue.fromS("alice"))
                .containsEntry("currency", AttributeValue.fromS("EUR"))
                .containsEntry("expiresAt", AttributeValue.fromN(Long.toString(NOW.plus(LIFE).getEpochSecond())));
        assertThat(item().get("lines").m().get("TEA").m())
                .containsEntry("quantity", AttributeValue.fromN("2"))
                .containsEntry("unitPrice", AttributeValue.fromN("1000"));
    }

    private static Map<String, AttributeValue> item() {
        return database.client()
                .getItem(get -> get.tableName(TABLE).key(Map.of("cartId", AttributeValue.fromS(CART_ID.value()))))
                .item();
    }

    private static Cart version(Cart cart, String customerId) {
        return new Cart(cart.id(), cart.version(), customerId, cart.lines(), NOW, NOW, cart.expiresAt());
    }

    private static Cart next(Cart cart, String customerId, CartLine... lines) {
        return new Cart(
                cart.id(), cart.version() + 1, customerId, List.of(lines), NOW, NOW.plusSeconds(9),
                cart.expiresAt().plusSeconds(9));
    }
}
