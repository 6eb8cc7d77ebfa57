package dev.stampede.e2e;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Resource;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What all alarms of the template have in common. */
class AlarmsTest {

    private static final Pattern CODE = Pattern.compile("`([A-Za-z*]+)`");
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
        var template = Project.template(Map.of());
        var read = template.functions().stream().flatMap(function -> function.events("SQS").stream())
                .map(event -> String.valueOf(event.properties().get("Queue")).replaceFirst(".*:", "")).toList();
        assertThat(read).isNotEmpty();
        assertThat(watched(template, "ApproximateAgeOfOldestMessage", Duration.ofSeconds(1)))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void everyFunctionBehindAStream_shouldHaveAnAlarmWithinTheHour() {
        var template = Project.template(Map.of());
        var behind = template.functions().stream().filter(function -> !function.events("DynamoDB").isEmpty())
                .map(FunctionDefinition::name).toList();
        assertThat(behind).isNotEmpty();
        assertThat(watched(template, "IteratorAge", Duration.ofMillis(1)))
                .containsExactlyInAnyOrderElementsOf(behind);
    }

    @Test
    void everyFunction_shouldHaveAnAlarmForItsErrorsAndThrottles() {
        var template = Project.template(Map.of());
        var functions = template.functions().stream().map(FunctionDefinition::name).toList();
        for (var metric : List.of("Errors", "Throttles")) {
            assertThat(terms(template, "AWS/Lambda", metric).map(AlarmsTest::dimension)).as(metric)
                    .containsExactlyInAnyOrderElementsOf(functions);
        }
    }

    /** A refused token is an error of the authorizer, as API Gateway requires. */
    @Test
    void authorizersAlarm_shouldNotCountRefusedTokens() {
        var template = Project.template(Map.of());

        assertThat(terms(template, "Stampede", "Authorization")).singleElement().satisfies(refused -> assertThat(
                String.valueOf(refused.get("Dimensions"))).contains("Refused"));
        assertThat(String.valueOf(template.resource("AuthorizerFailuresAlarm").properties().get("Metrics")))
                .contains("errors - SUM([errors, refused])");
    }

    @Test
    void apisErrors_shouldHaveAnAlarmForTheStageThatIsDeployed() {
        var template = Project.template(Map.of());
        var alarm = template.resource("ApiErrorsAlarm").properties();

        assertThat(alarm).containsEntry("Namespace", "AWS/ApiGateway").containsEntry("MetricName", "5XXError");
        var api = template.resource("Api").properties();
        assertThat(
                ((List<?>) alarm.get("Dimensions")).stream().map(one -> String.valueOf(((Map<?, ?>) one).get("Value"))))
                        .containsExactly(String.valueOf(api.get("Name")), String.valueOf(api.get("StageName")));
    }

    @Test
    void everyMetricOfOurs_shouldBeOneThatAFunctionAdds() throws IOException {
        var single = alarms(Map.of()).stream().map(Resource::properties)
                .filter(alarm -> "Stampede".equals(alarm.get("Namespace")))
                .map(alarm -> String.valueOf(alarm.get("MetricName")));
        var combined = alarms(Map.of()).stream().flatMap(AlarmsTest::metrics)
                .filter(metric -> "Stampede".equals(metric.get("Namespace")))
                .map(metric -> String.valueOf(metric.get("MetricName")));
        var watched = Stream.concat(single, combined).collect(Collectors.toSet());

        assertThat(watched).hasSizeGreaterThan(10);
        assertThat(Project.literals()).containsAll(watched);
    }

    /** A row names alarms by pattern, such as {@code *DelayedAlarm}. */
    @Test
    void everyAlarm_shouldHaveARowInTheRunbook() throws IOException {
        var patterns = Files.readAllLines(Project.root().resolve("docs/operations.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> CODE.matcher(line.substring(0, line.indexOf('|', 1))).results())
                .map(code -> code.group(1)).toList();
        var alarms = alarms(Map.of()).stream().map(Resource::logicalId).toList();

        assertThat(alarms).allSatisfy(alarm -> assertThat(patterns)
                .as("What to do when %s goes off", alarm).anyMatch(pattern -> matches(alarm, pattern)));
        assertThat(patterns).allSatisfy(pattern -> assertThat(alarms)
                .as("Alarms named %s", pattern).anyMatch(alarm -> matches(alarm, pattern)));
    }

    private static boolean matches(String alarm, String pattern) {
        return alarm.matches(pattern.replace("*", ".+"));
    }

    /** Amazon CloudWatch User Guide, "CloudWatch alarms": an alarm based on a math expression can reference 10 metrics. */
    @Test
    void everyAlarm_shouldCombineAtMostTenMetrics() {
        assertThat(alarms(Map.of())).allSatisfy(alarm -> assertThat(
                ((List<?>) alarm.properties().getOrDefault("Metrics", List.of())).stream()
                        .filter(term -> ((Map<?, ?>) term).containsKey("MetricStat")))
                                .as(alarm.logicalId()).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void everyDeadLetterQueue_shouldHaveAnAlarm() {
        var template = Project.template(Map.of());
        var deadLetters = template.resourcesOf("AWS::SQS::Queue").stream().map(Resource::logicalId)
                .filter(name -> name.endsWith("DeadLetters") || name.equals("StreamFailuresQueue")).toList();
        assertThat(deadLetters).isNotEmpty();

        assertThat(terms(template, "AWS/SQS", "ApproximateNumberOfMessagesVisible").map(AlarmsTest::dimension))
                .as("alarms for %s", deadLetters).doesNotHaveDuplicates().hasSameSizeAs(deadLetters);
    }

    /** The metrics of that name which alarms combine with others. */
    private static Stream<Map<?, ?>> terms(Template template, String namespace, String name) {
        return template.resourcesOf("AWS::CloudWatch::Alarm").stream().flatMap(AlarmsTest::metrics)
                .filter(metric -> namespace.equals(metric.get("Namespace")) && name.equals(metric.get("MetricName")));
    }

    /** The metrics that an alarm combines. */
    private static Stream<Map<?, ?>> metrics(Resource alarm) {
        return ((List<?>) alarm.properties().getOrDefault("Metrics", List.of())).stream()
                .map(term -> ((Map<?, ?>) term).get("MetricStat"))
                .filter(Objects::nonNull)
                .map(stat -> (Map<?, ?>) ((Map<?, ?>) stat).get("Metric"));
    }

    private static String dimension(Map<?, ?> metric) {
        return String.valueOf(((Map<?, ?>) ((List<?>) metric.get("Dimensions")).getFirst()).get("Value"));
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
        return Project.template(given).resourcesOf("AWS::CloudWatch::Alarm");
    }
}
