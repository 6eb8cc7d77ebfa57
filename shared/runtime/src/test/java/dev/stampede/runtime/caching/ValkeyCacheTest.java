package dev.stampede.runtime.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stampede.runtime.caching.ValkeyCache.Timeouts;
import dev.stampede.runtime.testing.AdjustableClock;
import dev.stampede.runtime.testing.CacheServer;
import dev.stampede.runtime.testing.RecordedMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real server. */
class ValkeyCacheTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SOON_SECONDS = 20;
    /** For servers that answer, on machines that are busy. */
    private static final Timeouts LONG = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));

    private final AdjustableClock clock = new AdjustableClock();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private CacheServer server;
    private SharedCache cache;

    @BeforeEach
    void start() {
        server = CacheServer.start();
        cache = cacheAt(server.url(), "shop/dev", LONG);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void value_shouldBeReadBack() {
        cache.put("product/tea", "{\"title\": \"Grüner Tee 茶\"}", MINUTE);

        assertThat(cache.get("product/tea")).contains("{\"title\": \"Grüner Tee 茶\"}");
        assertThat(cache.get("product/pot")).isEmpty();
        assertThat(metrics.sum("SharedCacheReads/Miss")).isEqualTo(1);
    }

    @Test
    void value_shouldBeThatOfItsStage() {
        cache.put("product/tea", "dev", MINUTE);
        var other = cacheAt(server.url(), "shop/prod", LONG);
        other.put("product/tea", "prod", MINUTE);

        assertThat(cache.get("product/tea")).contains("dev");
        assertThat(other.get("product/tea")).contains("prod");
    }

    @Test
    void value_shouldEndWithItsLifetime() {
        cache.put("product/tea", "short", Duration.ofMillis(1));

        await().atMost(SOON_SECONDS, TimeUnit.SECONDS)
                .until(() -> cache.get("product/tea").isEmpty());
    }

    @Test
    void invalidation_shouldRemoveTheValueAndCanBeRepeated() {
        cache.put("product/tea", "old", MINUTE);
        cache.invalidate("product/tea");
        cache.invalidate("product/tea");

        assertThat(cache.get("product/tea")).isEmpty();
    }

    @Test
    void readerThatReadBeforeAnInvalidation_shouldNotBringTheOldValueBack() {
        cache.invalidate("product/tea");
        cache.put("product/tea", "read before the change", MINUTE);

        assertThat(cache.get("product/tea")).isEmpty();
    }

    @Test
    void valueThatIsTooLarge_shouldNotBeKept() {
        cache.put("page", "x".repeat(RespConnection.MAX_VALUE), MINUTE);
        cache.put("other", "x".repeat(RespConnection.MAX_VALUE - 1), MINUTE);

        assertThat(cache.get("page")).isEmpty();
        assertThat(cache.get("other").orElseThrow()).hasSize(RespConnection.MAX_VALUE - 1);
    }

    @Test
    void manyCallersAtOnce_shouldEachGetTheirOwnValue() {
        var keys = IntStream.range(0, 200).mapToObj(number -> "key-" + number).toList();
        keys.forEach(key -> cache.put(key, "value of " + key, MINUTE));

        var wrong = keys.parallelStream().flatMap(key -> cache.get(key).stream()
                .filter(value -> !value.equals("value of " + key))).toList();

        assertThat(wrong).isEmpty();
        assertThat(metrics.sum("SharedCacheReads/Hit")).isPositive();
    }

    @Test
    void serverThatDoesNotAnswer_shouldBeLeftAloneForAWhile() {
        cache.put("product/tea", "value", MINUTE);
        server.freeze();
        var reader = cacheAt(server.url(), "shop/dev", Timeouts.USUAL);

        assertThat(reader.get("product/tea")).isEmpty();
        assertThat(metrics.sum("SharedCacheReads/Unavailable")).isEqualTo(1);

        server.thaw();
        assertThat(reader.get("product/tea")).as("paused").isEmpty();
        assertThat(metrics.sum("SharedCacheReads/Unavailable")).isEqualTo(2);
        await().atMost(SOON_SECONDS, TimeUnit.SECONDS).until(() -> {
            clock.advance(Duration.ofSeconds(30));
            return reader.get("product/tea").equals(Optional.of("value"));
        });
    }

    @Test
    void serverKilledWhileItIsAsked_shouldCostOneReadAndNoError() throws Exception {
        cache.put("product/tea", "value", MINUTE);
        server.freeze();
        var read = CompletableFuture.supplyAsync(() -> cache.get("product/tea"), Thread::startVirtualThread);
        server.kill();

        assertThat(read.get(SOON_SECONDS, TimeUnit.SECONDS)).isEmpty();
        assertThat(cache.get("product/tea")).isEmpty();
        cache.put("product/tea", "value", MINUTE);
    }

    @Test
    void serverThatRestarted_shouldBeUsedOnNewConnections() {
        cache.put("product/tea", "old", MINUTE);
        server.kill();
        server = CacheServer.start(server.port());

        cache.put("product/tea", "new", MINUTE);
        assertThat(cache.get("product/tea")).contains("new");
    }

    @Test
    void pauses_shouldGrowUpToHalfAMinuteAndEndWithAnAnswer() {
        server.kill();
        cache = cacheAt(server.url(), "shop/dev", Timeouts.USUAL);
        cache.get("product/tea");
        for (var seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(attempts()).as("before %s s", seconds).isZero();
            clock.advance(Duration.ofMillis(1));
            assertThat(attempts()).as("after %s s", seconds).isEqualTo(1);
        }
    }

    /** Whether the next read connects, which a listener at the server's port counts. */
    private int attempts() {
        try (var listener = new ServerSocket(server.port(), 10, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(1);
            cache.get("product/tea");
            try (var _ = listener.accept()) {
                return 1;
            } catch (SocketTimeoutException nobody) {
                return 0;
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Test
    void invalidation_withoutTheServer_shouldFailSoThatItIsRepeated() {
        server.kill();

        assertThatThrownBy(() -> cache.invalidate("product/tea")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void serverWithAPassword_shouldRequireIt() {
        server.close();
        server = CacheServer.start("--requirepass", "secret");
        var signedIn = cacheAt("redis://:secret@127.0.0.1:" + server.port(), "shop/dev", LONG);
        signedIn.put("product/tea", "value", MINUTE);

        assertThat(signedIn.get("product/tea")).contains("value");
        assertThat(cacheAt("redis://:wrong@127.0.0.1:" + server.port(), "shop/dev", LONG).get("product/tea")).isEmpty();
        assertThat(cacheAt(server.url(), "shop/dev", LONG).get("product/tea")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://:secret@cache:6379", "cache:6379", "redis://", "not a url with secret"})
    void address_thatIsNotAServers_shouldBeRefusedWithoutRepeatingIt(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> CacheAddress.parse(address))
                .withMessageStartingWith("CACHE_URL ").withMessageNotContaining("secret");
    }

    @Test
    void address_shouldHaveAUsualPortAndHideItsPassword() {
        var address = CacheAddress.parse("rediss://shop:secret@cache.example.com");

        assertThat(address).isEqualTo(new CacheAddress("cache.example.com", 6379, true, "shop", "secret"));
        assertThat(address.toString()).isEqualTo("cache.example.com:6379");
    }

    private SharedCache cacheAt(String url, String namespace, Timeouts timeouts) {
        return new ValkeyCache(CacheAddress.parse(url), namespace, clock, metrics, timeouts);
    }
}
