package dev.stampede.load;

import dev.stampede.runtime.concurrent.Parallel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Changes products of the {@link BenchCatalog} and measures how long after each change the search shows it. */
final class CatalogChanges {

    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final Http http;
    private final CatalogImport products;
    /** In no other title. */
    private final String word = "w" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

    CatalogChanges(Http http, CatalogImport products) {
        this.http = http;
        this.products = products;
    }

    /**
     * Gives the first {@code count} products another title for a while, ten a second.
     *
     * @return milliseconds from the answer to a change until the search found the new title
     * @throws IllegalStateException if a change is refused, or is not found within a minute
     */
    Percentiles measure(int count) {
        var start = System.nanoTime();
        var found = Percentiles.of(Parallel.map(IntStream.range(0, count).boxed().toList(), count, number -> {
            LockSupport.parkNanos(start + number * BETWEEN_CHANGES.toNanos() - System.nanoTime());
            return change(number);
        }));
        products.restore(count);
        return found;
    }

    private long change(int number) {
        var title = word + number;
        products.rename(number, BenchCatalog.title(number) + " " + title);
        var changed = System.nanoTime();
        var path = "/v1/search?limit=100&q=" + title;
        while (!http.send("GET", path, Map.of(), "").body().contains(BenchCatalog.productId(number))) {
            if (System.nanoTime() - changed > MAX_WAIT.toNanos()) {
                throw new IllegalStateException("The search does not find the change of product " + number);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - changed);
    }
}
