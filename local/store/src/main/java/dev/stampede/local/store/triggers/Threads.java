package dev.stampede.local.store.triggers;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The virtual threads of one trigger. */
final class Threads {

    private final ExecutorService executor;

    Threads(String name) {
        executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    void run(Runnable task) {
        executor.execute(task);
    }

    /** Waits for all threads to end; interrupts them at {@code deadlineNanos} of the JVM's clock. */
    void await(long deadlineNanos) {
        executor.shutdown();
        try {
            if (executor.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    /** Runs all tasks concurrently and waits for them. */
    static boolean allTrue(List<BooleanSupplier> tasks) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = tasks.stream().map(task -> CompletableFuture.supplyAsync(task::getAsBoolean, executor))
                    .toList();
            return running.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
        }
    }
}
