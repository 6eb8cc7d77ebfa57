package dev.stampede.local.lab.packaged;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lambda's side of one function process: hands out events and takes answers, as the Runtime API of the AWS Lambda
 * Developer Guide ("Using the Lambda runtime API") describes it.
 */
public final class RuntimeApi implements AutoCloseable {

    private static final String PREFIX = "/2018-06-01/runtime/";

    /**
     * What the function answered.
     *
     * @param failed whether the function, or its start, failed; the text is then the error document
     * @param nanos  when the answer arrived, by {@link System#nanoTime}
     */
    public record Outcome(boolean failed, String text, long nanos) {}

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final AtomicInteger restores = new AtomicInteger();
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private final HttpServer server;

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PREFIX, this::answer);
        server.start();
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often the function waited to be restored from its snapshot. */
    int restores() {
        return restores.get();
    }

    /** When the function first asked for an event, by {@link System#nanoTime}; empty if it did not yet. */
    OptionalLong ready() {
        var nanos = ready.getNow(null);
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** @return empty if there is no answer in time */
    Optional<Outcome> invoke(String event, Duration timeout) throws InterruptedException {
        events.add(event);
        return Optional.ofNullable(outcomes.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var action = exchange.getRequestURI().getPath().substring(PREFIX.length());
            if (action.equals("invocation/next")) {
                ready.complete(System.nanoTime());
                next(exchange);
                return;
            }
            if (action.equals("restore/next")) {
                restores.incrementAndGet();
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            outcomes.add(new Outcome(!action.endsWith("/response"), text, System.nanoTime()));
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        var event = events.take().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
        headers.set("Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-central-1:000000000000:function:packaged");
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
