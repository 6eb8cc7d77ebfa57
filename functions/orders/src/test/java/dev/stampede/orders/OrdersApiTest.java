package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.ReadOnlyDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

class OrdersApiTest {

    private static final OrderKey KEY = new OrderKey("ord_" + "0".repeat(32));
    private static final OrderId ID = KEY.orderId();

    private static final String GET = "OrdersFunction-GetOrder.json";
    private static final String LIST = "OrdersFunction-ListOrders.json";
    private static final String CANCEL = "OrdersFunction-CancelOrder.json";
    private static final String CLAIM = "OrdersFunction-ClaimOrder.json";
    private static final String SHIP = "OrdersFunction-ShipOrder.json";
    private static final String REFUND = "OrdersFunction-RefundOrder.json";

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final TickingClock clock = new TickingClock();
    private final FunctionEnvironment environment = environment();
    private final DynamoDbOrderLog log = new DynamoDbOrderLog(database.client(), "OrdersTable", clock,
            TestEnvironment.BACKOFF);
    private final OrdersApi api = new OrdersApi(environment);

    @BeforeAll
    static void start() {
        database = LocalDynamoDb.start("OrdersTable", "LimitsTable");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() {
        database.clear("OrdersTable", "LimitsTable");
    }

    // ---------------------------------------------------------------- one order

    /** It runs before a snapshot is taken, in each deployment. */
    @Test
    void prime_shouldReadAndDoNothingElse() {
        var reads = new ReadOnlyDynamoDb(database.client());
        new OrdersApi(environment(reads.client())).prime();
        assertThat(reads.reads()).isNotEmpty();
    }

    @Test
    void newOrdersApi_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.withoutSettings();

        assertThatIllegalStateException()
                .isThrownBy(() -> new OrdersApi(environment))
                .withMessage("Settings: ORDERS_TABLE is not set; DEPLOYMENT_KEY is not set; "
                        + "CALLER_WAIT_SECONDS_PER_MINUTE is not set");
    }

    @Test
    void getOrder_guestsOrder_shouldShowItToWhoeverKnowsTheId() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        var response = answer(sample(GET));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"3\"").containsEntry("Cache-Control", "no-store");
        assertThat(body(response).get("status").textValue()).isEqualTo("PAID");
        assertThat(body(response).get("total").longValue()).isEqualTo(2000);
        assertThat(body(response).get("timeline")).hasSize(3);
        assertThat(response.getBody()).doesNotContain("buyer@example.com", "tok_approve", "Main Street");
    }

    @Test
    void getOrder_customersOrder_shouldShowItToThemAndTheShopOnly() {
        place("customer-1");

        assertThat(answer(sample(GET)).getStatusCode()).isEqualTo(404);
        assertThat(answer(as("customer-2", "", sample(GET))).getStatusCode()).isEqualTo(404);
        assertThat(body(answer(as("customer-1", "", sample(GET)))).at("/contact/email").textValue())
                .isEqualTo("buyer@example.com");
        assertThat(answer(as("admin-1", "admin", sample(GET))).getStatusCode()).isEqualTo(200);
    }

    @Test
    void getOrder_guestsOrder_shouldBeOpenedByItsKeyAndToAdminsByItsReference() {
        place(null);
        var byReference = Map.of("orderId", ID.value());

        var byKey = body(answer(sample(GET)));
        var adminsView = body(answer(as("admin-1", "admin", sample(GET).withPathParameters(byReference))));

        assertThat(byKey.get("orderId").textValue()).isEqualTo(KEY.value());
        assertThat(byKey.get("reference").textValue()).isEqualTo(ID.value());
        assertThat(adminsView.get("reference").textValue()).isEqualTo(ID.value());
        assertThat(adminsView.has("orderId")).isFalse();
        assertThat(adminsView.toString()).doesNotContain(KEY.value());
        assertThat(answer(sample(GET).withPathParameters(byReference)).getStatusCode()).isEqualTo(404);
        assertThat(answer(as("customer-1", "", sample(GET).withPathParameters(byReference))).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void getOrder_customersOrderByItsReference_shouldShowItToThem() {
        place("customer-1");
        var byReference = Map.of("orderId", ID.value());

        assertThat(answer(as("customer-1", "", sample(GET).withPathParameters(byReference))).getStatusCode())
                .isEqualTo(200);
        assertThat(answer(as("customer-2", "", sample(GET).withPathParameters(byReference))).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void getOrder_unknownOrMalformedId_shouldBeAProblem() {
        assertThat(answer(sample(GET)).getStatusCode()).isEqualTo(404);

        var malformed = answer(sample(GET).withPathParameters(Map.of("orderId", "ord_x")));
        assertThat(malformed.getStatusCode()).isEqualTo(400);
        assertThat(malformed.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(body(malformed).at("/errors/0/field").textValue()).isEqualTo("orderId");
    }

    @Test
    void getOrder_withWait_shouldHoldTheAnswerUntilTheOrderSettles() {
        place(null);
        clock.meanwhile = () -> {
            switch (clock.pauses.size()) {
                case 1 -> append(SampleOrders.RESERVED);
                case 3 -> append(SampleOrders.CAPTURED);
                default -> {
                    // nothing happens
                }
            }
        };

        var response = answer(query(sample(GET), "wait", "5"));

        assertThat(body(response).get("status").textValue()).isEqualTo("PAID");
        assertThat(clock.pauses).hasSize(3);
    }

    @Test
    void getOrder_withWaitForAnOrderThatDoesNotMove_shouldAnswerWhenTheTimeIsUp() {
        place(null);

        var response = answer(query(sample(GET), "wait", "5"));

        assertThat(body(response).get("status").textValue()).isEqualTo("PLACED");
        assertThat(clock.instant()).isEqualTo(Orders.NOW.plusSeconds(5));
    }

    @Test
    void getOrder_withWaitLongerThanTheFunctionHas_shouldAnswerInTime() {
        place(null);

        answer(query(sample(GET), "wait", "20"));

        var left = Duration.ofMillis(new LambdaContext("OrdersFunction").getRemainingTimeInMillis());
        assertThat(clock.instant()).isEqualTo(Orders.NOW.plus(left).minusSeconds(1));
    }

    @Test
    void getOrder_withMoreLongWaitsThanACallerMayHave_shouldAnswerAfterTwoSeconds() {
        place(null);
        // Each is another execution environment: on Lambda, requests that wait never share one.
        for (var number = 0; number < 5; number++) {
            assertThat(waited(new OrdersApi(environment), "7")).isEqualTo(Duration.ofSeconds(7));
        }
        for (var number = 0; number < 3; number++) {
            assertThat(waited(new OrdersApi(environment), "10")).isEqualTo(Duration.ofSeconds(2));
        }
        var other = query(as("customer-1", "", sample(GET)), "wait", "7");
        assertThat(waited(new OrdersApi(environment), other)).as("another caller")
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void getOrder_withAShortWait_shouldNotCountIt() {
        place(null);

        assertThat(waited(api, "2")).isEqualTo(Duration.ofSeconds(2));
        assertThat(database.client().scan(scan -> scan.tableName("LimitsTable")).items()).isEmpty();
    }

    private Duration waited(OrdersApi by, String seconds) {
        return waited(by, query(sample(GET), "wait", seconds));
    }

    private Duration waited(OrdersApi by, APIGatewayProxyRequestEvent request) {
        var begin = clock.instant();
        by.handleRequest(request, new LambdaContext("OrdersFunction"));
        return Duration.between(begin, clock.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "-1", "soon", "1.5"})
    void getOrder_withUnreasonableWait_shouldNameIt(String wait) {
        var response = answer(query(sample(GET), "wait", wait));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/field").textValue()).isEqualTo("wait");
    }

    @Test
    void getOrder_withTheKnownETag_shouldBeNotModified() {
        place(null);

        for (var tag : List.of("\"1\"", "W/\"1\"", "\"7\", \"1\"")) {
            var response = answer(header(sample(GET), "If-None-Match", tag));

            assertThat(response.getStatusCode()).isEqualTo(304);
            assertThat(response.getHeaders()).containsEntry("ETag", "\"1\"");
            assertThat(response.getBody()).isEmpty();
        }
    }

    @Test
    void getOrder_withAnOldETag_shouldShowTheOrderAtOnce() {
        place(null, SampleOrders.RESERVED);

        var response = answer(query(header(sample(GET), "If-None-Match", "\"1\""), "wait", "5"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(clock.pauses).isEmpty();
    }

    @Test
    void getOrder_withTheKnownETagAndWait_shouldAnswerAtTheNextFact() {
        place(null);
        clock.meanwhile = () -> {
            if (clock.pauses.size() == 2) {
                append(SampleOrders.RESERVED);
            }
        };

        var response = answer(query(header(sample(GET), "If-None-Match", "\"1\""), "wait", "5"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"2\"");
        assertThat(body(response).get("status").textValue()).isEqualTo("RESERVED");
    }

    @Test
    void getOrder_thatIsFinalWithTheKnownETagAndWait_shouldSaySoAtOnce() {
        place(null, new StockRejected(List.of()));

        var response = answer(query(header(sample(GET), "If-None-Match", "\"2\""), "wait", "5"));

        assertThat(response.getStatusCode()).isEqualTo(304);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"2\"");
        assertThat(clock.pauses).isEmpty();
    }

    // ---------------------------------------------------------------- lists

    @Test
    void listOrders_ofACustomer_shouldPageThroughTheirsNewestFirst() {
        for (var n = 0; n < 5; n++) {
            clock.of(Duration.ofSeconds(1));
            log.place(Orders.id("order-" + n), SampleOrders.placedBy("customer-1"));
        }
        log.place(Orders.id("other"), SampleOrders.placedBy("customer-2"));

        var first = body(answer(query(sample(LIST), "limit", "3")));
        var rest = body(answer(query(sample(LIST), "limit", "3", "cursor", first.get("nextCursor").textValue())));

        assertThat(first.get("orders").findValuesAsText("reference")).containsExactly(
                Orders.id("order-4").value(), Orders.id("order-3").value(), Orders.id("order-2").value());
        assertThat(rest.get("orders").findValuesAsText("reference"))
                .containsExactly(Orders.id("order-1").value(), Orders.id("order-0").value());
        assertThat(rest.has("nextCursor")).isFalse();
        assertThat(first.at("/orders/0").has("timeline")).isFalse();
        assertThat(first.toString()).doesNotContain("buyer@example.com");
    }

    @Test
    void listOrders_shouldShowEachOrderAsItStands() {
        place("customer-1", SampleOrders.RESERVED, SampleOrders.DECLINED);

        var listed = body(answer(sample(LIST))).at("/orders/0");

        assertThat(listed.get("status").textValue()).isEqualTo("PAYMENT_DECLINED");
        assertThat(listed.at("/paymentDue/reason").textValue()).isEqualTo("card_declined");
    }

    @Test
    void listOrders_guest_shouldNeedAToken() {
        var response = answer(as(null, "", sample(LIST)));

        assertThat(response.getStatusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "many"})
    void listOrders_unreasonableLimit_shouldNameIt(String limit) {
        var response = answer(query(sample(LIST), "limit", limit));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/field").textValue()).isEqualTo("limit");
    }

    @Test
    void listOrders_cursorOfSomebodyElse_shouldNameIt() {
        log.place(Orders.id("1"), SampleOrders.placedBy("customer-1"));
        log.place(Orders.id("2"), SampleOrders.placedBy("customer-1"));
        var cursor = body(answer(query(sample(LIST), "limit", "1"))).get("nextCursor").textValue();

        for (var response : List.of(
                answer(as("customer-2", "", query(sample(LIST), "cursor", cursor))),
                answer(query(sample(LIST), "cursor", "made-up")))) {
            assertThat(response.getStatusCode()).isEqualTo(400);
            assertThat(body(response).at("/errors/0/field").textValue()).isEqualTo("cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SHIP, REFUND})
    void adminRoutes_withoutTheGroup_shouldBeForbiddenAndChangeNothing(String event) {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        assertThat(answer(as("customer-1", "staff", sample(event))).getStatusCode()).isEqualTo(403);
        assertThat(answer(as(null, "", sample(event))).getStatusCode()).isEqualTo(403);

        assertThat(order().nextSeq()).isEqualTo(3);
    }

    // ---------------------------------------------------------------- changes

    @Test
    void cancel_unpaidOrder_shouldEndItHoweverOftenItIsAsked() {
        place(null, SampleOrders.RESERVED);

        assertThat(answer(sample(CANCEL)).getStatusCode()).isEqualTo(200);
        var again = answer(sample(CANCEL));

        assertThat(again.getStatusCode()).isEqualTo(200);
        assertThat(body(again).get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(order().nextSeq()).isEqualTo(3);
        assertThat(order().facts().getLast().correlationId()).isEqualTo("sample-correlation-id");
    }

    @Test
    void cancel_paidOrder_shouldBeAcceptedAndRefunded() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        var response = answer(sample(CANCEL));

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(body(response).get("status").textValue()).isEqualTo("REFUND_PENDING");
    }

    @Test
    void cancel_shippedOrder_shouldBeAConflict() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED, SampleOrders.SHIPPED);

        var response = answer(sample(CANCEL));

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:not-cancellable");
        assertThat(body(response).get("status").intValue()).isEqualTo(409);
        assertThat(body(response).get("orderStatus").textValue()).isEqualTo("SHIPPED");
    }

    @Test
    void cancel_foreignOrder_shouldBeNotFoundAndChangeNothing() {
        place("customer-1");

        assertThat(answer(sample(CANCEL)).getStatusCode()).isEqualTo(404);
        assertThat(answer(as("customer-2", "", sample(CANCEL))).getStatusCode()).isEqualTo(404);

        assertThat(order().status()).isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void claim_guestsOrder_shouldMoveItToTheAccountHoweverOftenItIsAsked() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        var response = answer(claimedBy("customer-1", "Buyer@Example.com"));
        var again = answer(claimedBy("customer-1", "Buyer@Example.com"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response).get("status").textValue()).isEqualTo("PAID");
        assertThat(body(response).at("/contact/email").textValue()).isEqualTo("buyer@example.com");
        assertThat(body(again)).isEqualTo(body(response));
        assertThat(order().owner()).contains("customer-1");
        assertThat(order().nextSeq()).isEqualTo(4);
        assertThat(answer(sample(GET)).getStatusCode()).as("a guest with the key").isEqualTo(404);
        assertThat(answer(claimedBy("customer-2", "buyer@example.com")).getStatusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"someone.else@example.com", "buyer+other@example.com"})
    void claim_withoutTheOrdersVerifiedAddress_shouldBeRefused(@Nullable String email) {
        place(null, SampleOrders.RESERVED);

        var response = answer(claimedBy("customer-1", email));

        assertThat(response.getStatusCode()).isEqualTo(403);
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:email-mismatch");
        assertThat(response.getBody()).doesNotContain("buyer");
        assertThat(order().owner()).isEmpty();
    }

    @Test
    void claim_beforeStockIsDecided_shouldBeAConflict() {
        place(null);

        var response = answer(claimedBy("customer-1", "buyer@example.com"));

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:not-claimable");
        assertThat(body(response).get("orderStatus").textValue()).isEqualTo("PLACED");
        assertThat(order().nextSeq()).isEqualTo(1);
    }

    @Test
    void claim_byAGuestOrOfWhatIsNotAGuestsOrder_shouldChangeNothing() {
        assertThat(answer(claimedBy("customer-1", "buyer@example.com")).getStatusCode()).isEqualTo(404);
        place("customer-2", SampleOrders.RESERVED);

        assertThat(answer(claimedBy("customer-1", "buyer@example.com")).getStatusCode()).isEqualTo(404);
        assertThat(answer(as(null, "", sample(CLAIM))).getStatusCode()).isEqualTo(401);

        assertThat(order().owner()).contains("customer-2");
    }

    private static APIGatewayProxyRequestEvent claimedBy(String customerId, @Nullable String email) {
        var event = as(customerId, "", sample(CLAIM));
        if (email != null) {
            var authorizer = new HashMap<>(event.getRequestContext().getAuthorizer());
            authorizer.put("email", email);
            event.getRequestContext().setAuthorizer(authorizer);
        }
        return event;
    }

    @Test
    void ship_paidOrder_shouldKeepCarrierAndTrackingNumber() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        var response = answer(sample(SHIP));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(logs.lines()).singleElement().asString().contains("Order shipped", ID.value());
        assertThat(order().facts().getLast().fact())
                .isEqualTo(shipped("Sample Carrier", "SC-000-111"));
    }

    @Test
    void ship_withoutABody_shouldShip() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        assertThat(answer(sample(SHIP).withBody(null)).getStatusCode()).isEqualTo(200);

        assertThat(order().facts().getLast().fact())
                .isEqualTo(shipped(null, null));
    }

    private static Fact shipped(@Nullable String carrier, @Nullable String trackingNumber) {
        return new Fact.OrderShipped(
                carrier, trackingNumber, null, List.of(new LineUnits(SampleOrders.TEA.sku(), 2)), null, "admin",
                "admin-1");
    }

    @Test
    void ship_fieldsThatMakeNoSense_shouldNameThemAndChangeNothing() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        var response = answer(sample(SHIP).withBody(
                Json.write(Map.of("carrier", "c".repeat(101), "trackingNumber", 17))));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).get("errors").findValuesAsText("field"))
                .containsExactly("carrier", "trackingNumber");
        assertThat(order().status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void ship_unpaidOrUnknownOrder_shouldBeAProblem() {
        assertThat(answer(sample(SHIP)).getStatusCode()).isEqualTo(404);
        place(null);

        var response = answer(sample(SHIP));

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:not-shippable");
    }

    @Test
    void refund_shippedOrder_shouldBeAcceptedOnce() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED, SampleOrders.SHIPPED);

        assertThat(answer(sample(REFUND)).getStatusCode()).isEqualTo(202);
        assertThat(answer(sample(REFUND)).getStatusCode()).isEqualTo(202);

        assertThat(order().status()).isEqualTo(OrderStatus.REFUND_PENDING);
        assertThat(order().nextSeq()).isEqualTo(5);
    }

    @Test
    void refund_unpaidOrUnknownOrder_shouldBeAProblem() {
        assertThat(answer(sample(REFUND)).getStatusCode()).isEqualTo(404);
        place(null);

        var response = answer(sample(REFUND));

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:not-refundable");
    }

    @Test
    void refund_fieldsThatMakeNoSense_shouldNameThemAndChangeNothing() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);
        var tea = SampleOrders.TEA.sku().value();

        var response = answer(
                header(sample(REFUND), "Idempotency-Key", "not visible \u00e9").withBody(Json.write(Map.of(
                        "amount", 0, "restock", "yes", "reason", "r".repeat(501), "unknown", 1,
                        "lines", List.of(
                                Map.of("sku", tea, "quantity", 1), Map.of("sku", tea, "quantity", 1),
                                Map.of("sku", "?", "quantity", 0))))));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).get("errors").findValuesAsText("field")).containsExactlyInAnyOrder(
                "amount", "lines[1].sku", "lines[2].sku", "lines[2].quantity", "restock", "reason", "Idempotency-Key",
                "unknown");
        assertThat(order().refunds()).isEmpty();
    }

    @Test
    void refund_ofNull_shouldNotBecomeARefundOfEverything() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        var response = answer(sample(REFUND).withBody("{\"amount\": null, \"lines\": null}"));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).get("errors").findValuesAsText("field")).containsExactly("amount", "lines");
        assertThat(order().refunds()).isEmpty();
    }

    @Test
    void request_withTheKeyOfAnotherOne_shouldBeAProblemAndChangeNothing() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);
        assertThat(answer(keyed(REFUND, "{\"amount\": 100}")).getStatusCode()).isEqualTo(202);
        assertThat(answer(keyed(REFUND, "{\"amount\": 100}")).getStatusCode()).isEqualTo(202);

        for (var other : List.of(keyed(REFUND, "{\"amount\": 200}"), keyed(REFUND, null), keyed(SHIP, null))) {
            var response = answer(other);
            assertThat(response.getStatusCode()).isEqualTo(422);
            assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:idempotency-mismatch");
        }
        assertThat(order().refunds()).hasSize(1);
        assertThat(order().shipments()).isEmpty();
    }

    private static APIGatewayProxyRequestEvent keyed(String sample, @Nullable String body) {
        return header(sample(sample), "Idempotency-Key", "key-1").withBody(body);
    }

    @ParameterizedTest
    @CsvSource({"ShipOrder, not-shippable, shippable", "CancelUnits, not-cancellable, shippable",
            "RefundOrder, not-refundable, refundableUnits"})
    void unitsBeforeShipping_moreThanAreLeft_shouldNameTheLineAndWhatIsLeft(String step, String type, String left) {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);

        var response = answer(sample("OrdersFunction-" + step + ".json").withBody(units(3)));

        assertTooMany(response, type, left);
    }

    @Test
    void unitsAfterShipping_moreThanAreLeft_shouldNameTheLineAndWhatIsLeft() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED, SampleOrders.SHIPPED);
        var request = sample("OrdersFunction-RequestReturn.json");

        assertTooMany(answer(request.withBody(units(3))), "not-returnable", "returnable");
        var returned = body(answer(request.withBody(units(2)))).at("/returns/0/returnId").asText();
        answer(ofReturn("ApproveReturn", returned));
        assertTooMany(answer(ofReturn("ReceiveReturn", returned).withBody(units(3))), "not-receivable", "receivable");
    }

    private static APIGatewayProxyRequestEvent ofReturn(String step, String returnId) {
        var event = sample("OrdersFunction-" + step + ".json");
        event.getPathParameters().put("returnId", returnId);
        return event;
    }

    private static String units(int quantity) {
        return Json.write(Map.of("lines", List.of(Map.of("sku", SampleOrders.TEA.sku(), "quantity", quantity))));
    }

    private static void assertTooMany(APIGatewayProxyResponseEvent response, String type, String left) {
        var problem = body(response);
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(409);
        assertThat(problem.path("type").asText()).isEqualTo("urn:stampede:problem:" + type);
        assertThat(problem.path("detail").asText()).isEqualTo("lines[0].quantity must be at most 2");
        assertThat(problem.path(left)).anySatisfy(line -> {
            assertThat(line.path("sku").asText()).isEqualTo(SampleOrders.TEA.sku().value());
            assertThat(line.path("quantity").asInt()).isEqualTo(2);
        });
    }

    @Test
    void refund_moreThanIsLeft_shouldSayWhatIsLeft() {
        place(null, SampleOrders.RESERVED, SampleOrders.CAPTURED);
        answer(sample(REFUND).withBody("{\"amount\": 1200}"));

        var response = answer(sample(REFUND).withBody("{\"amount\": 1200}"));

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:refund-too-large");
        assertThat(body(response).get("refundable").longValue()).isEqualTo(800);
    }

    @Test
    void samplesOfTheRoutesAfterTheSale_shouldBeAnswered() {
        for (var sample : List.of(
                "CancelUnits", "RetryRefund", "SettleRefund", "RequestReturn", "ApproveReturn", "RefuseReturn",
                "ReceiveReturn", "RefundReturn")) {
            assertThat(answer(sample("OrdersFunction-" + sample + ".json")).getStatusCode()).as(sample).isEqualTo(404);
        }
    }

    @Test
    void stepsOfAdmins_byCustomers_shouldBeForbidden() {
        place("customer-1", SampleOrders.RESERVED, SampleOrders.CAPTURED);
        for (var sample : List.of(
                "CancelUnits", "RetryRefund", "SettleRefund", "ApproveReturn", "RefuseReturn", "ReceiveReturn",
                "RefundReturn")) {
            assertThat(answer(as("customer-1", "", sample("OrdersFunction-" + sample + ".json"))).getStatusCode())
                    .as(sample).isEqualTo(403);
        }
    }

    /** The orders of a page are read concurrently, each on its own thread. */
    @Test
    void ordersOfCustomer_logThatIsThrottled_shouldAskToTryAgainLater() {
        place("customer-1");
        var throttled = new OrdersApi(environment(new ThrottledReads(database.client())));

        var response = throttled.handleRequest(as("customer-1", "", sample(LIST)), new LambdaContext("OrdersFunction"));

        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(503);
        assertThat(response.getHeaders())
                .containsEntry("Retry-After", "1")
                .containsEntry("Content-Type", "application/problem+json");
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:unavailable");
    }

    /** Queries of an order's log are throttled; queries of indexes are answered. */
    private record ThrottledReads(DynamoDbClient database) implements DynamoDbClient {

        @Override
        public QueryResponse query(QueryRequest query) {
            if (query.indexName() == null) {
                throw ProvisionedThroughputExceededException.builder()
                        .message("Throttled")
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ProvisionedThroughputExceededException").build())
                        .statusCode(400)
                        .build();
            }
            return database.query(query);
        }

        @Override
        public QueryIterable queryPaginator(QueryRequest query) {
            return new QueryIterable(this, query);
        }

        @Override
        public String serviceName() {
            return database.serviceName();
        }

        @Override
        public void close() {
            // The tests' database stays open.
        }
    }

    // ---------------------------------------------------------------- fixtures

    private FunctionEnvironment environment() {
        return environment(database.client());
    }

    private FunctionEnvironment environment(DynamoDbClient client) {
        var settings = Map.of("ORDERS_TABLE", "OrdersTable", "DEPLOYMENT_KEY", "only-this-deployment-knows",
                "CALLER_WAIT_SECONDS_PER_MINUTE", "25");
        var fixed = TestEnvironment.of(settings, client);
        return new FunctionEnvironment(fixed.settings(), clock, clock, fixed.random(), fixed.aws(), fixed.metrics());
    }

    private void place(@Nullable String customerId, Fact... more) {
        log.place(ID, SampleOrders.placedBy(customerId));
        for (var fact : more) {
            append(fact);
        }
    }

    private void append(Fact fact) {
        log.append(order(), List.of(fact));
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private static APIGatewayProxyRequestEvent sample(String file) {
        return Events.read(file, APIGatewayProxyRequestEvent.class);
    }

    private static APIGatewayProxyRequestEvent query(APIGatewayProxyRequestEvent event, String... namesAndValues) {
        var parameters = new HashMap<String, String>();
        for (var n = 0; n < namesAndValues.length; n += 2) {
            parameters.put(namesAndValues[n], namesAndValues[n + 1]);
        }
        return event.withQueryStringParameters(parameters);
    }

    private static APIGatewayProxyRequestEvent header(APIGatewayProxyRequestEvent event, String name, String value) {
        var headers = new HashMap<>(event.getHeaders());
        headers.put(name, value);
        return event.withHeaders(headers);
    }

    private static APIGatewayProxyRequestEvent as(
            @Nullable String customerId, String groups, APIGatewayProxyRequestEvent event) {
        event.getRequestContext().setAuthorizer(
                customerId == null ? Map.of() : Map.of("customerId", customerId, "groups", groups));
        return event;
    }

    private APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("OrdersFunction"));
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }
}
