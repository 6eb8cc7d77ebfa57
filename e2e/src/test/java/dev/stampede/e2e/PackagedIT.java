package dev.stampede.e2e;

import static dev.stampede.local.lab.packaged.FunctionProcess.ON_DEMAND;
import static dev.stampede.local.lab.packaged.FunctionProcess.SNAP_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stampede.local.lab.packaged.FunctionProcess;
import dev.stampede.local.lab.packaged.RuntimeApi;
import dev.stampede.local.store.aws.Services;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is deployed boots and answers: each function's jar, by the {@code CodeUri} and {@code Handler} of the template, in
 * a process of its own under the runtime interface client that Lambda uses, on each of its sample events.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "The runtime interface client is native code for Linux")
@Execution(ExecutionMode.CONCURRENT)
class PackagedIT {

    private static final Path ROOT = Project.root();
    private static final Path CLIENT = ROOT.resolve("local/lab/target/runtime-interface-client");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MAX_JAR_BYTES = 15_000_000;
    private static final Map<String, String> PARAMETERS = Map.of("Stage", "dev", "OidcIssuer",
            "http://127.0.0.1:9/none",
            "OidcAudience", "stampede");
    private static final Duration END = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static Services services;
    private static Template template;

    @BeforeAll
    static void start() throws IOException {
        services = Services.start(Services.Options.inMemory());
        template = Template.read(ROOT.resolve("template.yaml"), PARAMETERS, services.stack());
        services.create(template);
        placeTheOrderOfTheSamples();
    }

    /** What the functions that reserve and reject it add to it is then part of a complete log, which others can read. */
    private static void placeTheOrderOfTheSamples() throws IOException {
        var event = MAPPER.readTree(ROOT.resolve("events/ReservationsFunction-OrdersPlaced.json").toFile());
        var item = new HashMap<String, AttributeValue>();
        event.at("/Records/0/dynamodb/NewImage").properties().forEach(attribute -> item.put(attribute.getKey(),
                attribute.getValue().has("N") ? AttributeValue.fromN(attribute.getValue().path("N").textValue())
                        : AttributeValue.fromS(attribute.getValue().path("S").textValue())));
        services.clients().dynamoDb().putItem(
                put -> put.tableName(template.resource("OrdersTable").physicalName()).item(item));
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    @TestFactory
    Stream<DynamicTest> everyFunction_onItsSampleEvents_shouldBootAndAnswer() {
        return template.functions().stream().map(function -> dynamicTest(function.logicalId(), () -> check(function)));
    }

    /** Only stacks with a shared cache have this function. */
    @Test
    void cacheInvalidation_whoseCacheIsAway_shouldBootAndReportItsMessages() throws Exception {
        var parameters = new HashMap<>(PARAMETERS);
        parameters.put("CacheUrl", "redis://127.0.0.1:1");
        var function = Template.read(ROOT.resolve("template.yaml"), parameters, services.stack())
                .function("CacheInvalidationFunction");
        assertThat(check(function, ON_DEMAND)).contains("ConnectException");
    }

    /** A jar is downloaded, unpacked and searched for classes at each cold start. */
    @TestFactory
    Stream<DynamicTest> everyJar_shouldBeSmall() {
        return template.functions().stream().map(FunctionDefinition::codeUri).distinct().sorted()
                .map(jar -> dynamicTest(jar, () -> checkSize(ROOT.resolve(jar))));
    }

    private static void checkSize(Path jar) throws IOException {
        var bytes = Files.size(jar);
        try (var file = new JarFile(jar.toFile())) {
            var classes = file.stream().filter(entry -> entry.getName().endsWith(".class")).count();
            System.out.printf(Locale.ROOT, "%s: %.1f MB, %,d classes%n", jar.getFileName(), bytes / 1e6, classes);
        }
        assertThat(bytes).as("bytes of %s", jar.getFileName()).isLessThanOrEqualTo(MAX_JAR_BYTES);
    }

    /** Parts of libraries are left out by the filters in functions/pom.xml: what code of ours calls is not among them. */
    @TestFactory
    Stream<DynamicTest> everyJar_shouldHaveTheClassesThatItsCodeNeeds() {
        return template.functions().stream().map(FunctionDefinition::codeUri).distinct().sorted()
                .map(jar -> dynamicTest(jar, () -> checkClasses(ROOT.resolve(jar))));
    }

    private static void checkClasses(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            assertThat(NeededClasses.missing(file)).as("classes that %s lacks, with one that refers to each", jar)
                    .isEmpty();
        }
    }

    /** Lambda runs the hooks, takes the snapshot, and lets the function continue from it. */
    @ParameterizedTest
    @ValueSource(strings = {"BrowseFunction", "CartFunction", "CheckoutFunction", "OrdersFunction"})
    void primedFunction_fromASnapshot_shouldAnswer(String id) throws Exception {
        assertThat(check(template.function(id), SNAP_START)).doesNotContain("not primed");
    }

    /** A refused purchase is logged, under this correlation ID only by the priming. */
    @Test
    void checkout_beforeASnapshot_shouldBePrimed() throws Exception {
        assertThat(check(template.function("CheckoutFunction"), SNAP_START)).contains("\"priming\"");
        assertThat(check(template.function("CheckoutFunction"), ON_DEMAND)).doesNotContain("\"priming\"");
    }

    @Test
    void authorizer_whoseIssuerIsAway_shouldAnswerFromASnapshotWithoutPriming() throws Exception {
        assertThat(check(template.function("AuthorizerFunction"), SNAP_START)).contains("not primed");
    }

    private static void check(FunctionDefinition function) throws Exception {
        check(function, ON_DEMAND);
    }

    /** @return what the function wrote */
    private static String check(FunctionDefinition function, String initialization) throws Exception {
        var events = events(function);
        assertThat(events).as("sample events of %s", function.logicalId()).hasSizeGreaterThanOrEqualTo(1);
        var log = Files.createTempFile(function.logicalId(), ".log");
        try (var process = start(function, log, initialization)) {
            for (var event : events) {
                assertAnswer(function, event, process.invoke(Files.readString(event), TIMEOUT), process.output());
            }
            assertThat(process.restores()).isEqualTo(initialization.equals(ON_DEMAND) ? 0 : 1);
            assertThat(process.end(END)).as("end of %s", function.logicalId()).isTrue();
            return process.output();
        } finally {
            Files.delete(log);
        }
    }

    private static void assertAnswer(FunctionDefinition function, Path event, RuntimeApi.Outcome outcome, String log)
            throws IOException {
        var answer = MAPPER.readTree(outcome.text().isEmpty() ? "null" : outcome.text());
        var description = event.getFileName() + " -> " + outcome.text() + "\n" + log;
        if (isAuthorizer(function) && outcome.failed()) {
            assertThat(answer.path("errorMessage").asText()).as(description).isEqualTo("Unauthorized");
            return;
        }
        assertThat(outcome.failed()).as(description).isFalse();
        if (!function.events("Api").isEmpty()) {
            assertThat(answer.path("statusCode").asInt()).as(description).isBetween(200, 499);
        } else if (isAuthorizer(function)) {
            assertThat(answer.path("policyDocument").path("Statement")).as(description).isNotEmpty();
        } else if (function.events("SNS").isEmpty() && function.events("Schedule").isEmpty()) {
            assertThat(isBatchAnswer(answer)).as(description).isTrue();
        }
    }

    private static boolean isBatchAnswer(JsonNode answer) {
        return answer.path("batchItemFailures").isArray();
    }

    private static boolean isAuthorizer(FunctionDefinition function) {
        return function.events().isEmpty();
    }

    private static List<Path> events(FunctionDefinition function) throws IOException {
        try (var files = Files.list(ROOT.resolve("events"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(function.logicalId() + "-"))
                    .sorted()
                    .toList();
        }
    }

    private static FunctionProcess start(FunctionDefinition function, Path log, String initialization) {
        var jar = ROOT.resolve(function.codeUri());
        assertThat(jar).exists();
        var environment = new HashMap<>(function.environment());
        environment.putAll(services.endpoints().environment());
        return FunctionProcess.start(
                new FunctionProcess.Deployed(function.name(), function.handler(), jar, function.memory(), environment),
                new FunctionProcess.Start(CLIENT, List.of("-XX:TieredStopAtLevel=1"), initialization, log));
    }
}
