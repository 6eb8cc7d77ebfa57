package dev.stampede.runtime.caching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.runtime.http.HttpResponse;
import dev.stampede.runtime.http.Problem;
import dev.stampede.runtime.testing.AdjustableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SharedResponsesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final HttpResponse TEA = HttpResponse.ok(Map.of("title", "Tea")).with("ETag", "\"1\"");

    private final AdjustableClock clock = new AdjustableClock();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> loaded = new ArrayList<>();

    private final SharedCache cache = new SharedCache() {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void put(String key, String value, Duration lifetime) {
            values.put(key, value);
        }

        @Override
        public void invalidate(String key) {
            values.remove(key);
        }
    };

    @Test
    void response_shouldBeLoadedOnceByAllInstances() {
        assertThat(instance(TEA).apply("tea")).isEqualTo(TEA);
        assertThat(instance(TEA).apply("tea")).isEqualTo(TEA);

        assertThat(loaded).containsExactly("tea");
        assertThat(values).containsOnlyKeys("product/tea");
    }

    @Test
    void error_shouldNotBeKept() {
        instance(HttpResponse.problem(Problem.notFound("product"))).apply("tea");

        assertThat(values).isEmpty();
    }

    @Test
    void responseThatTookTooLong_shouldNotBeKept() {
        var frozen = responses().before(key -> "product/" + key, MINUTE, key -> {
            clock.advance(SharedResponses.LONGEST_LOAD);
            return TEA;
        });

        assertThat(frozen.apply("tea")).isEqualTo(TEA);
        assertThat(values).isEmpty();
    }

    @Test
    void valueOfAnotherFormat_shouldBeLoadedAgain() {
        for (var other : List.of("{", "{}", "[]", "{\"status\": \"200\", \"body\": 1}")) {
            values.put("product/tea", other);
            assertThat(instance(TEA).apply("tea")).as(other).isEqualTo(TEA);
        }
    }

    @Test
    void withoutACache_shouldBeTheLoaderItself() {
        Function<String, HttpResponse> loader = key -> TEA;

        assertThat(new SharedResponses(Optional.empty(), clock).before(key -> key, MINUTE, loader)).isSameAs(loader);
    }

    private Function<String, HttpResponse> instance(HttpResponse response) {
        return responses().before(key -> "product/" + key, MINUTE, key -> {
            loaded.add(key);
            return response;
        });
    }

    private SharedResponses responses() {
        return new SharedResponses(Optional.of(cache), clock);
    }
}
