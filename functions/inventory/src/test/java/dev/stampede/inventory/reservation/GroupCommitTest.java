package dev.stampede.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.reservation.StockWriter.Outcome;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupCommitTest {

    private static final Sku TEA = new Sku("TEA");

    @Test
    void chains_groupsThatShareAShard_shouldBeOneChain() {
        var first = group("1", 0);
        var second = group("2", 1);
        var bridge = group("3", 0, 1);
        var apart = group("4", 2);

        assertThat(GroupCommit.chains(List.of(first, second, bridge, apart)))
                .containsExactly(List.of(first, second, bridge), List.of(apart));
    }

    @Test
    void pack_bookingsOfFewShards_shouldFillTransactions() {
        var bookings = IntStream.range(0, 250).mapToObj(number -> booking("order-" + number, number % 4)).toList();

        var groups = GroupDraft.pack(bookings);

        assertThat(groups).extracting(group -> group.bookings().size()).containsExactly(96, 96, 58);
    }

    @Test
    void group_moreItemsThanATransactionHolds_shouldBeRefused() {
        var bookings = IntStream.range(0, 100).mapToObj(number -> booking("order-" + number, 0)).toList();

        assertThatThrownBy(() -> new Group(bookings)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Half facts, half shards is where facts times allocations is greatest. */
    @Test
    void group_withTheMostAllocations_shouldBeFarBelowFourMegabytes() {
        var sku = new Sku("S".repeat(64));
        var allocations = IntStream.range(0, 50).mapToObj(shard -> new Allocation(sku, shard, 999)).toList();
        var changes = allocations.stream()
                .collect(Collectors.toMap(allocation -> new ShardId(sku, allocation.shard()), allocation -> -999L));
        var bookings = IntStream.range(0, 50)
                .mapToObj(number -> new StockWrite(
                        new LogPosition(Orders.id("order-" + number), 1), "",
                        new StockReserved(allocations, Orders.NOW),
                        changes))
                .toList();

        var bytes = new Group(bookings).bookings().stream()
                .mapToInt(booking -> Json.write(booking.fact()).length())
                .sum();

        assertThat(bytes).isLessThan(512 * 1024);
    }

    /** Eight groups of shards of their own: each waits in its transaction for all others. */
    @Test
    void commit_groupsOfDifferentShards_shouldBeUnderWayAtOnce() {
        var together = new CyclicBarrier(8);
        var groups = IntStream.range(0, 8).mapToObj(number -> group("order-" + number, number)).toList();

        var result = new GroupCommit(answering(group -> {
            try {
                together.await(30, TimeUnit.SECONDS);
                return new Outcome.Committed();
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        })).commit(groups);

        assertThat(result.committed).hasSize(8);
    }

    @Test
    void commit_placesTaken_shouldDropThoseAndWriteTheOthers() {
        var taken = Set.of(new LogPosition(Orders.id("order-2"), 1), new LogPosition(Orders.id("order-5"), 1));
        var transactions = new ArrayList<Group>();

        var result = new GroupCommit(answering(group -> {
            transactions.add(group);
            return transactions.size() == 1
                    ? new Outcome.Cancelled(taken, Set.of(), Set.of(), Set.of(), Set.of())
                    : new Outcome.Committed();
        })).commit(List.of(new Group(bookings(8, 1))));

        assertThat(transactions).hasSize(2);
        assertThat(result.overtaken).extracting(StockWrite::place).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(result.committed).hasSize(6);
        assertThat(result.open).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void commit_oneShardInTheWay_shouldWriteWhatHasNothingToDoWithIt(Hindrance hindrance) {
        var transactions = new ArrayList<Group>();
        var bad = new ShardId(TEA, 1);

        var result = new GroupCommit(answering(group -> {
            transactions.add(group);
            return group.shards().contains(bad) ? hindrance.at(bad) : new Outcome.Committed();
        })).commit(List.of(new Group(bookings(30, 3))));

        assertThat(transactions).hasSize(2);
        assertThat(result.committed).hasSize(20).noneMatch(booking -> booking.changes().containsKey(bad));
        assertThat(result.open).hasSize(10).allMatch(booking -> booking.changes().containsKey(bad));
        assertThat(result.failed).isEqualTo(hindrance == Hindrance.SHORT ? Set.of(bad) : Set.of());
        assertThat(result.hot()).isEqualTo(hindrance == Hindrance.SHORT ? Set.of() : Set.of(bad));
        assertThat(result.isBusy).isEqualTo(hindrance == Hindrance.THROTTLED);
    }

    @Test
    void commit_oneFactInTheWay_shouldWriteTheOthersAndWait() {
        var place = new LogPosition(Orders.id("order-3"), 1);
        var transactions = new AtomicInteger();

        var result = new GroupCommit(answering(group -> transactions.incrementAndGet() == 1
                ? new Outcome.Cancelled(Set.of(), Set.of(place), Set.of(), Set.of(), Set.of())
                : new Outcome.Committed())).commit(List.of(new Group(bookings(8, 1))));

        assertThat(result.committed).hasSize(7);
        assertThat(result.open).extracting(StockWrite::place).containsExactly(place);
        assertThat(result.isBusy).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void commit_shardInTheWayOfTheFirstOfManyGroups_shouldNotBeTriedWithTheOthers(Hindrance hindrance) {
        var transactions = new AtomicInteger();
        var groups = GroupDraft.pack(bookings(500, 1));

        var result = new GroupCommit(answering(group -> {
            transactions.incrementAndGet();
            return hindrance.at(new ShardId(TEA, 0));
        })).commit(groups);

        assertThat(groups).hasSize(6);
        assertThat(transactions).hasValue(1);
        assertThat(result.open).hasSize(500);
    }

    @Test
    void commit_cancelledForNoReason_shouldLeaveAllOpenAndWait() {
        var result = new GroupCommit(answering(group -> new Outcome.Cancelled(
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of()))).commit(List.of(new Group(bookings(8, 1))));

        assertThat(result.open).hasSize(8);
        assertThat(result.transactions).isEqualTo(1);
        assertThat(result.isBusy).isTrue();
    }

    @Test
    void commit_onePoisonousBookingOfNinetyNine_shouldBeFoundByHalving() {
        var poison = new LogPosition(Orders.id("order-77"), 1);

        var result = new GroupCommit(answering(
                group -> group.bookings().stream().anyMatch(booking -> booking.place().equals(poison))
                        ? new Outcome.Refused(new IllegalArgumentException("poison"))
                        : new Outcome.Committed())).commit(List.of(new Group(bookings(99, 1))));

        assertThat(result.refused.keySet()).extracting(StockWrite::place).containsExactly(poison);
        assertThat(result.committed).hasSize(98);
        assertThat(result.transactions).isLessThanOrEqualTo(15);
    }

    /** What can be the matter with a shard. */
    enum Hindrance {
        SHORT, CONTENDED, THROTTLED;

        Outcome at(ShardId shard) {
            return new Outcome.Cancelled(
                    Set.of(), Set.of(),
                    this == SHORT ? Set.of(shard) : Set.of(),
                    this == CONTENDED ? Set.of(shard) : Set.of(),
                    this == THROTTLED ? Set.of(shard) : Set.of());
        }
    }

    private static StockWriter answering(Function<Group, Outcome> answer) {
        return new StockWriter() {
            @Override
            public Outcome commit(Group group) {
                return answer.apply(group);
            }

            @Override
            public boolean write(StockWrite booking) {
                throw new AssertionError("Only transactions are committed");
            }

            @Override
            public Set<LogPosition> taken(Collection<LogPosition> places) {
                throw new AssertionError("Nobody asks");
            }
        };
    }

    /** So many bookings of one unit, in turn from so many shards. */
    private static List<StockWrite> bookings(int count, int shards) {
        return IntStream.range(0, count).mapToObj(number -> booking("order-" + number, number % shards)).toList();
    }

    private static Group group(String name, int... shards) {
        return new Group(List.of(booking(name, shards)));
    }

    private static StockWrite booking(String name, int... shards) {
        var allocations = IntStream.of(shards).mapToObj(shard -> new Allocation(TEA, shard, 1)).toList();
        return new StockWrite(
                new LogPosition(Orders.id(name), 1), "", new StockReserved(allocations, Orders.NOW),
                IntStream.of(shards).boxed().collect(Collectors.toMap(shard -> new ShardId(TEA, shard), shard -> -1L)));
    }
}
