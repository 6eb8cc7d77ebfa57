package dev.stampede.checkout;

import static dev.stampede.checkout.Samples.CART_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.unpaid.CallerKey;
import dev.stampede.contracts.unpaid.Unpaid;
import dev.stampede.contracts.unpaid.UnpaidOrders;
import dev.stampede.contracts.unpaid.adapters.DynamoDbUnpaidOrders;
import dev.stampede.runtime.DeploymentKey;
import dev.stampede.runtime.DeploymentKey.Purpose;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.GivenClients;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.ReadOnlyDynamoDb;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class CheckoutApiTest {

    private static final String SKU = "FIELD-NOTEBOOK-A5";
    private static final String GUEST_KEY = "9b2f6c1e-4a57-4d0e-8c39-5f1d7a60b3e2";
    private static final OrderKey FIRST_KEY = OrderKey.ofCart(CART_ID, 0);
    private static final OrderId FIRST_ORDER = FIRST_KEY.orderId();

    private static LocalDynamoDb database;

    private static final int PER_EMAIL = 40;
    private static final int PER_CARD = 20;
    private static final int MAX_DECLINES = PER_EMAIL + 1;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final FunctionEnvironment environment = TestEnvironment.of(
            Map.of(
                    "CARTS_TABLE", "CartsTable", "CATALOG_TABLE", "CatalogTable", "ORDERS_TABLE", "OrdersTable",
                    "MAX_UNPAID_UNITS", "5", "MAX_DECLINED_PAYMENTS", Integer.toString(MAX_DECLINES), "ADDRESS_FACTOR",
                    "2", "PAYMENT_CAPTURE", "checkout",
                    "EMAIL_CHECKOUTS_PER_HOUR", Integer.toString(PER_EMAIL),
                    "CARD_PAYMENTS_PER_HOUR", Integer.toString(PER_CARD)),
            database.client());
    private final CheckoutApi api = new CheckoutApi(environment);
    private final DynamoDbOrderLog log = new DynamoDbOrderLog(database.client(), "OrdersTable", environment.clock(),
            TestEnvironment.BACKOFF);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("CartsTable", "CatalogTable", "OrdersTable", "LimitsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.clear("CartsTable", "CatalogTable", "OrdersTable", "LimitsTable");
        sell(SKU, 1000, "IN_STOCK");
        sell("MUG", 500, "LOW");
        storeCart(null, Map.of(SKU, 2, "MUG", 1));
    }

    /** It runs before a snapshot is taken, in each deployment. */
    @Test
    void prime_shouldReadAndDoNothingElse() {
        var reads = new ReadOnlyDynamoDb(database.client());
        new CheckoutApi(new FunctionEnvironment(environment.settings(), environment.clock(), environment.pause(),
                environment.random(), new GivenClients(reads.client()), environment.metrics())).prime();
        assertThat(reads.reads()).isNotEmpty();
    }

    @Test
    void newCheckoutApi_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.withoutSettings();

        assertThatIllegalStateException()
                .isThrownBy(() -> new CheckoutApi(environment))
                .withMessage("Settings: CARTS_TABLE is not set; CATALOG_TABLE is not set; "
                        + "ORDERS_TABLE is not set; LIMITS_TABLE is not set; "
                        + "MAX_UNPAID_UNITS is not set; MAX_DECLINED_PAYMENTS is not set; "
                        + "ADDRESS_FACTOR is not set; EMAIL_CHECKOUTS_PER_HOUR is not set; "
                        + "CARD_PAYMENTS_PER_HOUR is not set; DEPLOYMENT_KEY is not set; "
                        + "PAYMENT_CAPTURE is not set");
    }

    @Test
    void post_aCart_shouldAcceptTheOrder() {
        var response = handle(event());

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(202);
        assertThat(logs.lines()).singleElement().asString().contains("Order accepted", FIRST_ORDER.value());
        assertThat(response.getHeaders())
                .containsEntry("Location", "/dev/v1/orders/" + FIRST_KEY.value())
                .containsEntry("Cache-Control", "no-store")
                .doesNotContainKey("Idempotency-Replayed");
        assertThat(json(response)).isEqualTo(Json.read("""
                {"orderId": "%s", "reference": "%s", "status": "PLACED", "currency": "EUR", "total": 2500}
                """.formatted(FIRST_KEY.value(), FIRST_ORDER), JsonNode.class));
        assertThat(metrics().sum("Checkout/Placed")).isEqualTo(1);
    }

    @Test
    void post_aCart_shouldWriteOneFactWithLinesAndContact() {
        handle(event());

        assertThat(facts()).hasSize(1);
        var placed = log.find(FIRST_ORDER).orElseThrow().placed();
        assertThat(placed.lines()).extracting("name").containsExactly("Title of " + SKU + ", Blue",
                "Title of MUG, Blue");
        assertThat(placed.lines()).extracting("quantity").containsExactly(2, 1);
        assertThat(placed.contact().email()).isEqualTo("buyer@example.com");
        assertThat(placed.contact().name()).isEqualTo("Bo Buyer");
        assertThat(placed.contact().shippingAddress().city()).isEqualTo("Springfield");
        assertThat(placed.contact().shippingAddress().line2()).isNull();
    }

    @Test
    void postTotals_sample_shouldSayWhatTheLinesCostAndWriteNothing() {
        var response = handle(Events.read("CheckoutFunction-GetTotals.json", APIGatewayProxyRequestEvent.class));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
        assertThat(json(response)).isEqualTo(Json.read("""
                {"currency": "EUR",
                 "lines": [{"sku": "FIELD-NOTEBOOK-A5", "productId": "product-FIELD-NOTEBOOK-A5",
                            "name": "Title of FIELD-NOTEBOOK-A5, Blue", "quantity": 2, "unitPrice": 1000, "lineTotal": 2000,
                            "discount": 0, "tax": 0}],
                 "totals": {"subtotal": 2000, "discounts": [], "discount": 0, "taxes": [], "taxIncluded": false, "tax": 0,
                            "total": 2000},
                 "codes": [], "needsShipping": false, "shippingMethods": []}""", JsonNode.class));
        assertThat(facts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{} | lines",
            "{\"lines\": []} | lines",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 0}]} | lines[0].quantity",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}, {\"sku\": \"NONE\", \"quantity\": 1}]} | lines[1].sku",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}, {\"sku\": \"MUG\", \"quantity\": 1}]} | lines[1].sku",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1, \"unitPrice\": 1}]} | lines[0].unitPrice",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}], \"country\": \"Germany\"} | country",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}], \"region\": \"quebec\"} | region",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}], \"shippingMethod\": \"A\"} | shippingMethod",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}], \"codes\": [\"A\", \"B B\"]} | codes[1]",
            "{\"lines\": [{\"sku\": \"promotion:MUG\", \"quantity\": 1}]} | lines[0].sku",
            "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}], \"email\": \"a@example.com\"} | email"})
    void postTotals_invalidField_shouldBeNamed(String body, String field) {
        var event = Events.read("CheckoutFunction-GetTotals.json", APIGatewayProxyRequestEvent.class);

        assertFaults(handle(event.withBody(body)), field);
    }

    @ParameterizedTest
    @CsvSource({"de, de", "de-AT, de-AT", "DE-at, de-AT", "zh-Hant-TW, zh-Hant-TW", "de-CH-1996-u-co-phonebk, de-CH",
            "nl, nl", "tlh, tlh"})
    void post_locale_shouldBeKeptInCanonicalForm(String given, String kept) {
        handle(changed(body -> body.put("locale", given)));

        assertThat(log.find(FIRST_ORDER).orElseThrow().placed().contact().locale()).isEqualTo(kept);
    }

    @Test
    void post_withoutLocale_shouldWriteNoMoreThanBefore() {
        handle(event());

        assertThat(database.client().scan(scan -> scan.tableName("OrdersTable")).items()).singleElement()
                .satisfies(item -> assertThat(item.toString()).doesNotContain("locale"));
    }

    @Test
    void post_internationalDomain_shouldBeKeptInAscii() {
        handle(changed(body -> body.put("email", "Kunde@Müller.de")));

        assertThat(log.find(FIRST_ORDER).orElseThrow().placed().contact().email())
                .isEqualTo("Kunde@xn--mller-kva.de");
    }

    @Test
    void post_againWithTheSameMailboxInAnotherForm_shouldBeTheSamePurchase() {
        handle(changed(body -> body.put("email", "kunde@müller.de")));

        assertThat(handle(changed(body -> body.put("email", "kunde@XN--MLLER-KVA.de"))).getHeaders())
                .containsEntry("Idempotency-Replayed", "true");
    }

    @Test
    void post_byACallerWithTooManyDeclines_shouldNameTheLimitAndWriteNothing() {
        var callers = CallerKey.of(null, "buyer@example.com", null);
        var declines = IntStream.range(0, MAX_DECLINES).boxed().collect(Collectors.toMap(
                number -> Integer.toString(number), number -> Orders.NOW.minusSeconds(number == 0 ? 1 : 0)));
        new DynamoDbUnpaidOrders(database.client(), "LimitsTable",
                new KeyedHash(environment.settings().read(
                        settings -> DeploymentKey.of(settings, Purpose.UNPAID_ORDERS))),
                environment.clock(), TestEnvironment.BACKOFF).update(
                        callers, before -> new UnpaidOrders.Change<>(
                                Map.of(callers.getFirst(), new Unpaid(Map.of(), declines)), true));

        var response = handle(event());

        assertProblem(response, 429, "decline-limit");
        assertThat(response.getHeaders()).containsEntry("Retry-After", "599");
        assertThat(json(response).get("maxDeclines").intValue()).isEqualTo(MAX_DECLINES);
        assertThat(facts()).isEmpty();
        assertThat(metrics().sum("Checkout/UnpaidLimitReached")).isEqualTo(1);
    }

    @Test
    void post_tooOftenForOneMailbox_shouldBe429ForThisCallerAlone() {
        for (var number = 0; number < PER_EMAIL; number++) {
            var response = handle(purchase("Vic.Tim+" + number + "@example.com", "tok_" + number));
            assertThat(response.getStatusCode()).as(response.getBody()).isNotEqualTo(429);
        }

        var response = handle(purchase("vic.tim@EXAMPLE.com", "tok_new"));

        assertProblem(response, 429, "rate-limited");
        assertThat(json(response).get("policy").textValue()).isEqualTo("email");
        assertThat(response.getHeaders())
                .containsEntry("RateLimit-Policy", "\"caller\";q=1000000;w=60, \"email\";q=40;w=3600")
                .hasEntrySatisfying("Retry-After", seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 3600));
        assertThat(handle(purchase("other@example.com", "tok_new")).getStatusCode()).isEqualTo(202);
        assertThat(handle(as("customer-1", purchase("vic.tim@example.com", "tok_new"))).getStatusCode()).isEqualTo(202);
    }

    @Test
    void post_tooOftenWithOneCard_shouldBe429WhateverTheMailbox() {
        for (var number = 0; number < PER_CARD; number++) {
            var response = handle(purchase("buyer" + number + "@example.com", "tok_stolen"));
            assertThat(response.getStatusCode()).as(response.getBody()).isNotEqualTo(429);
        }

        var response = handle(purchase("buyer@example.com", "tok_stolen"));

        assertProblem(response, 429, "rate-limited");
        assertThat(json(response).get("policy").textValue()).isEqualTo("card");
        assertThat(database.client().scan(scan -> scan.tableName("LimitsTable")).items().toString())
                .contains("rate#card#")
                .doesNotContain("tok_stolen", "@example.com");
    }

    @Test
    void post_onceForAMailboxAndACard_shouldWriteNothingToTheLimits() {
        handle(event());

        assertThat(database.client().scan(scan -> scan.tableName("LimitsTable")).items()).isEmpty();
    }

    private APIGatewayProxyRequestEvent purchase(String email, String token) {
        return withKey(buyNow(body -> body.put("email", email).put("paymentToken", token)),
                UUID.randomUUID().toString());
    }

    @Test
    void post_twice_shouldReplayTheSameOrder() {
        handle(event());

        var response = handle(event());

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeaders())
                .containsEntry("Idempotency-Replayed", "true")
                .containsEntry("Location", "/dev/v1/orders/" + FIRST_KEY.value());
        assertThat(facts()).hasSize(1);
        assertThat(metrics().sum("Checkout/Replayed")).isEqualTo(1);
    }

    @Test
    void post_aDifferentRequestForTheSameCart_shouldBe409WithTheOrder() {
        handle(event());

        var otherToken = handle(changed(body -> body.put("paymentToken", "tok_decline")));
        var otherEmail = handle(changed(body -> body.put("email", "other@example.com")));

        for (var response : List.of(otherToken, otherEmail)) {
            assertProblem(response, 409, "cart-ordered");
            assertThat(json(response).get("orderId").textValue()).isEqualTo(FIRST_KEY.value());
        }
        assertThat(facts()).hasSize(1);
    }

    @Test
    void post_afterTheOrderWasRejected_shouldPlaceTheNext() {
        handle(event());
        log.update(FIRST_ORDER, order -> List.of(new StockRejected(List.of())));

        var response = handle(event());

        assertThat(json(response).get("orderId").textValue()).isEqualTo(OrderKey.ofCart(CART_ID, 1).value());
        assertThat(response.getHeaders()).doesNotContainKey("Idempotency-Replayed");
    }

    @Test
    void post_againAfterTheOrderWasCancelled_shouldReplayIt() {
        handle(event());
        log.update(FIRST_ORDER, order -> List.of(new OrderCancelled(Actor.GUEST)));

        var response = handle(event());

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(json(response).get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(facts()).hasSize(2);
    }

    @Test
    void post_aCartByManyAtOnce_shouldPlaceOneOrder() throws Exception {
        var responses = atOnce(8, this::event);

        assertThat(responses).allSatisfy(response -> assertThat(response.getStatusCode()).isEqualTo(202));
        assertThat(responses).extracting(response -> json(response).get("orderId").textValue())
                .containsOnly(FIRST_KEY.value());
        assertThat(responses).filteredOn(response -> !response.getHeaders().containsKey("Idempotency-Replayed"))
                .hasSize(1);
        assertThat(facts()).hasSize(1);
    }

    @Test
    void post_linesByManyAtOnce_shouldPlaceOneOrder() throws Exception {
        var responses = atOnce(8, () -> buyNow(body -> {}));

        assertThat(responses).allSatisfy(response -> assertThat(response.getStatusCode()).isEqualTo(202));
        assertThat(facts()).hasSize(1);
    }

    @Test
    void post_aFreedCartByManyAtOnce_shouldPlaceOneNextOrder() throws Exception {
        handle(event());
        log.update(FIRST_ORDER, order -> List.of(new StockRejected(List.of())));

        var responses = atOnce(8, this::event);

        assertThat(responses).extracting(response -> json(response).get("orderId").textValue())
                .containsOnly(OrderKey.ofCart(CART_ID, 1).value());
        assertThat(facts()).hasSize(3);
    }

    @Test
    void post_aCartClaimedByACustomer_shouldBeThereForTheCustomerOnly() {
        storeCart("customer-1", Map.of(SKU, 1));

        assertProblem(handle(event()), 404, "not-found");
        assertProblem(handle(as("customer-2", event())), 404, "not-found");
        assertThat(facts()).isEmpty();

        assertThat(handle(as("customer-1", event())).getStatusCode()).isEqualTo(202);
        assertThat(log.find(FIRST_ORDER).orElseThrow().placed().customerId()).isEqualTo("customer-1");
    }

    @Test
    void post_anUnknownOrExpiredCart_shouldBe404() {
        database.clear("CartsTable");
        assertProblem(handle(event()), 404, "not-found");

        storeCart(null, Map.of(SKU, 1), Orders.NOW.getEpochSecond());
        assertProblem(handle(event()), 404, "not-found");
    }

    @Test
    void post_aCartThatChangedSinceItWasSeen_shouldBe409WithTheCartAndWriteNothing() {
        var response = handle(changed(body -> body.put("version", 2)));

        assertProblem(response, 409, "cart-changed");
        assertThat(json(response).get("cart")).isEqualTo(Json.read("""
                {"cartId": "%s", "version": 3, "currency": "EUR", "total": 2500, "lines": [
                  {"sku": "FIELD-NOTEBOOK-A5", "quantity": 2, "unitPrice": 1000, "lineTotal": 2000},
                  {"sku": "MUG", "quantity": 1, "unitPrice": 500, "lineTotal": 500}]}
                """.formatted(CART_ID.value()), JsonNode.class));
        assertThat(facts()).isEmpty();
        assertThat(metrics().sum("Checkout/CartChanged")).isEqualTo(1);

        storeCart(null, Map.of());
        var emptied = handle(changed(body -> body.put("version", 2)));
        assertProblem(emptied, 409, "cart-changed");
        assertThat(json(emptied).get("cart")).isEqualTo(Json.read("""
                {"cartId": "%s", "version": 3, "total": 0, "lines": []}
                """.formatted(CART_ID.value()), JsonNode.class));
    }

    @Test
    void post_anotherVersionThanTheOrderedOne_shouldBe409WithTheOrder() {
        handle(event());
        storeCart(4, null, Map.of(SKU, 3), Orders.NOW.plusSeconds(1).getEpochSecond());

        var response = handle(changed(body -> body.put("version", 4)));

        assertProblem(response, 409, "cart-ordered");
        assertThat(json(response).get("orderId").textValue()).isEqualTo(FIRST_KEY.value());
        assertThat(handle(event()).getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(facts()).hasSize(1);
    }

    @Test
    void post_anotherTotalThanTheCarts_shouldBe409WithTheTotalAndWriteNothing() {
        var response = handle(changed(body -> body.put("total", 1000)));

        assertProblem(response, 409, "total-changed");
        assertThat(json(response).get("total").longValue()).isEqualTo(2500);
        assertThat(json(response).get("currency").textValue()).isEqualTo("EUR");
        assertThat(facts()).isEmpty();
        assertThat(handle(changed(body -> body.put("total", 2500))).getStatusCode()).isEqualTo(202);
    }

    @Test
    void post_theVersionAsIfMatch_shouldBeTheSameRequest() {
        assertThat(handle(ifMatch("\"3\"", changed(body -> body.remove("version")))).getStatusCode()).isEqualTo(202);

        assertThat(handle(event()).getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(handle(ifMatch("\"3\"", event())).getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(handle(ifMatch("W/\"3\"", event())).getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertFaults(handle(ifMatch("\"4\"", event())), "version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"3", "\"abc\"", "\"3\", \"4\"", "\"03\"", "-3", "\"9999999999999999999\""})
    void post_anIfMatchThatNamesNoVersion_shouldBe400NamingIt(String tag) {
        assertFaults(handle(ifMatch(tag, changed(body -> body.remove("version")))), "If-Match");
        assertThat(facts()).isEmpty();
    }

    @Test
    void post_aCartWithoutItsVersion_shouldBe400NamingIt() {
        assertFaults(handle(changed(body -> body.remove("version"))), "version");
        assertThat(facts()).isEmpty();
    }

    @Test
    void post_anEmptyCart_shouldBe409() {
        storeCart(null, Map.of());

        assertProblem(handle(event()), 409, "cart-empty");
    }

    @Test
    void post_aCartOfTooManyLines_shouldBe400() {
        var quantities = new HashMap<String, Integer>();
        for (var i = 0; i < 51; i++) {
            quantities.put("SKU-" + i, 1);
        }
        storeCart(null, quantities);

        assertFaults(handle(event()), "cartId");
    }

    @Test
    void post_aChangedPrice_shouldBe409WithTheNewOneAndWriteNothing() {
        sell(SKU, 1200, "IN_STOCK");

        var response = handle(event());

        assertProblem(response, 409, "price-changed");
        assertThat(json(response).get("changes")).isEqualTo(Json.read("""
                [{"sku": "FIELD-NOTEBOOK-A5", "was": 1000, "now": 1200, "currency": "EUR"}]
                """, JsonNode.class));
        assertThat(facts()).isEmpty();
        assertThat(metrics().sum("Checkout/PriceChanged")).isEqualTo(1);
    }

    @Test
    void post_whatIsSoldOutOrNoLongerSold_shouldBe409WithTheSkusAndWriteNothing() {
        sell(SKU, 1000, "OUT");
        var soldOut = handle(event());
        assertProblem(soldOut, 409, "sold-out");
        assertThat(json(soldOut).at("/skus/0").textValue()).isEqualTo(SKU);

        storeCart(null, Map.of("GONE", 1));
        var gone = handle(event());
        assertProblem(gone, 409, "not-available");
        assertThat(json(gone).at("/skus/0").textValue()).isEqualTo("GONE");
        assertThat(facts()).isEmpty();
    }

    @Test
    void post_whatHasALimitPerOrderOrIsSoldAtOtherTimes_shouldBe409AndWriteNothing() {
        sell(SKU, 1000, "IN_STOCK", Map.of("maxPerOrder", AttributeValue.fromN("1")));
        storeCart(null, Map.of(SKU, 2));
        var tooMany = handle(event());
        assertProblem(tooMany, 409, "limit-per-order");
        assertThat(json(tooMany).get("limits")).isEqualTo(Json.read("""
                [{"sku": "FIELD-NOTEBOOK-A5", "maxPerOrder": 1}]
                """, JsonNode.class));

        sell(SKU, 1000, "IN_STOCK", Map.of("availableUntil", AttributeValue.fromS(Orders.NOW.toString())));
        var over = handle(event());
        assertProblem(over, 409, "not-available");
        assertThat(json(over).at("/skus/0").textValue()).isEqualTo(SKU);
        assertThat(facts()).isEmpty();
    }

    @Test
    void post_lines_shouldAcceptTheOrder() {
        var response = handle(buyNow(body -> {}));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(202);
        assertThat(json(response).get("total").longValue()).isEqualTo(3000);
        assertThat(handle(buyNow(body -> {})).getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(facts()).hasSize(1);
    }

    @Test
    void post_otherLinesUnderTheSameKey_shouldBe422() {
        handle(buyNow(body -> {}));

        assertProblem(
                handle(buyNow(body -> line(body, 0).put("quantity", 4))), 422, "idempotency-mismatch");
    }

    @Test
    void post_linesOfAnUnknownSku_shouldBe400NamingIt() {
        assertFaults(handle(buyNow(body -> line(body, 0).put("sku", "NONE"))), "lines[0].sku");
        assertFaults(handle(buyNow(body -> body.put("currency", "USD"))), "currency");
        assertThat(facts()).isEmpty();
    }

    @Test
    void post_linesWithoutAKey_shouldBe400NamingIt() {
        assertFaults(handle(withKey(buyNow(body -> {}), null)), "Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource({"1, 202", "255, 202", "256, 400"})
    void post_linesWithACustomersKeyOfSomeLength_shouldHoldItsBounds(int length, int status) {
        var response = handle(as("customer-1", withKey(buyNow(body -> {}), "k".repeat(length))));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
    }

    @Test
    void post_aGuestsLinesUnderTheSameUuidInUpperCase_shouldBeTheSamePurchase() {
        var key = "9b2f6c1e-4a57-4d0e-8c39-5f1d7a60b3e2";

        var first = handle(withKey(buyNow(body -> {}), key));
        var again = handle(withKey(buyNow(body -> {}), key.toUpperCase(Locale.ROOT)));

        assertThat(again.getStatusCode()).as(again.getBody()).isEqualTo(202);
        assertThat(again.getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(json(again).get("orderId")).isEqualTo(json(first).get("orderId"));
        assertFaults(handle(withKey(buyNow(body -> {}), key + " ")), "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "k", "a-key-that-is-long-enough-for-anybody", "00000000-0000-0000-0000-000000000001",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "9b2f6c1e4a574d0e8c395f1d7a60b3e2",
            "9b2f6c1e-4a57-4d0e-8c39-5f1d7a60b3e2x"})
    void post_aGuestsLinesWithAKeyThatCanBeGuessed_shouldBe400NamingIt(String key) {
        var response = handle(withKey(buyNow(body -> {}), key));

        assertFaults(response, "Idempotency-Key");
        assertThat(response.getBody()).contains("UUID");
        assertThat(facts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "9B2F6C1E-4A57-4D0E-8C39-5F1D7A60B3E2", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"})
    void post_aGuestsLinesWithARandomUuid_shouldBeAccepted(String key) {
        assertThat(handle(withKey(buyNow(body -> {}), key)).getStatusCode()).isEqualTo(202);
    }

    @Test
    void post_nothing_shouldNameEverythingThatIsMissing() {
        assertFaults(handle(event().withBody("{}")), "cartId", "version", "email");
        assertFaults(
                handle(withKey(event().withBody("{\"lines\": [{}]}"), null)),
                "Idempotency-Key", "currency", "lines[0].sku", "lines[0].quantity", "lines[0].unitPrice", "email");
        assertThat(facts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "cartId | \"crt_1\"", "cartId | 7",
            "version | null", "version | 0", "version | \"3\"", "version | 3.5", "version | 1e30",
            "total | -1", "total | \"2500\"", "total | 25.5",
            "email | \"\"", "email | \"nobody\"", "email | \"a@b\"", "email | \"a b@example.com\"",
            "email | \"a@example.com\\nBcc: b@example.com\"", "email | \"a@example.com, b@example.com\"",
            "email | \".a@example.com\"", "email | \"a@192.168.0.1\"", "email | \"josé@example.com\"",
            "locale | 7", "locale | \"\"", "locale | \"de_DE\"", "locale | \"german please\"", "locale | \"und\"",
            "locale | \"d\"", "locale | \"de\\nX: y\"",
            "name | \"Bo\\nBuyer\"", "name | \"\\u0000\"", "name | \"\\ud800\"",
            "paymentToken | \" \"", "paymentToken | null", "paymentToken | \"a\\tb\"",
            "shippingAddress | \"text\"", "shippingAddress | []"})
    void post_aFaultyField_shouldBe400NamingIt(String field, String value) {
        assertFaults(handle(changed(body -> body.set(field, Json.read(value, JsonNode.class)))), field);
        assertThat(facts()).isEmpty();
    }

    @Test
    void post_aFaultyAddress_shouldNameEachField() {
        var response = handle(changed(body -> body.set("shippingAddress", Json.read("""
                {"line1": "", "line2": 7, "city": "x\\ny", "postalCode": "%s", "country": "ZZ"}
                """.formatted("9".repeat(21)), JsonNode.class))));

        assertFaults(
                response, "shippingAddress.line1", "shippingAddress.line2", "shippingAddress.city",
                "shippingAddress.postalCode", "shippingAddress.country");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "region | {\"country\": \"US\", \"postalCode\": \"12345\"}",
            "region | {\"country\": \"US\", \"postalCode\": \"12345\", \"region\": \"XX\"}",
            "region | {\"country\": \"CA\", \"postalCode\": \"K1A 0B1\", \"region\": \"Ontario\"}",
            "postalCode | {\"country\": \"US\", \"postalCode\": \"1234\", \"region\": \"IL\"}",
            "postalCode | {\"country\": \"DE\"}", "postalCode | {\"country\": \"DE\", \"postalCode\": \"D-10115\"}",
            "postalCode | {\"country\": \"GB\", \"postalCode\": \"12345\"}",
            "phone | {\"country\": \"DE\", \"postalCode\": \"10115\", \"phone\": \"call me\"}",
            "company | {\"country\": \"DE\", \"postalCode\": \"10115\", \"company\": 7}",
            "county | {\"country\": \"DE\", \"postalCode\": \"10115\", \"county\": \"Mitte\"}"})
    void post_anAddressThatItsCountryDoesNotHave_shouldNameTheField(String field, String address) {
        for (var kind : List.of("shippingAddress", "billingAddress")) {
            assertFaults(handle(changed(body -> body.set(kind, inTown(address)))), kind + "." + field);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"country\": \"CA\", \"postalCode\": \"k1a 0b1\", \"region\": \"ON\"}", "{\"country\": \"HK\"}",
            "{\"country\": \"IE\"}", "{\"country\": \"GB\", \"postalCode\": \"SW1A 1AA\"}",
            "{\"country\": \"KZ\", \"postalCode\": \"A15E3K9\"}",
            "{\"country\": \"DE\", \"postalCode\": \"10115\", \"region\": \"Berlin\", \"phone\": \"+49 (30) 1234-5\", "
                    + "\"company\": \"Tea Ltd.\", \"name\": \"Ann Lee\"}"})
    void post_anAddressThatItsCountryHas_shouldBeAccepted(String address) {
        assertThat(handle(changed(body -> body.set("billingAddress", inTown(address)))).getStatusCode()).isEqualTo(202);
    }

    private static JsonNode inTown(String address) {
        var node = (ObjectNode) Json.read(address, JsonNode.class);
        return node.put("line1", "1 Main Street").put("city", "Town");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "sku | \"\"", "sku | \"a b\"", "quantity | 0", "quantity | -1", "quantity | 1000", "quantity | 1000000000",
            "quantity | 1.5", "unitPrice | -1", "unitPrice | 1e30", "unitPrice | 9223372036854775807"})
    void post_aFaultyLine_shouldBe400NamingIt(String field, String value) {
        assertFaults(
                handle(buyNow(body -> line(body, 0).set(field, Json.read(value, JsonNode.class)))),
                "lines[0]." + field);
    }

    @Test
    void post_faultyLines_shouldBe400NamingThem() {
        assertFaults(handle(buyNow(body -> body.putArray("lines"))), "lines");
        assertFaults(handle(buyNow(body -> body.put("currency", "XXX"))), "currency");
        assertFaults(handle(buyNow(body -> body.put("cartId", CART_ID.value()))), "cartId");
        assertFaults(handle(buyNow(body -> body.put("version", 3))), "version");
        assertFaults(handle(ifMatch("\"3\"", buyNow(body -> {}))), "If-Match");
        assertFaults(handle(buyNow(body -> body.withArray("lines").add(line(body, 0).deepCopy()))), "lines[1].sku");
        assertFaults(
                handle(buyNow(body -> Collections.nCopies(50, line(body, 0)).forEach(body.withArray("lines")::add))),
                "lines");
    }

    @Test
    void post_theDearestLinesThereAre_shouldNotBreakTheSum() {
        var response = handle(buyNow(body -> line(body, 0).put("unitPrice", 20_000_000_000L).put("quantity", 999)));

        assertProblem(response, 409, "price-changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", ""})
    void post_aBodyThatIsNoJsonObject_shouldBe400NamingIt(String body) {
        assertFaults(handle(event().withBody(body)), "body");
    }

    @Test
    void post_aBodyThatIsTooLarge_shouldBe413() {
        assertProblem(handle(changed(body -> body.put("more", "x".repeat(40_000)))), 413, "body-too-large");
    }

    @Test
    void methodThatThePathDoesNotHave_shouldBe405() {
        assertProblem(handle(event().withHttpMethod("PUT")), 405, "method-not-allowed");
    }

    @Test
    void construction_withoutSettings_shouldFailNamingThemAll() {
        assertThatThrownBy(() -> new CheckoutApi(TestEnvironment.of(Map.of(), database.client())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("CARTS_TABLE", "CATALOG_TABLE", "ORDERS_TABLE");
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("CheckoutFunction"));
    }

    private List<APIGatewayProxyResponseEvent> atOnce(int count, Callable<APIGatewayProxyRequestEvent> event)
            throws Exception {
        Callable<APIGatewayProxyResponseEvent> call = () -> handle(event.call());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var responses = new ArrayList<APIGatewayProxyResponseEvent>();
            for (var response : threads.invokeAll(Collections.nCopies(count, call))) {
                responses.add(response.get());
            }
            return responses;
        }
    }

    private APIGatewayProxyRequestEvent event() {
        return Events.read("CheckoutFunction-Checkout.json", APIGatewayProxyRequestEvent.class);
    }

    private APIGatewayProxyRequestEvent changed(Consumer<ObjectNode> change) {
        var body = Json.read(event().getBody(), ObjectNode.class);
        change.accept(body);
        return event().withBody(body.toString());
    }

    /** The sample request with three notebooks instead of the cart, by a guest. */
    private APIGatewayProxyRequestEvent buyNow(Consumer<ObjectNode> change) {
        return withKey(changed(body -> {
            body.remove(List.of("cartId", "version"));
            body.put("currency", "EUR");
            body.putArray("lines").addObject().put("sku", SKU).put("quantity", 3).put("unitPrice", 1000);
            change.accept(body);
        }), GUEST_KEY);
    }

    private static APIGatewayProxyRequestEvent ifMatch(String tag, APIGatewayProxyRequestEvent event) {
        return with("If-Match", tag, event);
    }

    private static ObjectNode line(ObjectNode body, int index) {
        return (ObjectNode) body.get("lines").get(index);
    }

    private static APIGatewayProxyRequestEvent withKey(APIGatewayProxyRequestEvent event, @Nullable String key) {
        return with("idempotency-key", key, event);
    }

    private static APIGatewayProxyRequestEvent with(String header, @Nullable String value,
            APIGatewayProxyRequestEvent event) {
        var headers = new HashMap<>(event.getHeaders());
        headers.put(header, value);
        return event.withHeaders(headers);
    }

    private static APIGatewayProxyRequestEvent as(String customerId, APIGatewayProxyRequestEvent event) {
        event.getRequestContext().setAuthorizer(Map.of("customerId", customerId));
        return event;
    }

    private RecordedMetrics metrics() {
        return (RecordedMetrics) environment.metrics();
    }

    private static List<Map<String, AttributeValue>> facts() {
        return database.client().scan(scan -> scan.tableName("OrdersTable").consistentRead(true)).items();
    }

    private static void sell(String sku, long price, String availability) {
        sell(sku, price, availability, Map.of());
    }

    private static void sell(String sku, long price, String availability, Map<String, AttributeValue> more) {
        var item = new HashMap<>(more);
        item.putAll(Map.of(
                "pk", AttributeValue.fromS("sku#" + sku),
                "sku", AttributeValue.fromS(sku),
                "productId", AttributeValue.fromS("product-" + sku),
                "title", AttributeValue.fromS("Title of " + sku),
                "variant", AttributeValue.fromS("Blue"),
                "price", AttributeValue.fromN(Long.toString(price)),
                "currency", AttributeValue.fromS("EUR"),
                "availability", AttributeValue.fromS(availability)));
        database.client().putItem(put -> put.tableName("CatalogTable").item(item));
    }

    private static void storeCart(String customerId, Map<String, Integer> quantities) {
        storeCart(customerId, quantities, Orders.NOW.plusSeconds(1).getEpochSecond());
    }

    private static void storeCart(String customerId, Map<String, Integer> quantities, long expiresAt) {
        storeCart(3, customerId, quantities, expiresAt);
    }

    /** A version of the cart; a mug costs 5.00, everything else 10.00. */
    private static void storeCart(
            int version, String customerId, Map<String, Integer> quantities, long expiresAt) {
        var lines = new HashMap<String, AttributeValue>();
        quantities.forEach((sku, quantity) -> lines.put(sku, AttributeValue.fromM(Map.of(
                "quantity", AttributeValue.fromN(Integer.toString(quantity)),
                "unitPrice", AttributeValue.fromN(sku.equals("MUG") ? "500" : "1000")))));
        var item = new HashMap<String, AttributeValue>();
        item.put("cartId", AttributeValue.fromS(CART_ID.value()));
        item.put("version", AttributeValue.fromN(Integer.toString(version)));
        item.put("lines", AttributeValue.fromM(lines));
        item.put("expiresAt", AttributeValue.fromN(Long.toString(expiresAt)));
        if (!lines.isEmpty()) {
            item.put("currency", AttributeValue.fromS("EUR"));
        }
        if (customerId != null) {
            item.put("customerId", AttributeValue.fromS(customerId));
        }
        database.client().putItem(put -> put.tableName("CartsTable").item(item));
    }

    private static void assertFaults(APIGatewayProxyResponseEvent response, String... fields) {
        assertProblem(response, 400, "invalid-request");
        assertThat(StreamSupport.stream(json(response).get("errors").spliterator(), false)
                .map(error -> error.get("field").textValue()))
                        .as(response.getBody())
                        .containsExactlyInAnyOrder(fields);
    }

    private static void assertProblem(APIGatewayProxyResponseEvent response, int status, String slug) {
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(status);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(json(response).get("type").textValue()).isEqualTo("urn:stampede:problem:" + slug);
    }

    private static JsonNode json(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }
}
