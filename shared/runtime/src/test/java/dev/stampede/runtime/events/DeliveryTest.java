package dev.stampede.runtime.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    @Test
    void of_receivedOnce_shouldBeTheFirst() {
        assertThat(of(Map.of("ApproximateReceiveCount", "1"))).isEqualTo(Delivery.FIRST);
    }

    @Test
    void of_receivedAgainOrUnknown_shouldBeRepeated() {
        assertThat(of(Map.of("ApproximateReceiveCount", "2"))).isEqualTo(Delivery.REPEATED);
        assertThat(of(Map.of())).isEqualTo(Delivery.REPEATED);
        assertThat(Delivery.of(new SQSMessage())).isEqualTo(Delivery.REPEATED);
    }

    private static Delivery of(Map<String, String> attributes) {
        var message = new SQSMessage();
        message.setAttributes(attributes);
        return Delivery.of(message);
    }
}
