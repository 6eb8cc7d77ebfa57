package dev.stampede.inventory.resharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.reservation.Contention;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardRuleTest {

    private static final Instant NOW = Orders.NOW;
    private static final Instant JUST_NOW = NOW.minusSeconds(1);
    private static final int CONTENDED = ShardRule.MIN_CONFLICTS;

    private final ShardRule rule = new ShardRule(16);

    @ParameterizedTest
    @CsvSource({"1,2", "2,4", "3,6", "8,16", "9,16", "15,16"})
    void wanted_hot_shouldDoubleUpToTheMost(int shards, int wanted) {
        assertThat(rule.wanted(new Contention(stock(shards, 1, JUST_NOW), CONTENDED), NOW)).hasValue(wanted);
    }

    @Test
    void wanted_fewConflicts_shouldLeaveItAlone() {
        assertThat(rule.wanted(new Contention(stock(4, 1, JUST_NOW), CONTENDED - 1), NOW)).isEmpty();
        assertThat(rule.wanted(new Contention(stock(4, 1, NOW.minus(ShardRule.IDLE_PERIOD)), 1), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 20})
    void wanted_hotWithTheMost_shouldNotGrow(int shards) {
        assertThat(rule.wanted(new Contention(stock(shards, 1, JUST_NOW), 99), NOW)).isEmpty();
    }

    @Test
    void wanted_ownerAskedForMoreThanTheMost_shouldGrowUpToTheOwnersNumber() {
        assertThat(rule.wanted(new Contention(stock(20, 32, JUST_NOW), CONTENDED), NOW)).hasValue(32);
        assertThat(rule.wanted(new Contention(stock(32, 32, JUST_NOW), CONTENDED), NOW)).isEmpty();
    }

    @Test
    void wanted_hotWithFewUnits_shouldNotScatterThem() {
        var almost = stockOf(1, JUST_NOW, 2 * ShardRule.MIN_UNITS, 2 * ShardRule.MIN_UNITS - 1);
        var enough = stockOf(1, JUST_NOW, 2 * ShardRule.MIN_UNITS, 2 * ShardRule.MIN_UNITS);

        assertThat(rule.wanted(new Contention(almost, CONTENDED), NOW)).isEmpty();
        assertThat(rule.wanted(new Contention(enough, CONTENDED), NOW)).hasValue(4);
    }

    @Test
    void wanted_hotWithHalfOfTheShardsEmpty_shouldSpreadBeforeItGrows() {
        assertThat(rule.wanted(new Contention(stockOf(1, JUST_NOW, 400, 0, 400, 0), CONTENDED), NOW)).hasValue(4);
        assertThat(rule.wanted(new Contention(stockOf(1, JUST_NOW, 400, 0, 400, 1), CONTENDED), NOW)).hasValue(8);
    }

    @Test
    void wanted_hotForLong_shouldHaveItNotedNowAndThen() {
        var half = ShardRule.IDLE_PERIOD.dividedBy(2);

        assertThat(rule.wanted(new Contention(stock(16, 1, NOW.minus(half)), CONTENDED), NOW)).hasValue(16);
        assertThat(rule.wanted(new Contention(stock(16, 1, NOW.minus(half).plusMillis(1)), CONTENDED), NOW)).isEmpty();
        assertThat(rule.wanted(new Contention(stock(16, 16, NOW.minus(half)), CONTENDED), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16,1,8", "3,1,1", "2,1,1", "16,12,12", "17,16,16"})
    void wanted_idleForLong_shouldHalveDownToTheOwnersNumber(int shards, int minShards, int wanted) {
        var stock = stock(shards, minShards, NOW.minus(ShardRule.IDLE_PERIOD));

        assertThat(rule.wanted(new Contention(stock, 0), NOW)).hasValue(wanted);
    }

    @Test
    void wanted_idleForAShortTime_shouldKeepItsShards() {
        var contendedAt = NOW.minus(ShardRule.IDLE_PERIOD).plus(Duration.ofMillis(1));

        assertThat(rule.wanted(new Contention(stock(16, 1, contendedAt), 0), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void wanted_idleWithTheOwnersNumber_shouldLeaveItAlone(int shards) {
        assertThat(rule.wanted(new Contention(stock(shards, shards, Stock.NEVER), 0), NOW)).isEmpty();
    }

    @Test
    void wanted_soldOutAndIdle_shouldHalve() {
        assertThat(rule.wanted(new Contention(stockOf(1, Stock.NEVER, new long[16]), 0), NOW)).hasValue(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void rule_impossibleNumber_shouldBeRefused(int maxShards) {
        assertThatThrownBy(() -> new ShardRule(maxShards)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Stock stock(int shards, int minShards, Instant contendedAt) {
        return stockOf(minShards, contendedAt, LongStream.generate(() -> 1000).limit(shards).toArray());
    }

    private static Stock stockOf(int minShards, Instant contendedAt, long... available) {
        var levels = IntStream.range(0, available.length)
                .mapToObj(shard -> new ShardLevel(shard, available[shard], available[shard]))
                .toList();
        return new Stock(new Sku("TEA"), 5, 0, minShards, "owner", contendedAt, levels);
    }
}
