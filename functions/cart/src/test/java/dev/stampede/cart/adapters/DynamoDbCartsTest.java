package dev.stampede.cart.adapters;

import static dev.stampede.cart.Samples.CART_ID;
import static dev.stampede.cart.Samples.LIFE;
import static dev.stampede.cart.Samples.NOW;
import static dev.stampede.cart.Samples.cart;
import static dev.stampede.cart.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.cart.Cart;
import dev.stampede.cart.CartCode;
import dev.stampede.cart.CartLine;
import dev.stampede.cart.CurrentChange;
import dev.stampede.cart.Details;
import dev.stampede.cart.LineChange;
import dev.stampede.cart.Merge;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
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
    private static final Details NONE = new Details(null, null, Map.of());
    private static final CartId OTHER = new CartId("crt_" + "1".repeat(32));

    private static LocalDynamoDb database;

    private final DynamoDbCarts carts = new DynamoDbCarts(database.client(), TABLE, TestEnvironment.BACKOFF);

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
    void find_shouldGiveTheDetailsAndTheMetadataOfLines() {
        var tea = line("TEA", 2, 2);
        var engraved = new CartLine(
                tea.sku(), tea.productId(), tea.title(), tea.variant(), 2, tea.unitPrice(), 2,
                Map.of("engraving", "A"));
        var detailed = new Cart(
                CART_ID, 2, null, List.of(engraved), new Details("Ring twice", "For you", Map.of("source", "app")),
                null,
                NOW, NOW, NOW.plus(LIFE));
        carts.add(cart());

        carts.replace(detailed);

        assertThat(carts.find(CART_ID)).contains(detailed);
        var plain = next(cart(line("MUG", 1, 2)), null, line("MUG", 1, 2));
        carts.replace(plain);
        assertThat(carts.find(CART_ID)).contains(plain);
        assertThat(item()).doesNotContainKeys("note", "giftMessage", "metadata");
    }

    @Test
    void replaceAll_shouldStoreTheCartsAndWhichIsCurrent() {
        var other = new Cart(OTHER, 1, "alice", List.of(), NONE, null, NOW, NOW, NOW.plus(LIFE));
        carts.add(other);
        carts.add(cart(line("TEA", 2, 1)));
        carts.makeCurrent("alice", OTHER);
        var price = new Money(1000, "EUR");
        var merge = new Merge(
                OTHER, List.of(new LineChange(new Sku("TEA"), "Tea", CartCode.CART_FULL, 2, 0, price, price)));
        var nexts = List.of(
                new Cart(OTHER, 2, "alice", List.of(line("TEA", 2, 2)), NONE, null, NOW, NOW, NOW.plus(LIFE)),
                new Cart(CART_ID, 2, "alice", List.of(), NONE, merge, NOW, NOW, NOW.plus(LIFE)));

        assertThat(carts.replaceAll(nexts, new CurrentChange("alice", OTHER, CART_ID))).isFalse();
        assertThat(carts.replaceAll(nexts, new CurrentChange("alice", OTHER, null))).isFalse();
        assertThat(carts.find(OTHER)).contains(other);
        assertThat(carts.replaceAll(nexts, new CurrentChange("alice", OTHER, OTHER))).isTrue();

        assertThat(carts.find(OTHER)).contains(nexts.get(0));
        assertThat(carts.find(CART_ID)).contains(nexts.get(1));
        assertThat(item()).containsEntry("mergedInto", AttributeValue.fromS(OTHER.value()));
        assertThat(carts.replaceAll(nexts, new CurrentChange("alice", CART_ID, OTHER))).isFalse();
        assertThat(carts.currentOf("alice")).contains(OTHER);
    }

    @Test
    void currentOf_shouldBeTheLastOneMade() {
        assertThat(carts.currentOf("alice")).isEmpty();
        assertThat(carts.replaceAll(List.of(), new CurrentChange("alice", CART_ID, null))).isTrue();
        assertThat(carts.replaceAll(List.of(), new CurrentChange("alice", OTHER, null))).isFalse();
        assertThat(carts.currentOf("alice")).contains(CART_ID);

        carts.makeCurrent("alice", OTHER);

        assertThat(carts.currentOf("alice")).contains(OTHER);
        assertThat(carts.currentOf("bob")).isEmpty();
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
        return new Cart(cart.id(), cart.version(), customerId, cart.lines(), cart.details(), null, NOW, NOW,
                cart.expiresAt());
    }

    private static Cart next(Cart cart, String customerId, CartLine... lines) {
        return new Cart(
                cart.id(), cart.version() + 1, customerId, List.of(lines), cart.details(), null, NOW,
                NOW.plusSeconds(9),
                cart.expiresAt().plusSeconds(9));
    }
}
