package dev.stampede.local.store.objects;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves buckets on a free loopback port. Closing it ends running requests. */
public final class S3Server implements AutoCloseable {

    private static final int MAX_PLATFORM_THREADS = 8;
    private static final int MIN_PLATFORM_THREADS = 1;

    private final ExecutorService virtualThreads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("s3-", 0).factory());
    private final Server server;
    private final ServerConnector connector;

    private S3Server(Buckets buckets, Clock clock) {
        var pool = new QueuedThreadPool(MAX_PLATFORM_THREADS, MIN_PLATFORM_THREADS);
        pool.setName("s3");
        pool.setVirtualThreadsExecutor(virtualThreads);
        this.server = new Server(pool);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Keys can have empty and dotted parts.
        http.setUriCompliance(UriCompliance.UNSAFE);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new S3Handler(buckets, clock));
    }

    public static S3Server start(Buckets buckets, Clock clock) {
        var started = new S3Server(buckets, clock);
        try {
            started.server.start();
        } catch (Exception unstartable) {
            throw new IllegalStateException("The S3 server failed to start", unstartable);
        }
        return started;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception unstoppable) {
            throw new IllegalStateException("The S3 server failed to stop", unstoppable);
        } finally {
            virtualThreads.shutdownNow();
        }
    }
}
