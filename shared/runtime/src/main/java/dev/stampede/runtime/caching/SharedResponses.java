package dev.stampede.runtime.caching;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps responses in the {@link SharedCache} if there is one, between an instance's own cache and the database. Thread-safe. */
public final class SharedResponses {

    private static final Logger LOG = LoggerFactory.getLogger(SharedResponses.class);
    private static final int FIRST_ERROR = 400;

    /** What took longer to read, in an instance that was frozen meanwhile, can be older than a forgotten invalidation. */
    static final Duration LONGEST_LOAD = Duration.ofSeconds(10);

    private final Optional<SharedCache> cache;
    private final Clock clock;

    public SharedResponses(FunctionEnvironment environment) {
        this(SharedCache.of(environment), environment.clock());
    }

    SharedResponses(Optional<SharedCache> cache, Clock clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * A loader that first looks in the shared cache.
     *
     * @param key      names the response in the cache, the same in every instance
     * @param lifetime how long a response is kept that nobody invalidates
     * @param loader   the response to a key; errors are not kept
     */
    public <K> Function<K, HttpResponse> before(Function<K, String> key, Duration lifetime,
            Function<K, HttpResponse> loader) {
        return cache.<Function<K, HttpResponse>> map(shared -> wanted -> {
            var name = key.apply(wanted);
            return shared.get(name).flatMap(SharedResponses::parse).orElseGet(() -> {
                var begin = clock.instant();
                var response = loader.apply(wanted);
                var isRecent = Duration.between(begin, clock.instant()).compareTo(LONGEST_LOAD) < 0;
                if (response.status() < FIRST_ERROR && isRecent) {
                    shared.put(name, json(response), lifetime);
                }
                return response;
            });
        }).orElse(loader);
    }

    private static String json(HttpResponse response) {
        return Json.write(Map.of("status", response.status(), "headers", response.headers(), "body", response.body()));
    }

    /** Empty for what another version wrote. */
    private static Optional<HttpResponse> parse(String json) {
        try {
            var tree = Json.parse(json);
            var headers = new HashMap<String, String>();
            tree.path("headers").properties()
                    .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
            return tree.path("status").isInt() && tree.path("body").isTextual()
                    ? Optional.of(new HttpResponse(tree.path("status").asInt(), headers, tree.path("body").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException malformed) {
            LOG.warn("A value of the shared cache is not a response");
            return Optional.empty();
        }
    }
}
