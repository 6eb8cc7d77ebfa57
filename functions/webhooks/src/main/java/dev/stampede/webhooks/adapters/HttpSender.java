package dev.stampede.webhooks.adapters;

import dev.stampede.webhooks.Attempt.Failure;
import dev.stampede.webhooks.PublicAddresses.AddressRefused;
import dev.stampede.webhooks.PublicAddresses.Loopback;
import dev.stampede.webhooks.PublicAddresses;
import dev.stampede.webhooks.Sender;
import dev.stampede.webhooks.WebhookUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts with Apache's HTTP client, whose resolver decides which addresses it connects to: those that were checked are those
 * that it uses, while TLS still expects the certificate of the host's name. Each request has a connection of its own, which
 * is closed after the answer's headers, and its answer's body is not read. No redirects, retries, cookies or proxies.
 * Thread-safe.
 */
public final class HttpSender implements Sender {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 100;
    private static final int MAX_HEADERS = 100;
    /** In bytes. */
    private static final int MAX_HEADER_LINE = 8192;
    private static final int BUFFER = 8192;
    private static final Set<Integer> RETRIED_LATER = Set.of(HttpStatus.SC_TOO_MANY_REQUESTS,
            HttpStatus.SC_SERVICE_UNAVAILABLE);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** Looks up the addresses of a host. */
    @FunctionalInterface
    public interface Lookup {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    private final CloseableHttpClient client;
    private final Duration timeout;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());

    public HttpSender(Loopback loopback, Clock clock) {
        this(host -> List.of(InetAddress.getAllByName(host)), loopback, TIMEOUT, clock, null);
    }

    /** @param tls how connections are secured, or null for Java's certificate authorities */
    HttpSender(Lookup lookup, Loopback loopback, Duration timeout, Clock clock, @Nullable TlsSocketStrategy tls) {
        this.timeout = timeout;
        this.clock = clock;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedAddresses(lookup, loopback))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom().setBufferSize(BUFFER).setMaxHeaderCount(MAX_HEADERS)
                                .setMaxLineLength(MAX_HEADER_LINE).build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(timeout))
                        .build());
        if (tls != null) {
            connections.setTlsSocketStrategy(tls);
        }
        this.client = HttpClients.custom()
                .setConnectionManager(connections.build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /** Only the allowed addresses of a host. The client connects to no other. */
    private record CheckedAddresses(Lookup lookup, Loopback loopback) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return PublicAddresses.allowed(host, lookup.addresses(host), loopback).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Override
    public Answer post(WebhookUrl url, Map<String, String> headers, String body) {
        var request = new HttpPost(url.uri());
        headers.forEach(request::setHeader);
        request.setHeader("User-Agent", "Stampede-Webhooks/1.0");
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        var start = System.nanoTime();
        var response = threads.submit(() -> response(request));
        try {
            var head = response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer.Answered(head.getCode(), since(start), retryAfter(head));
        } catch (TimeoutException late) {
            request.cancel();
            return new Answer.None(Failure.TIMEOUT, since(start));
        } catch (ExecutionException e) {
            return new Answer.None(failure(e.getCause()), since(start));
        } catch (InterruptedException stopped) {
            request.cancel();
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for an answer");
        }
    }

    /** Closing the answer would read its body to the end; cancelling the request closes its connection. */
    private HttpResponse response(HttpPost request) throws IOException {
        try {
            return client.executeOpen(null, request, null);
        } finally {
            request.cancel();
        }
    }

    /** In seconds, or as a date (RFC 9110, "Retry-After"). What is neither is ignored. */
    private @Nullable Duration retryAfter(HttpResponse response) {
        var header = response.getFirstHeader("Retry-After");
        if (header == null || !RETRIED_LATER.contains(response.getCode())) {
            return null;
        }
        var value = header.getValue().strip();
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            var wait = Duration.between(clock.instant(),
                    DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Failure failure(Throwable cause) {
        return switch (cause) {
            case AddressRefused refused -> Failure.ADDRESS_REFUSED;
            case UnknownHostException unknown -> Failure.UNKNOWN_HOST;
            case SSLException unsafe -> Failure.TLS;
            case ConnectTimeoutException unreachable -> Failure.NOT_CONNECTED;
            case HttpHostConnectException refused -> Failure.NOT_CONNECTED;
            case ConnectException refused -> Failure.NOT_CONNECTED;
            case NoRouteToHostException unreachable -> Failure.NOT_CONNECTED;
            case SocketTimeoutException late -> Failure.TIMEOUT;
            case IOException broken -> Failure.BROKEN;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalStateException(cause);
        };
    }
}
