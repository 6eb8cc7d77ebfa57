package dev.stampede.runtime.testing;

import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.runtime.time.Pause;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkClient;

/** An environment for handlers under test, with the given settings and clients and a clock fixed at {@link #NOW}. */
public final class TestEnvironment {

    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Really waits, but briefly. */
    public static final Backoff BACKOFF = new Backoff(Pause.sleeping(), new Random());

    /** What every function behind the API needs, with limits that tests do not meet by chance. */
    private static final Map<String, String> API_SETTINGS = Map.of(
            "LIMITS_TABLE", "LimitsTable",
            "DEPLOYMENT_KEY", "a key of this deployment",
            "CALLER_REQUESTS_PER_MINUTE", "1000000",
            "API_KEY_REQUESTS_PER_HOUR", "1000000");

    private TestEnvironment() {}

    /** @param settings in addition to those of every function behind the API, or instead of them */
    public static FunctionEnvironment of(Map<String, String> settings, AwsClients clients) {
        var all = new HashMap<>(API_SETTINGS);
        all.putAll(settings);
        return ofExactly(all, clients);
    }

    /** Without any settings or clients. */
    public static FunctionEnvironment withoutSettings() {
        return ofExactly(Map.of(), new GivenClients());
    }

    private static FunctionEnvironment ofExactly(Map<String, String> settings, AwsClients clients) {
        return new FunctionEnvironment(
                new Settings(settings), CLOCK, Pause.sleeping(), new Random(), clients,
                new RecordedMetrics());
    }

    /** @param clients the clients that the handler uses, at most one per service */
    public static FunctionEnvironment of(Map<String, String> settings, SdkClient... clients) {
        return of(settings, new GivenClients(clients));
    }
}
