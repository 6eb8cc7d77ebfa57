package dev.stampede.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.contracts.id.OrderHandle;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.CustomerLimits;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Order;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.http.Caller;
import dev.stampede.runtime.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class OrderViewTest {

    private static final OrderHandle KEY = OrderHandle.of(Orders.key("1"));

    private static final String[] PERSONAL = {
            "buyer@example.com", "Bo Buyer", "Main Street", "Springfield", "12345", "tok_approve", "tok_other",
            "charge-reference", "refund-reference", "owner"
    };

    @Test
    void full_reservedOrder_shouldShowLinesTotalsAndTimes() {
        var view = json(SampleOrders.in(OrderStatus.RESERVED), SampleOrders.GUEST);

        assertThat(view).isEqualTo(Json.read("""
                {
                  "orderId": "%s",
                  "reference": "%s",
                  "number": "YVA2-UA56-YNM3",
                  "status": "RESERVED",
                  "currency": "EUR",
                  "lines": [{
                    "sku": "TEA", "productId": "product-TEA", "name": "Name of TEA",
                    "quantity": 2, "unitPrice": 1000, "lineTotal": 2000, "discount": 0, "tax": 0,
                    "shipped": 0, "cancelled": 0, "returned": 0, "shippable": 0, "returnable": 0
                  }],
                  "total": 2000,
                  "captured": 0,
                  "refunded": 0,
                  "refundPending": 0,
                  "refundable": 0,
                  "totals": {"subtotal": 2000, "discounts": [], "discount": 0, "taxes": [], "taxIncluded": false,
                    "tax": 0, "total": 2000},
                  "codes": [],
                  "placedAt": "2026-06-01T12:00:00Z",
                  "updatedAt": "2026-06-01T12:00:01Z",
                  "heldUntil": "2026-06-01T12:15:00Z",
                  "shipments": [],
                  "refunds": [],
                  "returns": [],
                  "timeline": [
                    {"seq": 0, "at": "2026-06-01T12:00:00Z", "type": "OrderPlaced", "amount": 2000, "currency": "EUR"},
                    {"seq": 1, "at": "2026-06-01T12:00:01Z", "type": "StockReserved", "heldUntil": "2026-06-01T12:15:00Z"}
                  ]
                }
                """.formatted(Orders.key("1").value(), Orders.id("1")), JsonNode.class));
    }

    static Stream<Arguments> details() {
        var amount = "{\"amount\": 2000, \"currency\": \"EUR\"}";
        return Stream.of(
                Arguments.of("{\"shortages\": [{\"sku\": \"TEA\", \"requested\": 2, \"available\": 1}]}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.REJECTED}),
                Arguments.of("{\"attempt\": 0, \"reason\": \"card_declined\"}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.DECLINED}),
                Arguments.of("{\"attempt\": 0}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.ACTION}),
                Arguments.of("{\"attempt\": 1}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.ACTION, SampleOrders.SUBMITTED}),
                Arguments.of(amount, new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.CAPTURED}),
                Arguments.of("{\"by\": \"guest\"}", new Fact[] {SampleOrders.PLACED, SampleOrders.CANCELLED}),
                Arguments.of("{}", new Fact[] {SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.EXPIRED}),
                Arguments.of(amount, new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.EXPIRED, SampleOrders.CAPTURED_LATE}),
                Arguments.of("{}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.EXPIRED, SampleOrders.RELEASED}),
                Arguments.of("{\"carrier\": \"Carrier\", \"trackingNumber\": \"T-1\", \"by\": \"admin\"}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.CAPTURED, SampleOrders.SHIPPED}),
                Arguments.of("{\"by\": \"admin\"}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.CAPTURED,
                        new Fact.OrderShipped(null, null, Actor.admin("owner"))}),
                Arguments.of("{\"reason\": \"SHOP\", \"by\": \"admin\"}", new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.CAPTURED, SampleOrders.REFUND}),
                Arguments.of(amount, new Fact[] {
                        SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.CAPTURED, SampleOrders.REFUND,
                        SampleOrders.REFUNDED}));
    }

    @Test
    void full_failedRefund_shouldTellTheProvidersCodeToAdminsOnly() {
        var order = SampleOrders.in(OrderStatus.REFUND_FAILED);

        assertThat(json(order, SampleOrders.ADMIN).get("timeline").get(4).get("reason").textValue())
                .isEqualTo("no_funds");
        assertThat(json(order, SampleOrders.GUEST).get("timeline").get(4).has("reason")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("details")
    void full_eachFact_shouldTellItsPublicDetailsInTheTimeline(String details, Fact[] facts) {
        var order = SampleOrders.log(facts);

        var entry = (ObjectNode) json(order, SampleOrders.GUEST).get("timeline").get(facts.length - 1);

        assertThat(entry.remove("seq").intValue()).isEqualTo(facts.length - 1);
        assertThat(entry.remove("at").textValue()).isEqualTo(order.changedAt().toString());
        assertThat(entry.remove("type").textValue()).isEqualTo(facts[facts.length - 1].type());
        assertThat(entry).isEqualTo(Json.read(details, JsonNode.class));
    }

    @ParameterizedTest
    @EnumSource
    void full_anyGuestsOrder_shouldShowNothingPersonal(OrderStatus status) {
        assertThat(json(SampleOrders.in(status), SampleOrders.GUEST).toString()).doesNotContain(PERSONAL);
        assertThat(json(SampleOrders.in(status), SampleOrders.CUSTOMER).toString()).doesNotContain(PERSONAL);
        assertThat(Json.write(OrderView.summary(SampleOrders.in(status)))).doesNotContain(PERSONAL);
    }

    @Test
    void full_ownOrderOfACustomer_shouldShowTheContactToThemAndTheShop() {
        var order = SampleOrders.log(SampleOrders.placedBy("customer-1"));

        for (var caller : new Caller[] {SampleOrders.CUSTOMER, SampleOrders.ADMIN}) {
            assertThat(json(order, caller).at("/contact/email").textValue()).isEqualTo("buyer@example.com");
            assertThat(json(order, caller).at("/contact/shippingAddress/city").textValue()).isEqualTo("Springfield");
            assertThat(json(order, caller).toString()).doesNotContain("tok_approve");
        }
    }

    @Test
    void full_shippedOrder_shouldTellAdminsWhoShippedIt() {
        var entry = json(SampleOrders.in(OrderStatus.SHIPPED), SampleOrders.ADMIN).get("timeline").get(3);

        assertThat(entry.get("by").textValue()).isEqualTo("admin");
        assertThat(entry.get("subject").textValue()).isEqualTo("owner");
    }

    @Test
    void full_factsFromBeforeActorsWereRecorded_shouldNotSayWho() {
        var order = SampleOrders.log(SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.CAPTURED,
                new Fact.OrderShipped(null, null, null, null, null, null, null));

        var entry = json(order, SampleOrders.ADMIN).get("timeline").get(3);

        assertThat(entry.has("by")).isFalse();
        assertThat(entry.has("subject")).isFalse();
    }

    @Test
    void summary_shouldNameTheOrderByItsReference() {
        var view = Json.read(Json.write(OrderView.summary(SampleOrders.in(OrderStatus.PAID))), JsonNode.class);

        assertThat(view.has("orderId")).isFalse();
        assertThat(view.get("reference").textValue()).isEqualTo(Orders.id("1").value());
        assertThat(view.get("reference").textValue()).isEqualTo(Orders.id("1").value());
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED"})
    void full_orderThatWaitsForMoney_shouldSayUntilWhen(OrderStatus status) {
        assertThat(json(SampleOrders.in(status), SampleOrders.GUEST).get("heldUntil").textValue())
                .isEqualTo("2026-06-01T12:15:00Z");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESERVED", "PAYMENT_DECLINED", "PAYMENT_ACTION_REQUIRED"}, mode = Mode.EXCLUDE)
    void full_orderThatWaitsForNoMoney_shouldNotSayUntilWhen(OrderStatus status) {
        assertThat(json(SampleOrders.in(status), SampleOrders.GUEST).has("heldUntil")).isFalse();
    }

    @Test
    void full_declinedOrder_shouldSayWhyAndWhichAttempt() {
        assertThat(json(SampleOrders.in(OrderStatus.PAYMENT_DECLINED), SampleOrders.GUEST).get("paymentDue"))
                .isEqualTo(Json.read("{\"attempt\": 0, \"reason\": \"card_declined\"}", JsonNode.class));
    }

    @Test
    void full_orderThatNeedsAnAction_shouldSayWhere() {
        assertThat(json(SampleOrders.in(OrderStatus.PAYMENT_ACTION_REQUIRED), SampleOrders.GUEST).get("paymentDue"))
                .isEqualTo(Json.read("{\"attempt\": 0, \"actionUrl\": \"https://confirm.example.com/0\"}",
                        JsonNode.class));
    }

    @Test
    void full_orderWhosePaymentIsUnderWayAgain_shouldAskForNothing() {
        var order = SampleOrders.log(
                SampleOrders.PLACED, SampleOrders.RESERVED, SampleOrders.DECLINED, SampleOrders.SUBMITTED);

        assertThat(json(order, SampleOrders.GUEST).has("paymentDue")).isFalse();
    }

    private static JsonNode json(Order order, Caller caller) {
        return Json.read(Json.write(OrderView.full(order, KEY, caller)), JsonNode.class);
    }

    @Test
    void rejection_becauseOfAUsedUpCode_shouldNameTheCode() {
        var placed = Orders.placedFact(Orders.line("TEA", 2));
        var order = Orders.log("1", placed, new StockRejected(
                List.of(new Shortage(new Sku("TEA"), 2, 1), new Shortage(Sku.ofPromotion("TEN"), 1, 0))));

        var entry = OrderView.full(order, OrderHandle.of(order.id()), SampleOrders.ADMIN).timeline().getLast();

        assertThat(entry.get("shortages")).isEqualTo(List.of(new Shortage(new Sku("TEA"), 2, 1)));
        assertThat(entry.get("usedUpCodes")).isEqualTo(List.of("TEN"));
    }

    @Test
    void rejection_becauseOfLimitsPerCustomer_shouldNameThem() {
        var order = Orders.log("1", Orders.placedFact(Orders.line("TEA", 2)), new StockRejected(
                List.of(), null,
                List.of(new CustomerLimit(new Sku("TEA"), 1), new CustomerLimit(CustomerLimits.FIRST_ORDER, 1))));

        var entry = OrderView.full(order, OrderHandle.of(order.id()), SampleOrders.ADMIN).timeline().getLast();

        assertThat(entry.get("limitsReached"))
                .isEqualTo(List.of(Map.of("sku", new Sku("TEA"), "maxPerCustomer", 1)));
        assertThat(entry.get("isFirstOrder")).isEqualTo(false);
    }
}
