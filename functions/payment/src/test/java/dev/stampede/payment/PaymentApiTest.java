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
import dev.stampede.contracts.money.Money;
import dev.stampede.payment.adapters.SandboxLedger;
import dev.stampede.payment.adapters.SandboxProvider;
import dev.stampede.runtime.limits.KeyedHash;
import dev.stampede.runtime.testing.GivenClients;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.contracts.testing.LogPrivacy;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.TestEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentApiTest {

    private static final OrderKey KEY = new OrderKey("ord_" + "0".repeat(32));
    private static final OrderId ID = KEY.orderId();
    private static final OrderLine NOTEBOOK = Orders.line("FIELD-NOTEBOOK-A5", 2);

    @RegisterExtension
    static final PaymentTables TABLES = new PaymentTables();

    @RegisterExtension
    final LogPrivacy logs = new LogPrivacy();

    private final List<String> hints = new ArrayList<>();
    private final FunctionEnvironment environment = TestEnvironment.of(
            Map.ofEntries(
                    Map.entry("ORDERS_TABLE", "OrdersTable"), Map.entry("MAX_UNPAID_UNITS", "5"),
                    Map.entry("MAX_DECLINED_PAYMENTS", "3"), Map.entry("ADDRESS_FACTOR", "2"),
                    Map.entry("EMAIL_CHECKOUTS_PER_HOUR", "10"), Map.entry("CARD_PAYMENTS_PER_HOUR", "10"),
                    Map.entry("PAYMENT_PROVIDER", "sandbox"),
                    Map.entry("PAYMENT_EVENTS_QUEUE_URL", "https://sqs.example.com/hints"),
                    Map.entry("SANDBOX_PAYMENTS_TABLE", "SandboxPaymentsTable"),
                    Map.entry("CALLER_REQUESTS_PER_MINUTE", "30")),
            new GivenClients(TABLES.client(), queue()));
    private final DynamoDbOrderLog log = TABLES.log();
    private final PaymentApi api = new PaymentApi(environment);

    @Test
    void newPaymentApi_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.withoutSettings();

        assertThatIllegalStateException()
                .isThrownBy(() -> new PaymentApi(environment))
                .withMessage("Settings: ORDERS_TABLE is not set; LIMITS_TABLE is not set; "
                        + "DEPLOYMENT_KEY is not set; MAX_UNPAID_UNITS is not set; MAX_DECLINED_PAYMENTS is not set; "
                        + "ADDRESS_FACTOR is not set; EMAIL_CHECKOUTS_PER_HOUR is not set; "
                        + "CARD_PAYMENTS_PER_HOUR is not set; PAYMENT_PROVIDER is not set; "
                        + "PAYMENT_EVENTS_QUEUE_URL is not set; SANDBOX_PAYMENTS_TABLE is not set");
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

    @Test
    void event_signedByTheProvider_shouldBecomeAHint() {
        var response = answer(signed(event()));

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(hints).containsExactly("{\"orderId\":\"ref_" + "0".repeat(32) + "\"}");
    }

    @Test
    void event_manyFromOneAddress_shouldAllBeAccepted() {
        for (var number = 0; number < 100; number++) {
            assertThat(answer(signed(event())).getStatusCode()).isEqualTo(202);
        }
    }

    @Test
    void event_withAWrongOrMissingSignature_shouldBeRefusedAndChangeNothing() {
        var changed = signed(event());
        changed.setBody(changed.getBody().replace("/0", "/1"));
        var missing = event();
        missing.setHeaders(Map.of());

        for (var request : List.of(event(), changed, missing)) {
            var response = answer(request);

            assertThat(response.getStatusCode()).isEqualTo(400);
            assertThat(body(response).get("type").textValue()).isEqualTo("urn:stampede:problem:invalid-signature");
        }
        assertThat(hints).isEmpty();
    }

    @Test
    void event_ofAnotherProvider_shouldBeNotFound() {
        assertThat(answer(signed(event()).withPathParameters(Map.of("provider", "stripe"))).getStatusCode())
                .isEqualTo(404);
        assertThat(hints).isEmpty();
    }

    @Test
    void event_whileTheQueueIsAway_shouldFailSoThatTheProviderRepeatsIt() {
        queueIsAway = true;

        assertThat(answer(signed(event())).getStatusCode()).isEqualTo(500);
    }

    @Test
    void refresh_orderThatAwaitsPayment_shouldBecomeAHint() {
        placeDeclined();

        var response = answer(read("RefreshPayment"));

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(body(response).get("status").textValue()).isEqualTo("PAYMENT_DECLINED");
        assertThat(hints).containsExactly("{\"orderId\":\"" + ID + "\"}");
    }

    @Test
    void refresh_otherOrUnknownOrders_shouldAskNobody() {
        assertThat(answer(read("RefreshPayment")).getStatusCode()).isEqualTo(404);
        log.place(ID, Orders.placedFact(NOTEBOOK));
        assertThat(answer(read("RefreshPayment")).getStatusCode()).isEqualTo(202);
        assertThat(hints).isEmpty();
    }

    @Test
    void sandboxPage_confirmedTwice_shouldShowTheChargeAndDecideOnce() {
        var charge = charge();

        assertThat(answer(page("ShowSandboxCharge", charge)).getBody())
                .contains("Confirm your payment", "20.00", "data-state=\"OPEN\"");
        var response = answer(page("DecideSandboxCharge", charge));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsKey("Content-Security-Policy");
        assertThat(response.getBody()).contains("Payment confirmed", "data-returns=\"true\"");
        var refusal = page("DecideSandboxCharge", charge).withBody("decision=refuse&callbacks=ONCE");
        assertThat(answer(refusal).getBody()).contains("Payment confirmed");
        assertThat(answer(page("ShowSandboxCharge", charge)).getBody()).contains("data-returns=\"false\"");
    }

    @Test
    void sandboxPage_ofAGuessedCharge_shouldBeNotFound() {
        charge();

        assertThat(answer(read("ShowSandboxCharge")).getStatusCode()).isEqualTo(404);
        assertThat(answer(read("DecideSandboxCharge")).getStatusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "decision=maybe&callbacks=ONCE", "decision=confirm", "decision=%zz&callbacks=ONCE"})
    void sandboxPage_malformedDecision_shouldDecideNothing(String form) {
        var charge = charge();

        assertThat(answer(page("DecideSandboxCharge", charge).withBody(form)).getStatusCode()).isEqualTo(400);
        assertThat(answer(page("ShowSandboxCharge", charge)).getBody()).contains("data-state=\"OPEN\"");
    }

    /** The id of a charge that the customer must confirm. */
    private String charge() {
        var charges = new SandboxCharges(new KeyedHash(config().sandbox().pagesKey()));
        new SandboxProvider(
                new SandboxLedger(TABLES.client(), "SandboxPaymentsTable", TestEnvironment.CLOCK),
                key -> "https://api.example.com" + SandboxCharges.PATH + charges.id(key))
                        .charge(new PaymentProvider.Charge(ID + "/0", new Money(2000, "EUR"), "tok_action"));
        return charges.id(ID + "/0");
    }

    private PaymentApiConfig config() {
        return environment.settings().read(PaymentApiConfig::fromSettings);
    }

    private APIGatewayProxyRequestEvent page(String name, String charge) {
        return read(name).withPathParameters(Map.of("chargeId", charge));
    }

    private static APIGatewayProxyRequestEvent event() {
        return read("PaymentEvent");
    }

    private APIGatewayProxyRequestEvent signed(APIGatewayProxyRequestEvent event) {
        var signature = new SandboxSignature(config().sandbox().callbacksKey(), TestEnvironment.CLOCK);
        event.setHeaders(Map.of(SandboxSignature.HEADER, signature.of(event.getBody())));
        return event;
    }

    private static APIGatewayProxyRequestEvent read(String name) {
        return Events.read("PaymentRetryFunction-" + name + ".json", APIGatewayProxyRequestEvent.class);
    }

    private boolean queueIsAway;

    private SqsClient queue() {
        return new SqsClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                if (queueIsAway) {
                    throw new IllegalStateException("The queue is away");
                }
                assertThat(request.queueUrl()).isEqualTo("https://sqs.example.com/hints");
                hints.add(request.messageBody());
                return SendMessageResponse.builder().messageId("1").build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
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
