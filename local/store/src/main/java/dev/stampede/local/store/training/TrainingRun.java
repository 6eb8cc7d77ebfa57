package dev.stampede.local.store.training;

import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.Logs;
import dev.stampede.local.store.demo.DemoLoader;
import dev.stampede.local.store.oidc.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts a store with a part of the demo catalog, uses it for a while as shoppers do, and stops it. */
public final class TrainingRun {

    /** Enough for the methods that many requests use to be profiled. */
    private static final Duration USE = Duration.ofSeconds(15);

    /** One call of the loader: each more costs time, and no other class. */
    private static final int PRODUCTS = 50;

    /** Shoppers in a hurry: without the limits of one caller. */
    private static final List<String> LIMITS = List.of("CallerRequestsPerMinute", "CallerWaitSecondsPerMinute",
            "EmailCheckoutsPerHour", "CardPaymentsPerHour");

    private TrainingRun() {}

    /** @param arguments the path of the template */
    public static void main(String[] arguments) {
        Logs.configure(false);
        var options = LocalStore.Options.of(Path.of(arguments[0]));
        for (var limit : LIMITS) {
            options = options.withParameter(limit, "1000000");
        }
        try (var store = LocalStore.start(options); var shopper = new TrainingShopper(store.apiUrl())) {
            new DemoLoader(store.apiUrl(), store.token(TokenRequest.admin("trainer"))).load(PRODUCTS);
            shopper.buy();
            var end = System.nanoTime() + USE.toNanos();
            while (System.nanoTime() < end) {
                shopper.browse();
            }
        }
        System.exit(0);
    }
}
