package dev.stampede.local.store.aws;

import dev.stampede.local.store.files.AtomicFile;
import dev.stampede.local.store.mail.Mailbox;
import dev.stampede.local.store.template.Stack;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.aws.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The AWS services of a local stack: embedded in this process, or an emulator's.
 *
 * <p>
 * Thread-safe. Closing it stops the embedded services; stop their users first.
 */
public final class Services implements AutoCloseable {

    /**
     * Startup options.
     *
     * @param data      data directory of the embedded services; null stores data in memory
     * @param emulator  URL of an emulator to use instead of the embedded services; null for none
     * @param mailbox   records sent emails
     */
    public record Options(@Nullable Path data, @Nullable URI emulator, Mailbox mailbox) {

        public static Options inMemory() {
            return new Options(null, null, new Mailbox());
        }

        public Options withData(Path directory) {
            return new Options(directory, emulator, mailbox);
        }

        public Options withEmulator(URI address) {
            return new Options(data, address, mailbox);
        }
    }

    /** Maximum idle connections per host in the JDK's HTTP client; with the default of five, pollers reconnect. */
    private static final String KEPT_CONNECTIONS = "64";

    private final Backend backend;
    private final Options options;

    private Services(Backend backend, Options options) {
        this.backend = backend;
        this.options = options;
    }

    /**
     * Starts the embedded services, or connects to the emulator.
     *
     * @throws IllegalStateException if a service fails to start or the emulator does not respond
     * @throws UncheckedIOException  if the data directory is not readable and writable
     */
    public static Services start(Options options) {
        System.setProperty("http.maxConnections", System.getProperty("http.maxConnections", KEPT_CONNECTIONS));
        var stackId = stackId(options.data());
        var clock = Clock.systemUTC();
        Backend backend = options.emulator() == null
                ? EmbeddedBackend.start(options.data(), stackId, options.mailbox(), clock)
                : EmulatorBackend.connect(options.emulator(), stackId, options.mailbox(), clock);
        return new Services(backend, options);
    }

    /** The stack for reading the template, with the account and queue URLs of these services. */
    public Stack stack() {
        return backend.stack();
    }

    /** Creates the template's tables, buckets, queues, topics and subscriptions that do not exist. */
    public void create(Template template) {
        new Provisioning(backend, template).run();
    }

    public AwsClients clients() {
        return backend.clients();
    }

    public DynamoDbStreamsClient streams() {
        return backend.streams();
    }

    public Endpoints endpoints() {
        return backend.endpoints();
    }

    public Mailbox mailbox() {
        return options.mailbox();
    }

    /** The data directory; empty if data is in memory or in an emulator. */
    public Optional<Path> dataDirectory() {
        return options.emulator() == null ? Optional.ofNullable(options.data()) : Optional.empty();
    }

    /** The writes to tables; empty with an emulator, whose tables other processes may write to. */
    public Optional<TableChanges> tableChanges() {
        return backend.changes();
    }

    @Override
    public void close() {
        backend.close();
    }

    /** The stack ID is stored with the data. */
    private static UUID stackId(@Nullable Path data) {
        if (data == null) {
            return UUID.randomUUID();
        }
        var file = data.resolve("stack-id");
        try {
            if (Files.exists(file)) {
                return UUID.fromString(Files.readString(file).strip());
            }
            Files.createDirectories(data);
            var id = UUID.randomUUID();
            AtomicFile.write(file, id.toString());
            return id;
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot read or write " + data, unusable);
        }
    }
}
