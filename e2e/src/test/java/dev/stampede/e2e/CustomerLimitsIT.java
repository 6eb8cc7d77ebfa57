package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.LocalStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Limits per customer, in a store of its own, in which nothing else limits what one customer orders at once. */
@Execution(ExecutionMode.CONCURRENT)
class CustomerLimitsIT {

    private static final int LIMIT = 2;

    private static LocalStore local;
    private static TestShop shop;

    @BeforeAll
    static void start() {
        local = Store.unlimited();
        shop = new TestShop(Store.at(local.apiUrl().toString()));
    }

    @AfterAll
    static void stop() {
        local.close();
    }

    @Test
    void customer_withFiftyCheckoutsAtOnce_shouldGetAsManyAsTheLimit() throws Exception {
        var sku = product("\"maxPerCustomer\": " + LIMIT);
        var customer = shop.customer("greedy");

        var orders = settled(customer, atOnce(50, _ -> buy(customer, sku, 1, TestShop.uniqueEmail())));

        assertLimited(orders, sku);
        assertThat(shop.available(sku)).isEqualTo(100 - LIMIT);
        assertThat(settled(shop.customer("modest"), List.of(buy(shop.customer("modest"), sku, LIMIT,
                TestShop.uniqueEmail()))).getFirst().path("status").asText()).isEqualTo("PAID");
    }

    @Test
    void guest_whoseEmailIsWrittenDifferently_shouldBeOneCustomer() throws Exception {
        var sku = product("\"maxPerCustomer\": " + LIMIT);
        var name = TestShop.unique("guest");

        var orders = settled(shop.guest(), atOnce(50, number -> buy(shop.guest(), sku, 1, number % 2 == 0
                ? name + "+" + number + "@example.com"
                : name.toUpperCase(Locale.ROOT) + "@Example.COM")));

        assertLimited(orders, sku);
        assertThat(settled(shop.guest(), List.of(buy(shop.guest(), sku, 1, "other-" + name + "@example.com")))
                .getFirst().path("status").asText()).isEqualTo("PAID");
    }

    @Test
    void limit_shouldComeBackWhenTheOrderEndsWithoutASale() {
        var sku = product("\"maxPerCustomer\": " + LIMIT);
        var customer = shop.customer("changing-" + UUID.randomUUID());
        var first = settled(customer, List.of(buy(customer, sku, LIMIT, TestShop.uniqueEmail()))).getFirst();
        assertThat(first.path("status").asText()).isEqualTo("PAID");
        assertThat(settled(customer, List.of(buy(customer, sku, 1, TestShop.uniqueEmail()))).getFirst()
                .path("status").asText()).isEqualTo("REJECTED");

        shop.admin().post("/v1/admin/orders/" + first.path("reference").asText() + "/refund", "{}").expect(202);
        await("units back").atMost(TestShop.SOON).until(() -> shop.available(sku) == 100);

        assertThat(settled(customer, List.of(buy(customer, sku, LIMIT, TestShop.uniqueEmail()))).getFirst()
                .path("status").asText()).isEqualTo("PAID");
    }

    @Test
    void moreThanTheLimitAtOnce_shouldBeRefusedInCartAndCheckout() {
        var sku = product("\"maxPerOrder\": 5, \"maxPerCustomer\": " + LIMIT);
        var cart = shop.guest().post("/v1/carts", "{}").expect(201).json().path("cartId").asText();

        var inCart = shop.guest().put("/v1/carts/" + cart + "/items/" + sku, "{\"quantity\": 3}")
                .expectProblem(409, "limit-per-customer").json();
        assertThat(inCart.at("/limits/0/maxPerCustomer").asInt()).isEqualTo(LIMIT);
        var atCheckout = buy(shop.guest(), sku, 3, TestShop.uniqueEmail()).expectProblem(409, "limit-per-customer");
        assertThat(atCheckout.json().at("/limits/0/sku").asText()).isEqualTo(sku);
        assertThat(shop.guest().get("/v1/products/" + TestShop.productOf(sku)).expect(200).json()
                .at("/variants/0/maxPerCustomer").asInt()).isEqualTo(LIMIT);
    }

    @Test
    void whatRequiresSigningIn_shouldBeSoldToCustomersOnly() {
        var sku = product("\"requiresSignIn\": true");
        var cart = shop.cart(shop.guest(), sku, 1);

        assertThat(shop.guest().get("/v1/carts/" + cart).expect(200).json().at("/warnings/0/code").asText())
                .isEqualTo("SIGN_IN_REQUIRED");
        assertThat(buy(shop.guest(), sku, 1, TestShop.uniqueEmail()).expectProblem(409, "sign-in-required").json()
                .at("/skus/0").asText()).isEqualTo(sku);
        buy(shop.customer("member"), sku, 1, TestShop.uniqueEmail()).expect(202);
    }

    private static void assertLimited(List<JsonNode> orders, String sku) {
        assertThat(orders).hasSize(50);
        assertThat(orders).filteredOn(order -> order.path("status").asText().equals("PAID")).hasSize(LIMIT);
        assertThat(orders).filteredOn(order -> !order.path("status").asText().equals("PAID"))
                .allSatisfy(order -> {
                    assertThat(order.at("/timeline/1/limitsReached/0/sku").asText()).isEqualTo(sku);
                    assertThat(order.at("/timeline/1/limitsReached/0/maxPerCustomer").asInt()).isEqualTo(LIMIT);
                });
    }

    /** @return the SKU of a product of which there are a hundred units */
    private static String product(String fields) {
        var sku = TestShop.unique("LIMITED");
        shop.admin().put("/v1/admin/products/" + TestShop.productOf(sku), """
                {"title": "Limited", "category": "drops", "currency": "EUR",
                 "variants": [{"sku": "%s", "price": 1000, %s}]}
                """.formatted(sku, fields)).expect(201);
        shop.adjust(sku, 100);
        await("stock of " + sku).atMost(TestShop.SOON)
                .until(() -> !shop.availability(TestShop.productOf(sku)).equals("OUT"));
        return sku;
    }

    private static Answer buy(Client client, String sku, int quantity, String email) {
        return client.with("Idempotency-Key", UUID.randomUUID().toString()).post("/v1/checkout", """
                {"lines": [{"sku": "%s", "quantity": %d, "unitPrice": 1000}], "currency": "EUR", "email": "%s",
                 "paymentToken": "tok_approve"}
                """.formatted(sku, quantity, email));
    }

    /** The orders, once they are paid or rejected. */
    private static List<JsonNode> settled(Client client, List<Answer> accepted) {
        return accepted.stream().map(answer -> {
            var path = "/v1/orders/" + answer.expect(202).json().path("orderId").asText();
            var settled = new AtomicReference<JsonNode>();
            await(path).atMost(Duration.ofSeconds(60)).until(() -> {
                settled.set(client.get(path).expect(200).json());
                return Set.of("PAID", "REJECTED").contains(settled.get().path("status").asText());
            });
            return settled.get();
        }).toList();
    }

    private static List<Answer> atOnce(int times, IntFunction<Answer> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(25)) {
            var calls = IntStream.range(0, times).<Callable<Answer>> mapToObj(number -> () -> call.apply(number))
                    .toList();
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
