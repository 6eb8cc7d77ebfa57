package dev.stampede.webhooks.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.contracts.id.EventId;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.webhooks.EventTypes;
import org.junit.jupiter.api.Test;

class PayloadsTest {

    private static final String ORDER = "ref_00000000000000000000000000000000";

    @Test
    void orderEvent_shouldHaveTheMembersOfItsTypeAlone() {
        var event = Payloads.read(published("stampede.order.order-placed.v1", """
                {"lines": [{"sku": "TEA", "productId": "tea", "name": "Tea", "unitPrice": {"amount": 100, "currency": "EUR"},
                "quantity": 2, "secret": 1}], "total": {"amount": 200, "currency": "EUR"}, "contact": {"email": "a@example.com"}}
                """)).event().orElseThrow();
        assertThat(event.id()).isEqualTo(EventId.of("/stampede/orders", ORDER + "/3"));
        assertThat(Json.read(event.body(), JsonNode.class)).isEqualTo(Json.read("""
                {"specversion": "1.0", "id": "%s", "source": "/stampede/orders", "type": "stampede.order.order-placed.v1",
                "subject": "%s", "time": "2026-06-01T12:00:00Z", "datacontenttype": "application/json",
                "data": {"reference": "%s", "seq": 3, "lines": [{"sku": "TEA", "productId": "tea", "name": "Tea",
                "unitPrice": {"amount": 100, "currency": "EUR"}, "quantity": 2}], "total": {"amount": 200, "currency": "EUR"}}}
                """.formatted(event.id(), ORDER, ORDER), JsonNode.class));
    }

    @Test
    void sameEventTwice_shouldHaveTheSameIdAndBody() {
        var json = published("stampede.order.payment-captured.v1",
                "{\"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}");
        assertThat(Payloads.read(json)).isEqualTo(Payloads.read(json));
    }

    @Test
    void paymentsReference_shouldNotBeSent() {
        var json = published("stampede.order.payment-captured.v1",
                "{\"amount\": {\"amount\": 1, \"currency\": \"EUR\"}, \"reference\": \"pay_1\", \"attempt\": 0}");
        assertThat(Payloads.read(json).event().orElseThrow().body()).doesNotContain("pay_1").doesNotContain("attempt");
    }

    @Test
    void eventOfAnotherType_shouldNotBeSent() {
        assertThat(Payloads.read(published("stampede.order.stock-reserved.v1", "{}")).event()).isEmpty();
        assertThat(Payloads.read(published(EventTypes.TEST, "{}")).event()).isEmpty();
    }

    @Test
    void whatIsNoEvent_shouldBeRefused() {
        assertThatThrownBy(() -> Payloads.read("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Payloads.read("{\"type\": \"stampede.order.refunded.v1\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void testEvents_shouldBeDifferent() {
        var event = Payloads.test(TestEnvironment.NOW);
        assertThat(event.type()).isEqualTo(EventTypes.TEST);
        assertThat(Payloads.test(TestEnvironment.NOW).id()).isNotEqualTo(event.id());
    }

    private static String published(String type, String data) {
        return """
                {"specversion": "1.0", "id": "%s/3", "source": "/stampede/orders", "type": "%s", "subject": "%s",
                "time": "2026-06-01T12:00:00Z", "datacontenttype": "application/json", "correlationid": "c", "data": %s}
                """.formatted(ORDER, type, ORDER, data);
    }
}
