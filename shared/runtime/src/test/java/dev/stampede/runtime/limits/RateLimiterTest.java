package dev.stampede.runtime.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

    private static final RateLimitPolicy POLICY = RateLimitPolicy.of("caller", 100, Duration.ofMinutes(1));
    private static final int CAPACITY = 1_000;

    private final AtomicReference<Instant> now = new AtomicReference<>(TestEnvironment.NOW);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final InMemoryTokenCounts counts = new InMemoryTokenCounts();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final RateLimiter limiter = limiter(POLICY);

    private RateLimiter limiter(RateLimitPolicy policy) {
        return new RateLimiter(policy, counts, new KeyedHash("test"), clock, metrics, CAPACITY);
    }

    @Test
    void tenRequests_shouldPassWithoutBeingCounted() {
        assertThat(granted(limiter, "ada", 10)).isEqualTo(10);
        assertThat(counts.calls()).isZero();
    }

    @Test
    void inOneEnvironment_shouldGrantExactlyTheQuota() {
        assertThat(granted(limiter, "ada", 2_000)).isEqualTo(100);
        assertThat(metrics.sum("RateLimited/caller")).isEqualTo(1_900);
    }

    @Test
    void limits_shouldSayWhatRemainsAndWhenTheWindowEnds() {
        now.set(TestEnvironment.NOW.plusMillis(42_500));

        assertThat(limiter.take("ada")).isEqualTo(new RateLimit(POLICY, true, 99, 18));
        granted(limiter, "ada", 59);
        assertThat(limiter.take("ada")).isEqualTo(new RateLimit(POLICY, true, 39, 18));
        granted(limiter, "ada", 39);
        now.set(TestEnvironment.NOW.plusMillis(59_999));
        assertThat(limiter.take("ada")).isEqualTo(new RateLimit(POLICY, false, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 1_000_000})
    void counting_shouldTakeAtMostOneWritePerTenRequestsAndLessWhenThereAreMany(int quota) {
        var ofQuota = limiter(RateLimitPolicy.of("caller", quota, Duration.ofMinutes(1)));

        for (var request = 1; request <= Math.min(quota, 20_000); request++) {
            assertThat(ofQuota.take("ada").isAllowed()).isTrue();
            assertThat(counts.calls() * 10).as("after %d requests", request).isLessThan(request);
        }
        assertThat(counts.calls()).isLessThan(14);
    }

    @Test
    void callerWhoseQuotaIsUsedUp_shouldBeRefusedWithoutBeingCountedAgain() {
        granted(limiter, "ada", 101);
        var calls = counts.calls();

        assertThat(granted(limiter, "ada", 5_000)).isZero();
        assertThat(counts.calls()).isEqualTo(calls);
    }

    @Test
    void otherCaller_shouldNotBeAffected() {
        granted(limiter, "ada", 500);

        assertThat(granted(limiter, "bob", 10)).isEqualTo(10);
        assertThat(counts.sums().keySet()).as("hashed").hasSize(1).noneMatch(key -> key.contains("ada"));
    }

    @Test
    void otherPolicy_shouldNotBeAffected() {
        granted(limiter, "ada", 500);

        assertThat(granted(limiter(RateLimitPolicy.of("other", 100, Duration.ofMinutes(1))), "ada", 500))
                .isEqualTo(100);
    }

    @Test
    void nextWindow_shouldBeginAnew() {
        granted(limiter, "ada", 500);
        now.set(TestEnvironment.NOW.plusSeconds(60));

        assertThat(granted(limiter, "ada", 500)).isEqualTo(100);
        assertThat(counts.sums()).hasSize(2);
    }

    @Test
    void requestWhoseClockWasReadBeforeTheWindowBegan_shouldCountInTheNewWindow() {
        now.set(TestEnvironment.NOW.plusSeconds(60));
        granted(limiter, "ada", 90);
        now.set(TestEnvironment.NOW.plusMillis(59_999));

        assertThat(granted(limiter, "ada", 100)).isEqualTo(10);
    }

    /** Requests of one caller that the balancer spreads over environments, as many at once as there are environments. */
    @ParameterizedTest
    @CsvSource({"2, 100, 2000", "10, 100, 2000", "50, 100, 2000", "200, 100, 5000", "20, 1000, 20000", "7, 3, 300"})
    void manyEnvironmentsAtOnce_shouldGrantAtLeastTheQuotaAndAtMostTheBound(
            int environments, int quota, int requests) throws Exception {
        var policy = RateLimitPolicy.of("caller", quota, Duration.ofMinutes(1));
        var all = IntStream.range(0, environments).mapToObj(number -> limiter(policy)).toList();

        var granted = inParallel(all, requests);

        assertThat(granted).isBetween((long) quota, quota + (long) policy.freeTokens() * environments);
    }

    @Test
    void oneEnvironmentWithManyThreads_shouldGrantExactlyTheQuota() throws Exception {
        assertThat(inParallel(List.of(limiter), 2_000)).isEqualTo(100);
    }

    private static long inParallel(List<RateLimiter> environments, int requests) throws Exception {
        var random = new Random(1);
        var calls = random.ints(requests, 0, environments.size())
                .<Callable<Boolean>> mapToObj(number -> () -> environments.get(number).take("ada").isAllowed())
                .toList();
        try (var threads = Executors.newFixedThreadPool(32)) {
            return threads.invokeAll(calls).stream().filter(RateLimiterTest::isTrue).count();
        }
    }

    private static boolean isTrue(Future<Boolean> answer) {
        try {
            return answer.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countsOutOfReach_shouldLetRequestsPassAndBeAskedOnceALease() {
        counts.setAway(true);

        assertThat(granted(limiter, "ada", 1_000)).isEqualTo(1_000);
        assertThat(counts.calls()).isLessThan(100);
        assertThat(metrics.sum("RateLimitUnavailable")).isEqualTo(counts.calls());
    }

    @Test
    void countsThatComeBack_shouldLimitAgain() {
        counts.setAway(true);
        granted(limiter, "ada", 1_000);
        counts.setAway(false);

        assertThat(granted(limiter, "ada", 1_000)).isBetween(100, 120);
    }

    @Test
    void severalTokens_shouldBeTakenAllOrNone() {
        var waits = limiter(RateLimitPolicy.counted("wait", 50, Duration.ofMinutes(1)));

        assertThat(waits.take("ada", 20).isAllowed()).isTrue();
        assertThat(counts.calls()).isEqualTo(1);
        assertThat(waits.take("ada", 20).isAllowed()).isTrue();
        assertThat(waits.take("ada", 20).isAllowed()).isFalse();
        assertThat(waits.take("ada", 10).isAllowed()).isTrue();
        assertThat(waits.take("ada", 1).isAllowed()).isFalse();
    }

    @Test
    void countedPolicy_shouldGrantExactlyTheQuotaOverManyEnvironments() {
        var policy = RateLimitPolicy.counted("wait", 200, Duration.ofMinutes(1));

        var granted = IntStream.range(0, 300).filter(number -> limiter(policy).take("ada", 20).isAllowed()).count();

        assertThat(granted).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void noToken_shouldBeRefused(int tokens) {
        assertThatThrownBy(() -> limiter.take("ada", tokens)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void floodOfCallers_shouldNotTakeMoreMemoryThanTheCapacity() {
        for (var number = 0; number < 50 * CAPACITY; number++) {
            limiter.take("caller " + number);
        }
        assertThat(limiter.size()).isEqualTo(CAPACITY);
    }

    @Test
    void callerWhoKeepsComing_shouldBeRememberedInAFloodOfOthers() {
        granted(limiter, "ada", 500);
        for (var number = 0; number < 5 * CAPACITY; number++) {
            limiter.take("caller " + number);
            if (number % 100 == 0) {
                assertThat(limiter.take("ada").isAllowed()).isFalse();
            }
        }
    }

    private static int granted(RateLimiter limiter, String caller, int requests) {
        return (int) IntStream.range(0, requests).filter(number -> limiter.take(caller).isAllowed()).count();
    }
}
