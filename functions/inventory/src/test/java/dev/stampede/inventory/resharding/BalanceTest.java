package dev.stampede.inventory.resharding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalanceTest {

    @Test
    void even_allInOneShard_shouldBeOneMove() {
        assertThat(Balance.even(stock(10, 0, 0))).containsExactly(Map.of(0, -6L, 1, 3L, 2, 3L));
    }

    @Test
    void even_alreadyEven_shouldMoveNothing() {
        assertThat(Balance.even(stock(3, 4, 3, 4))).isEmpty();
    }

    @Test
    void consolidated_scattered_shouldMoveAllIntoTheFullest() {
        assertThat(Balance.consolidated(stock(1, 0, 5, 2))).containsExactly(Map.of(0, -1L, 2, 1L),
                Map.of(3, -2L, 2, 2L));
    }

    @Test
    void consolidated_allInOneShard_shouldMoveNothing() {
        assertThat(Balance.consolidated(stock(0, 7, 0))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void even_anyStock_shouldKeepTheSumAndLeaveADifferenceOfOneAtMost(int seed) {
        var random = new Random(seed);
        var levels = LongStream.generate(() -> random.nextInt(50)).limit(1 + random.nextInt(20)).toArray();

        var moves = Balance.even(stock(levels));

        assertThat(moves).allSatisfy(move -> {
            assertThat(move.values().stream().mapToLong(units -> units).sum()).isZero();
            assertThat(move.values().stream().filter(units -> units < 0)).hasSize(1);
        });
        var sum = Arrays.stream(levels).sum();
        moves.forEach(move -> move.forEach((shard, units) -> levels[shard] += units));
        assertThat(Arrays.stream(levels).sum()).isEqualTo(sum);
        assertThat(Arrays.stream(levels).max().orElseThrow() - Arrays.stream(levels).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    private static Stock stock(long... available) {
        List<ShardLevel> levels = IntStream.range(0, available.length)
                .mapToObj(shard -> new ShardLevel(shard, available[shard], available[shard]))
                .toList();
        return new Stock(new Sku("TEA"), 5, 0, levels);
    }
}
