package dev.stampede.local.store.template;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What template.yaml promises for a deployment. */
class DeploymentTemplateTest {

    /** Types whose resources hold data that CloudFormation deletes with them, or when it replaces them. */
    private static final Set<String> STATEFUL = Set.of(ResourceTypes.TABLE, ResourceTypes.BUCKET,
            "AWS::Cognito::UserPool", "AWS::KMS::Key", "AWS::Logs::LogGroup");

    private static final Path FILE = file();
    private static final Stack STACK = Stack.local(UUID.fromString("00000000-0000-0000-0000-00000000abcd"),
            URI.create("http://localhost:9324"));
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
        var name = name(parameter);
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
        var template = template(Map.of("Stage", "prod", "CacheUrl", "redis://cache.example.com:6379"));
        assertThat(refusing(template, "AWS::SQS::QueuePolicy")).containsExactlyInAnyOrderElementsOf(
                template.resourcesOf(ResourceTypes.QUEUE).stream()
                        .map(queue -> template.stack().arn("sqs", queue.physicalName())).toList());
        assertThat(refusing(template, "AWS::SNS::TopicPolicy")).containsExactlyInAnyOrderElementsOf(
                template.resourcesOf(ResourceTypes.TOPIC).stream()
                        .map(topic -> template.stack().arn("sns", topic.physicalName())).toList());
    }

    @Test
    void encryptionKey_shouldEncryptEverythingThatHoldsOrders() {
        var template = template(Map.of("Stage", "prod", "CreateEncryptionKey", "yes"));
        var key = template.resource("EncryptionKey").physicalName();
        assertThat(template.resourcesOf(ResourceTypes.TABLE)).allSatisfy(table -> assertThat(
                Values.of(table).section("SSESpecification").text("KMSMasterKeyId")).contains(key));
        assertThat(template.resourcesOf(ResourceTypes.QUEUE)).allSatisfy(queue -> assertThat(queue.properties())
                .containsEntry("KmsMasterKeyId", key).containsEntry("SqsManagedSseEnabled", false));
        assertThat(template.resource("OrderEventsTopic").properties()).containsEntry("KmsMasterKeyId", key);
        assertThat(template.resourcesOf("AWS::Logs::LogGroup")).allSatisfy(group -> assertThat(
                Values.of(group).text("KmsKeyId")).contains(key));
    }

    @Test
    void everyQueue_withoutAKeyOfItsOwn_shouldBeEncryptedByTheService() {
        assertThat(template(Map.of("Stage", "prod")).resourcesOf(ResourceTypes.QUEUE)).allSatisfy(
                queue -> assertThat(queue.properties()).containsEntry("SqsManagedSseEnabled", true)
                        .doesNotContainKey("KmsMasterKeyId"));
    }

    /** The website's requests come from the distribution's addresses; counting those would block all shoppers at once. */
    @Test
    void firewall_withAWebsite_shouldCountItsRequestsByTheShoppersAddress() {
        var rules = firewall(Map.of("Stage", "prod", "FirewallRequestsPerMinute", "300", "CreateWebsite", "yes"));
        assertThat(rules).hasSize(4);
        assertThat(rules.stream().filter(rule -> rule.text("AggregateKeyType").equals("IP"))).hasSize(2)
                .allSatisfy(rule -> assertThat(rule.all().toString()).contains("NotStatement", "x-origin-secret"));
        assertThat(rules.stream().filter(rule -> rule.text("AggregateKeyType").equals("FORWARDED_IP"))).hasSize(2)
                .allSatisfy(rule -> assertThat(rule.all().toString()).contains("X-Viewer-Address", "x-origin-secret")
                        .doesNotContain("NotStatement"));
    }

    @Test
    void firewall_withoutAWebsite_shouldCountEveryRequestByItsAddress() {
        assertThat(firewall(Map.of("Stage", "prod", "FirewallRequestsPerMinute", "300"))).hasSize(2)
                .allSatisfy(rule -> assertThat(rule.all().toString()).doesNotContain("x-origin-secret"));
        assertThat(template(Map.of("Stage", "prod")).resourcesOf("AWS::WAFv2::WebACL")).isEmpty();
    }

    private static List<Values> firewall(Map<String, String> parameters) {
        return Values.of(template(parameters).resource("Firewall")).sections("Rules").stream()
                .map(rule -> rule.section("Statement").section("RateBasedStatement")).toList();
    }

    /** A queue has one policy: of two resources for the same queue, the one that is created last wins. */
    @Test
    void everyQueue_shouldHaveOnePolicy() {
        var template = template(Map.of("Stage", "prod", "CacheUrl", "redis://cache.example.com:6379"));
        var covered = template.resourcesOf("AWS::SQS::QueuePolicy").stream()
                .flatMap(policy -> Values.of(policy).texts("Queues").stream()).toList();
        assertThat(covered).doesNotHaveDuplicates().hasSameSizeAs(template.resourcesOf(ResourceTypes.QUEUE));
    }

    /** Parameters of text, with values that differ from their defaults. */
    private static final Map<String, List<String>> TEXTS = Map.ofEntries(
            entry("OidcIssuer", List.of("https://other.example.com")),
            entry("OidcAudience", List.of("other")),
            entry("EmailFrom", List.of("other@example.com")),
            entry("OwnerEmail", List.of("owner@example.com")),
            entry("StoreName", List.of("Other")),
            entry("StoreTimeZone", List.of("Europe/Berlin")),
            entry("StorefrontUrl", List.of("https://other.example.com/shop")),
            entry("WebsiteDomain", List.of("other.example.com")),
            entry("WebsiteCertificateArn", List.of("arn:aws:acm:us-east-1:123456789012:certificate/1-2")),
            entry("WebsiteClientId", List.of("other")),
            entry("WebsiteConnectSources", List.of("https://other.example.com")),
            entry("Currency", List.of("USD")),
            entry("CorsOrigin", List.of("https://other.example.com")),
            entry("ApiDomain", List.of("api.example.com")),
            entry("ApiCertificateArn", List.of("arn:aws:acm:eu-central-1:123456789012:certificate/1-2")),
            entry("StripeStatementDescriptor", List.of("OTHER SHOP")),
            entry("Revision", List.of("2026-06-01")),
            entry("AlarmTopicArn", List.of("arn:aws:sns:eu-central-1:123456789012:alarms")));

    /** Secrets, and what belongs to them: whoever changes them changes Revision as well. */
    private static final Set<String> UNDESCRIBED = Set.of(
            "CacheUrl", "CacheSubnetIds", "CacheSecurityGroupIds", "StripeSecretArn", "StripeApiUrl");

    /** Properties of functions that are no part of what a version keeps. */
    private static final Set<String> UNPUBLISHED = Set.of("Events", "Policies", "EventInvokeConfig",
            "ReservedConcurrentExecutions", "ProvisionedConcurrencyConfig", "DeploymentPreference", "AutoPublishAlias",
            "AutoPublishAliasAllProperties", "VersionDeletionPolicy", "VersionDescription", "Description", "CodeUri");

    private static final List<Map<String, String>> STACKS = List.of(
            Map.of("Stage", "prod"),
            Map.of("Stage", "prod", "CreateWebsite", "yes", "WebsiteDomain", "shop.example.com"),
            Map.of("Stage", "prod", "OidcIssuer", "https://issuer.example.com", "OidcAudience", "shop"));

    /** SAM computes the ID of a version without the values of parameters; a change of its description replaces it. */
    @ParameterizedTest
    @MethodSource("parameters")
    void everyParameter_shouldPublishTheFunctionsThatItChanges(Values parameter) {
        var name = name(parameter);
        // A stack keeps its stage.
        assumeThat(name).isNotEqualTo("Stage");
        assumeThat(UNDESCRIBED).doesNotContain(name);
        for (var stack : STACKS) {
            var before = functions(stack);
            for (var value : values(parameter)) {
                var changed = new HashMap<>(stack);
                changed.put(name, value);
                functions(changed).forEach((function, after) -> {
                    if (!published(before.get(function)).equals(published(after))) {
                        assertThat(after.get("VersionDescription"))
                                .as("%s with %s=%s", function, name, value)
                                .isNotEqualTo(before.get(function).get("VersionDescription"));
                    }
                });
            }
        }
    }

    /** Lambda publishes no version of a function that has not changed, and its description is a part of it. */
    @Test
    void everyFunction_shouldHaveTheDescriptionOfItsVersion() {
        assertThat(functions(Map.of("Stage", "prod"))).allSatisfy((name, properties) -> assertThat(
                properties.get("Description")).as(name).isNotNull().isEqualTo(properties.get("VersionDescription")));
        var resources = DOCUMENT.section("Resources");
        assertThat(resources.names().stream().map(resources::section)
                .filter(resource -> resource.text("Type").equals(ResourceTypes.FUNCTION))
                .map(resource -> resource.section("Properties").all()))
                        .allSatisfy(properties -> assertThat(properties.get("Description"))
                                .isEqualTo(properties.get("VersionDescription")));
    }

    @Test
    void revision_shouldPublishEveryFunction() {
        var before = functions(Map.of("Stage", "prod"));
        assertThat(functions(Map.of("Stage", "prod", "Revision", "2"))).allSatisfy((name, after) -> assertThat(
                after.get("VersionDescription")).as(name).isNotEqualTo(before.get(name).get("VersionDescription")));
    }

    /** In characters (AWS Lambda API Reference, PublishVersion). */
    private static final int LONGEST_DESCRIPTION = 256;

    @Test
    void everyVersionDescription_withTheLongestValues_shouldBeAccepted() {
        var resources = DOCUMENT.section("Resources");
        var names = DOCUMENT.section("Parameters").names();
        var described = resources.names().stream().map(name -> resources.section(name).section("Properties"))
                .filter(properties -> properties.has("VersionDescription")).toList();
        assertThat(described).isNotEmpty().allSatisfy(properties -> {
            var text = String.valueOf(properties.all().get("VersionDescription"));
            var length = PLACEHOLDER.matcher(text).results().map(found -> found.group(1))
                    .mapToInt(name -> 1 + (names.contains(name) ? longest(DOCUMENT.section("Parameters").section(name))
                            : LONGEST_CHOICE))
                    .sum();
            assertThat(length).as(properties.where()).isLessThanOrEqualTo(LONGEST_DESCRIPTION);
        });
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
    /** Of what a description chooses by a condition: a URL. */
    private static final int LONGEST_CHOICE = 75;

    private static int longest(Values parameter) {
        if (parameter.has("AllowedValues")) {
            return parameter.texts("AllowedValues").stream().mapToInt(String::length).max().orElseThrow();
        }
        return parameter.text("Type").equals("Number") ? parameter.text("MaxValue").length()
                : Integer.parseInt(parameter.text("MaxLength"));
    }

    @Test
    void everyFunction_inProduction_shouldStartFromASnapshotUnlessItCannot() {
        var functions = functions(Map.of("Stage", "prod", "CheckoutProvisionedConcurrency", "5"));
        assertThat(functions).allSatisfy((name, properties) -> {
            var starts = Map.of("ApplyOn", "PublishedVersions").equals(properties.get("SnapStart"));
            assertThat(starts).as(name).isEqualTo(!properties.containsKey("EphemeralStorage")
                    && !properties.containsKey("ProvisionedConcurrencyConfig"));
        });
        assertThat(functions.get("CheckoutFunction")).doesNotContainKey("SnapStart");
        assertThat(functions.get("BrowseFunction")).doesNotContainKey("ProvisionedConcurrencyConfig");
    }

    @Test
    void everyFunction_inDevelopment_shouldStartPlainly() {
        assertThat(functions(Map.of("Stage", "dev"))).allSatisfy((name, properties) -> assertThat(
                properties.getOrDefault("SnapStart", Map.of("ApplyOn", "None"))).as(name)
                        .isEqualTo(Map.of("ApplyOn", "None")));
    }

    @ParameterizedTest
    @CsvSource({"dev, false", "staging, true", "prod, true"})
    void everyFunction_shouldMoveGraduallyInStagingAndProduction(String stage, boolean isGradual) {
        assertThat(functions(Map.of("Stage", stage))).allSatisfy((name, properties) -> {
            var preference = new Values(name, Values.textKeys((Map<?, ?>) properties.get("DeploymentPreference")));
            assertThat(preference.flag("Enabled", true)).as(name).isEqualTo(isGradual);
            assertThat(preference.text("Type")).startsWith("Canary");
            assertThat(preference.texts("Alarms")).as(name)
                    .anyMatch(alarm -> alarm.endsWith("-" + name.replaceFirst("Function$", "FailuresAlarm")));
        });
    }

    @Test
    void everyFunction_atOnce_shouldIgnoreAlarms() {
        assertThat(functions(Map.of("Stage", "prod", "DeploymentType", "AllAtOnce"))).allSatisfy(
                (name, properties) -> assertThat(((Map<?, ?>) properties.get("DeploymentPreference")).get("Alarms"))
                        .as(name).isEqualTo(List.of()));
    }

    private static List<String> values(Values parameter) {
        if (parameter.has("AllowedValues")) {
            return parameter.texts("AllowedValues");
        }
        if (parameter.text("Type").equals("Number")) {
            return List.of(parameter.text("MinValue"), parameter.text("MaxValue"));
        }
        assertThat(TEXTS).as("A value for tests").containsKey(name(parameter));
        return TEXTS.get(name(parameter));
    }

    private static String name(Values parameter) {
        return parameter.where().replaceFirst(".*\\.", "");
    }

    private static Map<String, Object> published(Map<String, Object> function) {
        var published = new HashMap<>(function);
        published.keySet().removeAll(UNPUBLISHED);
        return published;
    }

    private static Map<String, Map<String, Object>> functions(Map<String, String> parameters) {
        return new Scope(DOCUMENT, parameters, STACK).resources().values().stream()
                .filter(resource -> resource.type().equals(ResourceTypes.FUNCTION))
                .collect(Collectors.toMap(Resource::logicalId, Resource::properties));
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
