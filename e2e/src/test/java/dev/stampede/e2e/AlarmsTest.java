package dev.stampede.e2e;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all alarms of the template have in common. */
class AlarmsTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

    @Test
    void everyAlarm_withATopic_shouldTellItOfItsBeginningAndItsEnd() {
        var alarms = alarms(Map.of("AlarmTopicArn", TOPIC));
        assertThat(alarms).hasSizeGreaterThan(2).allSatisfy(alarm -> {
            assertThat(alarm.properties().get("AlarmActions")).as(alarm.logicalId()).isEqualTo(List.of(TOPIC));
            assertThat(alarm.properties().get("OKActions")).as(alarm.logicalId()).isEqualTo(List.of(TOPIC));
        });
    }

    @Test
    void everyAlarm_withoutATopic_shouldHaveNoActions() {
        assertThat(alarms(Map.of())).allSatisfy(alarm -> assertThat(alarm.properties())
                .as(alarm.logicalId()).doesNotContainKeys("AlarmActions", "OKActions"));
    }

    @Test
    void everyAlarm_shouldSayWhatItMeansAndWhatMissingDataMeans() {
        assertThat(alarms(Map.of())).allSatisfy(alarm -> assertThat(alarm.properties())
                .as(alarm.logicalId()).containsKeys("AlarmDescription", "TreatMissingData"));
    }

    @Test
    void everyAlarm_ofAStackWithoutData_shouldBeSilent() {
        assertThat(alarms(Map.of())).allSatisfy(alarm -> assertThat(alarm.properties().get("TreatMissingData"))
                .as(alarm.logicalId()).isIn("notBreaching", "ignore"));
    }

    @Test
    void everyQueueThatAFunctionReads_shouldHaveAnAlarmWithinTheHour() {
        var template = template(Map.of());
        var read = template.functions().stream().flatMap(function -> function.events("SQS").stream())
                .map(event -> String.valueOf(event.properties().get("Queue")).replaceFirst(".*:", "")).toList();
        assertThat(read).isNotEmpty();
        assertThat(watched(template, "ApproximateAgeOfOldestMessage", Duration.ofSeconds(1)))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void everyFunctionBehindAStream_shouldHaveAnAlarmWithinTheHour() {
        var template = template(Map.of());
        var behind = template.functions().stream().filter(function -> !function.events("DynamoDB").isEmpty())
                .map(FunctionDefinition::name).toList();
        assertThat(behind).isNotEmpty();
        assertThat(watched(template, "IteratorAge", Duration.ofMillis(1)))
                .containsExactlyInAnyOrderElementsOf(behind);
    }

    /** What alarms watch by a metric of age, which are silent without data and go off within an hour. */
    private static List<String> watched(Template template, String metric, Duration unit) {
        return template.resourcesOf("AWS::CloudWatch::Alarm").stream().map(Resource::properties)
                .filter(alarm -> metric.equals(alarm.get("MetricName")))
                .peek(alarm -> {
                    assertThat(alarm).containsEntry("TreatMissingData", "notBreaching");
                    assertThat(unit.multipliedBy(number(alarm, "Threshold")).plusSeconds(
                            number(alarm, "Period") * number(alarm, "EvaluationPeriods"))).isLessThan(ofHours(1));
                })
                .map(alarm -> String.valueOf(((Map<?, ?>) ((List<?>) alarm.get("Dimensions")).getFirst()).get("Value")))
                .toList();
    }

    private static long number(Map<String, Object> properties, String name) {
        return Long.parseLong(String.valueOf(properties.get(name)));
    }

    private static List<Resource> alarms(Map<String, String> given) {
        return template(given).resourcesOf("AWS::CloudWatch::Alarm");
    }

    private static Template template(Map<String, String> given) {
        var parameters = new HashMap<>(Map.of("Stage", "dev", "OidcIssuer", "http://127.0.0.1:9/none",
                "OidcAudience", "stampede"));
        parameters.putAll(given);
        return Template.read(Project.root().resolve("template.yaml"), parameters);
    }
}
