package dev.stampede.load;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Reads pages concurrently, each shopper one after another. */
final class Shoppers {

    private static final int OK = 200;
    private static final int NO_RESPONSE = 0;

    private final Http http;
    private final int size;

    Shoppers(Http http, int size) {
        this.http = http;
        this.size = size;
    }

    /**
     * What shoppers saw.
     *
     * @param millis   of each response
     * @param failures responses other than 200, by status; 0 stands for no response
     */
    record Visit(double seconds, Collection<Long> millis, Map<Integer, Long> failures) {

        double perSecond() {
            return millis.size() / seconds;
        }
    }

    /**
     * Reads pages until the time is up, and returns when the last response has arrived.
     *
     * @param first the number of the first request
     * @param paths the path of each request
     */
    Visit read(int first, int seconds, IntFunction<String> paths) {
        var next = new AtomicInteger(first);
        Queue<Long> millis = new ConcurrentLinkedQueue<>();
        var failures = new ConcurrentHashMap<Integer, Long>();
        var start = System.nanoTime();
        var end = start + TimeUnit.SECONDS.toNanos(seconds);
        try (var shoppers = Executors.newFixedThreadPool(size)) {
            for (var shopper = 0; shopper < size; shopper++) {
                shoppers.execute(() -> {
                    while (System.nanoTime() < end) {
                        var begin = System.nanoTime();
                        var status = status(paths.apply(next.getAndIncrement()));
                        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                        if (status != OK) {
                            failures.merge(status, 1L, Long::sum);
                        }
                    }
                });
            }
        }
        return new Visit((System.nanoTime() - start) / 1e9, millis, Map.copyOf(failures));
    }

    private int status(String path) {
        try {
            return http.send("GET", path, Map.of(), "").status();
        } catch (UncheckedIOException noResponse) {
            return NO_RESPONSE;
        }
    }
}
