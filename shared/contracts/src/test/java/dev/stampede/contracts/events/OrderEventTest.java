package dev.stampede.contracts.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.orders.Fact;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.ProjectFiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventTest {

    private static final OrderEvent EVENT = OrderEvent.of(
            Orders.id("1"), 12, "StockReserved", "2026-06-01T12:00:00.123Z", "correlation-1", "{\"units\":2}");

    @Test
    void toJson_shouldBeACloudEvent() {
        assertThat(Json.read(EVENT.toJson(), JsonNode.class)).isEqualTo(Json.read("""
                {
                  "specversion": "1.0",
                  "id": "%1$s/12",
                  "source": "/stampede/orders",
                  "type": "stampede.order.stock-reserved.v1",
                  "subject": "%1$s",
                  "time": "2026-06-01T12:00:00.123Z",
                  "datacontenttype": "application/json",
                  "correlationid": "correlation-1",
                  "data": {"units": 2}
                }
                """.formatted(Orders.id("1")), JsonNode.class));
    }

    @Test
    void parse_itsOwnJson_shouldBeTheSameEventWithoutData() {
        assertThat(OrderEvent.parse(EVENT.toJson())).isEqualTo(withoutData(EVENT));
    }

    @Test
    void toJson_parsedEvent_shouldHaveNoData() {
        var json = Json.read(OrderEvent.parse(EVENT.toJson()).toJson(), JsonNode.class);
        assertThat(json.path("id").asText()).isEqualTo(EVENT.id());
        assertThat(json.has("data")).isFalse();
    }

    @Test
    void toJson_data_shouldBePassedOnAsItIs() {
        var data = "{\"z\":1,  \"a\":1.50}";
        assertThat(event(data).toJson()).endsWith("\"data\":" + data + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "{\"a\":1,\"a\":2}"})
    void of_dataThatIsNotJson_shouldBeRefused(String data) {
        assertThatIllegalArgumentException().isThrownBy(() -> event(data));
    }

    @Test
    void seq_shouldBeTheFactsPlace() {
        assertThat(EVENT.seq()).isEqualTo(12);
        assertThat(EVENT.orderId()).isEqualTo(Orders.id("1"));
    }

    @Test
    void parse_laterVersionsFields_shouldBeIgnored() {
        var json = EVENT.toJson().replaceFirst("\\{", "{\"traceparent\":\"00-1\",");
        assertThat(OrderEvent.parse(json)).isEqualTo(withoutData(EVENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[]", "{}", "null", "{\"id\": \"ref_1/0\"}"})
    void parse_somethingElse_shouldBeRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderEvent.parse(json));
    }

    @Test
    void parse_eventOfAnotherSource_shouldBeRefused() {
        var json = EVENT.toJson().replace("/stampede/orders", "/elsewhere");
        assertThatIllegalArgumentException().isThrownBy(() -> OrderEvent.parse(json));
    }

    @Test
    void parse_badOrderId_shouldBeRefused() {
        var json = EVENT.toJson().replace("\"subject\":\"ref_", "\"subject\":\"crt_");
        assertThatIllegalArgumentException().isThrownBy(() -> OrderEvent.parse(json));
    }

    @ParameterizedTest
    @CsvSource({"OrderPlaced,stampede.order.order-placed.v1", "HoldExpired,stampede.order.hold-expired.v1",
            "Refunded,stampede.order.refunded.v1",
            "PaymentActionRequired,stampede.order.payment-action-required.v1"})
    void typeOf_shouldBeTheFactsNameInLowerCaseWithDashes(String fact, String type) {
        assertThat(OrderEvent.typeOf(fact)).isEqualTo(type);
    }

    @Test
    void announces_shouldCompareTypes() {
        assertThat(EVENT.announces("StockReserved")).isTrue();
        assertThat(EVENT.announces("StockReleased")).isFalse();
    }

    @Test
    void subscriptionsOfTheTemplate_shouldNameTypesThatThereAre() {
        var types = Arrays.stream(Fact.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .map(OrderEvent::typeOf)
                .toList();
        var subscribed = ProjectFiles.text("template.yaml").lines()
                .map(String::strip)
                .filter(line -> line.startsWith("- stampede.order."))
                .map(line -> line.substring(2))
                .toList();
        assertThat(subscribed).isNotEmpty().isSubsetOf(types);
    }

    private static OrderEvent event(String data) {
        return OrderEvent.of(Orders.id("1"), 12, "StockReserved", "2026-06-01T12:00:00.123Z", "correlation-1", data);
    }

    private static OrderEvent withoutData(OrderEvent event) {
        return new OrderEvent(
                event.specversion(), event.id(), event.source(), event.type(), event.subject(), event.time(),
                event.datacontenttype(), event.correlationid(), null);
    }
}
