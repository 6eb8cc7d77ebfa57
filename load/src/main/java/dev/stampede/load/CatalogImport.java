package dev.stampede.load;

import dev.stampede.runtime.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Loads products of the {@link BenchCatalog} through the admin API. */
final class CatalogImport {

    /** The most that every version of the API takes in one call. */
    private static final int PRODUCTS_PER_CALL = 100;
    private static final int CALLS_AT_ONCE = 4;
    private static final int OK = 200;
    private static final Duration MAX_WAIT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Http http;
    private final String adminToken;

    CatalogImport(Http http, String adminToken) {
        this.http = http;
        this.adminToken = adminToken;
    }

    /**
     * Loads the products that are missing of the first {@code size}.
     *
     * @return the seconds that it took
     * @throws IllegalStateException if a product is refused
     */
    double upTo(int size) {
        var start = System.nanoTime();
        try (var calls = Executors.newFixedThreadPool(CALLS_AT_ONCE)) {
            var sent = new ArrayList<Future<?>>();
            for (var from = firstMissing(size); from < size; from += PRODUCTS_PER_CALL) {
                var first = from;
                sent.add(calls.submit(() -> load(first, Math.min(first + PRODUCTS_PER_CALL, size))));
            }
            for (var call : sent) {
                call.get();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while loading products", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Products are loaded in order, so that half of the range can be skipped with each look. */
    private int firstMissing(int size) {
        var present = 0;
        var missing = size;
        while (present < missing) {
            var middle = (present + missing) / 2;
            if (http.send("GET", "/v1/products/" + BenchCatalog.productId(middle), Map.of(), "").status() == OK) {
                present = middle + 1;
            } else {
                missing = middle;
            }
        }
        return present;
    }

    /**
     * Waits until the search finds the last of the first {@code size} products.
     *
     * @return the seconds that it took
     * @throws IllegalStateException if it takes more than ten minutes
     */
    double awaitSearchable(int size) {
        var start = System.nanoTime();
        var path = "/v1/search?limit=1&q=" + BenchCatalog.title(size - 1).replace(' ', '+');
        while (!http.send("GET", path, Map.of(), "").body().contains(BenchCatalog.productId(size - 1))) {
            if (System.nanoTime() - start > MAX_WAIT.toNanos()) {
                throw new IllegalStateException("The search does not find product " + size);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void load(int from, int to) {
        load("The import of products " + from + " to " + to, BenchCatalog.products(from, to));
    }

    /** @throws IllegalStateException if the change is refused */
    void rename(int number, String title) {
        var product = BenchCatalog.product(number);
        product.put("title", title);
        load("The change of product " + number, List.of(product));
    }

    /** Gives the first products their titles back. */
    void restore(int count) {
        load(0, count);
    }

    private void load(String what, List<Map<String, Object>> products) {
        var answer = http.send("POST", "/v1/admin/products/import", Map.of("Authorization", "Bearer " + adminToken),
                Json.write(Map.of("products", products)));
        if (answer.status() != OK || !StoreUnderTest.json(answer).path("failed").isEmpty()) {
            throw new IllegalStateException(what + " was refused: " + answer);
        }
    }
}
