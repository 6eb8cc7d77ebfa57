package dev.stampede.load;

import dev.stampede.load.Scenario.Line;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Simulates concurrent buyers, each of which checks out one order after another. */
final class LoadGenerator {

    private final StoreUnderTest store;
    private final int size;
    private final double rate;
    private final boolean carts;

    /** @param rate checkouts started per second; 0 for unlimited */
    LoadGenerator(StoreUnderTest store, int size, double rate, boolean carts) {
        this.store = store;
        this.size = size;
        this.rate = rate;
        this.carts = carts;
    }

    /**
     * Attempts all orders and returns when the last response has arrived.
     *
     * @param name distinguishes these buyers' orders from those of other calls
     */
    Checkouts buy(String name, int orders, IntFunction<List<Line>> lines) {
        var checkouts = new Checkouts();
        var next = new AtomicInteger();
        var start = System.nanoTime();
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var buyer = 0; buyer < size; buyer++) {
                buyers.execute(() -> {
                    for (var number = next.getAndIncrement(); number < orders; number = next.getAndIncrement()) {
                        awaitStart(start, number);
                        buy(buyerName(name, number), number, lines.apply(number), checkouts);
                    }
                });
            }
        }
        return checkouts;
    }

    static String buyerName(String group, int number) {
        return group + "-buyer-" + number;
    }

    private void awaitStart(long start, int number) {
        if (rate == 0) {
            return;
        }
        var due = start + (long) (number / rate * TimeUnit.SECONDS.toNanos(1));
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void buy(String buyer, int number, List<Line> lines, Checkouts checkouts) {
        var begin = System.currentTimeMillis();
        try {
            var answer = carts ? store.buyCart(buyer, lines) : store.buyNow(buyer, lines);
            var end = System.currentTimeMillis();
            checkouts.answered(number, answer, end, end - begin);
        } catch (RuntimeException noAnswer) {
            checkouts.unanswered(noAnswer);
        }
    }
}
