package dev.stampede.local.store.aws;

import dev.stampede.local.database.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * DynamoDB Local in this process, also available over HTTP on a free loopback port. In-process calls are many times
 * faster than HTTP calls.
 */
final class EmbeddedDynamoDb implements AutoCloseable {

    private static final int HTTP_THREADS = 16;

    private final LocalDatabase database;
    private final TableChanges changes = new TableChanges();
    private final DynamoDbClient client;
    private final Server server;

    private EmbeddedDynamoDb(LocalDatabase database) {
        this.database = database;
        this.client = changes.watching(database.client());
        this.server = new Server(new QueuedThreadPool(HTTP_THREADS));
    }

    /** @param directory directory of the database file; null stores data in memory */
    static EmbeddedDynamoDb start(@Nullable Path directory) {
        var started = new EmbeddedDynamoDb(
                LocalDatabase.open(directory == null ? null : usable(directory).resolve("tables.db").toFile()));
        started.listen();
        return started;
    }

    DynamoDbClient client() {
        return client;
    }

    TableChanges changes() {
        return changes;
    }

    DynamoDbStreamsClient streams() {
        return database.streams();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception unstoppable) {
            throw new IllegalStateException("The DynamoDB HTTP server failed to stop", unstoppable);
        } finally {
            database.close();
        }
    }

    private void listen() {
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new DynamoDbHttpHandler(new InProcessRequests(client, streams())));
        try {
            server.start();
        } catch (Exception unstartable) {
            throw new IllegalStateException("The DynamoDB HTTP server failed to start", unstartable);
        }
    }

    /** Checks write access first, because SQLite waits forever for a file that it cannot open. */
    private static Path usable(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "probe", null));
            return directory;
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot write to " + directory, unusable);
        }
    }
}
