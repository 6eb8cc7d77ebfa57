package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.lambda.Invocation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store under test: the one at the system property {@code api.url}, or a local one on a free port, which lives on
 * the embedded services or on the emulator that the system property {@code emulator} names.
 *
 * <p>A store elsewhere needs the tokens of an admin and of a customer: {@code token.admin} and {@code token.customer}. One
 * that was started with {@code ./stampede up} gives them itself.
 */
final class Store implements AutoCloseable {

    /** Long enough to retry a payment in, short enough to wait for. */
    private static final Duration SHORT_HOLD = Duration.ofSeconds(12);

    private static final String RETRY_SECONDS = "10";
    private static final String SWEEP_SECONDS = "4";

    /** Limits that the suite, which calls from one address, never reaches. */
    static final Map<String, String> UNLIMITED = Map.of(
            "CallerRequestsPerMinute", "1000000",
            "CallerWaitSecondsPerMinute", "1000000",
            "EmailCheckoutsPerHour", "1000000",
            "CardPaymentsPerHour", "1000000");

    private final String apiUrl;
    private final @Nullable LocalStore local;
    private final AutoCloseable emulator;
    private final boolean hasLocalPages;

    private Store(String apiUrl, @Nullable LocalStore local, AutoCloseable emulator) {
        this.apiUrl = apiUrl;
        this.local = local;
        this.emulator = emulator;
        hasLocalPages = new Client(apiUrl).get("/_local/token").status() == 200;
    }

    /** A store of a test's own, in which nothing limits what a thousand shoppers at one address order at once. */
    static LocalStore unlimited() {
        var options = LocalStore.Options.of(Project.root().resolve("template.yaml"));
        for (var limit : UNLIMITED.entrySet()) {
            options = options.withParameter(limit.getKey(), limit.getValue());
        }
        // Of the last, this many orders can also await their payment at a time.
        return LocalStore.start(LeastPrivilege.enforced(
                options.withParameter("MaxUnpaidUnits", "1000000").withParameter("MaxDeclinedPayments", "1000")));
    }

    /** Why there is no store to test; empty if there is one. */
    static Optional<String> obstacle() {
        var name = System.getProperty("emulator", "");
        return Emulator.lacksDocker(name)
                ? Optional.of("the end-to-end suite on " + name + ", for there is no Docker to run it in")
                : Optional.empty();
    }

    static Store open() {
        var url = System.getProperty("api.url", "");
        if (!url.isBlank()) {
            System.out.println("Testing the store at " + url);
            return new Store(url, null, () -> {});
        }
        var emulator = Emulator.named(System.getProperty("emulator", ""));
        var options = LeastPrivilege.enforced(LocalStore.Options.of(Project.root().resolve("template.yaml")))
                .withParameter("HoldSeconds", Long.toString(SHORT_HOLD.toSeconds()))
                .withParameter("RetrySeconds", RETRY_SECONDS)
                .withParameter("SweepSeconds", SWEEP_SECONDS)
                .withParameter("AllowLoopbackWebhooks", "yes")
                .withEmulator(emulator.map(Emulator::url).orElse(null));
        for (var parameter : UNLIMITED.entrySet()) {
            options = options.withParameter(parameter.getKey(), parameter.getValue());
        }
        var local = LocalStore.start(options);
        System.out.println("Testing a local store on "
                + emulator.map(one -> "the emulator at " + one.url()).orElse("the embedded services"));
        return new Store(local.apiUrl().toString(), local, emulator.isPresent() ? emulator.get() : () -> {});
    }

    /** A local store in another process; closing this leaves it running. */
    static Store at(String apiUrl) {
        return new Store(apiUrl, null, () -> {});
    }

    String apiUrl() {
        return apiUrl;
    }

    Duration hold() {
        return SHORT_HOLD;
    }

    /** Skips the test, and says so, where holds last longer than a test. */
    void requireShortHolds() {
        skipUnless(local != null, "a store elsewhere holds stock for too long to wait for");
    }

    /** Skips the test, and says so, where a failed message comes back later than a test waits. */
    void requireQuickRetries() {
        skipUnless(local != null, "a store elsewhere tries again too late to wait for");
    }

    /** Skips the test, and says so, where all customers would be the same. */
    void requireSeveralCustomers() {
        skipUnless(given("token.customer").isEmpty(), "it takes several customers, and -Dtoken.customer is one");
    }

    /** @param groups separated by spaces; {@code admin} for an admin */
    String token(String subject, String groups) {
        return token(subject, "", groups);
    }

    /** @param email verified; empty for none */
    String token(String subject, String email, String groups) {
        var property = groups.isEmpty() ? "token.customer" : "token.admin";
        return given(property).orElseGet(() -> {
            assertThat(hasLocalPages).as("Give a token for %s with -D%s=...", apiUrl, property).isTrue();
            var query = "/_local/token?sub=" + Client.encoded(subject) + "&groups=" + Client.encoded(groups)
                    + "&email=" + Client.encoded(email);
            return new Client(apiUrl).get(query).expect(200).text().strip();
        });
    }

    /** All mails to an address. Skips the test, and says so, where mails really go out. */
    JsonNode mails(String address) {
        skipUnless(hasLocalPages, "a store elsewhere sends real mail, which this suite does not read");
        var mails = new Client(apiUrl)
                .with("Accept", "application/json")
                .get("/_local/mailbox?to=" + Client.encoded(address))
                .expect(200)
                .json();
        assertThat(mails).isNotInstanceOf(MissingNode.class);
        return mails;
    }

    /** Hears from now on what is announced of the stock. Skips the test, and says so, where the topic is out of reach. */
    Listener stockEvents() {
        return events("stampede.stock.");
    }

    /** The same for orders. */
    Listener orderEvents() {
        return events("stampede.order.");
    }

    private Listener events(String prefix) {
        skipUnless(local != null, "a store elsewhere lets nobody subscribe to its topic");
        return Listener.to(
                local.template().outputs().get("OrderEventsTopicArn"), prefix, local.services().clients());
    }

    /** All items of all tables, as text. Skips the test, and says so, where the tables are out of reach. */
    List<String> items() {
        skipUnless(local != null, "a store elsewhere lets nobody read its tables");
        var dynamoDb = local.services().clients().dynamoDb();
        return dynamoDb.listTables().tableNames().stream()
                .flatMap(table -> dynamoDb.scanPaginator(scan -> scan.tableName(table)).items().stream())
                .map(Object::toString)
                .toList();
    }

    /**
     * Loses all messages that wait in a queue. Skips the test, and says so, where the queues are out of reach.
     *
     * @param output the output of the template that names the queue
     */
    void loseMessages(String output) {
        skipUnless(local != null, "a store elsewhere lets nobody lose its messages");
        var sqs = local.services().clients().sqs();
        var name = local.template().outputs().get(output);
        var url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        sqs.purgeQueue(purge -> purge.queueUrl(url));
    }

    /** Sweeps now, not when the schedule says so. */
    void sweep() {
        runNow("SweeperFunction");
    }

    /** Verifies the stock of all SKUs now, not when the schedule says so. */
    void verify() {
        runNow("VerifierFunction");
    }

    /** Asks for due deliveries to webhooks now, not when the schedule says so. */
    void retryWebhooks() {
        runNow("WebhookRetriesFunction");
    }

    private void runNow(String function) {
        assertThat(inside().functions().invoke(function, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Invocation.Answered.class);
    }

    /** The store's inside. Skips the test, and says so, where the store is elsewhere. */
    LocalStore inside() {
        skipUnless(local != null, "a store elsewhere lets nobody write to its tables");
        return Objects.requireNonNull(local);
    }

    private static Optional<String> given(String property) {
        return Optional.of(System.getProperty(property, "")).filter(value -> !value.isBlank());
    }

    private static void skipUnless(boolean possible, String reason) {
        if (!possible) {
            System.out.println("Skipped: " + reason);
        }
        assumeTrue(possible, reason);
    }

    @Override
    public void close() {
        if (local != null) {
            local.close();
        }
        try {
            emulator.close();
        } catch (Exception e) {
            throw new IllegalStateException("The emulator did not stop", e);
        }
    }
}
