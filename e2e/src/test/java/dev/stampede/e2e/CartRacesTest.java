package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.cart.CartApi;
import dev.stampede.checkout.CheckoutApi;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.local.lab.capacity.Intercepted;
import dev.stampede.local.lab.capacity.Intercepted.Next;
import dev.stampede.local.lab.faults.FunctionKilled;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes of a cart that meet its checkout, on the tables' real conditions: one request runs between any two calls of
 * another one, and a third between any two of that. However they meet, the cart becomes one order at most, of the version
 * that its request names, the cart names the order, and a repeated checkout finds it.
 */
class CartRacesTest {

    private static final String SKU = "TEA";
    private static final int PRICE = 1000;
    /** Of a cart with one line. */
    private static final long FIRST = 2;

    private static LocalDynamoDb database;
    private static CartApi cartApi;
    private static CheckoutApi checkoutApi;
    private static DynamoDbOrderLog log;

    /** Of the thread that runs a schedule; other threads' calls go through. */
    private static final ThreadLocal<Schedule> SCHEDULE = new ThreadLocal<>();

    /** Before each call of the thread's request. */
    private static final ThreadLocal<Runnable> INTERRUPTION = new ThreadLocal<>();

    /** A request about a cart, by a tab. */
    private enum Tab {
        /** Orders the first version. */
        CHECKOUT,
        /** Orders the version after a change, under another address. */
        NEXT_CHECKOUT, PUT, DELETE, CLAIM;

        boolean isCheckout() {
            return this == CHECKOUT || this == NEXT_CHECKOUT;
        }
    }

    /** @param response null if the function was killed */
    private record Answer(Tab tab, @Nullable APIGatewayProxyResponseEvent response) {

        boolean is(int status) {
            return response != null && response.getStatusCode() == status;
        }

        JsonNode json() {
            return Json.read(response.getBody(), JsonNode.class);
        }
    }

    /**
     * Runs requests inside one another: each one after the first before the call of the one before it that {@code pauses}
     * says, or after its end.
     *
     * @param pauses the number of a call, from 1 on, for each request but the last
     * @param isKilled whether the first request ends at its pause
     */
    private static final class Schedule {

        private final String cart;
        private final List<Tab> tabs;
        private final List<Integer> pauses;
        private final boolean isKilled;
        private final int[] calls;
        private final List<Answer> answers = new ArrayList<>();
        private int depth = -1;
        private int begun;

        Schedule(String cart, List<Tab> tabs, List<Integer> pauses, boolean isKilled) {
            this.cart = cart;
            this.tabs = tabs;
            this.pauses = pauses;
            this.isKilled = isKilled;
            this.calls = new int[tabs.size()];
        }

        List<Answer> run() {
            SCHEDULE.set(this);
            try {
                while (begun < tabs.size()) {
                    runNext();
                }
                return answers;
            } finally {
                SCHEDULE.remove();
            }
        }

        private void runNext() {
            var tab = tabs.get(begun++);
            var outer = depth;
            depth = begun - 1;
            try {
                answers.add(new Answer(tab, send(tab, cart)));
            } catch (FunctionKilled killed) {
                answers.add(new Answer(tab, null));
            } finally {
                depth = outer;
            }
        }

        SdkResponse call(SdkRequest request, Next next) {
            var own = depth;
            var isPaused = own < pauses.size() && ++calls[own] == pauses.get(own);
            if (isPaused && begun == own + 1) {
                runNext();
                if (isKilled && own == 0) {
                    throw new FunctionKilled();
                }
            }
            return next.send(request);
        }

        /** Whether each pause came; if not, the requests ran one after the other. */
        boolean hasPaused(int index) {
            return calls[index] >= pauses.get(index);
        }

        @Override
        public String toString() {
            return tabs + " at " + pauses + (isKilled ? ", killed" : "");
        }
    }

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("CartsTable", "CatalogTable", "OrdersTable", "LimitsTable");
        var client = Intercepted.client(DynamoDbClient.class, database.client(), (request, next) -> {
            var interruption = INTERRUPTION.get();
            if (interruption != null) {
                interruption.run();
            }
            var schedule = SCHEDULE.get();
            return schedule == null ? next.send(request) : schedule.call(request, next);
        });
        var settings = Map.of("CARTS_TABLE", "CartsTable", "CATALOG_TABLE", "CatalogTable", "ORDERS_TABLE",
                "OrdersTable", "CART_DAYS", "30", "MAX_UNPAID_UNITS", "20",
                "MAX_DECLINED_PAYMENTS", "1000", "ADDRESS_FACTOR", "10", "PAYMENT_CAPTURE", "checkout",
                "EMAIL_CHECKOUTS_PER_HOUR", "1000000", "CARD_PAYMENTS_PER_HOUR", "1000000");
        cartApi = new CartApi(TestEnvironment.of(settings, client));
        checkoutApi = new CheckoutApi(TestEnvironment.of(settings, client));
        log = new DynamoDbOrderLog(database.client(), "OrdersTable", TestEnvironment.CLOCK, TestEnvironment.BACKOFF);
        database.client().putItem(put -> put.tableName("CatalogTable").item(Map.of(
                "pk", AttributeValue.fromS("sku#" + SKU),
                "sku", AttributeValue.fromS(SKU),
                "productId", AttributeValue.fromS("tea"),
                "title", AttributeValue.fromS("Tea"),
                "price", AttributeValue.fromN(Integer.toString(PRICE)),
                "currency", AttributeValue.fromS("EUR"),
                "availability", AttributeValue.fromS("IN_STOCK"))));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void twoRequests_oneBetweenAnyTwoCallsOfTheOther_shouldLeaveOneOrderThatTheCartNames() {
        for (var first : Tab.values()) {
            for (var second : Tab.values()) {
                for (var isKilled : List.of(false, true)) {
                    for (var pause = 1;; pause++) {
                        var schedule = new Schedule(cart(), List.of(first, second), List.of(pause), isKilled);
                        judge(schedule);
                        if (!schedule.hasPaused(0)) {
                            break;
                        }
                    }
                }
            }
        }
    }

    @Test
    void threeRequests_insideOneAnother_shouldLeaveOneOrderThatTheCartNames() {
        var tabs = List.of(Tab.CHECKOUT, Tab.NEXT_CHECKOUT, Tab.PUT);
        for (var first : tabs) {
            for (var second : tabs) {
                for (var third : tabs) {
                    everyPauseOf(List.of(first, second, third));
                }
            }
        }
    }

    private static void everyPauseOf(List<Tab> tabs) {
        for (var outer = 1;; outer++) {
            for (var inner = 1;; inner++) {
                var schedule = new Schedule(cart(), tabs, List.of(outer, inner), false);
                judge(schedule);
                if (!schedule.hasPaused(0)) {
                    return;
                }
                if (!schedule.hasPaused(1)) {
                    break;
                }
            }
        }
    }

    @Test
    void manyRequests_atOnce_shouldLeaveOneOrderThatTheCartNames() throws Exception {
        var tabs = List.of(Tab.CHECKOUT, Tab.PUT, Tab.NEXT_CHECKOUT, Tab.CHECKOUT, Tab.DELETE, Tab.NEXT_CHECKOUT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < 100; round++) {
                var cart = cart();
                var requests = tabs.stream().<Callable<Answer>> map(tab -> () -> new Answer(tab, send(tab, cart)))
                        .toList();
                var answers = new ArrayList<Answer>();
                for (var answer : threads.invokeAll(requests)) {
                    answers.add(answer.get());
                }
                judge("round " + round, cart, answers);
            }
        }
    }

    /**
     * A claim that merges, with a checkout of either cart between any two of its calls: the units of both carts are in the
     * cart that stays or in the order, none in both.
     */
    @Test
    void claimThatMerges_withACheckoutOfEitherCartInside_shouldLoseNoUnitAndDoubleNone() {
        for (var isOfGuest : List.of(true, false)) {
            for (var pause = 1;; pause++) {
                var guest = cart();
                var current = currentCart(guest);
                var checkout = isOfGuest ? guest : current;
                var calls = new int[1];
                var at = pause;
                var orders = new ArrayList<APIGatewayProxyResponseEvent>();
                INTERRUPTION.set(() -> {
                    if (++calls[0] == at) {
                        INTERRUPTION.remove();
                        orders.add(checkOut(guest, checkout, FIRST));
                    }
                });
                var claimed = send(Tab.CLAIM, guest);
                INTERRUPTION.remove();
                var as = "claim with checkout of " + (isOfGuest ? "guest" : "current") + " before call " + pause + ": "
                        + claimed.getBody();
                if (orders.isEmpty()) {
                    assertThat(claimed.getStatusCode()).as(as).isEqualTo(200);
                    assertThat(units(guest)).as(as).isEqualTo(2);
                    break;
                }
                var isPlaced = orders.getFirst().getStatusCode() == 202;
                assertThat(isPlaced || isCartChanged(orders.getFirst())).as(as + orders.getFirst().getBody()).isTrue();
                if (isPlaced && isOfGuest) {
                    assertThat(claimed.getStatusCode()).as(as).isEqualTo(409);
                    assertThat(units(current(guest))).as(as).isEqualTo(1);
                } else {
                    assertThat(claimed.getStatusCode()).as(as).isEqualTo(200);
                    assertThat(units(current(guest))).as(as).isEqualTo(isPlaced ? 1 : 2);
                }
            }
        }
    }

    /** Two devices sign in at once, each with a guest's cart, one between any two calls of the other: both are merged. */
    @Test
    void twoClaims_oneInsideTheOther_shouldBecomeOneCart() {
        for (var hasCurrent : List.of(true, false)) {
            for (var pause = 1;; pause++) {
                var one = cart();
                var other = cart();
                if (hasCurrent) {
                    currentCart(one);
                }
                var calls = new int[1];
                var at = pause;
                var isDone = new boolean[1];
                INTERRUPTION.set(() -> {
                    if (++calls[0] == at) {
                        INTERRUPTION.remove();
                        isDone[0] = true;
                        assertThat(claim(one, other).getStatusCode()).isEqualTo(200);
                    }
                });
                assertThat(claim(one, one).getStatusCode()).isEqualTo(200);
                INTERRUPTION.remove();
                if (!isDone[0]) {
                    break;
                }
                assertThat(units(current(one))).as("pause " + pause).isEqualTo(hasCurrent ? 3 : 2);
            }
        }
    }

    private static boolean isCartChanged(APIGatewayProxyResponseEvent response) {
        return response.getStatusCode() == 404 || response.getBody().contains("urn:stampede:problem:cart-changed");
    }

    /** Claims a cart for the customer of another one. */
    private static APIGatewayProxyResponseEvent claim(String owner, String cart) {
        return handle(cartApi, byOwner(owner, event("CartFunction-ClaimCart", Map.of("cartId", cart), null)));
    }

    /** A cart with one unit, version 2, that is the current one of a cart's customer. */
    private static String currentCart(String owner) {
        var created = handle(cartApi, byOwner(owner, event("CartFunction-CreateCart", Map.of(), "{}")));
        var cart = Json.read(created.getBody(), JsonNode.class).path("cartId").asText();
        handle(cartApi, byOwner(owner, event(
                "CartFunction-PutItem", Map.of("cartId", cart, "sku", SKU), "{\"quantity\": 1}")));
        return cart;
    }

    private static JsonNode current(String owner) {
        return Json.read(
                handle(cartApi, byOwner(owner, event("CartFunction-GetCurrentCart", Map.of(), null))).getBody(),
                JsonNode.class);
    }

    private static int units(String cart) {
        return units(show(cart));
    }

    private static int units(JsonNode cart) {
        return cart.at("/lines/0/quantity").intValue();
    }

    private static APIGatewayProxyResponseEvent checkOut(String owner, String cart, long version) {
        var body = """
                {"cartId": "%s", "version": %d, "email": "one@example.com", "paymentToken": "tok_approve"}
                """.formatted(cart, version);
        var event = event("CheckoutFunction-Checkout", Map.of(), body);
        return handle(checkoutApi, owner.equals(cart) ? event : byOwner(owner, event));
    }

    private static void judge(Schedule schedule) {
        var answers = schedule.run();
        judge(schedule.toString(), schedule.cart, answers);
        // In the order in which they ended.
        var isOrdered = false;
        for (var answer : answers) {
            if (isOrdered && !answer.tab().isCheckout() && answer.response() != null && !answer.is(404)) {
                assertThat(answer.json().path("orderId").asText("")).as(schedule + ": " + answer).isNotEmpty();
            }
            isOrdered |= answer.tab().isCheckout() && answer.is(202);
        }
    }

    private static void judge(String schedule, String cart, List<Answer> answers) {
        var orders = new CartOrders(log).of(new CartId(cart));
        assertThat(orders).as(schedule).hasSizeLessThan(2);
        var order = orders.stream().findFirst();
        order.ifPresent(placed -> assertThat(placed.placed().total().amount()).as(schedule)
                .isEqualTo(placed.placed().cart().version() == FIRST ? PRICE : 2L * PRICE));
        answers.forEach(answer -> judge(schedule, answer, order));
        var shown = show(cart);
        assertThat(shown.path("orderId").asText("")).as(schedule)
                .isEqualTo(order.map(placed -> CartOrders.key(placed).value()).orElse(""));
        order.ifPresent(placed -> {
            assertThat(shown.path("orderedVersion").longValue()).as(schedule)
                    .isEqualTo(placed.placed().cart().version());
            var repeated = send(placed.placed().cart().version() == FIRST ? Tab.CHECKOUT : Tab.NEXT_CHECKOUT, cart);
            assertThat(repeated.getStatusCode()).as(schedule).isEqualTo(202);
            assertThat(repeated.getHeaders()).as(schedule).containsEntry("Idempotency-Replayed", "true");
            assertThat(Json.read(repeated.getBody(), JsonNode.class).path("orderId").asText()).as(schedule)
                    .isEqualTo(CartOrders.key(placed).value());
        });
        // A change that was refused was not made. Of two, one may stay: it is not undone when the other was made to its
        // result, and the other is undone to it.
        var changes = answers.stream().filter(answer -> !answer.tab().isCheckout()).toList();
        if (changes.size() == 1 && changes.getFirst().is(409)) {
            assertThat(shown.path("total").longValue()).as(schedule).isEqualTo(PRICE);
            assertThat(shown.at("/lines/0/quantity").intValue()).as(schedule).isEqualTo(1);
        }
    }

    private static void judge(String schedule, Answer answer, Optional<Order> order) {
        if (answer.response() == null) {
            return;
        }
        var as = schedule + ": " + answer.tab() + " " + answer.response().getBody();
        var named = answer.json().path("orderId").asText("");
        if (answer.is(409)) {
            var type = answer.json().path("type").asText();
            assertThat(type).as(as).isIn("urn:stampede:problem:cart-ordered", "urn:stampede:problem:cart-changed",
                    "urn:stampede:problem:cart-busy", "urn:stampede:problem:cart-empty");
            if (type.endsWith("cart-ordered")) {
                assertThat(order.map(CartOrders::key)).as(as).contains(new OrderKey(named));
            }
        } else if (answer.tab().isCheckout()) {
            // A guest no longer finds a cart that was claimed.
            assertThat(answer.response().getStatusCode()).as(as).isIn(202, 404);
            if (answer.is(202)) {
                assertThat(order.map(CartOrders::key)).as(as).contains(new OrderKey(named));
            }
        } else {
            assertThat(answer.response().getStatusCode()).as(as).isIn(200, 404);
        }
    }

    /** A guest's cart with one unit, version 2. */
    private static String cart() {
        var created = handle(cartApi, event("CartFunction-CreateCart", Map.of(), "{}"));
        var cart = Json.read(created.getBody(), JsonNode.class).path("cartId").asText();
        handle(cartApi, event("CartFunction-PutItem", Map.of("cartId", cart, "sku", SKU), "{\"quantity\": 1}"));
        return cart;
    }

    /** As the guest sees it, or the customer who claimed it. */
    private static JsonNode show(String cart) {
        var asGuest = handle(cartApi, event("CartFunction-GetCart", Map.of("cartId", cart), null));
        var shown = asGuest.getStatusCode() == 200 ? asGuest
                : handle(cartApi, byOwner(cart, event("CartFunction-GetCart", Map.of("cartId", cart), null)));
        assertThat(shown.getStatusCode()).isEqualTo(200);
        return Json.read(shown.getBody(), JsonNode.class);
    }

    private static APIGatewayProxyResponseEvent send(Tab tab, String cart) {
        var line = Map.of("cartId", cart, "sku", SKU);
        return switch (tab) {
            case CHECKOUT -> checkOut(cart, FIRST, "one@example.com");
            case NEXT_CHECKOUT -> checkOut(cart, FIRST + 1, "two@example.com");
            case PUT -> handle(cartApi, event("CartFunction-PutItem", line, "{\"quantity\": 2}"));
            case DELETE -> handle(cartApi, event("CartFunction-DeleteItem", line, null));
            case CLAIM -> handle(cartApi, byOwner(cart, event("CartFunction-ClaimCart", Map.of("cartId", cart), null)));
        };
    }

    private static APIGatewayProxyResponseEvent checkOut(String cart, long version, String email) {
        return handle(checkoutApi, event("CheckoutFunction-Checkout", Map.of(), """
                {"cartId": "%s", "version": %d, "email": "%s", "paymentToken": "tok_approve"}
                """.formatted(cart, version, email)));
    }

    private static APIGatewayProxyResponseEvent handle(
            RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> api,
            APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("Function"));
    }

    /** A guest's request. */
    private static APIGatewayProxyRequestEvent event(String sample, Map<String, String> path, @Nullable String body) {
        var event = Events.read(sample + ".json", APIGatewayProxyRequestEvent.class);
        event.setPathParameters(new HashMap<>(path));
        event.setBody(body);
        event.getRequestContext().setAuthorizer(Map.of());
        return event;
    }

    /** Each cart has a customer of its own, who has no other one unless a test says so. */
    private static APIGatewayProxyRequestEvent byOwner(String cart, APIGatewayProxyRequestEvent event) {
        event.getRequestContext().setAuthorizer(Map.of("customerId", "owner-" + cart));
        return event;
    }
}
