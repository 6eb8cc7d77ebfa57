package dev.stampede.runtime.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {

    @Test
    void key_ofAShard_shouldNameThePartitionAndTheShard() {
        assertThat(Shards.key("paper", 3)).isEqualTo("paper#3");
    }

    @Test
    void of_asLongAsDataLives_shouldGiveTheSameShard() {
        // Stored keys contain these numbers; changing the function would make items unreachable.
        assertThat(Shards.of("field-notebook", 4)).isEqualTo(3);
        assertThat(Shards.of("p-1", 4)).isEqualTo(0);
        assertThat(Shards.of("p-2", 4)).isEqualTo(2);
        assertThat(Shards.of("ord_00000000000000000000000000000000", 16)).isEqualTo(13);
    }

    @Test
    void of_oneShard_shouldAlwaysBeTheFirst() {
        assertThat(IntStream.range(0, 1000).map(n -> Shards.of("id" + n, 1))).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 16, 64})
    void of_manyIds_shouldSpreadThemEvenly(int shards) {
        assertEven(shards, n -> "p-" + n);
        assertEven(shards, n -> "%05d".formatted(n));
        assertEven(shards, n -> "demo-product-number-" + n + "-blue");
        assertEven(shards, n -> Integer.toString(n * 1000));
    }

    private static void assertEven(int shards, IntFunction<String> id) {
        var perShard = 400;
        var counts = IntStream.range(0, shards * perShard)
                .boxed()
                .collect(Collectors.groupingBy(n -> Shards.of(id.apply(n), shards), Collectors.counting()));

        assertThat(counts.keySet()).allMatch(shard -> shard >= 0 && shard < shards).hasSize(shards);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(perShard / 2L, perShard * 2L));
    }
}
