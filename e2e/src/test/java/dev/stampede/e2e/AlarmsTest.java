package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
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

    private static List<Resource> alarms(Map<String, String> given) {
        var parameters = new HashMap<>(Map.of("Stage", "dev", "OidcIssuer", "http://127.0.0.1:9/none",
                "OidcAudience", "stampede"));
        parameters.putAll(given);
        return Template.read(Project.root().resolve("template.yaml"), parameters)
                .resourcesOf("AWS::CloudWatch::Alarm");
    }
}
