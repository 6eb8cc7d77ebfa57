package dev.stampede.inventory.adjustment;

import static dev.stampede.contracts.testing.Orders.line;
import static dev.stampede.inventory.InventoryDatabase.CUP;
import static dev.stampede.inventory.InventoryDatabase.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.InventoryDatabase;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.AlreadyApplied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Applied;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Insufficient;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.Reused;
import dev.stampede.inventory.adjustment.AdjustmentOutcome.UnknownSku;
import dev.stampede.runtime.concurrent.ContentionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdjustmentsTest {

    @RegisterExtension
    static final InventoryDatabase database = new InventoryDatabase();

    @AfterEach
    void equationHolds() {
        database.assertEquation(TEA, CUP);
    }

    @Test
    void apply_first_shouldBeginTheStockWithOneShard() {
        var outcome = database.adjustments().apply(database.adjustment(TEA, 12));

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.stock(TEA).shards()).hasSize(1);
        assertThat(database.stock(TEA).available()).isEqualTo(12);
        assertThat(database.stock(TEA).received()).isEqualTo(12);
        assertThat(database.stock(TEA).lowThreshold()).isEqualTo(5);
    }

    @Test
    void apply_moreUnits_shouldSpreadThemEvenly() {
        database.receive(TEA, 8, 4);

        database.adjustments().apply(database.adjustment(TEA, 10));

        assertThat(database.availablePerShard(TEA)).containsExactlyInAnyOrder(5L, 5L, 4L, 4L);
        assertThat(database.stock(TEA).received()).isEqualTo(18);
    }

    @Test
    void apply_unitsOut_shouldTakeAcrossShards() {
        database.receive(TEA, 8, 4);

        var outcome = database.adjustments().apply(database.adjustment(TEA, -7));

        assertThat(outcome).isInstanceOf(Applied.class);
        assertThat(database.stock(TEA).available()).isEqualTo(1);
        assertThat(database.stock(TEA).received()).isEqualTo(1);
    }

    @Test
    void apply_moreOutThanAvailable_shouldChangeNothing() {
        database.receive(TEA, 8, 4);
        database.reservations().reserve(List.of(database.place("1", line("TEA", 3))));

        var outcome = database.adjustments().apply(database.adjustment(TEA, -6));

        assertThat(outcome).isEqualTo(new Insufficient(5));
        assertThat(database.stock(TEA).available()).isEqualTo(5);
    }

    @Test
    void apply_outOfAnUnknownSku_shouldBeInsufficient() {
        assertThat(database.adjustments().apply(database.adjustment(TEA, -1))).isEqualTo(new Insufficient(0));
        assertThat(database.items("InventoryTable")).isEmpty();
    }

    @Test
    void apply_twice_shouldApplyOnce() {
        var adjustment = database.adjustment(TEA, 12);
        database.adjustments().apply(adjustment);

        assertThat(database.adjustments().apply(adjustment)).isInstanceOf(AlreadyApplied.class);
        assertThat(database.stock(TEA).available()).isEqualTo(12);
    }

    @Test
    void apply_sameIdForSomethingElse_shouldChangeNothing() {
        database.adjustments().apply(adjustment("1", TEA, 12));

        assertThat(database.adjustments().apply(adjustment("1", TEA, 13))).isInstanceOf(Reused.class);
        assertThat(database.adjustments().apply(adjustment("1", CUP, 12))).isInstanceOf(Reused.class);
        assertThat(database.stock(TEA).available()).isEqualTo(12);
        assertThat(database.stock(CUP).isKnown()).isFalse();
    }

    @Test
    void apply_shouldRecordWhoWhyAndHowMany() {
        var adjustment = database.adjustment(TEA, 12);
        database.adjustments().apply(adjustment);
        database.adjustments().apply(database.adjustment(TEA, -2));

        assertThat(database.movements().latest(TEA, 20)).extracting(movement -> movement.adjustment().delta())
                .containsExactly(-2, 12);
        assertThat(database.movements().latest(TEA, 20).getLast()).isEqualTo(new Movement(adjustment, null));
    }

    @Test
    void apply_sameAtOnceByMany_shouldApplyOnce() {
        var adjustment = database.adjustment(TEA, 12);

        var outcomes = allAtOnce(IntStream.range(0, 8).mapToObj(n -> adjustment).toList());

        assertThat(outcomes).filteredOn(Applied.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(AlreadyApplied.class::isInstance).hasSize(7);
        assertThat(database.stock(TEA).available()).isEqualTo(12);
    }

    @Test
    void apply_manyDifferentAtOnce_shouldApplyAllAndNeverGoBelowZero() {
        database.receive(TEA, 20, 4);

        var outcomes = allAtOnce(IntStream.range(0, 12).mapToObj(n -> database.adjustment(TEA, -3)).toList());

        assertThat(outcomes).filteredOn(Applied.class::isInstance).hasSize(6);
        assertThat(outcomes).filteredOn(Insufficient.class::isInstance).hasSize(6);
        assertThat(database.stock(TEA).available()).isEqualTo(2);
    }

    @Test
    void apply_conflictsForever_shouldGiveUpHavingChangedNothing() {
        var blocked = database.adjustments(new Refusing(database.movements(), Integer.MAX_VALUE));

        assertThatThrownBy(() -> blocked.apply(database.adjustment(TEA, 1))).isInstanceOf(ContentionException.class);
        assertThat(database.stock(TEA).isKnown()).isFalse();
    }

    @Test
    void apply_conflicts_shouldTouchFewerShardsEachTime() {
        database.receive(TEA, 64, 64);
        var refusing = new Refusing(database.movements(), 6);

        database.adjustments(refusing).apply(database.adjustment(TEA, 64));

        assertThat(refusing.widths).containsExactly(64, 32, 16, 8, 4, 2, 1);
        assertThat(database.stock(TEA).available()).isEqualTo(128);
    }

    @Test
    void applyAll_differentSkus_shouldTakeOneTransaction() {
        var refusing = new Refusing(database.movements(), 0);
        var lines = IntStream.range(0, 25).mapToObj(n -> database.adjustment(new Sku("SKU-" + n), 5)).toList();

        var outcomes = database.adjustments(refusing).applyAll(lines);

        assertThat(outcomes.values()).hasSize(25).allMatch(Applied.class::isInstance);
        assertThat(refusing.widths).hasSize(1);
    }

    @Test
    void applyAll_twice_shouldApplyOnceAndKeepRefusedOnesRefused() {
        var lines = List.of(adjustment("in", TEA, 5), adjustment("again", TEA, 2), adjustment("out", CUP, -1));
        var first = database.adjustments().applyAll(lines);
        database.adjustments().apply(database.adjustment(CUP, 10));

        var second = database.adjustments().applyAll(lines);

        assertThat(first).containsEntry("in", new Applied()).containsEntry("again", new Applied())
                .containsEntry("out", new Insufficient(0));
        assertThat(second).containsEntry("in", new AlreadyApplied()).containsEntry("again", new AlreadyApplied())
                .containsEntry("out", new Insufficient(10));
        assertThat(database.stock(TEA).available()).isEqualTo(7);
        assertThat(database.stock(CUP).available()).isEqualTo(10);
        assertThat(database.movements().latest(CUP, 20)).filteredOn(movement -> !movement.isApplied())
                .extracting(Movement::refusal).containsExactly(Movement.INSUFFICIENT_STOCK);
    }

    @Test
    void apply_skuThatTheCatalogDoesNotHave_shouldChangeNothing() {
        database.sell(CUP);

        assertThat(database.adjustmentsOfSold().apply(database.adjustment(TEA, 5))).isInstanceOf(UnknownSku.class);
        assertThat(database.adjustmentsOfSold().apply(database.adjustment(TEA, -5))).isInstanceOf(UnknownSku.class);
        assertThat(database.adjustmentsOfSold().apply(database.adjustment(CUP, 5))).isInstanceOf(Applied.class);
        assertThat(database.adjustmentsOfSold().apply(database.adjustment(CUP, -6))).isEqualTo(new Insufficient(5));
        assertThat(database.stock(TEA).isKnown()).isFalse();
        assertThat(database.movements().latest(TEA, 20)).isEmpty();
    }

    @Test
    void apply_skuThatIsNoLongerInTheCatalogButHasStock_shouldApply() {
        database.receive(TEA, 5, 2);

        assertThat(database.adjustmentsOfSold().apply(database.adjustment(TEA, -5))).isInstanceOf(Applied.class);
        assertThat(database.adjustmentsOfSold().apply(database.adjustment(TEA, 3))).isInstanceOf(Applied.class);
        assertThat(database.stock(TEA).available()).isEqualTo(3);
    }

    @Test
    void unknown_shouldBeWhatHasNeitherStockNorAProduct() {
        var pot = new Sku("POT");
        database.receive(TEA, 5, 1);
        database.sell(CUP);

        assertThat(database.adjustmentsOfSold().unknown(List.of(TEA, CUP, pot, pot))).containsExactly(pot);
    }

    @Test
    void applyAll_twiceWithAnUnknownSku_shouldRefuseItForGoodAndApplyTheOthers() {
        database.sell(CUP);
        var lines = List.of(adjustment("1", TEA, 5), adjustment("2", CUP, 5), adjustment("3", TEA, -1));

        var first = database.adjustmentsOfSold().applyAll(lines);
        database.sell(TEA);
        var second = database.adjustmentsOfSold().applyAll(lines);

        assertThat(first).isEqualTo(Map.of("1", new UnknownSku(), "2", new Applied(), "3", new UnknownSku()));
        assertThat(second).isEqualTo(Map.of("1", new UnknownSku(), "2", new AlreadyApplied(), "3", new UnknownSku()));
        assertThat(database.movements().latest(TEA, 20)).hasSize(2)
                .allMatch(movement -> Movement.UNKNOWN_SKU.equals(movement.refusal()));
        assertThat(database.stock(TEA).isKnown()).isFalse();
        assertThat(database.stock(CUP).available()).isEqualTo(5);
    }

    @Test
    void applyAll_idsOfOtherAdjustmentsTwice_shouldShowEachRefusalOnceForAWhile() {
        var original = adjustment("1", TEA, 5);
        database.adjustments().apply(original);
        var later = new Adjustment("1", TEA, 50, "Counted", "tester", Orders.NOW.plusSeconds(1));
        var elsewhere = new Adjustment("1", CUP, 5, "Counted", "tester", Orders.NOW.plusSeconds(2));

        for (var repeat = 0; repeat < 2; repeat++) {
            assertThat(database.adjustments().applyAll(List.of(later)).values()).containsExactly(new Reused());
            assertThat(database.adjustments().applyAll(List.of(elsewhere)).values()).containsExactly(new Reused());
        }

        assertThat(database.movements().latest(TEA, 20)).containsExactly(
                new Movement(later, Movement.ADJUSTMENT_REUSED), new Movement(original, null));
        assertThat(database.movements().latest(CUP, 20))
                .containsExactly(new Movement(elsewhere, Movement.ADJUSTMENT_REUSED));
        assertThat(database.adjustments().apply(original)).isInstanceOf(AlreadyApplied.class);
        assertThat(database.items("InventoryTable").stream().filter(item -> item.containsKey("expiresAt"))
                .map(item -> Instant.ofEpochSecond(Long.parseLong(item.get("expiresAt").n()))))
                        .containsExactlyInAnyOrder(
                                later.at().plus(Duration.ofDays(30)), elsewhere.at().plus(Duration.ofDays(30)));
    }

    @Test
    void applyAll_failsInTheMiddle_shouldFinishWhenRetried() {
        var lines = List.of(adjustment("1", TEA, 5), adjustment("2", TEA, 2), adjustment("3", TEA, 1));
        var dying = database.adjustments(new Refusing(database.movements(), 0) {
            @Override
            public boolean apply(List<StockChange> changes) {
                if (changes.getFirst().adjustment().id().equals("2")) {
                    throw new IllegalStateException("killed");
                }
                return super.apply(changes);
            }
        });

        assertThatThrownBy(() -> dying.applyAll(lines)).hasMessage("killed");
        database.adjustments().applyAll(lines);

        assertThat(database.stock(TEA).available()).isEqualTo(8);
    }

    @Test
    void applyAll_oneFails_shouldNotTryLaterOnesOfItsSku() {
        var lines = List.of(adjustment("in", TEA, 5), adjustment("out", TEA, -5), adjustment("other", CUP, 1));
        var dying = database.adjustments(new Refusing(database.movements(), 0) {
            @Override
            public boolean apply(List<StockChange> changes) {
                if (changes.getFirst().adjustment().id().equals("in")) {
                    throw new IllegalStateException("down");
                }
                return super.apply(changes);
            }
        });

        assertThatThrownBy(() -> dying.applyAll(List.of(lines.get(0), lines.get(1)))).hasMessage("down");
        var outcomes = database.adjustments().applyAll(lines);

        assertThat(outcomes.values()).hasSize(3).allMatch(Applied.class::isInstance);
        assertThat(database.stock(TEA).available()).isZero();
    }

    private static Adjustment adjustment(String id, Sku sku, int delta) {
        return new Adjustment(id, sku, delta, "Counted", "tester", Orders.NOW);
    }

    private static List<AdjustmentOutcome> allAtOnce(List<Adjustment> adjustments) {
        var futures = new ArrayList<Future<AdjustmentOutcome>>();
        try (var threads = Executors.newFixedThreadPool(adjustments.size())) {
            adjustments.forEach(adjustment -> futures.add(
                    threads.submit(() -> database.adjustments().apply(adjustment))));
            assertThat(futures).allSatisfy(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(60)));
        }
        return futures.stream().map(Future::resultNow).toList();
    }

    /** Movements whose first writes fail, as after a conflict. */
    private static class Refusing implements Movements {

        private final Movements real;
        private final AtomicInteger refusals;
        final List<Integer> widths = new ArrayList<>();

        Refusing(Movements real, int refusals) {
            this.real = real;
            this.refusals = new AtomicInteger(refusals);
        }

        @Override
        public Map<String, Movement> find(Collection<String> adjustmentIds) {
            return real.find(adjustmentIds);
        }

        @Override
        public boolean apply(List<StockChange> changes) {
            widths.add(changes.getFirst().units().size());
            return refusals.getAndDecrement() <= 0 && real.apply(changes);
        }

        @Override
        public void refuse(Adjustment adjustment, String refusal) {
            real.refuse(adjustment, refusal);
        }

        @Override
        public void recordRefusal(Adjustment adjustment, String refusal) {
            real.recordRefusal(adjustment, refusal);
        }

        @Override
        public List<Movement> latest(Sku sku, int limit) {
            return real.latest(sku, limit);
        }
    }
}
