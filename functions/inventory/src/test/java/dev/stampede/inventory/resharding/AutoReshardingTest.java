package dev.stampede.inventory.resharding;

import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.adapters.DynamoDbShardMoves;
import dev.stampede.inventory.adapters.Intercepted;
import dev.stampede.inventory.reservation.Contention;
import dev.stampede.inventory.resharding.AutoResharding.Change;
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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AutoReshardingTest {

    private static final Instant NOW = TestEnvironment.CLOCK.instant();

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @AfterEach
    void equationHolds() {
        database.assertEquation(TEA);
    }

    @Test
    void adapt_hot_shouldDoubleTheShardsAndNoteWhen() {
        database.receive(TEA, 100, 2);

        var changes = adapt(NOW, contended());

        assertThat(changes).containsExactly(new Change(TEA, 2, 4));
        assertThat(database.availablePerShard(TEA)).containsExactly(25L, 25L, 25L, 25L);
        assertThat(database.stock(TEA).contendedAt()).isEqualTo(NOW);
        assertThat(database.stock(TEA).minShards()).isEqualTo(2);
        assertThat(database.stock(TEA).isAtRest()).isTrue();
    }

    @Test
    void adapt_manyWritersSawTheSameContention_shouldDoubleOnce() {
        database.receive(TEA, 1000, 1);
        var contention = contended();

        var futures = new ArrayList<Future<List<Change>>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var writer = 0; writer < 8; writer++) {
                Callable<List<Change>> adapting = () -> adapt(NOW, contention);
                futures.add(threads.submit(adapting));
            }
            assertThat(futures).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(60)));
        }

        assertThat(futures.stream().flatMap(future -> future.resultNow().stream()))
                .containsExactly(new Change(TEA, 1, 2));
        assertThat(database.availablePerShard(TEA)).containsExactly(500L, 500L);
    }

    @Test
    void adapt_ownerAskedForFewerMeanwhile_shouldLeaveItToTheOwner() {
        database.receive(TEA, 1000, 8);
        var contention = contended();
        database.resharding().reshard(TEA, 2, "owner");

        assertThat(adapt(NOW, contention)).isEmpty();
        assertThat(database.stock(TEA).shards()).hasSize(2);
        assertThat(database.stock(TEA).contendedAt()).isEqualTo(Stock.NEVER);
    }

    @Test
    void adapt_unitsAreBeingMoved_shouldLeaveTheLeaseToTheMover() {
        database.receive(TEA, 1000, 8);
        var lease = database.moves().begin(database.stock(TEA)).orElseThrow();

        assertThat(adapt(NOW, contended())).isEmpty();
        assertThat(database.moves().grow(lease, 8, 9)).isEqualTo(ShardMoves.Step.DONE);
        database.moves().end(lease);
    }

    @Test
    void adapt_moverDied_shouldTakeOverOnceItHasWaitedLongEnough() {
        database.receive(TEA, 1000, 8);
        database.moves().begin(database.stock(TEA));
        var now = new Instant[] {NOW};
        var resharding = new AutoResharding(
                new Resharding(database.stocks(), database.moves(), database.backoff, clock(now)), 16, clock(now));

        assertThat(resharding.adapt(List.of(contended()), Instant.MAX)).isEmpty();
        now[0] = NOW.plus(Resharding.LONG_PATIENCE);
        assertThat(resharding.adapt(List.of(contended()), Instant.MAX)).containsExactly(new Change(TEA, 8, 16));
    }

    @Test
    void adapt_severalSkus_shouldShareTheTimeAndStartWithTheMostContended() {
        database.receive(TEA, 1000, 1);
        database.receive(CUP, 1000, 1);
        var reads = new AtomicInteger();
        // Each reading of the clock takes a second.
        var clock = ((InstantSource) () -> NOW.plusSeconds(reads.getAndIncrement())).withZone(ZoneOffset.UTC);
        var resharding = new AutoResharding(
                new Resharding(database.stocks(), database.moves(), database.backoff, clock), 16, clock);
        var lessContended = new Contention(database.stock(TEA), ShardRule.MIN_CONFLICTS);
        var mostContended = new Contention(database.stock(CUP), 10 * ShardRule.MIN_CONFLICTS);

        resharding.adapt(List.of(lessContended, mostContended), Instant.MAX);

        assertThat(database.stock(CUP).shards()).hasSize(2);
        assertThat(database.stock(TEA).shards()).hasSize(1);
        database.assertEquation(CUP);
    }

    @Test
    void adapt_ownersNumberWasNeverNoted_shouldTakeThePresentOneForIt() {
        database.receive(TEA, 1000, 8);
        database.client().updateItem(update -> update.tableName("InventoryTable")
                .key(Map.of("pk", AttributeValue.fromS("sku#TEA")))
                .updateExpression("REMOVE minShards, contendedAt"));

        assertThat(adapt(NOW, idle())).isEmpty();
        assertThat(database.stock(TEA).minShards()).isEqualTo(8);
    }

    @Test
    void adapt_idleForAnHour_shouldHalveOnceAnHourDownToTheOwnersNumber() {
        database.receive(TEA, 1000, 3);
        adapt(NOW, contended());
        adapt(NOW, contended());
        assertThat(database.stock(TEA).shards()).hasSize(12);
        var later = NOW.plus(ShardRule.IDLE_PERIOD);

        assertThat(adapt(later.minusMillis(1), idle())).isEmpty();
        assertThat(adapt(later, idle())).containsExactly(new Change(TEA, 12, 6));
        assertThat(adapt(later, idle())).isEmpty();
        later = later.plus(ShardRule.IDLE_PERIOD);
        assertThat(adapt(later, idle())).containsExactly(new Change(TEA, 6, 3));
        later = later.plus(ShardRule.IDLE_PERIOD);
        assertThat(adapt(later, idle())).isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(1000);
    }

    @Test
    void adapt_contendedAgainAtTheMaximum_shouldRestartTheIdlePeriod() {
        database.receive(TEA, 1000, 1);
        for (var step = 0; step < 5; step++) {
            adapt(NOW, contended());
        }
        var later = NOW.plus(ShardRule.IDLE_PERIOD).minusSeconds(1);

        assertThat(adapt(later, contended())).isEmpty();

        assertThat(database.stock(TEA).shards()).hasSize(16);
        assertThat(database.stock(TEA).contendedAt()).isEqualTo(later);
        assertThat(adapt(later.plusSeconds(2), idle())).isEmpty();
    }

    @Test
    void adapt_spreadWasCutShort_shouldBeMadeUpForAfterTheNextContendedBatch() {
        database.receive(TEA, 1000, 1);
        var lease = database.moves().begin(database.stock(TEA)).orElseThrow();
        database.moves().grow(lease, 1, 4);
        database.moves().end(lease);

        assertThat(adapt(NOW, contended())).isEmpty();

        assertThat(database.availablePerShard(TEA)).containsExactly(250L, 250L, 250L, 250L);
    }

    @Test
    void adapt_idleOrTooFewUnits_shouldWriteNothing() {
        database.receive(TEA, 15, 1);
        var before = database.items("InventoryTable");

        adapt(NOW, idle());
        adapt(NOW, contended());

        assertThat(database.items("InventoryTable")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void adapt_noTimeLeft_shouldWriteNothing() {
        database.receive(TEA, 1000, 1);
        var before = database.items("InventoryTable");

        assertThat(resharding(NOW).adapt(List.of(contended()), NOW)).isEmpty();

        assertThat(database.items("InventoryTable")).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void adapt_databaseIsDown_shouldNotFailTheBatch() {
        database.receive(TEA, 1000, 1);
        var calls = new AtomicInteger();
        var down = Intercepted.client(database.client(), (operation, arguments, real) -> {
            calls.incrementAndGet();
            throw new IllegalStateException("down");
        });
        var resharding = new Resharding(
                database.stocks(), new DynamoDbShardMoves(down, "InventoryTable", database.backoff), database.backoff,
                TestEnvironment.CLOCK);

        assertThat(new AutoResharding(resharding, 16, TestEnvironment.CLOCK).adapt(List.of(contended()), Instant.MAX))
                .isEmpty();
        assertThat(calls).hasValue(1);
    }

    private static Contention contended() {
        return new Contention(database.stock(TEA), ShardRule.MIN_CONFLICTS);
    }

    private static Contention idle() {
        return new Contention(database.stock(TEA), 0);
    }

    private static List<Change> adapt(Instant now, Contention contention) {
        return resharding(now).adapt(List.of(contention), Instant.MAX);
    }

    private static AutoResharding resharding(Instant now) {
        var clock = clock(now);
        return new AutoResharding(
                new Resharding(database.stocks(), database.moves(), database.backoff, clock), 16, clock);
    }

    /** A clock that returns the array's first element. */
    private static Clock clock(Instant... now) {
        return ((InstantSource) () -> now[0]).withZone(ZoneOffset.UTC);
    }
}
