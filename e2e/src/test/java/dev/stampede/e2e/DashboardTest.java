package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard shows what the functions measure. */
class DashboardTest {

    private static final Pattern SEARCHED = Pattern
            .compile("SEARCH\\('\\{Stampede,[^}]*} MetricName=\"([A-Za-z]+)\"");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern WORD = Pattern.compile("(?<![@.A-Za-z_])[A-Za-z_]+");
    /** The words of queries in CloudWatch Logs Insights, and the names of results. */
    private static final Set<String> INSIGHTS = Set.of("filter", "fields", "sort", "limit", "stats", "count", "latest",
            "by",
            "as", "asc", "desc", "or", "and", "ispresent", "failures", "last");
    private static final Pattern ALARM = Pattern.compile(":alarm:(.+)$");

    private static Template template;
    private static JsonNode body;

    @BeforeAll
    static void read() throws IOException {
        template = Project.template(Map.of());
        body = Json.parse(String.valueOf(template.resource("Dashboard").properties().get("DashboardBody")));
    }

    @Test
    void everyMetricOfOurs_shouldBeOneThatAFunctionAdds() throws IOException {
        var shown = new TreeSet<String>();
        metrics().forEach(metric -> {
            if (metric.path(0).asText().equals("Stampede")) {
                shown.add(metric.path(1).asText());
            }
            SEARCHED.matcher(metric.path(0).path("expression").asText()).results()
                    .forEach(searched -> shown.add(searched.group(1)));
        });

        assertThat(shown).hasSizeGreaterThan(15);
        assertThat(Project.literals()).containsAll(shown);
    }

    @Test
    void everyWidget_shouldFitItsRowAndShowSomething() {
        assertThat(widgets()).hasSizeGreaterThan(20).allSatisfy(widget -> {
            assertThat(widget.path("width").asInt()).isBetween(1, 24);
            if (widget.path("type").asText().equals("metric")) {
                var properties = widget.path("properties");
                assertThat(properties.path("metrics")).as(properties.path("title").asText()).isNotEmpty();
                assertThat(properties.path("region").asText()).isEqualTo(template.stack().region());
            }
        });
    }

    @Test
    void everyAlarm_shouldBeOneOfTheTemplate() {
        var alarms = template.resourcesOf("AWS::CloudWatch::Alarm").stream().map(alarm -> alarm.physicalName())
                .toList();

        var shown = widgets().stream().filter(widget -> widget.path("type").asText().equals("alarm"))
                .flatMap(widget -> stream(widget.path("properties").path("alarms"))).map(JsonNode::asText)
                .flatMap(arn -> ALARM.matcher(arn).results().map(found -> found.group(1))).toList();

        assertThat(shown).hasSizeGreaterThan(5).isSubsetOf(alarms);
    }

    @Test
    void everyFieldOfASavedQuery_shouldBeOneThatFunctionsLog() throws IOException {
        var queries = template.resourcesOf("AWS::Logs::QueryDefinition").stream()
                .map(query -> String.valueOf(query.properties().get("QueryString"))).toList();
        assertThat(queries).hasSizeGreaterThan(3);
        assertThat(queries.stream().flatMap(query -> WORD.matcher(QUOTED.matcher(query).replaceAll(" ")).results())
                .map(MatchResult::group).filter(word -> !INSIGHTS.contains(word)).collect(Collectors.toSet()))
                        .contains("correlation_id", "orderId").isSubsetOf(Project.literals());
    }

    private static List<JsonNode> widgets() {
        return stream(body.path("widgets")).toList();
    }

    private static Stream<JsonNode> metrics() {
        return widgets().stream().flatMap(widget -> stream(widget.path("properties").path("metrics")));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
