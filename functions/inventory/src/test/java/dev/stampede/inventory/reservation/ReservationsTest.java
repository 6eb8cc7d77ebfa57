package dev.stampede.inventory.reservation;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import dev.stampede.contracts.orders.Actor;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.CustomerLimits;
import dev.stampede.contracts.orders.Fact.HoldExpired;
import dev.stampede.contracts.orders.Fact.HoldLimit;
import dev.stampede.contracts.orders.Fact.OrderCancelled;
import dev.stampede.contracts.orders.Fact.OrderPlaced;
import dev.stampede.contracts.orders.Fact.OrderShipped;
import dev.stampede.contracts.orders.Fact.PaymentCaptured;
import dev.stampede.contracts.orders.Fact.PaymentCapturedLate;
import dev.stampede.contracts.orders.Fact.RefundReason;
import dev.stampede.contracts.orders.Fact.RefundRequested;
import dev.stampede.contracts.orders.Fact.Refunded;
import dev.stampede.contracts.orders.Fact.ReturnApproved;
import dev.stampede.contracts.orders.Fact.ReturnReceived;
import dev.stampede.contracts.orders.Fact.ReturnRequested;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockRejected;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.orders.LineUnits;
import dev.stampede.contracts.orders.OrderLine;
import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.contracts.totals.Buyer;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.reservation.StockWriter.CommitOutcome;
import dev.stampede.inventory.resharding.ShardMoves;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.testing.TestEnvironment;
import dev.stampede.runtime.time.Backoff;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationsTest {

    private static final Sku CODE = Sku.ofPromotion("TEN");

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @AfterEach
    void equationHolds() {
        database.assertEquation(Stream.concat(
                Stream.of(TEA, CUP),
                database.orders().stream().flatMap(order -> order.placed().units().keySet().stream()))
                .distinct().toArray(Sku[]::new));
    }

    @Test
    void reserve_enoughStock_shouldHoldItWithTheFact() {
        database.receive(TEA, 5, 1);
        database.receive(CUP, 5, 1);

        var result = database.reservations().reserve(List.of(database.place("1", line("TEA", 2), line("CUP", 1))));

        assertThat(result.reserved()).hasSize(1);
        assertThat(result.unsettled()).isEmpty();
        assertThat(result.transactions()).isEqualTo(1);
        assertThat(database.order("1").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(database.order("1").heldUntil()).contains(Orders.NOW.plus(Orders.HOLD));
        assertThat(database.stock(TEA).available()).isEqualTo(3);
        assertThat(database.stock(CUP).available()).isEqualTo(4);
    }

    @Test
    void reserve_notEnough_shouldRejectAndTakeNothing() {
        database.receive(TEA, 5, 2);
        database.receive(CUP, 5, 1);

        database.reservations().reserve(List.of(database.place("1", line("CUP", 1), line("TEA", 6))));

        var rejected = (StockRejected) database.order("1").facts().getLast().fact();
        assertThat(rejected.shortages()).containsExactly(new Shortage(TEA, 6, 5));
        assertThat(database.stock(CUP).available()).isEqualTo(5);
    }

    @Test
    void reserve_unknownSku_shouldReject() {
        database.reservations().reserve(List.of(database.place("1", line("TEA", 1))));

        assertThat(database.order("1").status()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void reserve_fiveHundredOrders_shouldTakeSixTransactions() {
        database.receive(TEA, 600, 8);

        var result = database.reservations().reserve(database.placeMany("order", 500, line("TEA", 1)));

        assertThat(result.reserved()).hasSize(500);
        assertThat(result.transactions()).isEqualTo(6);
        assertThat(database.stock(TEA).available()).isEqualTo(100);
    }

    @Test
    void reserve_sevenUnitsOverSixteenShards_shouldServeThreeThreeAndOne() {
        database.receive(TEA, 7, 16);

        database.reservations().reserve(List.of(
                database.place("1", line("TEA", 3)), database.place("2", line("TEA", 3)),
                database.place("3", line("TEA", 1))));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(3);
        assertThat(database.stock(TEA).available()).isZero();
    }

    @Test
    void reserve_sameBatchTwice_shouldChangeNothing() {
        database.receive(TEA, 60, 4);
        var batch = database.placeMany("order", 100, line("TEA", 1));
        database.reservations().reserve(batch);
        var before = database.items("OrdersTable");

        var again = database.reservations().reserve(batch);

        assertThat(again.reserved()).isEmpty();
        assertThat(again.rejected()).isEmpty();
        assertThat(again.unsettled()).isEmpty();
        assertThat(database.items("OrdersTable")).containsExactlyInAnyOrderElementsOf(before);
        assertThat(database.stock(TEA).available()).isZero();
    }

    @Test
    void reserve_replayWithOneUnitLeftAndOneNewOrder_shouldServeTheNewOrder() {
        database.receive(TEA, 101, 1);
        var batch = new ArrayList<>(database.placeMany("order", 100, line("TEA", 1)));
        database.reservations().reserve(batch);
        batch.add(database.place("new", line("TEA", 1)));

        var result = database.reservations().reserve(batch);

        assertThat(result.reserved()).hasSize(1);
        assertThat(database.order("new").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(result.transactions()).isLessThan(6);
    }

    @Test
    void reserve_sameRecordTwiceInABatch_shouldReserveOnce() {
        database.receive(TEA, 5, 1);
        var record = database.place("1", line("TEA", 2));

        database.reservations().reserve(List.of(record, record));

        assertThat(database.stock(TEA).available()).isEqualTo(3);
    }

    @Test
    void reserve_orderCancelledBefore_shouldLeaveItAndServeTheOthers() {
        database.receive(TEA, 2, 1);
        var batch = database.placeMany("order", 3, line("TEA", 1));
        database.append("order-0", new OrderCancelled(Actor.GUEST));

        database.reservations().reserve(batch);

        assertThat(database.order("order-0").status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(2);
        assertThat(database.stock(TEA).available()).isZero();
    }

    @Test
    void reserve_crashAfterOneOfSeveralGroups_shouldFinishOnRedelivery() {
        database.receive(TEA, 250, 1);
        var batch = database.placeMany("order", 250, line("TEA", 1));
        var commits = new AtomicInteger();
        var dying = database.reservations(real -> intercepted(real, group -> {
            if (commits.incrementAndGet() > 1) {
                throw new IllegalStateException("killed");
            }
            return real.commit(group);
        }));

        var first = dying.reserve(batch);
        var second = database.reservations().reserve(batch);

        assertThat(first.unsettled()).isNotEmpty();
        assertThat(second.unsettled()).isEmpty();
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(250);
        assertThat(database.stock(TEA).available()).isZero();
    }

    @Test
    void reserve_responseLostAfterCommit_shouldSellNothingTwice() {
        database.receive(TEA, 50, 1);
        var batch = database.placeMany("order", 60, line("TEA", 1));
        var lost = new AtomicBoolean();
        var reservations = database.reservations(real -> intercepted(real, group -> {
            var outcome = real.commit(group);
            return lost.compareAndSet(false, true) ? new CommitOutcome.Unclear(new IllegalStateException("lost"))
                    : outcome;
        }));

        var result = reservations.reserve(batch);

        assertThat(result.unsettled()).isEmpty();
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(50);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(10);
    }

    @Test
    void reserve_meetsAnotherWriter_shouldGoToAnotherShardWithoutWaiting() {
        database.receive(TEA, 20, 2);
        var shards = new ArrayList<Set<ShardId>>();
        var reservations = database.reservations(real -> intercepted(real, group -> {
            shards.add(group.shards());
            return shards.size() == 1
                    ? new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(), group.shards(), Set.of())
                    : real.commit(group);
        }));

        var result = reservations.reserve(List.of(database.place("1", line("TEA", 1))));

        assertThat(shards).hasSize(2).doesNotHaveDuplicates();
        assertThat(result.conflicts()).isEqualTo(1);
        assertThat(result.reserved()).hasSize(1);
    }

    /** A transaction that conflicts on a fact, or is throttled, and then succeeds. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reserve_cancelledForNoReasonOfItsOwn_shouldWaitAndGetThrough(boolean throttled) {
        database.receive(TEA, 20, 1);
        var tries = new AtomicInteger();
        var pauses = new AtomicInteger();
        var writer = intercepted(database.stockWriter(), group -> tries.incrementAndGet() < 4
                ? new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(), Set.of(),
                        throttled ? group.shards() : Set.of())
                : database.stockWriter().commit(group));
        var reservations = new Reservations(
                database.stocks(), writer, database.counts(), database.log(), database.resharding(),
                new Backoff(duration -> pauses.incrementAndGet(), new Random(1)), new Random(), TestEnvironment.CLOCK,
                Orders.HOLD, InventoryDatabase.MAX_UNPAID_UNITS);

        var result = reservations.reserve(database.placeMany("order", 3, line("TEA", 1)));

        assertThat(result.reserved()).hasSize(3);
        assertThat(pauses).hasValue(3);
    }

    @Test
    void reserve_rejectionCannotBeWritten_shouldTryAgainAndNotBlockTheOthers() {
        database.receive(TEA, 1, 1);
        var failures = new AtomicInteger(2);
        var real = database.stockWriter();
        var writer = new StockWriter() {
            @Override
            public CommitOutcome commit(Group group) {
                return real.commit(group);
            }

            @Override
            public boolean write(StockWrite write) {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("down");
                }
                return real.write(write);
            }

            @Override
            public Set<LogPosition> taken(Collection<LogPosition> places) {
                return real.taken(places);
            }
        };

        var result = database.reservations(database.stocks(), writer)
                .reserve(database.placeMany("order", 4, line("TEA", 1)));

        assertThat(result.unsettled()).isEmpty();
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(3);
    }

    @Test
    void reserve_throttledForever_shouldGiveUpAndNameAllRecords() {
        database.receive(TEA, 20, 2);
        var batch = database.placeMany("order", 3, line("TEA", 1));
        var tries = new AtomicInteger();
        var reservations = database.reservations(real -> intercepted(real, group -> {
            tries.incrementAndGet();
            return new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(), Set.of(), group.shards());
        }));

        var result = reservations.reserve(batch);

        assertThat(result.unsettled()).containsExactlyInAnyOrderElementsOf(batch);
        assertThat(tries).hasValue(ReservationRun.MAX_FRUITLESS_ROUNDS);
        assertThat(database.stock(TEA).available()).isEqualTo(20);
    }

    @Test
    void reserve_poisonousOrder_shouldNotBlockTheOthersOfItsGroup() {
        database.receive(TEA, 20, 1);
        var batch = database.placeMany("order", 7, line("TEA", 1));
        var poison = Orders.id("order-3");
        var reservations = database.reservations(real -> intercepted(real, group -> group.writes().stream()
                .anyMatch(write -> write.position().orderId().equals(poison))
                        ? new CommitOutcome.Invalid(new IllegalArgumentException("poison"))
                        : real.commit(group)));

        var result = reservations.reserve(batch);

        assertThat(result.reserved()).hasSize(6);
        assertThat(result.unsettled()).containsExactly(batch.get(3));
    }

    @Test
    void reserve_othersTookTheShardMeanwhile_shouldReadAgainAndTakeTheRest() {
        database.receive(TEA, 10, 2);
        var other = database.place("other", line("TEA", 5));
        var raced = new AtomicBoolean();
        var reservations = database.reservations(real -> intercepted(real, group -> {
            if (raced.compareAndSet(false, true)) {
                database.reservations().reserve(List.of(other));
            }
            return real.commit(group);
        }));

        reservations.reserve(database.placeMany("order", 6, line("TEA", 1)));

        assertThat(database.stock(TEA).available()).isZero();
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(6);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(1);
    }

    @Test
    void reserve_unitsOnTheirWayBetweenShardsWhileCounting_shouldNotCallThemSoldOut() {
        database.receive(TEA, 1, 2);
        var holder = database.availablePerShard(TEA).indexOf(1L);
        var empty = 1 - holder;
        // A reader that reads one shard before the unit is moved, and the other one after.
        var missed = new AtomicBoolean();
        var stocks = new StocksDecorator(database.stocks()) {
            @Override
            public Map<Sku, Stock> read(Collection<Sku> skus) {
                if (!missed.compareAndSet(false, true)) {
                    return super.read(skus);
                }
                var before = super.read(TEA);
                var lease = database.moves().begin(before).orElseThrow();
                assertThat(database.moves().move(lease, Map.of(holder, -1L, empty, 1L)))
                        .isEqualTo(ShardMoves.Step.DONE);
                database.moves().end(lease);
                var levels = new ArrayList<>(before.shards());
                levels.set(holder, super.read(TEA).shards().get(holder));
                return Map.of(TEA, new Stock(TEA, before.lowThreshold(), before.moveEpoch(), levels));
            }
        };

        database.reservations(stocks, database.stockWriter()).reserve(List.of(database.place("1", line("TEA", 1))));

        assertThat(missed).isTrue();
        assertThat(database.order("1").status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void reserve_unitReleasedIntoAShardReadBefore_shouldNotCallItSoldOut() {
        database.receive(TEA, 2, 2);
        var held = database.place("held", line("TEA", 1));
        database.reservations().reserve(List.of(held));
        database.append("held", new HoldExpired());
        var empty = database.availablePerShard(TEA).indexOf(0L);
        var other = database.place("other", line("TEA", 1));
        // A reader that reads one shard before the release, and the other one after another order took its unit.
        var exactReads = new AtomicInteger();
        var missed = new AtomicBoolean();
        var stocks = new StocksDecorator(database.stocks()) {
            @Override
            public Map<Sku, Stock> read(Collection<Sku> skus) {
                if (!missed.compareAndSet(false, true)) {
                    return super.read(skus);
                }
                var before = super.read(TEA);
                database.reservations().reserve(List.of(other));
                database.releases().release(Map.of(Orders.id("held"), ""));
                var levels = new ArrayList<>(super.read(TEA).shards());
                levels.set(empty, before.shards().get(empty));
                return Map.of(TEA, new Stock(TEA, before.lowThreshold(), before.moveEpoch(), levels));
            }

            @Override
            public Stock readAtOnce(Sku sku) {
                exactReads.incrementAndGet();
                return super.readAtOnce(sku);
            }
        };

        database.reservations(stocks, database.stockWriter()).reserve(database.placeMany("order", 1, line("TEA", 1)));

        assertThat(database.order("order-0").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(database.stock(TEA).available()).isZero();
        assertThat(exactReads).hasValue(1);
    }

    @Test
    void reserve_soldOut_shouldConfirmItWithOneReadForEachSku() {
        database.receive(TEA, 2, 2);
        var exactReads = new AtomicInteger();
        var stocks = new StocksDecorator(database.stocks()) {
            @Override
            public Stock readAtOnce(Sku sku) {
                exactReads.incrementAndGet();
                return super.readAtOnce(sku);
            }
        };

        database.reservations(stocks, database.stockWriter()).reserve(database.placeMany("order", 50, line("TEA", 1)));

        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(48);
        assertThat(exactReads).hasValue(1);
    }

    @Test
    void reserve_timeIsUp_shouldStartNoRoundAndNameTheRest() {
        database.receive(TEA, 20, 1);
        var batch = database.placeMany("order", 3, line("TEA", 1));
        var tries = new AtomicInteger();
        var now = new AtomicReference<>(Orders.NOW);
        var reservations = new Reservations(
                database.stocks(), intercepted(database.stockWriter(), group -> {
                    tries.incrementAndGet();
                    now.updateAndGet(time -> time.plusSeconds(2));
                    return new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(), Set.of(), group.shards());
                }), database.counts(), database.log(), database.resharding(), database.backoff, new Random(),
                ((InstantSource) now::get).withZone(ZoneOffset.UTC), Orders.HOLD,
                InventoryDatabase.MAX_UNPAID_UNITS);

        var result = reservations.reserve(batch, Orders.NOW.plusSeconds(5));

        assertThat(tries).hasValue(3);
        assertThat(result.unsettled()).containsExactlyInAnyOrderElementsOf(batch);
        assertThat(database.stock(TEA).available()).isEqualTo(20);
    }

    @Test
    void reserve_moverDiedHalfWay_shouldStillRejectWhatIsSoldOut() {
        database.receive(TEA, 1, 4);
        database.moves().begin(database.stock(TEA));

        database.reservations().reserve(database.placeMany("order", 2, line("TEA", 1)));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(1);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(1);
    }

    @Test
    void reserve_planMadeBeforeShardsWereTakenAway_shouldPlanAgain() {
        database.receive(TEA, 16, 8);
        var raced = new AtomicBoolean();
        var reservations = database.reservations(real -> intercepted(real, group -> {
            if (raced.compareAndSet(false, true)) {
                database.resharding().reshard(TEA, 1, "owner");
            }
            return real.commit(group);
        }));

        reservations.reserve(database.placeMany("order", 17, line("TEA", 1)));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(16);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(1);
    }

    @Test
    void reserve_unitsScatteredOverMoreShardsThanATransactionHolds_shouldConsolidateThemFirst() {
        database.receive(TEA, 60, 64);
        database.receive(CUP, 60, 64);

        var result = database.reservations().reserve(List.of(database.place("1", line("TEA", 60), line("CUP", 60))));

        assertThat(result.reserved()).hasSize(1);
        assertThat(database.stock(TEA).available()).isZero();
    }

    @Test
    void reserve_orderForMoreThanMayBeHeldUnpaid_shouldBeRejectedWithoutTakingStock() {
        database.receive(TEA, 500, 1);
        var most = InventoryDatabase.MAX_UNPAID_UNITS;
        var batch = List.of(
                database.place("1", line("TEA", most + 1), line("CUP", 1)), database.place("2", line("TEA", most)));

        var result = database.reservations().reserve(batch);

        assertThat(result.rejected()).extracting(StockWrite::fact)
                .containsExactly(new StockRejected(List.of(), new HoldLimit(List.of(TEA), most)));
        assertThat(result.reserved()).hasSize(1);
        assertThat(result.unsettled()).isEmpty();
        assertThat(database.stock(TEA).available()).isEqualTo(500 - most);

        var again = database.reservations().reserve(batch);

        assertThat(again.rejected()).isEmpty();
        assertThat(again.unsettled()).isEmpty();
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(1);
        assertThat(database.stock(TEA).available()).isEqualTo(500 - most);
    }

    @Test
    void reserve_paidLateAndStillHolding_shouldKeepTheSameUnits() {
        database.receive(TEA, 5, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 2))));
        var late = paidLate("1");

        var result = database.reservations().reserve(List.of(late));
        database.reservations().reserve(List.of(late));

        assertThat(result.unsettled()).isEmpty();
        assertThat(database.order("1").status()).isEqualTo(OrderStatus.PAID_LATE_RESERVED);
        assertThat(database.order("1").facts()).hasSize(5);
        assertThat(database.stock(TEA).available()).isEqualTo(3);
    }

    @Test
    void reserve_paidLateAndReleased_shouldTakeUnitsAgain() {
        database.receive(TEA, 5, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 2))));
        database.append("1", new HoldExpired());
        database.releases().release(Map.of(Orders.id("1"), ""));
        var late = capturedLate("1");

        database.reservations().reserve(List.of(late));
        database.reservations().reserve(List.of(late));

        assertThat(database.order("1").facts().getLast().fact()).isInstanceOf(StockReserved.class);
        assertThat(database.stock(TEA).available()).isEqualTo(3);
    }

    @Test
    void reserve_paidLateAndSoldOutMeanwhile_shouldAskForARefund() {
        database.receive(TEA, 2, 1);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 2))));
        database.append("1", new HoldExpired());
        database.releases().release(Map.of(Orders.id("1"), ""));
        database.reservations().reserve(List.of(database.place("2", line("TEA", 2))));
        var late = capturedLate("1");

        var result = database.reservations().reserve(List.of(late));
        database.reservations().reserve(List.of(late));

        assertThat(result.rejected()).hasSize(1);
        assertThat(database.order("1").facts().getLast().fact())
                .isEqualTo(new RefundRequested(RefundReason.SOLD_OUT_AFTER_HOLD, Actor.STORE));
        assertThat(database.order("1").status()).isEqualTo(OrderStatus.REFUND_PENDING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void reserve_manyWritersForTheLastUnits_shouldSellExactlyTheStock(int shards) {
        database.receive(TEA, 150, shards);
        var batches = new ArrayList<List<RecordedFact>>();
        for (var writer = 0; writer < 8; writer++) {
            batches.add(database.placeMany("writer-" + writer, 30, line("TEA", 1)));
        }

        allAtOnce(batches, batch -> database.reservations().reserve(batch));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(150);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(90);
        assertThat(database.stock(TEA).available()).isZero();
    }

    @Test
    void reserve_manyWritersAndOrdersOfSeveralUnits_shouldStrandNothingThatFits() {
        database.receive(TEA, 203, 16);
        var random = new Random(7);
        var batches = new ArrayList<List<RecordedFact>>();
        for (var writer = 0; writer < 6; writer++) {
            var batch = new ArrayList<RecordedFact>();
            for (var number = 0; number < 20; number++) {
                batch.add(database.place(writer + "-" + number, line("TEA", 1 + random.nextInt(5))));
            }
            batches.add(batch);
        }

        allAtOnce(batches, batch -> database.reservations().reserve(batch));

        var left = database.stock(TEA).available();
        assertThat(database.orders()).allMatch(order -> order.status() != OrderStatus.PLACED);
        assertThat(database.orders())
                .filteredOn(order -> order.status() == OrderStatus.REJECTED)
                .isNotEmpty()
                .allMatch(order -> order.placed().lines().getFirst().quantity() > left);
    }

    @Test
    void reserve_twoSkusBoughtInOppositeOrders_shouldSellAllOrNothingOfEachOrder() {
        database.receive(TEA, 70, 4);
        database.receive(CUP, 50, 3);
        var batches = new ArrayList<List<RecordedFact>>();
        for (var writer = 0; writer < 6; writer++) {
            batches.add(writer % 2 == 0
                    ? database.placeMany("writer-" + writer, 15, line("TEA", 1), line("CUP", 1))
                    : database.placeMany("writer-" + writer, 15, line("CUP", 1), line("TEA", 1)));
        }

        allAtOnce(batches, batch -> database.reservations().reserve(batch));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(50);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(40);
        assertThat(database.stock(TEA).available()).isEqualTo(20);
        assertThat(database.stock(CUP).available()).isZero();
    }

    @Test
    void reserve_sameBatchAtManyWritersWithConflicts_shouldSellOnce() {
        database.receive(TEA, 80, 8);
        var batch = database.placeMany("order", 100, line("TEA", 1));
        var random = new Random(3);
        var batches = Collections.nCopies(4, batch);

        allAtOnce(batches, facts -> database.reservations(real -> intercepted(real, group -> conflictOr(
                random, group, real))).reserve(facts));
        database.reservations().reserve(batch);

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(80);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(20);
    }

    @Test
    void reserve_shardOfAnotherWriter_shouldBeLeftToIt() {
        database.receive(TEA, 1_600, 16);
        var tried = new ArrayList<Set<ShardId>>();
        var reservations = database.reservations(real -> intercepted(real, group -> {
            tried.add(group.shards());
            return group.shards().equals(tried.getFirst())
                    ? new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(), group.shards(), Set.of())
                    : real.commit(group);
        }));
        var batches = IntStream.range(0, 30).iterator();
        Supplier<Integer> conflicts = () -> reservations
                .reserve(database.placeMany("batch-" + batches.next(), 10, line("TEA", 1)))
                .conflicts();

        assertThat(conflicts.get()).isEqualTo(1);
        while (conflicts.get() > 0) {
            // By chance it starts where it started before.
        }
        var own = tried.getLast();
        var before = tried.size();
        for (var batch = 0; batch < 5; batch++) {
            assertThat(conflicts.get()).isZero();
        }
        assertThat(tried.subList(before, tried.size())).as("a shard of its own").containsOnly(own);
    }

    @Test
    void reserve_whileShardsGrowAndShrink_shouldSellExactlyTheStock() {
        database.receive(TEA, 300, 4);
        var batches = new ArrayList<List<RecordedFact>>();
        for (var writer = 0; writer < 40; writer++) {
            batches.add(database.placeMany("writer-" + writer, 10, line("TEA", 1)));
        }
        var open = new ConcurrentLinkedQueue<>(batches);
        var sale = (Function<Integer, Integer>) number -> {
            for (var batch = open.poll(); batch != null; batch = open.poll()) {
                assertThat(database.reservations().reserve(batch).unsettled()).isEmpty();
            }
            return number;
        };
        var random = new Random(5);
        var mover = (Function<Integer, Integer>) number -> {
            while (!open.isEmpty()) {
                database.resharding().reshard(TEA, 1 + random.nextInt(12), "owner");
            }
            return number;
        };

        allAtOnce(List.of(0, 1, 2, 3, 4), number -> number < 3 ? sale.apply(number) : mover.apply(number));

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(300);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(100);
        assertThat(database.stock(TEA).available()).isZero();
    }

    private static CommitOutcome conflictOr(Random random, Group group, StockWriter real) {
        synchronized (random) {
            if (random.nextInt(3) == 0) {
                return new CommitOutcome.Cancelled(Set.of(), Set.of(), Set.of(), group.shards(), Set.of());
            }
        }
        return real.commit(group);
    }

    private static RecordedFact paidLate(String name) {
        database.append(name, new HoldExpired());
        return capturedLate(name);
    }

    private static RecordedFact capturedLate(String name) {
        return database.append(name, new PaymentCapturedLate(0, new Money(2000, "EUR"), "ref"))
                .facts()
                .getLast();
    }

    private static <T> void allAtOnce(List<T> inputs, Function<T, ?> work) {
        try (var threads = Executors.newFixedThreadPool(inputs.size())) {
            var futures = new ArrayList<Future<?>>();
            inputs.forEach(input -> futures.add(threads.submit(() -> work.apply(input))));
            for (var future : futures) {
                assertThat(future).succeedsWithin(java.time.Duration.ofSeconds(120));
            }
        }
    }

    private static StockWriter intercepted(StockWriter real, Function<Group, CommitOutcome> commit) {
        return new StockWriter() {
            @Override
            public CommitOutcome commit(Group group) {
                return commit.apply(group);
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
    }

    private static class StocksDecorator implements Stocks {

        private final Stocks real;

        StocksDecorator(Stocks real) {
            this.real = real;
        }

        @Override
        public Map<Sku, Stock> read(Collection<Sku> skus) {
            return real.read(skus);
        }

        @Override
        public Stock read(Sku sku) {
            return real.read(sku);
        }

        @Override
        public Stock readAtOnce(Sku sku) {
            return real.readAtOnce(sku);
        }

        @Override
        public Map<Sku, Integer> shardCounts(Collection<Sku> skus) {
            return real.shardCounts(skus);
        }

        @Override
        public Set<Sku> moved(Collection<Stock> read) {
            return real.moved(read);
        }
    }

    @Test
    void reserve_ordersWithALimitedCode_shouldTakeItsUsesWithTheirLinesAndRejectTheOthers() {
        database.receive(TEA, 100, 2);
        database.receive(CODE, 3, 2);
        var facts = IntStream.range(0, 5).mapToObj(number -> withCode("code-" + number, true)).toList();

        database.reservations().reserve(facts);
        database.reservations().reserve(facts);

        assertThat(database.stock(CODE).available()).isZero();
        assertThat(database.stock(TEA).available()).isEqualTo(97);
        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(3);
        assertThat(database.order("code-4").facts().getLast().fact())
                .isEqualTo(new StockRejected(List.of(new Shortage(CODE, 1, 0))));
        database.assertEquation(TEA, CODE);
    }

    @Test
    void reserve_aCodeWithoutLimit_shouldTakeNothingOfIt() {
        database.receive(TEA, 100, 1);

        database.reservations().reserve(List.of(withCode("free", false)));

        assertThat(database.order("free").status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void release_ofAnOrderWithALimitedCode_shouldGiveItsUseBackOnce() {
        database.receive(TEA, 10, 1);
        database.receive(CODE, 1, 1);
        database.reservations().reserve(List.of(withCode("ended", true)));
        database.append("ended", new HoldExpired());

        database.releases().release(Map.of(Orders.id("ended"), ""));
        database.releases().release(Map.of(Orders.id("ended"), ""));

        assertThat(database.stock(CODE).available()).isEqualTo(1);
        assertThat(database.stock(TEA).available()).isEqualTo(10);
        database.reservations().reserve(List.of(withCode("next", true)));
        assertThat(database.order("next").status()).isEqualTo(OrderStatus.RESERVED);
        database.assertEquation(TEA, CODE);
    }

    private static RecordedFact withCode(String name, boolean limited) {
        var placed = Orders.placedFact(line("TEA", 1));
        return database.place(name, new OrderPlaced(
                placed.lines(), placed.total(), null, null, "hash", placed.contact(), "tok_approve", null, null, null,
                null,
                limited ? List.of("TEN") : null, null));
    }

    @Test
    void reserve_upToTheLimitPerCustomer_shouldRejectOnlyWhatExceedsItAndSayWhich() {
        database.receive(TEA, 100, 2);
        var facts = new ArrayList<RecordedFact>();
        facts.add(limited("alice-1", "alice", 1));
        facts.add(limited("bob-1", "bob", 2));
        facts.add(limited("alice-2", "alice", 2));
        facts.add(limited("alice-3", "alice", 1));
        facts.add(database.place("plain", line("TEA", 5)));

        var first = database.reservations().reserve(facts);
        var again = database.reservations().reserve(facts);

        assertThat(first.failures()).isEmpty();
        assertThat(again.failures()).isEmpty();
        assertThat(database.order("alice-2").facts().getLast().fact())
                .isEqualTo(new StockRejected(List.of(), null, List.of(new CustomerLimit(TEA, 2))));
        assertThat(List.of("alice-1", "alice-3", "bob-1", "plain")).allSatisfy(
                name -> assertThat(database.order(name).status()).isEqualTo(OrderStatus.RESERVED));
        assertThat(count("alice")).isEqualTo(2);
        assertThat(database.stock(TEA).available()).isEqualTo(91);
        database.assertEquation(TEA);
    }

    @Test
    void reserve_aCountThatWasTakenAfterItWasRead_shouldRejectThatOrderAndNoOther() {
        database.receive(TEA, 100, 1);
        var other = new AtomicBoolean();
        var writer = database.stockWriter();
        var reservations = database.reservations(inner -> intercepted(inner, group -> {
            if (!other.getAndSet(true)) {
                database.reservations().reserve(List.of(limited("rival", "alice", 2)));
            }
            return writer.commit(group);
        }));

        var result = reservations.reserve(List.of(
                limited("mine", "alice", 1), limited("bob", "bob", 1), database.place("plain", line("TEA", 1))));

        assertThat(result.failures()).isEmpty();
        assertThat(database.order("mine").status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(List.of("rival", "bob", "plain")).allSatisfy(
                name -> assertThat(database.order(name).status()).isEqualTo(OrderStatus.RESERVED));
        assertThat(count("alice")).isEqualTo(2);
        database.assertEquation(TEA);
    }

    @Test
    void reserve_byManyWritersForOneCustomer_shouldNeverExceedTheLimit() throws Exception {
        database.receive(TEA, 1000, 4);
        var facts = IntStream.range(0, 50).mapToObj(number -> limited("many-" + number, "alice", 1)).toList();
        try (var threads = Executors.newFixedThreadPool(5)) {
            var calls = IntStream.range(0, 5).<Callable<Reservations.Result>> mapToObj(writer -> () -> {
                var mine = IntStream.range(0, 50).filter(number -> number % 5 == writer).mapToObj(facts::get).toList();
                var result = database.reservations().reserve(mine);
                while (!result.unsettled().isEmpty()) {
                    result = database.reservations().reserve(result.unsettled());
                }
                return result;
            }).toList();
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(database.count(OrderStatus.RESERVED)).isEqualTo(2);
        assertThat(database.count(OrderStatus.REJECTED)).isEqualTo(48);
        assertThat(count("alice")).isEqualTo(2);
        assertThat(database.stock(TEA).available()).isEqualTo(998);
    }

    @Test
    void release_ofAnOrderWithALimit_shouldGiveItBackOnce() {
        database.receive(TEA, 10, 1);
        database.reservations().reserve(List.of(limited("ended", "alice", 2)));
        database.append("ended", new HoldExpired());

        database.releases().release(Map.of(Orders.id("ended"), ""));
        database.releases().release(Map.of(Orders.id("ended"), ""));

        assertThat(count("alice")).isZero();
        database.reservations().reserve(List.of(limited("next", "alice", 2)));
        assertThat(database.order("next").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(count("alice")).isEqualTo(2);
    }

    /** Units that return to stock no longer count; the use of a code and a first order return once nothing was sold. */
    @Test
    void release_ofSomeUnits_shouldGiveThemBackAndTheCodeWithTheLastOnes() {
        database.receive(TEA, 10, 1);
        database.receive(CODE, 1, 1);
        database.reservations().reserve(List.of(promoted("part", "alice", 2)));
        database.append("part", new PaymentCaptured(0, new Money(2000, "EUR"), "charge"));

        database.append("part", refund(List.of(new LineUnits(TEA, 1))), new Refunded(new Money(1000, "EUR"), "r", 3));
        releaseTwice("part");

        assertThat(List.of(count("alice"), firstOrders("alice"))).containsExactly(1, 1);
        assertThat(database.stock(TEA).available()).isEqualTo(9);
        assertThat(database.stock(CODE).available()).isZero();

        database.append("part", refund(null), new Refunded(new Money(1000, "EUR"), "r", 6));
        releaseTwice("part");

        assertThat(List.of(count("alice"), firstOrders("alice"))).containsExactly(0, 0);
        assertThat(database.stock(TEA).available()).isEqualTo(10);
        assertThat(database.stock(CODE).available()).isEqualTo(1);
        database.assertEquation(TEA, CODE);
    }

    @Test
    void release_ofReturnedUnits_shouldGiveThemBackButNeitherTheCodeNorTheFirstOrder() {
        database.receive(TEA, 10, 1);
        database.receive(CODE, 1, 1);
        database.reservations().reserve(List.of(promoted("returned", "alice", 2)));
        var units = List.of(new LineUnits(TEA, 2));
        database.append("returned", new PaymentCaptured(0, new Money(2000, "EUR"), "charge"),
                new OrderShipped("DHL", "JD0146", Actor.admin("owner")),
                new ReturnRequested(units, null, null, Actor.GUEST),
                new ReturnApproved(4, Actor.admin("owner")),
                new ReturnReceived(4, units, units, Actor.admin("owner")));

        releaseTwice("returned");

        assertThat(List.of(count("alice"), firstOrders("alice"))).containsExactly(0, 1);
        assertThat(database.stock(TEA).available()).isEqualTo(10);
        assertThat(database.stock(CODE).available()).isZero();
        database.assertEquation(TEA, CODE);
    }

    private static void releaseTwice(String name) {
        database.releases().release(Map.of(Orders.id(name), ""));
        database.releases().release(Map.of(Orders.id(name), ""));
    }

    /** @param units null for all that is left */
    private static RefundRequested refund(@Nullable List<LineUnits> units) {
        return new RefundRequested(
                RefundReason.SHOP, units == null ? null : new Money(1000, "EUR"), units, null, null, null, null,
                Actor.STORE.kind(), null);
    }

    private static int firstOrders(String customer) {
        var count = new CustomerCount(CustomerLimits.FIRST_ORDER, customer);
        return database.counts().read(List.of(count)).get(count);
    }

    /** An order with a limited code, a limit per customer and a discount for a first order. */
    private static RecordedFact promoted(String name, String customer, int units) {
        var placed = Orders.placedFact(line("TEA", units));
        return database.place(name, new OrderPlaced(
                placed.lines(), placed.total(), null, null, "hash", placed.contact(), "tok_approve", null, null, null,
                null,
                List.of("TEN"),
                new CustomerLimits(customer, List.of(
                        new CustomerLimit(TEA, 2), new CustomerLimit(CustomerLimits.FIRST_ORDER, 1)))));
    }

    @Test
    void reserve_ordersWithAFirstOrderDiscount_shouldBeOnePerCustomer() {
        database.receive(TEA, 10, 1);

        database.reservations().reserve(List.of(
                limited("first", "alice", 1, CustomerLimits.FIRST_ORDER, 1),
                limited("second", "alice", 1, CustomerLimits.FIRST_ORDER, 1)));

        assertThat(database.order("first").status()).isEqualTo(OrderStatus.RESERVED);
        assertThat(database.order("second").status()).isEqualTo(OrderStatus.REJECTED);
    }

    /** Everything that an order can change still fits into one transaction. */
    @Test
    void reserve_theLargestOrder_shouldBeOneTransaction() {
        var lines = IntStream.range(0, OrderPlaced.MAX_LINES).mapToObj(number -> line("SKU-" + number, 1)).toList();
        lines.forEach(line -> database.receive(line.sku(), 5, 1));
        var codes = IntStream.range(0, Buyer.MAX_CODES).mapToObj(number -> "CODE-" + number)
                .toList();
        codes.forEach(code -> database.receive(Sku.ofPromotion(code), 5, 1));
        var limits = Stream.concat(
                lines.stream().limit(CustomerLimits.MAX_SKUS).map(line -> new CustomerLimit(line.sku(), 1)),
                Stream.of(new CustomerLimit(CustomerLimits.FIRST_ORDER, 1))).toList();
        var placed = Orders.placedFact(lines.toArray(OrderLine[]::new));

        database.reservations().reserve(List.of(database.place("large", new OrderPlaced(
                placed.lines(), placed.total(), null, null, "hash", placed.contact(), "tok_approve", null, null, null,
                null,
                codes, new CustomerLimits("alice", limits)))));

        assertThat(database.order("large").status()).isEqualTo(OrderStatus.RESERVED);
    }

    private static int count(String customer) {
        var count = new CustomerCount(TEA, customer);
        return database.counts().read(List.of(count)).get(count);
    }

    private static RecordedFact limited(String name, String customer, int units) {
        return limited(name, customer, units, TEA, 2);
    }

    private static RecordedFact limited(String name, String customer, int units, Sku sku, int max) {
        var placed = Orders.placedFact(line("TEA", units));
        return database.place(name, new OrderPlaced(
                placed.lines(), placed.total(), null, null, "hash", placed.contact(), "tok_approve", null, null, null,
                null,
                List.of(), new CustomerLimits(customer, List.of(new CustomerLimit(sku, max)))));
    }
}
