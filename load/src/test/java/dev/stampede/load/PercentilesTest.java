package dev.stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void of_hundredValues_shouldBeTheValueOfThatRank() {
        var percentiles = Percentiles.of(LongStream.rangeClosed(1, 100).boxed().toList().reversed());

        assertThat(percentiles.count()).isEqualTo(100);
        assertThat(percentiles.p50()).isEqualTo(50);
        assertThat(percentiles.p95()).isEqualTo(95);
        assertThat(percentiles.p99()).isEqualTo(99);
        assertThat(percentiles.max()).isEqualTo(100);
    }

    @Test
    void of_fewValues_shouldRoundRanksUp() {
        var percentiles = Percentiles.of(List.of(30L, 10L, 20L));

        assertThat(percentiles.p50()).isEqualTo(20);
        assertThat(percentiles.p95()).isEqualTo(30);
        assertThat(percentiles.p99()).isEqualTo(30);
    }

    @Test
    void of_oneValue_shouldBeThatValueEverywhere() {
        assertThat(Percentiles.of(List.of(7L)).curve()).hasSize(101).containsOnly(7L);
    }

    @Test
    void of_manyValues_shouldHaveTheLeastAndTheGreatestAtTheEndsOfTheCurve() {
        var curve = Percentiles.of(LongStream.rangeClosed(1, 1_000).boxed().toList()).curve();

        assertThat(curve.getFirst()).isEqualTo(1);
        assertThat(curve.get(1)).isEqualTo(10);
        assertThat(curve.getLast()).isEqualTo(1_000);
    }

    @Test
    void of_nothing_shouldBeZero() {
        assertThat(Percentiles.of(List.of()).p99()).isZero();
        assertThat(Percentiles.of(List.of()).max()).isZero();
    }
}
