package dev.stampede.runtime.caching;

import dev.stampede.runtime.FunctionEnvironment;
import java.time.Duration;
import java.util.Optional;

/**
 * A cache that all instances of the functions share: a Valkey or Redis server, by the setting {@code CACHE_URL}. Nothing
 * depends on it: without the server, there is nothing in it. Implementations are thread-safe.
 */
public interface SharedCache {

    /** The value of a key; empty if there is none, or if the server does not answer within tens of milliseconds. */
    Optional<String> get(String key);

    /**
     * Keeps a value, unless the key has one or was invalidated a few seconds ago. The value of a reader that read it before the
     * invalidation therefore never replaces it. A value that is too large, or that the server does not take, is not kept.
     */
    void put(String key, String value, Duration lifetime);

    /**
     * Removes the value of a key. Can be repeated.
     *
     * @throws java.io.UncheckedIOException if the server does not confirm it
     */
    void invalidate(String key);

    /** The cache of the environment's settings; empty if it has none. */
    static Optional<SharedCache> of(FunctionEnvironment environment) {
        var url = environment.settings().read(settings -> settings.text("CACHE_URL", ""));
        if (url.isEmpty()) {
            return Optional.empty();
        }
        var namespace = environment.settings().read(settings -> settings.text("CACHE_NAMESPACE"));
        return Optional.of(new ValkeyCache(CacheAddress.parse(url), namespace, environment.clock(),
                environment.metrics(), ValkeyCache.Timeouts.USUAL));
    }
}
