package dev.stampede.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stampede.local.store.replay.StackQueues;
import dev.stampede.local.store.sample.Worker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampedeTest {

    private static final String TEMPLATE = "src/test/resources/small-store.yaml";
    /** No server listens on the reserved port 1. */
    private static final String NOBODY = "http://127.0.0.1:1";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;
    private Path event;

    @BeforeEach
    void writeEvent() throws Exception {
        event = Files.writeString(directory.resolve("event.json"), "{\"pathParameters\":{\"name\":\"Ada\"}}");
    }

    @Test
    void invoke_nothingRunning_shouldStartAFreshStoreAndPrintTheResult() {
        assertThat(run("invoke", "GreeterFunction", "-e", event.toString(), "--template", TEMPLATE, "--url", NOBODY,
                "--parameter", "Greeting=Hej")).isZero();
        assertThat(out.toString()).contains("\"statusCode\":200", "Hej Ada");
    }

    @Test
    void invoke_storeRunning_shouldUseIt() {
        try (var store = LocalStore
                .start(LocalStore.Options.of(Path.of(TEMPLATE)).withParameter("Greeting", "Salut"))) {
            assertThat(run("invoke", "GreeterFunction", "-e", event.toString(), "--url", store.apiUrl().toString()))
                    .isZero();
            assertThat(out.toString()).contains("Salut Ada");
            assertThat(store.functions().statistics()).anyMatch(
                    function -> function.logicalId().equals("GreeterFunction") && function.invocations() == 1);
        }
    }

    @Test
    void invoke_functionFails_shouldPrintItsErrorAndExitWithOne() throws Exception {
        Files.writeString(event, "{\"pathParameters\":{\"name\":\"nobody\"}}");
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)))) {
            assertThat(run("invoke", "GreeterFunction", "-e", event.toString(), "--url", store.apiUrl().toString()))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("\"errorMessage\":\"Nobody is there\"");

            assertThat(run("invoke", "NoFunction", "-e", event.toString(), "--url", store.apiUrl().toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("Unknown function NoFunction; known functions: GreeterFunction");
        }
    }

    @Test
    void invoke_noEvent_shouldSaySoInOneLine() {
        assertThat(run("invoke", "GreeterFunction", "-e", "no-such.json", "--template", TEMPLATE)).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("stampede: Cannot read event file no-such.json");
    }

    @Test
    void replay_storeRunning_shouldGiveRecordsBackAndListWhatIsLeft() {
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)))) {
            var url = store.apiUrl().toString();
            var function = store.template().function("WorkerFunction").name();
            park(store, function, "fine");
            park(store, function, Worker.TROUBLE);
            park(store, "gone", "fine");

            assertThat(run("replay", "--url", url)).isEqualTo(1);
            assertThat(out.toString()).contains("Replayed: 1. Remaining: 2.",
                    "The function failed: java.lang.IllegalStateException",
                    "The function failed: function not found: gone");
            assertThat(store.metrics().sums()).containsEntry("Jobs{Outcome=fine}", 1.0);

            assertThat(run("replay", "--url", url)).isEqualTo(1);
            assertThat(out.toString()).contains("Replayed: 0. Remaining: 2.");
        }
    }

    @Test
    void replay_nothingParked_shouldExitWithZero() {
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)))) {
            assertThat(run("replay", "--url", store.apiUrl().toString())).isZero();
            assertThat(out.toString()).contains("Replayed: 0. Remaining: 0.");
        }
    }

    @Test
    void replay_nothingRunning_shouldSaySoInOneLine() {
        assertThat(run("replay", "--url", NOBODY)).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("stampede: No local store is running at " + NOBODY);
    }

    @Test
    void dlq_deadLetters_shouldBeListedShownAndReturned() {
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)))) {
            var url = store.apiUrl().toString();
            assertThat(run("dlq", "list", "--url", url)).isZero();
            assertThat(out.toString()).contains("No dead letters.");

            send(store, "JobsDeadLetters", "mended");

            assertThat(run("dlq", "list", "--url", url)).isEqualTo(1);
            assertThat(out.toString()).contains("     1  JobsDeadLetters, from Jobs");
            assertThat(run("dlq", "show", "JobsDeadLetters", "--url", url)).isZero();
            assertThat(out.toString()).contains("JobsDeadLetters: 1 message", "mended", "Why it failed: ");
            assertThat(run("dlq", "redrive", "JobsDeadLetters", "--url", url)).isZero();
            assertThat(out.toString()).contains("Returned: 1.");
            await().atMost(PATIENCE).until(() -> store.metrics().sums().containsKey("Jobs{Outcome=mended}"));
            assertThat(run("dlq", "list", "--url", url)).isZero();
        }
    }

    @Test
    void dlq_ofAStackOnSqs_shouldFindItsQueuesByName() {
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)))) {
            send(store, "JobsDeadLetters", "deployed");
            var queues = new StackQueues(store.services().clients().sqs(), store.services().stack().name(),
                    store.template());

            assertThat(queues.find("JobsDeadLetters").orElseThrow().messages())
                    .extracting(StackQueues.Letter::body).containsExactly("deployed");
            assertThat(queues.find("NoSuchQueue")).isEmpty();
            assertThatThrownBy(() -> new StackQueues(store.services().clients().sqs(), "other", store.template()).all())
                    .hasMessageStartingWith("No queues of a stack named other found");
        }
    }

    @Test
    void dlq_queueWithoutSource_shouldSayWhatToDo() {
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)))) {
            var url = store.apiUrl().toString();
            assertThat(run("dlq", "redrive", "ParkedRecordsQueue", "--url", url)).isEqualTo(2);
            assertThat(err.toString()).contains("ParkedRecordsQueue has no queue to return messages to",
                    "./stampede replay");
            assertThat(run("dlq", "show", "Jobs", "--url", url)).isEqualTo(2);
            assertThat(err.toString()).contains("Unknown dead-letter queue Jobs; there are ");
        }
    }

    @Test
    void dlq_parkedRecord_shouldShowWhyItWasParked() {
        try (var store = LocalStore.start(LocalStore.Options.of(Path.of(TEMPLATE)))) {
            send(store, "ParkedRecordsQueue", """
                    {"function":"relay","reason":"UNREADABLE","error":"java.lang.Oops","location":"Fact.java:7",
                     "parkedAt":"2026-01-31T09:30:00Z","hasImages":true,"record":{"body":"fine"}}""");

            assertThat(run("dlq", "show", "ParkedRecordsQueue", "--url", store.apiUrl().toString())).isZero();
            assertThat(out.toString()).contains("UNREADABLE in relay: java.lang.Oops at Fact.java:7")
                    .doesNotContain("Why it failed");
        }
    }

    @Test
    void dlq_nothingRunning_shouldSaySoInOneLine() {
        assertThat(run("dlq", "list", "--url", NOBODY)).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("stampede: No local store is running at " + NOBODY);
    }

    private static void park(LocalStore store, String function, String job) {
        var parked = """
                {"function":"%s","hasImages":true,"record":{"body":"%s","dynamodb":{"SequenceNumber":"1"}}}"""
                .formatted(function, job);
        send(store, "ParkedRecordsQueue", parked);
    }

    private static void send(LocalStore store, String queue, String body) {
        var url = store.services().stack().queueUrl(store.template().resource(queue).physicalName());
        store.services().clients().sqs().sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    @Test
    void up_noTemplate_shouldSaySoInOneLine() {
        assertThat(run("up", "--port", "0", "--template", "no-such.yaml")).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("stampede: Template not found: no-such.yaml");
    }

    @Test
    void up_unknownParameter_shouldSaySoInOneLine() {
        assertThat(run("up", "--port", "0", "--template", TEMPLATE, "--parameter", "Color=red")).isEqualTo(2);
        assertThat(err.toString()).startsWith("stampede: Unknown parameter Color").hasLineCount(1);
    }

    @Test
    void up_portOutOfRange_shouldSaySo() {
        assertThat(run("up", "--port", "70000", "--template", TEMPLATE)).isEqualTo(2);
        assertThat(err.toString()).contains("--port must be between 0 and 65535");
    }

    @Test
    void tour_shouldNameTheRealAddressAndRealProducts() {
        var api = URI.create("http://localhost:4321");
        assertThat(StartupGuide.ready(api, Duration.ofMillis(7_240), 271)).contains("after 7.2 s, with 271 products",
                "Shop       http://localhost:4321\n", "Admin      http://localhost:4321/admin\n",
                "Console    http://localhost:4321/_local\n", "http://localhost:4321/_local/mailbox");
        assertThat(StartupGuide.purchase(api)).contains("/items/LIMITED-SNEAKER-42", "tok_approve", "?wait=10")
                .doesNotContain("3000", "%");
    }

    private int run(String... arguments) {
        return Stampede.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
