package dev.stampede.local.store.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A gateway on a real port, with simulated functions. */
final class RunningEdge implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static final URI UPLOADS = URI.create("http://localhost:4566");

    private static final Path NO_WEB = Path.of("none");

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final EdgeServer server;

    private RunningEdge(Api api, FunctionInvoker functions, Clock clock, Duration timeout, List<LocalPage> pages,
            Path web) {
        try {
            this.server = EdgeServer.open(0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        var files = new WebFiles(web, UPLOADS);
        server.serve(new Edge(new Gateway(api, functions, executor, clock, timeout), new LocalPages(pages, files),
                files));
    }

    static RunningEdge serving(Api api, FunctionInvoker functions) {
        return serving(api, functions, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static RunningEdge serving(Api api, FunctionInvoker functions, Clock clock) {
        return new RunningEdge(api, functions, clock, Duration.ofSeconds(20), List.of(), NO_WEB);
    }

    static RunningEdge impatient(Api api, FunctionInvoker functions) {
        return new RunningEdge(api, functions, Clock.systemUTC(), Duration.ofMillis(100), List.of(), NO_WEB);
    }

    static RunningEdge withPages(Api api, LocalPage... pages) {
        return new RunningEdge(api, (id, event) -> {
            throw new AssertionError("No function should be asked");
        }, Clock.systemUTC(), Duration.ofSeconds(20), List.of(pages), NO_WEB);
    }

    static RunningEdge withWeb(Api api, FunctionInvoker functions, Path web, LocalPage... pages) {
        return new RunningEdge(api, functions, Clock.systemUTC(), Duration.ofSeconds(20), List.of(pages), web);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> get(String path) {
        return send(path, request -> request);
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> shape) {
        return send(path, shape, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> sendForBytes(String path, UnaryOperator<HttpRequest.Builder> shape) {
        return send(path, shape, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends a raw request line and optional header lines; returns the complete response. */
    String raw(String head) {
        try (var socket = new Socket("localhost", port())) {
            var bytes = (head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private <T> HttpResponse<T> send(String path, UnaryOperator<HttpRequest.Builder> shape,
            HttpResponse.BodyHandler<T> bodies) {
        var request = shape.apply(HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))).build();
        try {
            return client.send(request, bodies);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        executor.shutdownNow();
    }
}
