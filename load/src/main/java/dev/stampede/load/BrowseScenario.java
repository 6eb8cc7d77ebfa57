package dev.stampede.load;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What is read from which store.
 *
 * @param sizes       numbers of products, ascending, each 100 to 1,000,000
 * @param concurrency concurrent shoppers, 1 to 1,024
 * @param seconds     how long each kind of page is read in each round, 1 to 600
 * @param warmUp      how long each kind of page is read before the first round, in seconds, 0 to 600
 * @param rounds      how often each kind of page is measured, 1 to 100
 * @param changes     products that change after the last round, to see when the search shows it; 0 to 100
 * @param stores      running stores to measure in turn, by name; none for a new store in this process
 */
record BrowseScenario(List<Integer> sizes, int concurrency, int seconds, int warmUp, int rounds,
        int changes, Map<String, URI> stores) {

    private static final int LEAST_PRODUCTS = 100;
    private static final int MOST_PRODUCTS = 1_000_000;
    private static final int MAX_CONCURRENCY = 1_024;
    private static final int MAX_SECONDS = 600;
    private static final int MAX_ROUNDS = 100;
    private static final int MAX_CHANGES = LEAST_PRODUCTS;

    BrowseScenario {
        sizes = sizes.stream().sorted().distinct().toList();
        for (var size : sizes) {
            Scenario.check("--products", size, LEAST_PRODUCTS, MOST_PRODUCTS);
        }
        Scenario.check("--concurrency", concurrency, 1, MAX_CONCURRENCY);
        Scenario.check("--seconds", seconds, 1, MAX_SECONDS);
        Scenario.check("--warm-up", warmUp, 0, MAX_SECONDS);
        Scenario.check("--rounds", rounds, 1, MAX_ROUNDS);
        Scenario.check("--changes", changes, 0, MAX_CHANGES);
    }
}
