package dev.stampede.runtime.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void map_manyInputs_shouldGiveResultsInTheirOrder() {
        var inputs = IntStream.range(0, 500).boxed().toList();

        assertThat(Parallel.map(inputs, 8, n -> n * 2)).isEqualTo(inputs.stream().map(n -> n * 2).toList());
    }

    @Test
    void map_shouldCallAtOnceUpToTheBound() {
        // No call passes unless four run concurrently.
        var barrier = new CyclicBarrier(4);
        var now = new AtomicInteger();
        var peaks = new ConcurrentLinkedQueue<Integer>();

        Parallel.map(IntStream.range(0, 40).boxed().toList(), 4, n -> {
            peaks.add(now.incrementAndGet());
            await(barrier);
            return now.decrementAndGet();
        });

        assertThat(peaks).hasSize(40).contains(4).allMatch(peak -> peak <= 4);
    }

    @Test
    void map_whenCallsFail_shouldEndAllAndThrowTheFirstInput() {
        var ended = new AtomicInteger();

        assertThatThrownBy(() -> Parallel.map(List.of(0, 1, 2, 3, 4), 2, n -> {
            ended.incrementAndGet();
            if (n == 1 || n == 3) {
                throw new IllegalArgumentException("no. " + n);
            }
            return n;
        })).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage("no. 1");
        assertThat(ended).hasValue(5);
    }

    @Test
    void map_whenACallMeetsAnError_shouldThrowIt() {
        assertThatThrownBy(() -> Parallel.map(List.of(1), 1, n -> {
            throw new StackOverflowError("deep");
        })).isExactlyInstanceOf(StackOverflowError.class);
    }

    @Test
    void map_nothing_shouldGiveNothing() {
        assertThat(Parallel.map(List.of(), 8, input -> input)).isEmpty();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("Calls were not made at once", e);
        }
    }
}
