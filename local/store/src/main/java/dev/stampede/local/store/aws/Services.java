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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The AWS side of a local stack: embedded in this process, or an emulator's.
 *
 * <p>
 * Safe for use by many threads. Closing it ends what runs in this process; stop what uses it first.
 */
public final class Services implements AutoCloseable {

    /**
     * How to start.
     *
     * @param data      where the embedded services keep their data; null keeps them in memory
     * @param emulator  the address of an emulator to use in place of the embedded services; null for none
     * @param decorator put around the clients that functions get, for faults and limits; the engine's own calls do not
     *                  go through it
     * @param mailbox   where sent mail is recorded
     */
    public record Options(@Nullable Path data, @Nullable URI emulator, UnaryOperator<AwsClients> decorator,
            Mailbox mailbox) {

        public static Options inMemory() {
            return new Options(null, null, UnaryOperator.identity(), new Mailbox());
        }

        public Options withData(Path directory) {
            return new Options(directory, emulator, decorator, mailbox);
        }

        public Options withEmulator(URI address) {
            return new Options(data, address, decorator, mailbox);
        }

        public Options withDecorator(UnaryOperator<AwsClients> around) {
            return new Options(data, emulator, around, mailbox);
        }
    }

    /** Connections that the JDK's HTTP client keeps to one host; its default of five makes pollers reconnect. */
    private static final String KEPT_CONNECTIONS = "64";

    private final Backend backend;
    private final AwsClients forFunctions;
    private final Options options;

    private Services(Backend backend, Options options) {
        this.backend = backend;
        this.forFunctions = options.decorator().apply(backend.clients());
        this.options = options;
    }

    /**
     * Starts the embedded services, or connects to the emulator.
     *
     * @throws IllegalStateException if a service does not start or the emulator does not answer
     * @throws UncheckedIOException  if the data directory cannot be used
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

    /** What to read the template with: names, account and queue addresses fit these services. */
    public Stack stack() {
        return backend.stack();
    }

    /** Makes the template's tables, queues, topics and subscriptions, as far as they do not exist. */
    public void create(Template template) {
        new Provisioning(backend, template).run();
    }

    /** The clients for functions, with the decorator around them. */
    public AwsClients clients() {
        return forFunctions;
    }

    /** The clients for the engine and for looking from outside, without the decorator. */
    public AwsClients plainClients() {
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

    /** Where data are kept; empty if they are kept in memory or by an emulator. */
    public Optional<Path> dataDirectory() {
        return options.emulator() == null ? Optional.ofNullable(options.data()) : Optional.empty();
    }

    /** Says who runs the functions that are subscribed to topics. */
    public void notify(NotifiedFunctions functions) {
        backend.notify(functions);
    }

    /** The writes to tables; empty with an emulator, whose tables others may write to unseen. */
    public Optional<TableChanges> tableChanges() {
        return backend.changes();
    }

    /** Whether the services run in this process, rather than in an emulator. */
    public boolean inProcess() {
        return backend.inProcess();
    }

    @Override
    public void close() {
        backend.close();
    }

    /** The stack keeps its id as long as its data. */
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
            throw new UncheckedIOException("Cannot use " + data, unusable);
        }
    }
}
