package dev.stampede.runtime;

import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.aws.SdkClients;
import dev.stampede.runtime.telemetry.EmbeddedMetrics;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.runtime.time.Pause;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The environment of a function: settings, clock, pauses, random numbers, AWS clients and metrics. Every handler has a
 * constructor that takes one; the no-argument constructor, which Lambda calls, passes {@link #lambda()}. Functions wait and
 * use random numbers only through it, so that tests can control both. The clock ticks in milliseconds, which is what the API,
 * events and logs of orders show.
 *
 * <p>Immutable; the parts are safe for use by many threads.
 */
public record FunctionEnvironment(
        Settings settings, Clock clock, Pause pause, RandomGenerator random, AwsClients aws, Metrics metrics) {

    private static final Duration TICK = Duration.ofMillis(1);

    public FunctionEnvironment {
        clock = Clock.tick(clock, TICK);
    }

    /**
     * The environment of a deployed function: process environment, system clock in UTC, real pauses, the SDK's default
     * clients, and random numbers that differ between instances restored from one snapshot.
     */
    public static FunctionEnvironment lambda() {
        var settings = new Settings(System.getenv());
        return new FunctionEnvironment(
                settings, Clock.systemUTC(), Pause.sleeping(), new SecureRandom(),
                new SdkClients(), settings.read(EmbeddedMetrics::fromSettings));
    }

    /**
     * The environment of reads before a snapshot: like {@link #lambda()}, but with clients that keep no connections, and
     * without metrics.
     */
    static FunctionEnvironment priming() {
        return new FunctionEnvironment(
                new Settings(System.getenv()), Clock.systemUTC(), Pause.sleeping(), new SecureRandom(),
                SdkClients.withoutKeptConnections(), Metrics.NONE);
    }

    /** The backoff between the attempts of a call. */
    public Backoff backoff() {
        return new Backoff(pause, random);
    }
}
