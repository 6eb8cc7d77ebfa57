package dev.stampede.local.store.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the local store, on 127.0.0.1 only.
 *
 * <p>Uses Jetty because it served 35,000 to 98,000 small keep-alive requests per second on two cores, compared with
 * 25,000 to 39,000 for the JDK's server, and because it preserves the case of header names.
 */
public final class EdgeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);

    /** Platform threads for accepting and selecting; requests run on virtual threads. */
    private static final int MAX_PLATFORM_THREADS = 16;
    private static final int MIN_PLATFORM_THREADS = 4;
    /** Longer than the gateway's integration timeout. */
    private static final long IDLE_MILLIS = 60_000;
    /** Source: API Gateway developer guide, quotas for REST APIs: request line and headers together. */
    private static final int MAX_HEADER_BYTES = 10_240;
    /** How long running requests may take to finish on stop; idle connections also close then. */
    private static final long STOP_MILLIS = 2_000;

    private final ExecutorService virtualThreads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    private final Server server;
    private final ServerConnector connector;
    private volatile boolean stopping;

    private EdgeServer() {
        var pool = new QueuedThreadPool(MAX_PLATFORM_THREADS, MIN_PLATFORM_THREADS);
        pool.setName("edge");
        pool.setVirtualThreadsExecutor(virtualThreads);
        this.server = new Server(pool);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        // Passes paths such as a%2fb to the gateway, which, like API Gateway, matches the encoded path.
        http.setUriCompliance(UriCompliance.UNSAFE);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(STOP_MILLIS);
        server.addConnector(connector);
    }

    /**
     * Binds the port; connections wait until {@link #serve}.
     *
     * @param port 0 picks a free port
     * @throws IOException if the port is in use
     */
    public static EdgeServer open(int port) throws IOException {
        var edge = new EdgeServer();
        edge.connector.setPort(port);
        try {
            edge.connector.open();
        } catch (IOException taken) {
            edge.close();
            throw taken;
        }
        return edge;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Starts serving requests. Call once. */
    public void serve(Edge edge) {
        server.setHandler(new CallHandler(edge, () -> stopping));
        server.setErrorHandler(new ProblemErrors(edge));
        start();
    }

    /** From now on, requests that fail receive 503, because the store is stopping. */
    public void expectFailures() {
        stopping = true;
    }

    /**
     * Closes the port and waits at most two seconds for open connections. Each closes after the response to its current
     * or next request.
     */
    @Override
    public void close() {
        expectFailures();
        try {
            drain();
            server.stop();
            connector.close();
        } catch (Exception fault) {
            throw new IllegalStateException("The HTTP server did not stop", fault);
        } finally {
            virtualThreads.shutdownNow();
        }
    }

    private void drain() throws ExecutionException, InterruptedException {
        try {
            if (server.isStarted()) {
                connector.shutdown().get(STOP_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException late) {
            LOG.debug("Closing connections with running requests", late);
        }
    }

    private void start() {
        try {
            server.start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (Exception fault) {
            throw new IllegalStateException("The HTTP server did not start", fault);
        }
    }
}
