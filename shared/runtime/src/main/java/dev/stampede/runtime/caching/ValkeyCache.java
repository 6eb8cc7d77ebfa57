package dev.stampede.runtime.caching;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.runtime.telemetry.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Valkey or Redis server. After a failure it is left alone, for a second at first and up to half a minute, so that a server
 * that is gone costs requests nothing. Counts reads in the metric {@code SharedCacheReads}: {@code Hit}, {@code Miss}, or
 * {@code Unavailable}. Thread-safe.
 */
final class ValkeyCache implements SharedCache {

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyCache.class);
    private static final String METRIC = "SharedCacheReads";

    /**
     * How long readers wait.
     *
     * @param connect for an instance's first connection, which can include TLS; later ones are reused
     */
    record Timeouts(Duration connect, Duration call) {

        static final Timeouts USUAL = new Timeouts(Duration.ofMillis(100), Duration.ofMillis(50));
    }

    /** An invalidation has time: nobody waits for it. */
    private static final Duration INVALIDATION_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Changes with the format of values. */
    private static final String VERSION = "1";
    /** In place of an invalidated value, for longer than {@link SharedResponses#LONGEST_LOAD}. */
    private static final String INVALIDATED = "!";
    private static final Duration INVALIDATION = Duration.ofSeconds(15);
    private static final String VALUE = "=";

    private static final int KEPT_CONNECTIONS = 8;

    private final CacheAddress address;
    private final String prefix;
    private final Clock clock;
    private final Metrics metrics;
    private final Timeouts timeouts;
    private final ConcurrentLinkedDeque<RespConnection> idle = new ConcurrentLinkedDeque<>();

    /** When the server is asked again; null while it answers. */
    private @Nullable Instant pausedUntil;
    private Duration pause = FIRST_PAUSE;

    /** @param namespace separates stores and stages that share a server */
    ValkeyCache(CacheAddress address, String namespace, Clock clock, Metrics metrics, Timeouts timeouts) {
        this.address = address;
        this.prefix = namespace + "/" + VERSION + "/";
        this.clock = clock;
        this.metrics = metrics;
        this.timeouts = timeouts;
    }

    @Override
    public Optional<String> get(String key) {
        if (isPaused()) {
            metrics.outcome(METRIC, "Unavailable");
            return Optional.empty();
        }
        try {
            var found = call(timeouts.connect(), timeouts.call(), "GET", prefix + key)
                    .filter(value -> value.startsWith(VALUE)).map(value -> value.substring(VALUE.length()));
            metrics.outcome(METRIC, found.isPresent() ? "Hit" : "Miss");
            return found;
        } catch (IOException failure) {
            pause(failure);
            metrics.outcome(METRIC, "Unavailable");
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, String value, Duration lifetime) {
        if (isPaused() || value.getBytes(UTF_8).length + VALUE.length() > RespConnection.MAX_VALUE) {
            return;
        }
        try {
            call(timeouts.connect(), timeouts.call(), "SET", prefix + key, VALUE + value, "NX", "PX",
                    Long.toString(lifetime.toMillis()));
        } catch (IOException failure) {
            pause(failure);
        }
    }

    @Override
    public void invalidate(String key) {
        try {
            call(INVALIDATION_TIMEOUT, INVALIDATION_TIMEOUT, "SET", prefix + key, INVALIDATED, "PX",
                    Long.toString(INVALIDATION.toMillis()));
        } catch (IOException failure) {
            throw new UncheckedIOException("The shared cache did not confirm an invalidation", failure);
        }
    }

    private Optional<String> call(Duration connectTimeout, Duration timeout, String... words) throws IOException {
        var kept = idle.pollFirst();
        if (kept != null) {
            try {
                return call(kept, timeout, words);
            } catch (SocketTimeoutException slow) {
                throw slow;
            } catch (IOException closed) {
                // While the instance was frozen, or the server restarted: all connections are old.
                closeIdle();
            }
        }
        return call(RespConnection.open(address, connectTimeout), timeout, words);
    }

    private Optional<String> call(RespConnection connection, Duration timeout, String... words) throws IOException {
        try {
            var result = connection.call(timeout, words);
            resume();
            if (idle.size() < KEPT_CONNECTIONS) {
                idle.addFirst(connection);
            } else {
                connection.close();
            }
            return result;
        } catch (IOException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private void closeIdle() throws IOException {
        for (var connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.close();
        }
    }

    private synchronized boolean isPaused() {
        return pausedUntil != null && clock.instant().isBefore(pausedUntil);
    }

    private synchronized void resume() {
        pausedUntil = null;
        pause = FIRST_PAUSE;
    }

    private synchronized void pause(IOException failure) {
        if (isPaused()) {
            return;
        }
        LOG.warn("The shared cache does not answer; it is left alone for a while", failure);
        pausedUntil = clock.instant().plus(pause);
        var longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
