package dev.stampede.local.store.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.template.EventDefinition;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Stack;
import dev.stampede.local.store.template.TemplateException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTriggerTest {

    @ParameterizedTest
    @CsvSource({"rate(1 minute), PT1M", "rate(5 minutes), PT5M", "rate(2 hours), PT2H", "rate(1 day), PT24H"})
    void of_withRate_shouldReadThePeriod(String schedule, Duration period) {
        assertThat(trigger(Map.of("Schedule", schedule)).orElseThrow().period()).isEqualTo(period);
    }

    @Test
    void of_withCron_shouldNameWhatItDoesNotKnow() {
        assertThatThrownBy(() -> trigger(Map.of("Schedule", "cron(0 12 * * ? *)")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("F.Daily").hasMessageContaining("cron(0 12 * * ? *)");
    }

    @Test
    void of_whenDisabled_shouldBeEmpty() {
        assertThat(trigger(Map.of("Schedule", "rate(1 day)", "Enabled", false))).isEmpty();
        assertThat(trigger(Map.of("ScheduleExpression", "rate(1 day)", "State", "DISABLED"))).isEmpty();
    }

    @Test
    void event_shouldBeAsEventBridgeSendsIt() {
        var event = EventJson.parse(trigger(Map.of("Schedule", "rate(1 day)")).orElseThrow().event()).orElseThrow();

        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("time").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(event.at("/resources/0").asText())
                .isEqualTo("arn:aws:events:eu-central-1:000000000000:rule/stampede-local-FDaily");
        assertThat(event.path("detail").isEmpty()).isTrue();
    }

    @Test
    void event_withInput_shouldBeTheInput() {
        var trigger = trigger(Map.of("Schedule", "rate(1 day)", "Input", "{\"a\":1}")).orElseThrow();

        assertThat(new String(trigger.event(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    private static Optional<ScheduleTrigger> trigger(Map<String, Object> properties) {
        var function = new FunctionDefinition("F", "f", "arn:f", "h", "", Duration.ofSeconds(3), 128, Map.of(),
                List.of(),
                Map.of());
        return ScheduleTrigger.of(function, new EventDefinition("Daily", "Schedule", properties),
                event -> new Invocation.Answered("request", event),
                Stack.local(new UUID(0, 0), URI.create("http://localhost")),
                Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC));
    }
}
