package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stampede.local.LocalStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store under test: the one at the system property {@code api.url}, or a local one on a free port, which lives on
 * the embedded services or on the emulator that the system property {@code emulator} names.
 *
 * <p>A store elsewhere needs the tokens of an admin and of customers: {@code token.admin} and {@code token.customer}.
 */
final class Store implements AutoCloseable {

    /** Long enough to retry a payment in, short enough to wait for. */
    private static final Duration SHORT_HOLD = Duration.ofSeconds(12);

    private static final String RETRY_SECONDS = "10";

    private final String apiUrl;
    private final @Nullable LocalStore local;
    private final AutoCloseable emulator;

    private Store(String apiUrl, @Nullable LocalStore local, AutoCloseable emulator) {
        this.apiUrl = apiUrl;
        this.local = local;
        this.emulator = emulator;
    }

    static Store open() {
        var url = System.getProperty("api.url", "");
        if (!url.isBlank()) {
            System.out.println("Testing the store at " + url);
            return new Store(url, null, () -> {});
        }
        var name = System.getProperty("emulator", "");
        skipUnless(!Emulator.lacksDocker(name), "there is no Docker to run " + name + " in");
        var emulator = Emulator.named(name);
        var options = LocalStore.Options.of(root().resolve("template.yaml"))
                .withParameter("HoldSeconds", Long.toString(SHORT_HOLD.toSeconds()))
                .withParameter("RetrySeconds", RETRY_SECONDS)
                .withEmulator(emulator.map(Emulator::url).orElse(null));
        var local = LocalStore.start(options);
        System.out.println("Testing a local store on "
                + emulator.map(one -> "the emulator at " + one.url()).orElse("the embedded services"));
        return new Store(local.apiUrl().toString(), local, emulator.isPresent() ? emulator.get() : () -> {});
    }

    /** The project's folder. */
    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("template.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No template.yaml here or above");
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

    /** @param groups separated by spaces; {@code admin} for an admin */
    String token(String subject, String groups) {
        if (local == null) {
            var property = groups.isEmpty() ? "token.customer" : "token.admin";
            return Optional.ofNullable(System.getProperty(property))
                    .orElseThrow(
                            () -> new AssertionError("Give a token for " + apiUrl + " with -D" + property + "=..."));
        }
        var query = "/_local/token?sub=" + Client.encoded(subject) + "&groups=" + Client.encoded(groups);
        return new Client(apiUrl).get(query).expect(200).text().strip();
    }

    /** All mails to an address. Skips the test, and says so, where mails really go out. */
    JsonNode mails(String address) {
        skipUnless(local != null, "a store elsewhere sends real mail, which this suite does not read");
        var mails = new Client(apiUrl)
                .with("Accept", "application/json")
                .get("/_local/mailbox?to=" + Client.encoded(address))
                .expect(200)
                .json();
        assertThat(mails).isNotInstanceOf(MissingNode.class);
        return mails;
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
