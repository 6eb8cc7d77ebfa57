package dev.stampede.runtime;

import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.aws.SdkClients;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.PowertoolsMetrics;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.runtime.time.Pause;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What surrounds a function: its settings, its clock, how it waits, its random numbers, its AWS clients and its metrics.
 * Every handler has a constructor that takes one; the no-argument constructor that Lambda calls passes {@link #lambda()}.
 * A function waits and draws numbers by no other way, so that a test can give it a time and a chance of its own.
 *
 * <p>Immutable; the parts are safe for use by many threads.
 */
public record FunctionEnvironment(
        Settings settings, Clock clock, Pause pause, RandomGenerator random, AwsClients aws, Metrics metrics) {

    /**
     * The environment of a deployed function: process environment, system clock in UTC, real pauses, the SDK's default
     * clients, and random numbers that differ between copies of one snapshot of a function.
     */
    public static FunctionEnvironment lambda() {
        return new FunctionEnvironment(
                new Settings(System.getenv()), Clock.systemUTC(), Pause.sleeping(), new SecureRandom(),
                new SdkClients(), new PowertoolsMetrics());
    }

    /** Waits between the tries of a call. */
    public Backoff backoff() {
        return new Backoff(pause, random);
    }
}
