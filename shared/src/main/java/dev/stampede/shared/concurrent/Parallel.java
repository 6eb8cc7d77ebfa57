package dev.stampede.shared.concurrent;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Several calls at a time that wait for the network, each on a virtual thread. */
public final class Parallel {

    private Parallel() {}

    /**
     * Calls {@code work} for each input and waits for all of them.
     *
     * @param atOnce how many calls are under way at once, at most
     * @return the results in the order of the inputs
     * @throws RuntimeException that of the first input whose call failed, once all calls have ended
     */
    public static <I, O> List<O> map(List<I> inputs, int atOnce, Function<I, O> work) {
        var calls = inputs.stream().<Callable<O>> map(input -> () -> work.apply(input)).toList();
        try (var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
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
