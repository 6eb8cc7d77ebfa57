package dev.stampede.cart;

import static dev.stampede.cart.Samples.CART_ID;
import static dev.stampede.cart.Samples.cart;
import static dev.stampede.cart.Samples.cartOf;
import static dev.stampede.cart.Samples.line;
import static dev.stampede.cart.Samples.offer;
import static dev.stampede.cart.Samples.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.cart.adapters.DynamoDbCarts;
import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Publication;
import dev.stampede.contracts.id.CartId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.CartOrders;
import dev.stampede.contracts.orders.Fact.CartAttempt;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.GivenClients;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.ReadOnlyDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CartApiTest {

    private static final String SKU = "FIELD-NOTEBOOK-A5";

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final FunctionEnvironment environment = TestEnvironment.of(
            Map.of(
                    "CARTS_TABLE", "CartsTable",
                    "CATALOG_TABLE", CatalogItems.TABLE,
                    "ORDERS_TABLE", "OrdersTable",
                    "CART_DAYS", "30"),
            database.client());
    private final CartApi api = new CartApi(environment);
    private final DynamoDbOrderLog log = new DynamoDbOrderLog(
            database.client(), "OrdersTable", environment.clock(), TestEnvironment.BACKOFF);
    private final DynamoDbCarts carts = new DynamoDbCarts(
            database.client(), "CartsTable", TestEnvironment.BACKOFF);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("CartsTable", CatalogItems.TABLE, "OrdersTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.clear("CartsTable", CatalogItems.TABLE, "OrdersTable");
        sell(SKU, 1000);
    }

    /** It runs before a snapshot is taken, in each deployment. */
    @Test
    void prime_shouldReadAndDoNothingElse() {
        var reads = new ReadOnlyDynamoDb(database.client());
        new CartApi(new FunctionEnvironment(environment.settings(), environment.clock(), environment.pause(),
                environment.random(), new GivenClients(reads.client()), environment.metrics())).prime();
        assertThat(reads.reads()).isNotEmpty();
    }

    @Test
    void newCartApi_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.of(Map.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> new CartApi(environment))
                .withMessage("Settings: CARTS_TABLE is not set; CATALOG_TABLE is not set; "
                        + "ORDERS_TABLE is not set; CART_DAYS is not set");
    }

    @Test
    void post_shouldMakeAnEmptyCart() {
        var response = handle(event("CreateCart"));

        assertThat(response.getStatusCode()).isEqualTo(201);
        var view = json(response);
        var id = new CartId(view.get("cartId").textValue());
        assertThat(response.getHeaders())
                .containsEntry("Location", "/dev/v1/carts/" + id.value())
                .containsEntry("ETag", "\"1\"")
                .containsEntry("Cache-Control", "no-store");
        assertThat(view.get("version").longValue()).isEqualTo(1);
        assertThat(view.get("lines")).isEmpty();
        assertThat(view.get("total").longValue()).isZero();
        assertThat(view.has("currency")).isFalse();
        assertThat(view.get("expiresAt").textValue()).isEqualTo("2026-07-01T12:00:00Z");
        assertThat(carts.find(id)).isPresent();
        assertThat(metrics().sum("Cart/Created")).isEqualTo(1);
    }

    @Test
    void post_twice_shouldMakeTwoCarts() {
        assertThat(json(handle(event("CreateCart"))).get("cartId"))
                .isNotEqualTo(json(handle(event("CreateCart"))).get("cartId"));
    }

    @Test
    void post_withoutABody_shouldMakeACart() {
        assertThat(handle(event("CreateCart").withBody(null)).getStatusCode()).isEqualTo(201);
    }

    @Test
    void get_shouldShowPricesSeenAndPricesNow() {
        carts.add(cart(line(SKU, 2, 2), line("MUG", 1, 3), line("GONE", 1, 4)));
        sell(SKU, 1200);
        CatalogItems.put(database.client(), Samples.offer("MUG", new Money(1000, "EUR"), Availability.LOW));

        var response = handle(event("GetCart"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        var view = json(response);
        assertThat(view.get("currency").textValue()).isEqualTo("EUR");
        assertThat(view.get("total").longValue()).isEqualTo(4000);
        assertThat(view.get("lines")).hasSize(3);
        assertThat(view.at("/lines/0")).isEqualTo(tree("""
                {"sku": "FIELD-NOTEBOOK-A5", "productId": "product-FIELD-NOTEBOOK-A5",
                 "title": "Name of FIELD-NOTEBOOK-A5", "variant": "Blue", "options": {"color": "Blue"},
                 "picture": {"url": "https://img.example.com/FIELD-NOTEBOOK-A5", "alt": "Photo", "width": 800},
                 "quantity": 2, "unitPrice": 1000, "lineTotal": 2000, "priceNow": 1200, "availability": "IN_STOCK", "metadata": {},
                 "warnings": [{"code": "PRICE_CHANGED", "sku": "FIELD-NOTEBOOK-A5"}]}
                """));
        assertThat(view.at("/lines/1/availability").textValue()).isEqualTo("LOW");
        assertThat(view.at("/lines/1/priceNow").longValue()).isEqualTo(1000);
        assertThat(view.at("/lines/2/availability").textValue()).isEqualTo("OUT");
        assertThat(view.at("/lines/2").has("priceNow")).isFalse();
    }

    @Test
    void get_anUnknownOrForeignCart_shouldBe404() {
        assertProblem(handle(event("GetCart")), 404, "not-found");

        carts.add(cartOf("alice"));
        assertProblem(handle(event("GetCart")), 404, "not-found");
    }

    @Test
    void get_aMalformedId_shouldBe400NamingIt() {
        var event = event("GetCart");
        event.setPathParameters(Map.of("cartId", "crt_1"));

        assertFault(handle(event), "cartId");
    }

    @Test
    void put_shouldSetTheQuantity() {
        carts.add(cart());

        handle(event("PutItem"));
        var response = handle(event("PutItem").withBody("{\"quantity\": 5}"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"3\"");
        assertThat(json(response).at("/lines/0/quantity").intValue()).isEqualTo(5);
        assertThat(carts.find(CART_ID).orElseThrow().lines()).extracting(CartLine::quantity).containsExactly(5);
    }

    @Test
    void put_delivered_twice_shouldChangeTheCartOnce() {
        carts.add(cart());

        handle(event("PutItem"));
        var response = handle(event("PutItem"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(carts.find(CART_ID).orElseThrow().version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"quantity\": 0}", "{\"quantity\": -1}", "{\"quantity\": 1000000000}",
            "{\"quantity\": 1.5}", "{\"quantity\": \"2\"}", "{\"quantity\": null}",
            "{\"quantity\": 99999999999999999999}"})
    void put_aQuantityThatIsNone_shouldBe400NamingItAndChangeNothing(String body) {
        carts.add(cart());

        assertFault(handle(event("PutItem").withBody(body)), "quantity");
        assertThat(carts.find(CART_ID)).contains(cart());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "", "\"text\"", "{\"quantity\": 1}{}"})
    void put_aBodyThatIsNoJsonObject_shouldBe400NamingIt(String body) {
        carts.add(cart());

        assertFault(handle(event("PutItem").withBody(body)), "body");
    }

    @Test
    void put_aBodyThatIsTooLarge_shouldBe413() {
        var body = "{\"quantity\": 1, \"more\": \"" + "x".repeat(70_000) + "\"}";

        assertProblem(handle(event("PutItem").withBody(body)), 413, "body-too-large");
    }

    @Test
    void put_anUnknownSku_shouldBe404NamingIt() {
        carts.add(cart());
        var event = event("PutItem");
        event.setPathParameters(Map.of("cartId", CART_ID.value(), "sku", "NONE"));

        var response = handle(event);

        assertProblem(response, 404, "unknown-sku");
        assertThat(json(response).at("/errors/0/field").textValue()).isEqualTo("sku");
        assertThat(metrics().sum("Cart/Refused")).isEqualTo(1);
    }

    @Test
    void put_anotherCurrency_shouldBe409() {
        carts.add(cart(line("MUG", 1, new Money(1, "USD"), 2)));

        assertProblem(handle(event("PutItem")), 409, "other-currency");
    }

    @Test
    void put_intoAnOrderedCart_shouldBe409WithTheOrder() {
        carts.add(cart(line(SKU, 1, 2)));
        var order = placeOrder(1, 0);

        var response = handle(event("PutItem"));

        assertProblem(response, 409, "cart-ordered");
        assertThat(json(response).get("orderId").textValue()).isEqualTo(order.value());
        var view = json(handle(event("GetCart")));
        assertThat(view.get("orderId").textValue()).isEqualTo(order.value());
        assertThat(view.get("orderedVersion").longValue()).isEqualTo(1);
        assertThat(warnings(view)).containsExactly("CART_ORDERED");
    }

    @Test
    void get_shouldSayWhatCheckoutWouldRefuse() {
        assertThat(warnings(json(handle(event("CreateCart"))))).containsExactly("CART_EMPTY");

        carts.add(cart(line(SKU, 2, 2), line("MUG", 1, 3), line("GONE", 1, 4), line("TEA", 1, 5)));
        sell(SKU, 1000);
        CatalogItems.put(database.client(), Samples.offer("MUG", new Money(900, "EUR"), Availability.OUT));
        CatalogItems.put(database.client(), Samples.offer("TEA", new Money(1000, "USD"), Availability.IN_STOCK));

        var view = json(handle(event("GetCart")));

        assertThat(warnings(view)).containsExactly(
                "NOT_ENOUGH_STOCK", "PRICE_CHANGED", "NOT_AVAILABLE", "PRICE_CHANGED");
        assertThat(warnings(view.at("/lines/0"))).isEmpty();
        assertThat(warnings(view.at("/lines/1"))).containsExactly("NOT_ENOUGH_STOCK", "PRICE_CHANGED");
        assertThat(warnings(view.at("/lines/2"))).containsExactly("NOT_AVAILABLE");
        assertThat(view.at("/lines/2/availability").textValue()).isEqualTo("OUT");
        assertThat(warnings(view.at("/lines/3"))).containsExactly("PRICE_CHANGED");
        assertThat(view.at("/lines/3/priceNow").longValue()).isEqualTo(1000);
        assertThat(view.at("/lines/3/currencyNow").textValue()).isEqualTo("USD");
    }

    @Test
    void get_linesThatAreNotSoldNowOrTooMany_shouldSaySo() {
        carts.add(cart(line(SKU, 3, 2), line("MUG", 1, 3)));
        var now = TestEnvironment.CLOCK.instant();
        CatalogItems.put(database.client(), limited(offer(SKU), Publication.ALWAYS, 2));
        CatalogItems.put(database.client(), limited(
                offer("MUG"), new Publication(Publication.Status.PUBLISHED, now.plusMillis(1), null), null));

        var view = json(handle(event("GetCart")));

        assertThat(warnings(view)).containsExactly("LIMIT_PER_ORDER", "NOT_AVAILABLE");
        assertThat(view.at("/lines/0/maxPerOrder").intValue()).isEqualTo(2);
        assertThat(warnings(view.at("/lines/1"))).containsExactly("NOT_AVAILABLE");
    }

    @Test
    void put_moreThanAnOrderMayHave_shouldBe409WithTheLimit() {
        carts.add(cart());
        CatalogItems.put(database.client(), limited(offer(SKU), Publication.ALWAYS, 1));

        var response = handle(event("PutItem"));

        assertProblem(response, 409, "limit-per-order");
        assertThat(json(response).at("/limits/0/maxPerOrder").intValue()).isEqualTo(1);
        assertThat(json(response).at("/limits/0/sku").textValue()).isEqualTo(SKU);
    }

    @Test
    void get_aCartThatWasOrderedTooOften_shouldSaySo() {
        carts.add(cart(line(SKU, 1, 2)));
        for (var attempt = 0; attempt < CartOrders.MAX_ATTEMPTS; attempt++) {
            log.update(placeOrder(2, attempt).orderId(), order -> List.of(new StockRejected(List.of())));
        }

        assertThat(warnings(json(handle(event("GetCart"))))).containsExactly("CART_EXHAUSTED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"1\" | 200", "W/\"1\" | 200", "* | 200", "\"7\", \"1\" | 200",
            "\"2\" | 412", "\"abc\" | 412", "\"01\" | 412"})
    void put_withIfMatch_shouldHoldTheCartToThatVersion(String tag, int status) {
        carts.add(cart());

        var response = handle(with(event("PutItem"), "if-match", tag));

        assertThat(response.getStatusCode()).isEqualTo(status);
        if (status == 412) {
            assertProblem(response, 412, "version-mismatch");
            assertThat(json(response).get("version").longValue()).isEqualTo(1);
            assertThat(json(response).get("cart")).isEqualTo(tree("""
                    {"cartId": "%s", "version": 1, "lines": [], "total": 0}
                    """.formatted(CART_ID.value())));
            assertThat(carts.find(CART_ID)).contains(cart());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1", "1", "-1", "", "*, \"1\""})
    void put_withAMalformedIfMatch_shouldBe400NamingIt(String tag) {
        carts.add(cart());

        assertFault(handle(with(event("PutItem"), "If-Match", tag)), "If-Match");
    }

    @Test
    void post_withLines_shouldMakeACartOfThem() {
        var response = handle(event("CreateCart").withBody("""
                {"lines": [{"sku": "FIELD-NOTEBOOK-A5", "quantity": 2}]}"""));

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"1\"");
        assertThat(json(response).get("total").longValue()).isEqualTo(2000);
        assertThat(json(response).has("changes")).isFalse();
        assertThat(warnings(json(response))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'lines': [{'sku': 'FIELD-NOTEBOOK-A5', 'quantity': 1}, {'sku': 'NONE', 'quantity': 1}]} | lines[1].sku",
            "{'lines': [{'sku': 'FIELD-NOTEBOOK-A5', 'quantity': 0}]} | lines[0].quantity",
            "{'lines': [{'sku': 'A', 'quantity': 1}, {'sku': 'A', 'quantity': 1}]} | lines[1].sku",
            "{'lines': [{'sku': 'bad sku', 'quantity': 1}]} | lines[0].sku", "{'lines': 1} | lines"})
    void post_withLinesThatCannotBe_shouldBe400NamingThem(String body, String field) {
        assertFault(handle(event("CreateCart").withBody(body.replace('\'', '"'))), field);
    }

    @Test
    void putLines_shouldSetAllOfThem() {
        carts.add(cart(line("MUG", 1, 2)));

        var response = handle(event("PutItems"));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"3\"");
        assertThat(carts.find(CART_ID).orElseThrow().skus()).extracting("value").containsExactly(SKU);
        assertThat(handle(event("PutItems")).getHeaders()).containsEntry("ETag", "\"3\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'lines': []} | lines", "{} | lines",
            "{'lines': [{'sku': 'MUG', 'quantity': 1}, {'sku': 'FIELD-NOTEBOOK-A5', 'quantity': 1}]} | lines[0].sku",
            "{'lines': [{'sku': 'MUG', 'quantity': 1000}]} | lines[0].quantity"})
    void putLines_thatCannotBe_shouldBe400NamingThemAndChangeNothing(String body, String field) {
        carts.add(cart());

        assertFault(handle(event("PutItems").withBody(body.replace('\'', '"'))), field);
        assertThat(carts.find(CART_ID)).contains(cart());
    }

    @Test
    void putLines_aboveTheLimitPerOrder_shouldNameTheQuantity() {
        carts.add(cart());
        CatalogItems.put(database.client(), limited(offer(SKU), Publication.ALWAYS, 1));

        assertFault(handle(event("PutItems")), "lines[0].quantity");
    }

    @Test
    void putDetails_shouldReplaceThem() {
        carts.add(cart(line(SKU, 1, 1)));

        var view = json(handle(event("PutDetails")));

        assertThat(view.get("note").textValue()).isEqualTo("Ring twice");
        assertThat(view.get("giftMessage").textValue()).isEqualTo("Happy birthday!");
        assertThat(view.get("metadata")).isEqualTo(tree("{\"source\": \"app\"}"));
        var emptied = json(handle(event("PutDetails").withBody("{\"note\": \"\"}")));
        assertThat(emptied.has("note")).isFalse();
        assertThat(emptied.get("metadata")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'note': 1} | note", "{'metadata': {'1a': 'x'}} | metadata", "{'metadata': {'a': 1}} | metadata.a",
            "{'metadata': {'a':'1','b':'1','c':'1','d':'1','e':'1','f':'1','g':'1','h':'1','i':'1','j':'1','k':'1'}} | metadata",
            "{'metadata': 'x'} | metadata", "{'unknown': 'x'} | unknown"})
    void putDetails_thatCannotBe_shouldBe400NamingThem(String body, String field) {
        carts.add(cart());

        assertFault(handle(event("PutDetails").withBody(body.replace('\'', '"'))), field);
    }

    @Test
    void put_withMetadata_shouldShowItAtTheLine() {
        carts.add(cart());

        var body = "{\"quantity\": 1, \"metadata\": {\"engraving\": \"Ada\"}}";
        var view = json(handle(event("PutItem").withBody(body)));

        assertThat(view.at("/lines/0/metadata/engraving").textValue()).isEqualTo("Ada");
        assertFault(handle(event("PutItem").withBody(body.replace("Ada", "x".repeat(61)))), "metadata.engraving");
    }

    @Test
    void acceptChanges_shouldReturnTheCartAndItsChanges() {
        carts.add(cart(line(SKU, 2, 2), line("GONE", 1, 3)));
        sell(SKU, 1200);

        var view = json(handle(event("AcceptChanges")));

        assertThat(view.get("changes")).isEqualTo(tree("""
                [{"code": "PRICE_CHANGED", "sku": "FIELD-NOTEBOOK-A5", "title": "Name of FIELD-NOTEBOOK-A5",
                  "quantityWas": 2, "quantity": 2, "unitPriceWas": 1000, "unitPrice": 1200},
                 {"code": "NOT_AVAILABLE", "sku": "GONE", "title": "Name of GONE",
                  "quantityWas": 1, "quantity": 0, "unitPriceWas": 1000, "unitPrice": 1000}]
                """));
        assertThat(view.get("total").longValue()).isEqualTo(2400);
        assertThat(warnings(view)).isEmpty();
        assertThat(json(handle(event("AcceptChanges"))).get("changes")).isEmpty();
    }

    @Test
    void delete_shouldTakeTheLineOut() {
        carts.add(cart(line(SKU, 1, 2), line("MUG", 1, 3)));

        var response = handle(event("DeleteItem"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(json(response).at("/lines/0/sku").textValue()).isEqualTo("MUG");
        assertThat(handle(event("DeleteItem")).getHeaders()).containsEntry("ETag", "\"4\"");
    }

    @Test
    void claim_byACustomer_shouldHideTheCartFromGuests() {
        carts.add(cart(line(SKU, 1, 2)));

        assertThat(handle(event("ClaimCart")).getStatusCode()).isEqualTo(200);
        assertThat(handle(event("ClaimCart")).getStatusCode()).isEqualTo(200);

        assertThat(carts.find(CART_ID).orElseThrow().customerId()).isEqualTo("customer-1");
        assertProblem(handle(event("GetCart")), 404, "not-found");
    }

    @Test
    void claim_withACurrentCart_shouldMergeAndCurrentShouldShowIt() {
        var mine = event("CreateCart").withBody("{\"lines\": [{\"sku\": \"" + SKU + "\", \"quantity\": 2}]}");
        mine.getRequestContext().setAuthorizer(event("GetCurrentCart").getRequestContext().getAuthorizer());
        var id = json(handle(mine)).get("cartId");
        carts.add(cart(line(SKU, 1, 2)));
        CatalogItems.put(database.client(), limited(offer(SKU), Publication.ALWAYS, 2));

        var claimed = json(handle(event("ClaimCart")));

        assertThat(claimed.get("cartId")).isEqualTo(id);
        assertThat(claimed.at("/lines/0/quantity").intValue()).isEqualTo(2);
        assertThat(claimed.at("/changes/0/code").textValue()).isEqualTo("LIMIT_PER_ORDER");
        assertThat(claimed.at("/changes/0/quantityWas").intValue()).isEqualTo(3);
        var current = handle(event("GetCurrentCart"));
        assertThat(json(current).get("cartId")).isEqualTo(id);
        assertThat(current.getHeaders()).containsEntry("ETag", "\"2\"");
        assertThat(json(handle(event("ListCarts"))).at("/carts/0")).isEqualTo(json(current));
        assertThat(json(handle(event("ClaimCart"))).get("changes")).isEqualTo(claimed.get("changes"));
    }

    @Test
    void current_withoutACart_shouldBe404AndTheListEmpty() {
        assertProblem(handle(event("GetCurrentCart")), 404, "not-found");
        assertThat(json(handle(event("ListCarts"))).get("carts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetCurrentCart", "ListCarts"})
    void current_byAGuest_shouldBe401(String trigger) {
        var event = event(trigger);
        event.getRequestContext().setAuthorizer(Map.of());

        assertProblem(handle(event), 401, "unauthorized");
    }

    @Test
    void claim_byAGuest_shouldBe401() {
        carts.add(cart());
        var event = event("ClaimCart");
        event.getRequestContext().setAuthorizer(Map.of());

        assertProblem(handle(event), 401, "unauthorized");
    }

    @Test
    void unknownRoute_shouldBe404() {
        assertProblem(handle(event("GetCart").withResource("/v1/other")), 404, "not-found");
    }

    @Test
    void put_byManyAtOnce_shouldLoseNoLine() throws Exception {
        carts.add(cart());
        var skus = IntStream.range(0, 16).mapToObj(i -> "SKU-" + i).toList();
        skus.forEach(sku -> sell(sku, 1000));

        // Two writers with eight lines each, like two browser tabs.
        var writers = Stream.of(skus.subList(0, 8), skus.subList(8, 16))
                .<Callable<List<Integer>>> map(half -> () -> half.stream().map(this::putUntilItIsNotBusy).toList())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var statuses : threads.invokeAll(writers)) {
                assertThat(statuses.get()).containsOnly(200);
            }
        }

        var cart = carts.find(CART_ID).orElseThrow();
        assertThat(cart.skus()).extracting("value").containsExactlyInAnyOrderElementsOf(skus);
        assertThat(cart.version()).isEqualTo(17);
    }

    @Test
    void construction_withoutSettings_shouldFailNamingThemAll() {
        assertThatThrownBy(() -> new CartApi(TestEnvironment.of(Map.of(), database.client())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("CARTS_TABLE", "CATALOG_TABLE", "ORDERS_TABLE", "CART_DAYS");
    }

    private OrderKey placeOrder(long version, int attempt) {
        var cart = new CartAttempt(CART_ID, version, attempt);
        var fact = Orders.placedFact(Orders.line(SKU, 1));
        log.place(cart.orderId(), new OrderPlaced(
                fact.lines(), fact.total(), null, cart, fact.requestHash(), fact.contact(), fact.paymentToken(), null));
        return cart.orderKey();
    }

    private static List<String> warnings(JsonNode view) {
        return view.get("warnings").valueStream().map(warning -> warning.get("code").textValue()).toList();
    }

    private int putUntilItIsNotBusy(String sku) {
        var event = event("PutItem");
        event.setPathParameters(Map.of("cartId", CART_ID.value(), "sku", sku));
        var status = handle(event).getStatusCode();
        return status == 409 ? putUntilItIsNotBusy(sku) : status;
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("CartFunction"));
    }

    private RecordedMetrics metrics() {
        return (RecordedMetrics) environment.metrics();
    }

    private static APIGatewayProxyRequestEvent event(String trigger) {
        return Events.read("CartFunction-" + trigger + ".json", APIGatewayProxyRequestEvent.class);
    }

    private static APIGatewayProxyRequestEvent with(APIGatewayProxyRequestEvent event, String header, String value) {
        var headers = new HashMap<>(event.getHeaders());
        headers.put(header, value);
        return event.withHeaders(headers);
    }

    private static void sell(String sku, long price) {
        CatalogItems.put(
                database.client(), Samples.offer(sku, new Money(price, "EUR"), Availability.IN_STOCK));
    }

    private static void assertFault(APIGatewayProxyResponseEvent response, String field) {
        assertProblem(response, 400, "invalid-request");
        assertThat(json(response).at("/errors/0/field").textValue()).isEqualTo(field);
    }

    private static void assertProblem(APIGatewayProxyResponseEvent response, int status, String slug) {
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(json(response).get("type").textValue()).isEqualTo("urn:stampede:problem:" + slug);
    }

    private static JsonNode json(APIGatewayProxyResponseEvent response) {
        return tree(response.getBody());
    }

    private static JsonNode tree(String json) {
        return Json.read(json, JsonNode.class);
    }
}
