package dev.stampede.inventory.adapters;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.reservation.Group;
import dev.stampede.inventory.reservation.LogPosition;
import dev.stampede.inventory.reservation.StockWrite;
import dev.stampede.inventory.reservation.StockWriter.CommitOutcome;
import dev.stampede.inventory.stock.ShardId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoDbStockWriterTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @BeforeEach
    void stock() {
        database.receive(TEA, 10, 2);
    }

    @Test
    void commit_positionTaken_shouldNameItAndWriteNothing() {
        database.place("1", line("TEA", 2));
        database.place("2", line("TEA", 2));
        database.append("1", new OrderCancelled(Actor.GUEST));

        var outcome = database.stockWriter().commit(new Group(List.of(write("1", 0, 2), write("2", 1, 2))));

        assertThat(outcome)
                .isEqualTo(new CommitOutcome.Cancelled(Set.of(position("1")), Set.of(), Set.of(), Set.of(), Set.of()));
        assertThat(database.stock(TEA).available()).isEqualTo(10);
        assertThat(database.order("2").status()).isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void commit_shardInsufficient_shouldNameItAndWriteNothing() {
        database.place("1", line("TEA", 2));
        database.place("2", line("TEA", 6));

        var outcome = database.stockWriter().commit(new Group(List.of(write("1", 0, 2), write("2", 1, 6))));

        assertThat(outcome).isEqualTo(
                new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(new ShardId(TEA, 1)), Set.of(), Set.of()));
        assertThat(database.order("1").status()).isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void commit_shardGone_shouldNotMakeIt() {
        database.place("1", line("TEA", 2));

        var outcome = database.stockWriter().commit(new Group(List.of(write("1", 7, -2))));

        assertThat(outcome).isEqualTo(
                new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(new ShardId(TEA, 7)), Set.of(), Set.of()));
    }

    @Test
    void commit_unitsOfSeveralOrders_shouldAddThemUp() {
        database.place("1", line("TEA", 2));
        database.place("2", line("TEA", 3));

        var outcome = database.stockWriter().commit(new Group(List.of(write("1", 0, 2), write("2", 0, 3))));

        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
        assertThat(database.availablePerShard(TEA)).containsExactlyInAnyOrder(0L, 5L);
    }

    @Test
    void commit_conflictsAndThrottles_shouldNameTheItems() {
        var codes = List.of("TransactionConflict", "ThrottlingError", "None", "TransactionConflict", "ThrottlingError");
        var refusing = Intercepted.client(database.client(), (operation, arguments, real) -> {
            throw TransactionCanceledException.builder()
                    .cancellationReasons(codes.stream().map(code -> CancellationReason.builder().code(code).build())
                            .toList())
                    .build();
        });
        var writer = new DynamoDbStockWriter(
                refusing, "OrdersTable", "InventoryTable", database.log(), database.backoff);

        var outcome = writer.commit(new Group(List.of(write("1", 0, 1), write("2", 1, 1), write("3", 1, 1))));

        assertThat(outcome).isEqualTo(new CommitOutcome.Cancelled(
                Set.of(), Set.of(position("2"), position("3")), Set.of(), Set.of(new ShardId(TEA, 0)),
                Set.of(new ShardId(TEA, 1))));
    }

    @Test
    void write_shouldBeFalseWhenThePositionIsTaken() {
        database.place("1", line("TEA", 2));
        var rejection = new StockWrite(position("1"), Orders.NOW, "", new StockRejected(List.of()), Map.of());

        assertThat(database.stockWriter().write(rejection)).isTrue();
        assertThat(database.stockWriter().write(rejection)).isFalse();
    }

    @Test
    void taken_shouldNameThePositionsThatHoldAFact() {
        database.place("1", line("TEA", 2));

        assertThat(
                database.stockWriter().taken(List.of(position("1"), new LogPosition(Orders.id("1"), 0), position("2"))))
                        .containsExactly(new LogPosition(Orders.id("1"), 0));
        assertThat(database.stockWriter().taken(List.of())).isEmpty();
    }

    private static LogPosition position(String name) {
        return new LogPosition(Orders.id(name), 1);
    }

    private static StockWrite write(String name, int shard, long units) {
        var allocation = new Allocation(TEA, shard, (int) Math.abs(units));
        return new StockWrite(
                position(name), Orders.NOW, "", new StockReserved(List.of(allocation), Orders.NOW),
                Map.of(new ShardId(TEA, shard), -units));
    }
}
