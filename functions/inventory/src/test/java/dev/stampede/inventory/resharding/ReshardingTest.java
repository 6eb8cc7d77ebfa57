package dev.stampede.inventory.resharding;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.Intercepted;
import dev.stampede.inventory.resharding.ReshardOutcome.Resharded;
import dev.stampede.inventory.resharding.ReshardOutcome.Unfinished;
import dev.stampede.inventory.resharding.ReshardOutcome.UnknownSku;
import dev.stampede.inventory.resharding.ShardMoves.Lease;
import dev.stampede.inventory.resharding.ShardMoves.Step;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.runtime.testing.TestEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class ReshardingTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @AfterEach
    void equationHolds() {
        database.assertEquation(TEA);
    }

    @Test
    void reshard_more_shouldSpreadEvenly() {
        database.receive(TEA, 10, 1);

        var outcome = (Resharded) database.resharding().reshard(TEA, 4, "owner");

        assertThat(outcome.stock().shards()).extracting(ShardLevel::available).containsExactly(3L, 3L, 2L, 2L);
        assertThat(outcome.stock().received()).isEqualTo(10);
        assertThat(outcome.stock().isAtRest()).isTrue();
    }

    @Test
    void reshard_fewer_shouldEmptyTheUpperShardsAndDoAwayWithThem() {
        database.receive(TEA, 64, 64);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 9))));

        var outcome = (Resharded) database.resharding().reshard(TEA, 2, "owner");

        assertThat(outcome.stock().shards()).extracting(ShardLevel::available).containsExactlyInAnyOrder(28L, 27L);
        assertThat(outcome.stock().received()).isEqualTo(64);
        assertThat(database.items("InventoryTable")).filteredOn(item -> item.containsKey("shard")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64})
    void reshard_toAnyNumber_shouldKeepEveryUnit(int shards) {
        database.receive(TEA, 1003, 17);

        var outcome = (Resharded) database.resharding().reshard(TEA, shards, "owner");

        assertThat(outcome.stock().shards()).hasSize(shards);
        assertThat(outcome.stock().available()).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void reshard_toAnImpossibleNumber_shouldBeRefused(int shards) {
        assertThatThrownBy(() -> database.resharding().reshard(TEA, shards, "owner"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reshard_unknownSku_shouldSaySo() {
        assertThat(database.resharding().reshard(TEA, 4, "owner")).isInstanceOf(UnknownSku.class);
    }

    @Test
    void reshard_anotherMoverFailed_shouldTakeOverAndEndAtRest() {
        database.receive(TEA, 10, 4);
        var dead = database.moves().begin(database.stock(TEA)).orElseThrow();

        var outcome = database.resharding().reshard(TEA, 2, "owner");

        assertThat(outcome).isInstanceOf(Resharded.class);
        assertThat(database.stock(TEA).isAtRest()).isTrue();
        assertThat(database.moves().move(dead, Map.of(0, -1L, 1, 1L))).isEqualTo(Step.LEASE_LOST);
        assertThat(database.moves().grow(dead, 2, 9)).isEqualTo(Step.LEASE_LOST);
    }

    @Test
    void reshard_anotherOneBeginsInTheMiddle_shouldStopAndLeaveAWholeStock() {
        database.receive(TEA, 64, 8);
        var removals = new AtomicInteger();
        var moves = new MovesDecorator(database.moves()) {
            @Override
            public Step removeLast(Lease lease, ShardLevel last, int into) {
                if (removals.incrementAndGet() == 3) {
                    database.resharding().reshard(TEA, 12, "owner");
                }
                return super.removeLast(lease, last, into);
            }
        };

        var outcome = new Resharding(database.stocks(), moves, database.backoff, TestEnvironment.CLOCK).reshard(TEA, 1,
                "owner");

        assertThat(outcome).isInstanceOf(Unfinished.class);
        assertThat(database.stock(TEA).shards()).hasSize(12);
        assertThat(database.stock(TEA).available()).isEqualTo(64);
        assertThat(database.stock(TEA).isAtRest()).isTrue();
    }

    @Test
    void reshard_orderTakesFromTheShardBetweenReadAndRemoval_shouldTryAgain() {
        database.receive(TEA, 8, 2);
        var order = database.place("1", line("TEA", 8));
        var removals = new AtomicInteger();
        var moves = new MovesDecorator(database.moves()) {
            @Override
            public Step removeLast(Lease lease, ShardLevel last, int into) {
                if (removals.incrementAndGet() == 1) {
                    database.reservations().reserve(List.of(order));
                }
                return super.removeLast(lease, last, into);
            }
        };

        var outcome = new Resharding(database.stocks(), moves, database.backoff, TestEnvironment.CLOCK).reshard(TEA, 1,
                "owner");

        assertThat(outcome).isInstanceOf(Resharded.class);
        assertThat(database.stock(TEA).available()).isZero();
        assertThat(removals).hasValue(2);
    }

    @Test
    void reshard_settingsAreInAnotherTransaction_shouldWaitForIt() {
        database.receive(TEA, 8, 2);
        var conflicts = new AtomicInteger(3);
        var conflicting = Intercepted.client(database.client(), (operation, arguments, real) -> {
            if (operation.equals("updateItem") && conflicts.getAndDecrement() > 0) {
                throw TransactionConflictException.builder().build();
            }
            return real.call();
        });
        var moves = new DynamoDbShardMoves(conflicting, "InventoryTable", database.backoff);

        assertThat(new Resharding(database.stocks(), moves, database.backoff, TestEnvironment.CLOCK).reshard(TEA, 4,
                "owner"))
                        .isInstanceOf(Resharded.class);
        assertThat(conflicts).hasNegativeValue();
    }

    @Test
    void reshard_settingsWithoutAMoveEpoch_shouldCountFromZero() {
        database.receive(TEA, 8, 1);
        database.client().updateItem(update -> update.tableName("InventoryTable")
                .key(Map.of("pk", AttributeValue.fromS("sku#TEA")))
                .updateExpression("REMOVE moveEpoch"));

        assertThat(database.resharding().reshard(TEA, 4, "owner")).isInstanceOf(Resharded.class);
        assertThat(database.stock(TEA).moveEpoch()).isEqualTo(2);
    }

    @Test
    void reshard_failedAfterAnyStep_shouldHaveLostNothing() {
        database.receive(TEA, 64, 8);
        for (var steps = 1; steps <= 6; steps++) {
            var left = new AtomicInteger(steps);
            var moves = new MovesDecorator(database.moves()) {
                @Override
                public Step removeLast(Lease lease, ShardLevel last, int into) {
                    if (left.decrementAndGet() == 0) {
                        throw new IllegalStateException("killed");
                    }
                    return super.removeLast(lease, last, into);
                }

                @Override
                public void end(Lease lease) {
                    throw new IllegalStateException("killed");
                }
            };
            assertThatThrownBy(() -> new Resharding(database.stocks(), moves, database.backoff, TestEnvironment.CLOCK)
                    .reshard(TEA, 1, "owner"))
                            .hasMessage("killed");
            assertThat(database.stock(TEA).available()).isEqualTo(64);
            database.assertEquation(TEA);
            assertThat(database.resharding().reshard(TEA, 8, "owner")).isInstanceOf(Resharded.class);
        }
    }

    @Test
    void reshard_twoOppositeAtOnce_shouldLoseNothing() {
        database.receive(TEA, 200, 4);

        var futures = new ArrayList<Future<ReshardOutcome>>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 6; round++) {
                List<Callable<ReshardOutcome>> both = List.of(
                        () -> database.resharding().reshard(TEA, 16, "owner"),
                        () -> database.resharding().reshard(TEA, 1, "owner"));
                both.forEach(one -> futures.add(threads.submit(one)));
            }
            assertThat(futures).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(60)));
        }

        assertThat(futures).extracting(Future::resultNow).anyMatch(Resharded.class::isInstance);
        assertThat(database.stock(TEA).available()).isEqualTo(200);
        assertThat(database.stock(TEA).isAtRest()).isTrue();
    }

    @Test
    void reshard_timeIsUp_shouldBeginNoMoveAndLeaveAWholeStock() {
        database.receive(TEA, 64, 8);
        var removals = new AtomicInteger();
        var time = new AdjustableTime();
        var moves = new MovesDecorator(database.moves()) {
            @Override
            public Step removeLast(Lease lease, ShardLevel last, int into) {
                if (removals.incrementAndGet() == 3) {
                    time.pass(Duration.ofSeconds(11));
                }
                return super.removeLast(lease, last, into);
            }
        };

        var outcome = resharding(moves, time).until(time.instant().plusSeconds(10)).reshard(TEA, 1, "owner");

        assertThat(outcome).isInstanceOf(Unfinished.class);
        assertThat(removals).hasValue(3);
        assertThat(database.stock(TEA).shards()).hasSize(5);
        assertThat(database.stock(TEA).available()).isEqualTo(64);
        assertThat(database.stock(TEA).isAtRest()).isTrue();
    }

    @Test
    void reshard_timeIsUpWhileUnitsAreSpread_shouldAnswerTheNewNumber() {
        database.receive(TEA, 64, 1);
        var time = new AdjustableTime();
        var moves = new MovesDecorator(database.moves()) {
            @Override
            public Step grow(Lease lease, int from, int to) {
                time.pass(Duration.ofSeconds(11));
                return super.grow(lease, from, to);
            }
        };

        var outcome = resharding(moves, time).until(time.instant().plusSeconds(10)).reshard(TEA, 8, "owner");

        assertThat(outcome).isInstanceOf(Resharded.class);
        assertThat(database.availablePerShard(TEA)).containsExactly(64L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void consolidate_moverFailed_shouldTakeOverOnceItHasWaitedLongEnough() {
        database.receive(TEA, 8, 8);
        var dead = database.moves().begin(database.stock(TEA)).orElseThrow();
        var time = new AdjustableTime();
        var resharding = resharding(database.moves(), time);

        resharding.consolidate(TEA);
        time.pass(Resharding.PATIENCE.minusMillis(1));
        resharding.consolidate(TEA);
        assertThat(database.stock(TEA).moveEpoch()).isEqualTo(dead.moveEpoch());
        time.pass(Duration.ofMillis(1));
        resharding.consolidate(TEA);

        assertThat(database.stock(TEA).isAtRest()).isTrue();
        assertThat(database.availablePerShard(TEA)).contains(8L);
        assertThat(database.moves().move(dead, Map.of(0, 1L, 1, -1L))).isEqualTo(Step.LEASE_LOST);
    }

    @Test
    void consolidate_moversComeAndGo_shouldLeaveThemAlone() {
        database.receive(TEA, 8, 8);
        var time = new AdjustableTime();
        var resharding = resharding(database.moves(), time);

        for (var round = 0; round < 4; round++) {
            var lease = database.moves().begin(database.stock(TEA)).orElseThrow();
            resharding.consolidate(TEA);
            time.pass(Resharding.PATIENCE.minusSeconds(1));
            resharding.consolidate(TEA);

            assertThat(database.moves().move(lease, Map.of(0, -1L, 1, 1L))).isEqualTo(Step.DONE);
            assertThat(database.moves().move(lease, Map.of(0, 1L, 1, -1L))).isEqualTo(Step.DONE);
            database.moves().end(lease);
        }
    }

    private static Resharding resharding(ShardMoves moves, AdjustableTime time) {
        return new Resharding(database.stocks(), moves, database.backoff, time.clock());
    }

    private static final class AdjustableTime implements InstantSource {

        private Instant now = TestEnvironment.CLOCK.instant();

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        Clock clock() {
            return withZone(ZoneOffset.UTC);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void readAtOnce_anyShards_shouldBeTheStock() {
        database.receive(TEA, 200, 64);

        assertThat(database.stocks().readAtOnce(TEA)).isEqualTo(database.stock(TEA));
        assertThat(database.stocks().readAtOnce(InventoryDatabase.CUP)).isEqualTo(Stock.none(InventoryDatabase.CUP));
    }

    private static class MovesDecorator implements ShardMoves {

        private final ShardMoves real;

        MovesDecorator(ShardMoves real) {
            this.real = real;
        }

        @Override
        public Optional<Lease> begin(Stock stock) {
            return real.begin(stock);
        }

        @Override
        public void end(Lease lease) {
            real.end(lease);
        }

        @Override
        public Step grow(Lease lease, int from, int to) {
            return real.grow(lease, from, to);
        }

        @Override
        public Step move(Lease lease, Map<Integer, Long> changes) {
            return real.move(lease, changes);
        }

        @Override
        public Step removeLast(Lease lease, ShardLevel last, int into) {
            return real.removeLast(lease, last, into);
        }
    }
}
