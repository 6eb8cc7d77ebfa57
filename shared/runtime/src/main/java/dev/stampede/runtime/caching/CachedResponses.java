package dev.stampede.runtime.caching;

import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.HttpRequest;
import dev.stampede.runtime.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Responses that are the same for every caller, kept as they are sent: neither their JSON nor their entity tag is computed
 * again. Thread-safe.
 *
 * @param <K> what a response depends on
 */
public final class CachedResponses<K> {

    /** Together with what browsers and proxies keep, a change is seen within ten seconds. */
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** About 2,000 pages of a listing, or 10,000 products. */
    private static final long MAX_CHARACTERS = 16L * 1024 * 1024;
    private static final int OVERHEAD = 256;

    private final RefreshingCache<K, HttpResponse> kept;

    /** @param loader the response to a key, complete with its entity tag, or a problem; called for one caller at a time */
    public CachedResponses(FunctionEnvironment environment, Function<K, HttpResponse> loader) {
        this(environment, FRESH, loader);
    }

    /**
     * @param fresh age after which a response is loaded again in the background, at most 5 seconds
     * @param loader the response to a key, complete with its entity tag, or a problem; called for one caller at a time
     */
    public CachedResponses(FunctionEnvironment environment, Duration fresh, Function<K, HttpResponse> loader) {
        Executor background = Thread::startVirtualThread;
        this.kept = new RefreshingCache<>(new RefreshingCache.Bounds(fresh, KEPT, MAX_CHARACTERS),
                response -> response.body().length() + OVERHEAD, loader, background, environment.clock(),
                environment.metrics());
    }

    /** The response to the key, or 304 if the caller's copy is current. */
    public HttpResponse answer(HttpRequest request, K key) {
        return kept.get(key).unlessKnown(request);
    }
}
