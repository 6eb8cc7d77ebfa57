package dev.stampede.inventory.stock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.MDC;

/** Does the same for many things side by side, with the log fields of the calling thread. */
public final class InParallel {

    /** As many requests as one function keeps in flight. */
    public static final int WIDTH = 32;

    private InParallel() {}

    /**
     * Applies {@code work} to each input, on virtual threads, at most {@link #WIDTH} at a time.
     *
     * @return the results in the order of the inputs
     * @throws RuntimeException what {@code work} threw first, once all inputs are through
     */
    public static <I, O> List<O> map(Collection<I> inputs, Function<I, O> work) {
        var permits = new Semaphore(WIDTH);
        var logFields = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.<String, String> of());
        var tasks = inputs.stream()
                .<Callable<O>> map(input -> () -> {
                    MDC.setContextMap(logFields);
                    permits.acquire();
                    try {
                        return work.apply(input);
                    } finally {
                        permits.release();
                    }
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<O>();
            for (var future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while working side by side", e);
        }
    }
}
