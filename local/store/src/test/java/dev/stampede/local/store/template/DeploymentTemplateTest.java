package dev.stampede.local.store.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What template.yaml promises for a deployment. */
class DeploymentTemplateTest {

    /** Types whose resources hold data that CloudFormation deletes with them, or when it replaces them. */
    private static final Set<String> STATEFUL = Set.of(ResourceTypes.TABLE, ResourceTypes.BUCKET,
            "AWS::Cognito::UserPool", "AWS::KMS::Key", "AWS::Logs::LogGroup");

    private static final Path FILE = file();
    private static final Values DOCUMENT = new Values("template", Yaml.read(FILE));

    static List<Values> parameters() {
        var parameters = DOCUMENT.section("Parameters");
        return parameters.names().stream().map(parameters::section).toList();
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void everyParameter_shouldBeDescribedAndBounded(Values parameter) {
        assertThat(parameter.text("Description")).as(parameter.where()).isNotBlank();
        if (parameter.has("AllowedValues")) {
            assertThat(parameter.texts("AllowedValues")).as(parameter.where()).isNotEmpty();
        } else if (parameter.text("Type").equals("Number")) {
            assertThat(parameter.names()).as(parameter.where()).contains("MinValue", "MaxValue");
        } else if (parameter.text("Type").equals("String")) {
            assertThat(parameter.names()).as(parameter.where()).contains("AllowedPattern");
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void everyDefault_shouldBeAllowed(Values parameter) {
        var name = parameter.where().replaceFirst(".*\\.", "");
        var given = parameter.has("Default") ? Map.<String, String> of()
                : Map.of(name, parameter.texts("AllowedValues").getFirst());
        assertThat(Parameters.resolve(new Values("Parameters", Map.of(name, parameter.all())), given))
                .containsOnlyKeys(name);
    }

    @Test
    void everyStatefulResource_shouldSayWhatADeletionAndAReplacementKeep() {
        var resources = DOCUMENT.section("Resources");
        var stateful = resources.names().stream().map(resources::section)
                .filter(resource -> STATEFUL.contains(resource.text("Type"))).toList();

        assertThat(stateful).hasSizeGreaterThan(10).allSatisfy(resource -> assertThat(resource.names())
                .as(resource.where()).contains("DeletionPolicy", "UpdateReplacePolicy"));
        // A table that outlives its stack is not replaced silently either.
        assertThat(stateful).allSatisfy(resource -> assertThat(resource.text("UpdateReplacePolicy"))
                .as(resource.where())
                .isEqualTo(resource.text("DeletionPolicy").startsWith("Retain") ? "Retain" : "Delete"));
    }

    @Test
    void everyRetainedTable_inProduction_shouldBeProtectedAndRecoverable() {
        var retained = retainedTables();
        var production = template(Map.of("Stage", "prod", "AllowSandboxPayments", "yes"));

        assertThat(retained).contains("OrdersTable", "InventoryTable").allSatisfy(table -> assertThat(
                production.resource(table).properties()).as(table)
                        .containsEntry("DeletionProtectionEnabled", true)
                        .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true)));
        assertThat(production.resource("UserPool").properties()).containsEntry("DeletionProtection", "ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging"})
    void everyTable_inOtherStages_shouldBeDeletable(String stage) {
        assertThat(template(Map.of("Stage", stage)).resourcesOf(ResourceTypes.TABLE)).allSatisfy(
                table -> assertThat(table.properties().getOrDefault("DeletionProtectionEnabled", false))
                        .as(table.logicalId()).isEqualTo(false));
    }

    @Test
    void everyQueueAndTopic_shouldRefuseRequestsWithoutTls() {
        var template = template(Map.of("Stage", "prod"));
        assertThat(refusing(template, "AWS::SQS::QueuePolicy")).containsExactlyInAnyOrderElementsOf(
                template.resourcesOf(ResourceTypes.QUEUE).stream()
                        .map(queue -> template.stack().arn("sqs", queue.physicalName())).toList());
        assertThat(refusing(template, "AWS::SNS::TopicPolicy")).containsExactlyInAnyOrderElementsOf(
                template.resourcesOf(ResourceTypes.TOPIC).stream()
                        .map(topic -> template.stack().arn("sns", topic.physicalName())).toList());
    }

    /** A queue has one policy: of two resources for the same queue, the one that is created last wins. */
    @Test
    void everyQueue_shouldHaveOnePolicy() {
        var template = template(Map.of("Stage", "prod"));
        var covered = template.resourcesOf("AWS::SQS::QueuePolicy").stream()
                .flatMap(policy -> Values.of(policy).texts("Queues").stream()).toList();
        assertThat(covered).doesNotHaveDuplicates().hasSameSizeAs(template.resourcesOf(ResourceTypes.QUEUE));
    }

    /** The resources of statements that deny everybody requests without TLS. */
    private static List<String> refusing(Template template, String type) {
        return template.resourcesOf(type).stream()
                .flatMap(policy -> Values.of(policy).section("PolicyDocument").sections("Statement").stream())
                .filter(statement -> statement.text("Effect").equals("Deny"))
                .filter(statement -> "*".equals(statement.text("Principal")))
                .filter(statement -> statement.section("Condition").all()
                        .equals(Map.of("Bool", Map.of("aws:SecureTransport", "false"))))
                .flatMap(statement -> resources(statement).stream())
                .toList();
    }

    private static List<String> resources(Values statement) {
        return statement.all().get("Resource") instanceof List<?> ? statement.texts("Resource")
                : List.of(statement.text("Resource"));
    }

    private static Set<String> retainedTables() {
        var resources = DOCUMENT.section("Resources");
        return resources.names().stream()
                .filter(name -> resources.section(name).text("Type").equals(ResourceTypes.TABLE))
                .filter(name -> resources.section(name).text("UpdateReplacePolicy").equals("Retain"))
                .collect(Collectors.toSet());
    }

    private static Template template(Map<String, String> parameters) {
        return Template.read(FILE, parameters);
    }

    private static Path file() {
        var folders = new ArrayList<Path>();
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            folders.add(folder.resolve("template.yaml"));
        }
        return folders.stream().filter(Files::exists).findFirst()
                .orElseThrow(() -> new IllegalStateException("No template.yaml here or above"));
    }
}
