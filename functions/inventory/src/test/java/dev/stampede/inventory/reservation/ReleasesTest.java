package dev.stampede.inventory.reservation;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.StockReleased;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.stock.StockEquation;
import dev.stampede.runtime.time.Backoff;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReleasesTest {

    private static final Money TOTAL = new Money(1000, "EUR");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @AfterEach
    void equationHolds() {
        database.assertEquation(TEA);
    }

    @Test
    void release_expiredOrder_shouldReturnUnitsToTheirShards() {
        database.receive(TEA, 8, 4);
        reserve("1", 2);
        var before = database.availablePerShard(TEA);
        database.append("1", new HoldExpired());

        var result = database.releases().release(orders("1"));

        assertThat(result.released()).hasSize(1);
        assertThat(before).contains(0L);
        assertThat(database.availablePerShard(TEA)).containsExactly(2L, 2L, 2L, 2L);
        assertThat(database.order("1").holdsStock()).isFalse();
    }

    @Test
    void release_sameMessageTwice_shouldPutUnitsBackOnce() {
        database.receive(TEA, 8, 1);
        reserve("1", 2);
        database.append("1", new OrderCancelled(Actor.GUEST));

        database.releases().release(orders("1"));
        var again = database.releases().release(orders("1"));

        assertThat(again.released()).isEmpty();
        assertThat(again.unsettled()).isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(8);
    }

    @Test
    void release_manyOrders_shouldShareATransaction() {
        database.receive(TEA, 30, 2);
        var names = IntStream.range(0, 20).mapToObj(number -> "order-" + number).toArray(String[]::new);
        Stream.of(names).forEach(name -> {
            reserve(name, 1);
            database.append(name, new HoldExpired());
        });
        var commits = new AtomicInteger();

        var result = releases(real -> group -> {
            commits.incrementAndGet();
            return real.commit(group);
        }).release(orders(names));

        assertThat(result.released()).hasSize(20);
        assertThat(commits).hasValue(1);
        assertThat(database.stock(TEA).available()).isEqualTo(30);
    }

    @Test
    void release_ordersThatOweNothing_shouldLeaveTheirUnits() {
        database.receive(TEA, 20, 1);
        reserve("held", 1);
        reserve("sold", 2);
        database.append("sold", new PaymentCaptured(0, TOTAL, "ref"));
        reserve("shipped", 3);
        database.append("shipped", new PaymentCaptured(0, TOTAL, "ref"),
                new OrderShipped(null, null, Actor.admin("owner")),
                new RefundRequested(RefundReason.SHOP, Actor.admin("owner")), new Refunded(TOTAL, "ref"));
        reserve("late", 4);
        database.append("late", new HoldExpired(), new PaymentCapturedLate(0, TOTAL, "ref"));

        var result = database.releases().release(orders("held", "sold", "shipped", "late"));

        assertThat(result.unsettled()).isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(10);
    }

    @Test
    void release_refundedBeforeShipping_shouldPutUnitsBack() {
        database.receive(TEA, 5, 1);
        reserve("1", 2);
        database.append("1", new PaymentCaptured(0, TOTAL, "ref"),
                new RefundRequested(RefundReason.CANCELLED, Actor.GUEST),
                new Refunded(TOTAL, "ref"));

        database.releases().release(orders("1"));

        assertThat(database.stock(TEA).available()).isEqualTo(5);
    }

    /** One of five units is cancelled, two come back, and one of these is to be sold again. */
    @Test
    void release_partsOfAnOrder_shouldPutEachBackOnce() {
        database.receive(TEA, 5, 1);
        reserve("1", 5);
        var price = new Money(300, "EUR");
        database.append("1", new PaymentCaptured(0, TOTAL, "ref"),
                new RefundRequested(
                        RefundReason.CANCELLED, price, units(1), units(1), null, null, null, null, null));
        assertThat(database.releases().release(orders("1")).released()).isEmpty();

        database.append("1", new Refunded(price, "ref", 3));
        database.releases().release(orders("1"));
        assertThat(database.releases().release(orders("1")).released()).isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(1);

        database.append("1", new OrderShipped(null, null, Actor.admin("owner")),
                new ReturnRequested(units(2), null, null, Actor.GUEST),
                new ReturnApproved(7, Actor.admin("owner")),
                new ReturnReceived(7, units(2), units(1), Actor.admin("owner")));
        database.releases().release(orders("1"));
        assertThat(database.releases().release(orders("1")).released()).isEmpty();

        assertThat(database.stock(TEA).available()).isEqualTo(2);
        var order = database.order("1");
        assertThat(order.allocations()).extracting(Allocation::units).containsExactly(3);
        assertThat(StockEquation.differences(List.of(database.stock(TEA)), List.of(order))).isEmpty();
    }

    private static List<LineUnits> units(int quantity) {
        return List.of(new LineUnits(TEA, quantity));
    }

    @Test
    void release_fewerShardsThanWhenReserved_shouldUseTheRemainderAndSaySo() {
        database.receive(TEA, 64, 8);
        var names = IntStream.range(0, 8).mapToObj(number -> "order-" + number).toArray(String[]::new);
        Stream.of(names).forEach(name -> reserve(name, 5));
        Stream.of(names).forEach(name -> database.append(name, new HoldExpired()));
        database.resharding().reshard(TEA, 3, "owner");

        var result = database.releases().release(orders(names));

        assertThat(result.released()).hasSize(8).allSatisfy(write -> assertThat(
                ((StockReleased) write.fact()).allocations()).allMatch(allocation -> allocation.shard() < 3));
        assertThat(database.stock(TEA).available()).isEqualTo(64);
    }

    @Test
    void release_shardTakenAwayBetweenReadAndWrite_shouldReadAgain() {
        database.receive(TEA, 8, 8);
        reserve("1", 8);
        database.append("1", new HoldExpired());
        var commits = new AtomicInteger();

        var result = releases(real -> group -> {
            if (commits.incrementAndGet() == 1) {
                database.resharding().reshard(TEA, 2, "owner");
            }
            return real.commit(group);
        }).release(orders("1"));

        assertThat(result.released()).hasSize(1);
        assertThat(database.stock(TEA).shards()).hasSize(2);
        assertThat(database.stock(TEA).available()).isEqualTo(8);
    }

    @Test
    void release_paidLateBetweenReadAndWrite_shouldLeaveTheUnits() {
        database.receive(TEA, 5, 1);
        reserve("1", 2);
        database.append("1", new HoldExpired());
        var commits = new AtomicInteger();

        var result = releases(real -> group -> {
            if (commits.incrementAndGet() == 1) {
                database.append("1", new PaymentCapturedLate(0, TOTAL, "ref"));
            }
            return real.commit(group);
        }).release(orders("1"));

        assertThat(result.released()).isEmpty();
        assertThat(result.unsettled()).isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(3);
    }

    @Test
    void release_crashBeforeTheWrite_shouldFinishOnRedelivery() {
        database.receive(TEA, 5, 1);
        reserve("1", 2);
        database.append("1", new HoldExpired());

        var first = releases(real -> group -> {
            throw new IllegalStateException("killed");
        }).release(orders("1"));
        var second = database.releases().release(orders("1"));

        assertThat(first.unsettled()).containsExactly(Orders.id("1"));
        assertThat(second.released()).hasSize(1);
        assertThat(database.stock(TEA).available()).isEqualTo(5);
    }

    @Test
    void release_unknownOrder_shouldBeLeftForLater() {
        assertThat(database.releases().release(orders("none")).unsettled()).containsExactly(Orders.id("none"));
    }

    private static void reserve(String name, int units) {
        database.reservations().reserve(java.util.List.of(database.place(name, line("TEA", units))));
    }

    private static Map<OrderId, String> orders(String... names) {
        return Stream.of(names).collect(Collectors.toMap(Orders::id, name -> "correlation-" + name));
    }

    private static Releases releases(Function<StockWriter, Function<Group, StockWriter.CommitOutcome>> commit) {
        var real = database.stockWriter();
        var writer = new StockWriter() {
            @Override
            public CommitOutcome commit(Group group) {
                return commit.apply(real).apply(group);
            }

            @Override
            public boolean write(StockWrite write) {
                return real.write(write);
            }

            @Override
            public Set<LogPosition> taken(Collection<LogPosition> places) {
                return real.taken(places);
            }
        };
        return new Releases(
                database.stocks(), writer, database.log(), new Backoff(duration -> {}, new Random(1)));
    }
}
