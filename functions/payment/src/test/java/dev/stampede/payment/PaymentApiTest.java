package dev.stampede.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.OrderKey;
import dev.stampede.contracts.orders.Fact.PaymentDeclined;
import dev.stampede.contracts.orders.Fact.PaymentSubmitted;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.LocalDynamoDb;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentApiTest {

    private static final OrderKey KEY = new OrderKey("ord_" + "0".repeat(32));
    private static final OrderId ID = KEY.orderId();
    private static final OrderLine NOTEBOOK = Orders.line("FIELD-NOTEBOOK-A5", 2);

    private static LocalDynamoDb database;

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final FunctionEnvironment environment = TestEnvironment.of(
            Map.of(
                    "ORDERS_TABLE", "OrdersTable", "MAX_UNPAID_UNITS", "5", "MAX_DECLINED_PAYMENTS", "3",
                    "ADDRESS_FACTOR", "2", "EMAIL_CHECKOUTS_PER_HOUR", "10", "CARD_PAYMENTS_PER_HOUR", "10"),
            database.client());
    private final DynamoDbOrderLog log = new DynamoDbOrderLog(database.client(), "OrdersTable", TestEnvironment.CLOCK,
            TestEnvironment.BACKOFF);
    private final PaymentApi api = new PaymentApi(environment);

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

    @Test
    void newPaymentApi_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.withoutSettings();

        assertThatIllegalStateException()
                .isThrownBy(() -> new PaymentApi(environment))
                .withMessage("Settings: ORDERS_TABLE is not set; LIMITS_TABLE is not set; "
                        + "DEPLOYMENT_KEY is not set; MAX_UNPAID_UNITS is not set; MAX_DECLINED_PAYMENTS is not set; "
                        + "ADDRESS_FACTOR is not set; EMAIL_CHECKOUTS_PER_HOUR is not set; "
                        + "CARD_PAYMENTS_PER_HOUR is not set");
    }

    @Test
    void submit_declinedOrder_shouldAcceptTheTokenAndSayWhereToLook() {
        placeDeclined();

        var response = answer(sample());

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(logs.lines()).singleElement().asString().contains("Payment submitted", ID.value());
        assertThat(response.getHeaders())
                .containsEntry("Location", "/dev/v1/orders/" + KEY.value())
                .doesNotContainKey("Idempotency-Replayed");
        assertThat(body(response).get("status").textValue()).isEqualTo("RESERVED");
        assertThat(body(response).get("attempt").intValue()).isEqualTo(1);
        assertThat(body(response).get("total").longValue()).isEqualTo(2000);
        assertThat(order().facts().getLast().fact()).isEqualTo(new PaymentSubmitted(1, "tok_approve"));
        assertThat(order().facts().getLast().correlationId()).isEqualTo("sample-correlation-id");
    }

    @Test
    void submit_sameTokenTwice_shouldSayThatItIsARepetition() {
        placeDeclined();
        answer(sample());

        var response = answer(sample());

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeaders()).containsEntry("Idempotency-Replayed", "true");
        assertThat(order().nextSeq()).isEqualTo(4);
    }

    @Test
    void submit_orderThatTakesNoPayment_shouldBeAConflict() {
        log.place(ID, Orders.placedFact(NOTEBOOK));

        var response = answer(sample());

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:not-payable");
        assertThat(body(response).get("status").intValue()).isEqualTo(409);
        assertThat(body(response).get("orderStatus").textValue()).isEqualTo("PLACED");
        assertThat(order().nextSeq()).isEqualTo(1);
    }

    @Test
    void submit_unknownOrder_shouldBeNotFound() {
        assertThat(answer(sample()).getStatusCode()).isEqualTo(404);
    }

    @Test
    void submit_malformedOrderId_shouldNameIt() {
        var response = answer(sample().withPathParameters(Map.of("orderId", "ord_1")));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/field").textValue()).isEqualTo("orderId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"paymentToken\": \"\"}", "{\"paymentToken\": 7}", "{\"paymentToken\": null}"})
    void submit_withoutAToken_shouldNameItAndWriteNothing(String requestBody) {
        placeDeclined();

        var response = answer(sample().withBody(requestBody));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/field").textValue()).isEqualTo("paymentToken");
        assertThat(order().nextSeq()).isEqualTo(3);
    }

    @Test
    void submit_tokenThatIsTooLong_shouldNameIt() {
        var response = answer(sample().withBody(Json.write(Map.of("paymentToken", "t".repeat(256)))));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/field").textValue()).isEqualTo("paymentToken");
    }

    @Test
    void submit_bodyThatIsNoJson_shouldNameIt() {
        var response = answer(sample().withBody("{"));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).at("/errors/0/field").textValue()).isEqualTo("body");
    }

    @Test
    void submit_oversizedBody_shouldBeTooLarge() {
        assertThat(answer(sample().withBody("x".repeat(10_001))).getStatusCode()).isEqualTo(413);
    }

    @Test
    void submit_sameCardTooOften_shouldBeRefusedAndLeaveOtherCardsAlone() {
        for (var number = 0; number < 10; number++) {
            assertThat(answer(sample()).getStatusCode()).isEqualTo(404);
        }

        var response = answer(sample());

        assertThat(response.getStatusCode()).isEqualTo(429);
        assertThat(body(response).get("policy").textValue()).isEqualTo("card");
        assertThat(response.getHeaders()).containsKey("Retry-After");
        assertThat(answer(sample().withBody("{\"paymentToken\": \"tok_other\"}")).getStatusCode()).isEqualTo(404);
    }

    private void placeDeclined() {
        log.place(ID, Orders.placedFact(NOTEBOOK));
        log.append(order(), List.of(Orders.reservedFact(NOTEBOOK), new PaymentDeclined(0, "card_declined", null)));
    }

    private Order order() {
        return log.find(ID).orElseThrow();
    }

    private static APIGatewayProxyRequestEvent sample() {
        return Events.read("PaymentRetryFunction-SubmitPayment.json", APIGatewayProxyRequestEvent.class);
    }

    private APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
        return api.handleRequest(event, new LambdaContext("PaymentRetryFunction"));
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody(), JsonNode.class);
    }
}
