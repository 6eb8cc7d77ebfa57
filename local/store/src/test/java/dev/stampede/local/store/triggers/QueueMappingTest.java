package dev.stampede.local.store.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueMappingTest {

    private static int concurrency(String queue, int maximum) {
        var function = new FunctionDefinition("F", "f", "arn:f", "h", "", Duration.ofSeconds(3), 128, Map.of(),
                List.of(),
                Map.of());
        return QueueMapping.of(function, new EventDefinition("Queue", "SQS", Map.of(
                "Queue", "arn:aws:sqs:eu-central-1:000000000000:" + queue,
                "ScalingConfig", Map.of("MaximumConcurrency", maximum)))).maxConcurrency();
    }

    @Test
    void concurrency_shouldBeBoundedByTheMachine() {
        assertThat(concurrency("emails", 2)).isEqualTo(2);
        assertThat(concurrency("emails", 50)).isEqualTo(5);
    }

    /** A slow message group holds one worker up, and no other group. */
    @Test
    void concurrency_ofAFifoQueue_shouldBeThatOfTheTemplate() {
        assertThat(concurrency("deliveries.fifo", 60)).isEqualTo(60);
        assertThat(concurrency("deliveries.fifo", 1000)).isEqualTo(100);
    }
}
