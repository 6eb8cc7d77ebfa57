package dev.stampede.shared;

import dev.stampede.shared.aws.AwsClients;
import dev.stampede.shared.aws.SdkClients;
import dev.stampede.shared.telemetry.Metrics;
import dev.stampede.shared.telemetry.PowertoolsMetrics;
import java.time.Clock;

/**
 * What surrounds a function: its settings, its clock, its AWS clients and its metrics. Every handler has a constructor
 * that takes one; the no-argument constructor that Lambda calls passes {@link #lambda()}.
 *
 * <p>Immutable; the parts are safe for use by many threads.
 */
public record Platform(Settings settings, Clock clock, AwsClients aws, Metrics metrics) {

    /** The platform of a deployed function: process environment, system clock in UTC, the SDK's default clients. */
    public static Platform lambda() {
        return new Platform(
                new Settings(System.getenv()), Clock.systemUTC(), new SdkClients(), new PowertoolsMetrics());
    }
}
