package dev.stampede.runtime.concurrent;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.MDC;

/** Concurrent network calls, each on a virtual thread with the caller's log fields. */
public final class Parallel {

    /** Default maximum number of concurrent calls. */
    private static final int AT_ONCE = 32;

    private Parallel() {}

    /** Like {@link #map(Collection, int, Function)}, at most 32 at once. */
    public static <I, O> List<O> map(Collection<I> inputs, Function<I, O> work) {
        return map(inputs, AT_ONCE, work);
    }

    /**
     * Calls {@code work} for each input and waits for all of them.
     *
     * @param atOnce the maximum number of concurrent calls
     * @return the results in the order of the inputs
     * @throws RuntimeException the exception of the first input whose call failed, once all calls have completed
     */
    public static <I, O> List<O> map(Collection<I> inputs, int atOnce, Function<I, O> work) {
        var permits = new Semaphore(atOnce);
        var logFields = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.<String, String> of());
        var calls = inputs.stream().<Callable<O>> map(input -> () -> {
            MDC.setContextMap(logFields);
            permits.acquire();
            try {
                return work.apply(input);
            } finally {
                permits.release();
            }
        }).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls).stream().map(Parallel::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for parallel calls", e);
        }
    }

    private static <O> O result(Future<O> ended) {
        if (ended.state() == Future.State.SUCCESS) {
            return ended.resultNow();
        }
        switch (ended.exceptionNow()) {
            case RuntimeException failure -> throw failure;
            case Error error -> throw error;
            case Throwable impossible -> throw new IllegalStateException(impossible);
        }
    }
}
