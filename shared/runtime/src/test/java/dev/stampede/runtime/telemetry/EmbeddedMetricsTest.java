package dev.stampede.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {

    private final EmbeddedMetrics metrics = new EmbeddedMetrics("Stampede", "stampede-test",
            Clock.fixed(Instant.ofEpochMilli(1_780_315_200_123L), ZoneOffset.UTC));
    private CapturedOutput output;

    @BeforeEach
    void start() {
        output = new CapturedOutput();
    }

    @AfterEach
    void stop() {
        output.close();
    }

    @Test
    void outcome_shouldBeOneCountUnderItsDimension() {
        metrics.outcome("Checkout", "Placed");
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("Checkout").asDouble()).isEqualTo(1);
            assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(1_780_315_200_123L);
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Unit").asText()).isEqualTo("Count");
            assertThat(line.path("Outcome").asText()).isEqualTo("Placed");
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("Stampede");
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Name").asText()).isEqualTo("Checkout");
            assertThat(line.path("Service").asText()).isEqualTo("stampede-test");
            assertThat(line.at("/_aws/CloudWatchMetrics")).hasSize(1);
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions")).singleElement()
                    .satisfies(set -> assertThat(set).extracting(JsonNode::asText)
                            .containsExactlyInAnyOrder("Service", "Outcome"));
        });
    }

    @Test
    void outcome_manyAfterOneAnother_shouldEachHaveItsOwnOutcome() {
        metrics.outcome("Checkout", "Placed");
        metrics.add("FactsAnnounced", 7);
        metrics.outcome("Checkout", "SoldOut");
        assertThat(output.lines()).extracting(line -> line.path("Outcome").asText())
                .containsExactly("Placed", "", "SoldOut");
        assertThat(output.lines()).extracting(line -> line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                .contains("[[\"Service\"]]", Index.atIndex(1));
    }

    @Test
    void add_withoutDimension_shouldBeTheValue() {
        metrics.add("FactsAnnounced", 7);
        assertThat(output.lines()).singleElement().satisfies(line -> {
            assertThat(line.path("FactsAnnounced").asDouble()).isEqualTo(7);
            assertThat(line.has("Outcome")).isFalse();
        });
    }
}
