package dev.stampede.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.reservation.StockWriter.CommitOutcome;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.runtime.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
        var writes = IntStream.range(0, 250).mapToObj(number -> write("order-" + number, number % 4)).toList();

        var groups = GroupDraft.pack(writes);

        assertThat(groups).extracting(group -> group.writes().size()).containsExactly(96, 96, 58);
    }

    @Test
    void group_moreItemsThanATransactionHolds_shouldBeRefused() {
        var writes = IntStream.range(0, 100).mapToObj(number -> write("order-" + number, 0)).toList();

        assertThatThrownBy(() -> new Group(writes)).isInstanceOf(IllegalArgumentException.class);
    }

    /** With half facts and half shards, facts times allocations is greatest. */
    @Test
    void group_withTheMostAllocations_shouldBeFarBelowFourMegabytes() {
        var sku = new Sku("S".repeat(64));
        var allocations = IntStream.range(0, 50).mapToObj(shard -> new Allocation(sku, shard, 999)).toList();
        var changes = allocations.stream()
                .collect(Collectors.toMap(allocation -> new ShardId(sku, allocation.shard()), allocation -> -999L));
        var writes = IntStream.range(0, 50)
                .mapToObj(number -> new StockWrite(
                        new LogPosition(Orders.id("order-" + number), 1), Orders.NOW, "",
                        new StockReserved(allocations, Orders.NOW),
                        changes))
                .toList();

        var bytes = new Group(writes).writes().stream()
                .mapToInt(write -> Json.write(write.fact()).length())
                .sum();

        assertThat(bytes).isLessThan(512 * 1024);
    }

    /** Eight groups of different shards: each transaction waits for all others. */
    @Test
    void commit_groupsOfDifferentShards_shouldBeUnderWayAtOnce() {
        var together = new CyclicBarrier(8);
        var groups = IntStream.range(0, 8).mapToObj(number -> group("order-" + number, number)).toList();

        var result = new GroupCommit(answering(group -> {
            try {
                together.await(30, TimeUnit.SECONDS);
                return new CommitOutcome.Committed();
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        })).commit(groups);

        assertThat(result.committed).hasSize(8);
    }

    @Test
    void commit_positionsTaken_shouldDropThoseAndWriteTheOthers() {
        var taken = Set.of(new LogPosition(Orders.id("order-2"), 1), new LogPosition(Orders.id("order-5"), 1));
        var transactions = new ArrayList<Group>();

        var result = new GroupCommit(answering(group -> {
            transactions.add(group);
            return transactions.size() == 1
                    ? new CommitOutcome.Cancelled(taken, Set.of(), Set.of(), Set.of(), Set.of())
                    : new CommitOutcome.Committed();
        })).commit(List.of(new Group(writes(8, 1))));

        assertThat(transactions).hasSize(2);
        assertThat(result.superseded).extracting(StockWrite::position).containsExactlyInAnyOrderElementsOf(taken);
        assertThat(result.committed).hasSize(6);
        assertThat(result.uncommitted).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void commit_oneFailedShard_shouldCommitWritesOfOtherShards(Cause cause) {
        var transactions = new ArrayList<Group>();
        var bad = new ShardId(TEA, 1);

        var result = new GroupCommit(answering(group -> {
            transactions.add(group);
            return group.shards().contains(bad) ? cause.at(bad) : new CommitOutcome.Committed();
        })).commit(List.of(new Group(writes(30, 3))));

        assertThat(transactions).hasSize(2);
        assertThat(result.committed).hasSize(20).noneMatch(write -> write.changes().containsKey(bad));
        assertThat(result.uncommitted).hasSize(10).allMatch(write -> write.changes().containsKey(bad));
        assertThat(result.insufficient).isEqualTo(cause == Cause.INSUFFICIENT ? Set.of(bad) : Set.of());
        assertThat(result.contendedOrThrottled()).isEqualTo(cause == Cause.INSUFFICIENT ? Set.of() : Set.of(bad));
        assertThat(result.isBusy).isEqualTo(cause == Cause.THROTTLED);
    }

    @Test
    void commit_oneBusyPosition_shouldCommitTheOthersAndWait() {
        var position = new LogPosition(Orders.id("order-3"), 1);
        var transactions = new AtomicInteger();

        var result = new GroupCommit(answering(group -> transactions.incrementAndGet() == 1
                ? new CommitOutcome.Cancelled(Set.of(), Set.of(position), Set.of(), Set.of(), Set.of())
                : new CommitOutcome.Committed())).commit(List.of(new Group(writes(8, 1))));

        assertThat(result.committed).hasSize(7);
        assertThat(result.uncommitted).extracting(StockWrite::position).containsExactly(position);
        assertThat(result.isBusy).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void commit_failedShardOfTheFirstOfManyGroups_shouldNotBeTriedWithTheOthers(Cause cause) {
        var transactions = new AtomicInteger();
        var groups = GroupDraft.pack(writes(500, 1));

        var result = new GroupCommit(answering(group -> {
            transactions.incrementAndGet();
            return cause.at(new ShardId(TEA, 0));
        })).commit(groups);

        assertThat(groups).hasSize(6);
        assertThat(transactions).hasValue(1);
        assertThat(result.uncommitted).hasSize(500);
    }

    @Test
    void commit_countAtItsLimit_shouldCommitTheWritesOfOtherCustomers() {
        var alice = new CustomerCount(TEA, "alice");
        var writes = IntStream.range(0, 6).mapToObj(number -> new StockWrite(
                new LogPosition(Orders.id("order-" + number), 1), Orders.NOW, "",
                new StockReserved(List.of(), Orders.NOW), Map.of(new ShardId(TEA, 0), -1L),
                Map.of(number % 3 == 0 ? alice : new CustomerCount(TEA, "other-" + number),
                        new CustomerCount.Change(1, 2))))
                .toList();
        var transactions = new ArrayList<Group>();

        var result = new GroupCommit(answering(group -> {
            transactions.add(group);
            return group.counts().containsKey(alice)
                    ? new CommitOutcome.Cancelled(
                            Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(alice), Set.of())
                    : new CommitOutcome.Committed();
        })).commit(List.of(new Group(writes)));

        assertThat(transactions).hasSize(2);
        assertThat(transactions.getFirst().counts().get(alice)).isEqualTo(new CustomerCount.Change(2, 2));
        assertThat(result.committed).hasSize(4);
        assertThat(result.uncommitted).hasSize(2).allMatch(write -> write.counts().containsKey(alice));
    }

    @Test
    void chains_ofGroupsWithTheSameCustomer_shouldBeOne() {
        var groups = IntStream.range(0, 3).mapToObj(number -> new Group(List.of(new StockWrite(
                new LogPosition(Orders.id("order-" + number), 1), Orders.NOW, "",
                new StockReserved(List.of(), Orders.NOW), Map.of(new ShardId(TEA, number), -1L),
                Map.of(new CustomerCount(TEA, number < 2 ? "alice" : "bob"), new CustomerCount.Change(1, 2))))))
                .toList();

        assertThat(GroupCommit.chains(groups)).extracting(List::size).containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void commit_cancelledForNoReason_shouldLeaveAllOpenAndWait() {
        var result = new GroupCommit(answering(group -> new CommitOutcome.Cancelled(
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of()))).commit(List.of(new Group(writes(8, 1))));

        assertThat(result.uncommitted).hasSize(8);
        assertThat(result.transactions).isEqualTo(1);
        assertThat(result.isBusy).isTrue();
    }

    @Test
    void commit_onePoisonousWriteOfNinetyNine_shouldBeFoundByHalving() {
        var poison = new LogPosition(Orders.id("order-77"), 1);

        var result = new GroupCommit(answering(
                group -> group.writes().stream().anyMatch(write -> write.position().equals(poison))
                        ? new CommitOutcome.Invalid(new IllegalArgumentException("poison"))
                        : new CommitOutcome.Committed())).commit(List.of(new Group(writes(99, 1))));

        assertThat(result.invalid.keySet()).extracting(StockWrite::position).containsExactly(poison);
        assertThat(result.committed).hasSize(98);
        assertThat(result.transactions).isLessThanOrEqualTo(15);
    }

    /** Why a shard cancels a transaction. */
    enum Cause {
        INSUFFICIENT, CONTENDED, THROTTLED;

        CommitOutcome at(ShardId shard) {
            return new CommitOutcome.Cancelled(
                    Set.of(), Set.of(),
                    this == INSUFFICIENT ? Set.of(shard) : Set.of(),
                    this == CONTENDED ? Set.of(shard) : Set.of(),
                    this == THROTTLED ? Set.of(shard) : Set.of());
        }
    }

    private static StockWriter answering(Function<Group, CommitOutcome> answer) {
        return new StockWriter() {
            @Override
            public CommitOutcome commit(Group group) {
                return answer.apply(group);
            }

            @Override
            public boolean write(StockWrite write) {
                throw new AssertionError("Only transactions are committed");
            }

            @Override
            public Set<LogPosition> taken(Collection<LogPosition> positions) {
                throw new AssertionError("Nobody asks");
            }
        };
    }

    /** Writes of one unit each, from the shards in rotation. */
    private static List<StockWrite> writes(int count, int shards) {
        return IntStream.range(0, count).mapToObj(number -> write("order-" + number, number % shards)).toList();
    }

    private static Group group(String name, int... shards) {
        return new Group(List.of(write(name, shards)));
    }

    private static StockWrite write(String name, int... shards) {
        var allocations = IntStream.of(shards).mapToObj(shard -> new Allocation(TEA, shard, 1)).toList();
        return new StockWrite(
                new LogPosition(Orders.id(name), 1), Orders.NOW, "", new StockReserved(allocations, Orders.NOW),
                IntStream.of(shards).boxed().collect(Collectors.toMap(shard -> new ShardId(TEA, shard), shard -> -1L)));
    }
}
