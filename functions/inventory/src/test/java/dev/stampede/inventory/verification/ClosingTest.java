package dev.stampede.inventory.verification;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.OwedStep.Kind;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.stock.StockEquation.Difference;
import dev.stampede.inventory.verification.Closing.Outcome.Closed;
import dev.stampede.inventory.verification.Closing.Outcome.NothingToDo;
import dev.stampede.inventory.verification.Closing.Outcome.Overtaken;
import dev.stampede.inventory.verification.Closing.Outcome.Unfinished;
import dev.stampede.inventory.verification.ProgressStore.Saved;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.runtime.testing.AdjustableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checkpoints: exact under any change of an old order, whoever else runs. */
class ClosingTest {

    private static final Money PRICE = new Money(1000, "EUR");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    private final AdjustableClock clock = new AdjustableClock();

    @BeforeEach
    void useClock() {
        database.use(clock);
    }

    @Test
    void run_recentOrders_shouldLeaveThemToTheVerifier() {
        database.receive(TEA, 20, 2);
        sell("1", 3);

        assertThat(close()).isInstanceOf(Closed.class);

        assertThat(checkpoint().units()).isEmpty();
        assertThat(verdict()).isEqualTo(new Verified(20, 17, 3));
    }

    @Test
    void run_oldOrdersTwice_shouldSumThemUpOnce() {
        database.receive(TEA, 20, 2);
        sell("1", 3);
        clock.advance(Duration.ofHours(3));

        close();
        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 3L));
        close();
        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 3L));
        assertThat(checkpoint().open()).isEmpty();
        assertThat(verdict()).isEqualTo(new Verified(20, 17, 3));
    }

    @Test
    void run_noStock_shouldDoNothing() {
        assertThat(close()).isInstanceOf(NothingToDo.class);
        assertThat(database.progress().read()).isEqualTo(new Saved(Optional.empty(), 0));
    }

    @Test
    void run_refundOfAnOldOrder_shouldBeCountedBeforeAndAfterItIsSummedUp() {
        database.receive(TEA, 20, 2);
        sell("1", 3);
        sell("2", 2);
        clock.advance(Duration.ofDays(40));
        close();
        refund("1");

        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 5L));
        assertThat(verdict()).isEqualTo(new Verified(20, 18, 2));
        clock.advance(Duration.ofHours(3));
        close();
        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 2L));
        assertThat(verdict()).isEqualTo(new Verified(20, 18, 2));
    }

    /** The order changes after it is listed and before its log is read. */
    @Test
    void run_oldOrderChangesDuringTheSumming_shouldCoverTheChangeLater() {
        database.receive(TEA, 20, 1);
        sell("1", 3);
        sell("2", 2);
        clock.advance(Duration.ofDays(2));
        var placed = database.placedOrders();
        var changed = new AtomicBoolean();
        var racing = (PlacedOrders) (from, to, work) -> placed.forEach(from, to, id -> {
            if (changed.compareAndSet(false, true)) {
                refund("1");
            }
            return work.test(id);
        });

        assertThat(database.closing(racing, database.progress(), clock)
                .run(database.progress().read(), later())).isInstanceOf(Closed.class);

        assertThat(changed).isTrue();
        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 5L));
        assertThat(verdict()).isEqualTo(new Verified(20, 18, 2));
    }

    @Test
    void verify_oldOrderChangesDuringTheCount_shouldCountAgain() {
        database.receive(TEA, 20, 1);
        sell("1", 3);
        clock.advance(Duration.ofDays(2));
        close();
        var placed = database.placedOrders();
        var changed = new AtomicBoolean();
        var racing = (PlacedOrders) (from, to, work) -> {
            var complete = placed.forEach(from, to, work);
            if (changed.compareAndSet(false, true)) {
                refund("1");
            }
            return complete;
        };

        assertThat(database.verifier(database.stocks(), racing, clock).verifyAll(later()).verdicts())
                .isEqualTo(Map.of(TEA, new Verified(20, 20, 0)));
    }

    /** The log of the old order has a gap, so that it cannot be read. */
    @Test
    void verify_oldOrders_shouldNotReadThem() {
        database.receive(TEA, 20, 1);
        sell("1", 3);
        clock.advance(Duration.ofDays(2));
        close();
        database.client().deleteItem(delete -> delete.tableName("OrdersTable").key(Map.of(
                "orderId", AttributeValue.fromS(Orders.id("1").value()), "seq", AttributeValue.fromN("1"))));
        sell("2", 2);

        assertThat(verdict()).isEqualTo(new Verified(20, 15, 5));
    }

    @Test
    void verify_unitsLostLongAgo_shouldBeDifferent() {
        database.receive(TEA, 20, 1);
        sell("1", 3);
        clock.advance(Duration.ofDays(2));
        close();
        database.tamper(TEA, 0, -1);

        assertThat(verdict()).isEqualTo(new Different(new Difference(TEA, 20, 16, 3)));
    }

    @Test
    void run_otherRunMeanwhile_shouldNotReplaceItsCheckpoint() {
        database.receive(TEA, 20, 1);
        sell("1", 3);
        clock.advance(Duration.ofDays(2));
        var saved = database.progress().read();

        assertThat(database.closing(clock).run(saved, later())).isInstanceOf(Closed.class);
        assertThat(database.closing(clock).run(saved, later())).isInstanceOf(Overtaken.class);
        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 3L));
    }

    @Test
    void run_timeIsUp_shouldContinueWhereItEnded() {
        database.receive(TEA, 20, 1);
        sell("1", 3);
        clock.advance(Duration.ofDays(9));
        sell("2", 2);
        clock.advance(Duration.ofDays(9));
        var placed = database.placedOrders();
        var slow = (PlacedOrders) (from, to, work) -> {
            clock.advance(Duration.ofSeconds(10));
            return placed.forEach(from, to, work);
        };
        var closing = database.closing(slow, database.progress(), clock);

        var runs = 1;
        while (closing.run(database.progress().read(), later()) instanceof Unfinished) {
            runs++;
        }

        assertThat(runs).isBetween(3, 20);
        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 5L));
    }

    /** A run that is killed saves nothing. */
    @Test
    void run_killedAtAnyTime_shouldLeaveACheckpointToContinueFrom() {
        database.receive(TEA, 20, 1);
        for (var kill = 0; kill < 6; kill++) {
            sell("order-" + kill, 1);
            clock.advance(Duration.ofDays(1));
            var calls = kill;
            var placed = database.placedOrders();
            var killed = new PlacedOrders() {
                private int left = calls;

                @Override
                public boolean forEach(Instant from, Instant to, Predicate<OrderId> work) {
                    if (left-- == 0) {
                        throw new IllegalStateException("killed");
                    }
                    return placed.forEach(from, to, work);
                }
            };
            try {
                database.closing(killed, database.progress(), clock).run(database.progress().read(), later());
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("killed");
            }
            assertThat(verdict()).isEqualTo(new Verified(20, 19 - kill, kill + 1));
        }
        close();
        assertThat(checkpoint().units()).isEqualTo(Map.of(TEA, 6L));
    }

    @Test
    void verify_oldOrderThatAwaitsAStep_shouldBeCountedUntilItIsTaken() {
        database.receive(TEA, 20, 1);
        sell("paid", 1);
        database.reservations().reserve(List.of(database.place("stuck", line("TEA", 2))));
        database.append("stuck", new HoldExpired());
        clock.advance(Duration.ofDays(3));
        close();

        assertThat(checkpoint().open()).containsExactly(Orders.id("stuck"));
        assertThat(verification().overdue().orders()).isEqualTo(Map.of(Kind.RELEASE, 1L));
        assertThat(verification().overdue().units()).isEqualTo(Map.of(TEA, 2L));
        release("stuck");
        assertThat(verification().overdue().isNone()).isTrue();
        clock.advance(Duration.ofHours(3));
        close();
        assertThat(checkpoint().open()).isEmpty();
        assertThat(verdict()).isEqualTo(new Verified(20, 19, 1));
    }

    @Test
    void verify_refundOfAnOldOrderThatIsLost_shouldBeOverdue() {
        database.receive(TEA, 20, 1);
        sell("1", 1);
        clock.advance(Duration.ofDays(9));
        close();
        database.append("1", new RefundRequested(RefundReason.SHOP, Actor.STORE));
        clock.advance(Duration.ofMinutes(61));
        assertThat(verification().overdue().orders()).isEqualTo(Map.of(Kind.REFUND, 1L));
        for (var hour = 0; hour < 3; hour++) {
            clock.advance(Duration.ofHours(1));
            close();
            assertThat(verification().overdue().orders()).isEqualTo(Map.of(Kind.REFUND, 1L));
        }
    }

    @Test
    void recount_rightCheckpointWithLateChanges_shouldFindNothing() {
        database.receive(TEA, 20, 1);
        for (var day = 0; day < 8; day++) {
            sell("order-" + day, 1);
            clock.advance(Duration.ofDays(1));
        }
        var start = ((Closed) close()).start();
        var progress = database.progress().read().progress().orElseThrow();
        var runs = 0;
        do {
            var result = database.recount(clock).run(progress, start, 1, later());
            assertThat(result.wrong()).isEmpty();
            assertThat(result.next().checkpoint()).isEqualTo(progress.checkpoint());
            progress = result.next();
            if (++runs == 2) {
                refund("order-0");
                refund("order-7");
            }
        } while (progress.recount().isPresent());
        assertThat(runs).isGreaterThan(4);
    }

    @Test
    void recount_wrongCheckpointThatMoves_shouldCorrectIt() {
        database.receive(TEA, 20, 1);
        database.receive(CUP, 20, 1);
        sell("1", 3);
        database.reservations().reserve(List.of(database.place("stuck", line("CUP", 2))));
        clock.advance(Duration.ofDays(2));
        var start = ((Closed) close()).start();
        var saved = database.progress().read();
        var wrong = new Checkpoint(checkpoint().until(), Map.of(TEA, 4L, CUP, 1L), Set.of());
        database.progress().save(new Progress(wrong, Optional.empty(), Instant.EPOCH), saved.version());
        var first = database.recount(clock).run(
                database.progress().read().progress().orElseThrow(), start, 1, later());
        database.progress().save(first.next(), saved.version() + 1);
        sell("2", 5);
        clock.advance(Duration.ofDays(2));
        close();

        var second = database.recount(clock).run(
                database.progress().read().progress().orElseThrow(), start, 1000, later());

        assertThat(second.wrong()).isEqualTo(Map.of(TEA, -1L, CUP, 1L));
        assertThat(second.next().checkpoint().units()).isEqualTo(Map.of(TEA, 8L, CUP, 2L));
        assertThat(second.next().checkpoint().open()).contains(Orders.id("stuck"));
    }

    /** Orders of many days that change at any time, and runs at any time: always as many units as in all the logs. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void run_randomHistory_shouldEqualTheFullCount(long seed) {
        var random = new Random(seed);
        database.receive(TEA, 1000, 3);
        var paid = new ArrayList<String>();
        for (var event = 0; event < 60; event++) {
            clock.advance(Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 20 : 2000)));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    sell("order-" + event, 1 + random.nextInt(3));
                    paid.add("order-" + event);
                }
                case 2 -> {
                    if (!paid.isEmpty()) {
                        refund(paid.remove(random.nextInt(paid.size())));
                    }
                }
                default -> assertThat(close()).isInstanceOf(Closed.class);
            }
            if (event % 10 == 9) {
                var held = database.orders().stream().flatMap(order -> order.allocations().stream())
                        .mapToLong(allocation -> allocation.units()).sum();
                assertThat(verdict()).isEqualTo(new Verified(1000, 1000 - held, held));
            }
        }
    }

    private Closing.Outcome close() {
        return database.closing(clock).run(database.progress().read(), later());
    }

    private Checkpoint checkpoint() {
        return database.progress().read().progress().orElseThrow().checkpoint();
    }

    private Verification verification() {
        return database.verifier(database.stocks(), database.placedOrders(), clock).verifyAll(later());
    }

    private Verdict verdict() {
        return verification().verdicts().get(TEA);
    }

    private Instant later() {
        return clock.instant().plusSeconds(60);
    }

    private static void sell(String name, int units) {
        database.reservations().reserve(List.of(database.place(name, line("TEA", units))));
        database.append(name, new PaymentCaptured(0, PRICE, "charge"));
    }

    private static void refund(String name) {
        database.append(name, new RefundRequested(RefundReason.SHOP, Actor.STORE));
        database.append(name, new Refunded(PRICE, "refund"));
        release(name);
    }

    private static void release(String name) {
        assertThat(database.releases().release(Map.of(Orders.id(name), "")).unsettled()).isEmpty();
    }
}
