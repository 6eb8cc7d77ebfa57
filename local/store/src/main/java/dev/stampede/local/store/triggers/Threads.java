package dev.stampede.local.store.triggers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The virtual threads of one trigger. */
final class Threads implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final ExecutorService executor;

    Threads(String name) {
        executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    void run(Runnable task) {
        executor.execute(task);
    }

    /** Waits for all threads to end; interrupts them after ten seconds. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (executor.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    /** Runs all at once and waits for all. */
    static boolean allTrue(List<BooleanSupplier> tasks) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = tasks.stream().map(task -> CompletableFuture.supplyAsync(task::getAsBoolean, executor))
                    .toList();
            return running.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
        }
    }
}
