package dev.stampede.inventory.reservation;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.InventoryDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last units of a stock can be sold, whichever shards hold them and however shards change. */
class TailUnitsTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @AfterEach
    void equationHolds() {
        database.assertEquation(TEA);
    }

    @Test
    void sevenUnitsInSixteenShards_oneOrderAfterAnother_shouldServeThreeThreeAndOne() {
        database.receive(TEA, 7, 16);

        for (var order : orders("order")) {
            assertThat(database.reservations().reserve(List.of(order)).unsettled()).isEmpty();
        }

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(3);
    }

    @RepeatedTest(8)
    void sevenUnitsInSixteenShards_twoWriters_shouldServeThreeThreeAndOne() {
        database.receive(TEA, 7, 16);
        var orders = orders("order");

        allAtOnce(List.of(
                () -> database.reservations().reserve(List.of(orders.get(0), orders.get(2))),
                () -> database.reservations().reserve(List.of(orders.get(1)))));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(3);
        assertThat(database.stock(TEA).available()).isZero();
    }

    @RepeatedTest(8)
    void sevenUnitsInSixteenShards_moreWantedThanThereIs_shouldLeaveNothingThatFits() {
        database.receive(TEA, 7, 16);
        var first = orders("first");
        var second = orders("second");

        allAtOnce(List.of(
                () -> database.reservations().reserve(first), () -> database.reservations().reserve(second)));

        assertThat(database.orders()).noneMatch(order -> order.status() == OrderStatus.PLACED);
        assertThat(database.orders()).filteredOn(order -> order.status() == OrderStatus.REJECTED).isNotEmpty()
                .allMatch(order -> order.placed().lines().getFirst().quantity() > database.stock(TEA).available());
    }

    @RepeatedTest(4)
    void sevenUnitsInSixteenShards_whileShardsComeAndGo_shouldServeThreeThreeAndOne() {
        database.receive(TEA, 7, 16);
        var orders = orders("order");

        allAtOnce(List.of(
                () -> database.resharding().reshard(TEA, 1, "owner"),
                () -> database.resharding().reshard(TEA, 16, "owner"),
                () -> reserveAll(List.of(orders.get(0), orders.get(2))), () -> reserveAll(List.of(orders.get(1)))));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(3);
        assertThat(database.stock(TEA).available()).isZero();
    }

    /** The last unit, when it is released to a shard that was removed, can be bought by the next shopper. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 64})
    void unitsOfShardsThatAreGone_released_shouldBeForSaleAgain(int shards) {
        database.receive(TEA, 7, 16);
        database.reservations().reserve(orders("first"));
        assertThat(database.stock(TEA).available()).isZero();
        database.resharding().reshard(TEA, shards, "owner");
        for (var number = 0; number < 3; number++) {
            database.append("first-" + number, new HoldExpired());
        }

        database.releases().release(
                Map.of(Orders.id("first-0"), "", Orders.id("first-1"), "", Orders.id("first-2"), ""));

        assertThat(database.stock(TEA).available()).isEqualTo(7);
        database.reservations().reserve(List.of(database.place("all", line("TEA", 7))));
        assertThat(database.order("all").status()).isEqualTo(OrderStatus.RESERVED);
    }

    /** Two owners keep requesting different numbers of shards while four writers sell and an order of each batch is released. */
    @Test
    void sale_whileTwoMoversWantTheOpposite_shouldSellEveryUnitAndRefuseNothingThatFits() {
        database.receive(TEA, 240, 4);
        var open = new ConcurrentLinkedQueue<List<RecordedFact>>();
        for (var batch = 0; batch < 32; batch++) {
            open.add(database.placeMany("batch-" + batch, 8, line("TEA", 1)));
        }
        var selling = new AtomicInteger(4);
        var moves = new AtomicInteger();
        var work = new ArrayList<Callable<?>>();
        for (var writer = 0; writer < 4; writer++) {
            work.add(() -> {
                try {
                    for (var batch = open.poll(); batch != null; batch = open.poll()) {
                        reserveAll(batch);
                        release(batch.getFirst());
                    }
                    return null;
                } finally {
                    selling.decrementAndGet();
                }
            });
        }
        for (var shards : List.of(16, 1)) {
            work.add(() -> {
                while (selling.get() > 0) {
                    database.resharding().reshard(TEA, shards, "owner");
                    moves.incrementAndGet();
                }
                return null;
            });
        }

        allAtOnce(work);

        assertThat(moves).hasValueGreaterThan(1);
        assertThat(database.orders()).noneMatch(order -> order.status() == OrderStatus.PLACED);
        var sold = database.count(OrderStatus.RESERVED);
        assertThat(sold + database.stock(TEA).available()).isEqualTo(240);
        assertThat(sold).isEqualTo(224);
        assertThat(database.count(OrderStatus.REJECTED)).isZero();
        assertThat(database.stock(TEA).isAtRest()).isTrue();
    }

    private static void release(RecordedFact placed) {
        database.log().update(placed.orderId(), order -> List.of(new HoldExpired()));
        while (!database.releases().release(Map.of(placed.orderId(), "")).unsettled().isEmpty()) {
            // It is delivered again, as a message is.
        }
    }

    /** Delivers failed facts again, as the stream does. */
    private static Void reserveAll(List<RecordedFact> batch) {
        for (var left = batch; !left.isEmpty();) {
            left = List.copyOf(database.reservations().reserve(left).unsettled());
        }
        return null;
    }

    /** Orders for three, three and one. */
    private static List<RecordedFact> orders(String prefix) {
        return List.of(
                database.place(prefix + "-0", line("TEA", 3)), database.place(prefix + "-1", line("TEA", 3)),
                database.place(prefix + "-2", line("TEA", 1)));
    }

    private static void allAtOnce(List<Callable<?>> work) {
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            var futures = new ArrayList<Future<?>>();
            work.forEach(one -> futures.add(threads.submit(one)));
            assertThat(futures).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(120)));
        }
    }
}
