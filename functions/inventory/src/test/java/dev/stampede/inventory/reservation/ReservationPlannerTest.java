package dev.stampede.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.contracts.testing.Orders;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.inventory.stock.ShardLevel;
import dev.stampede.inventory.stock.Stock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationPlannerTest {

    private static final Sku TEA = new Sku("TEA");
    private static final Sku CUP = new Sku("CUP");
    private static final ShardPreference FROM_ZERO = ShardPreference.startingAt(0);

    @Test
    void plan_oneOrder_shouldTakeFromOneShardAndHold() {
        var plan = plan(List.of(request("1", Map.of(TEA, 2))), stock(TEA, 5));

        var write = onlyWrite(plan);
        assertThat(write.changes()).containsExactly(Map.entry(new ShardId(TEA, 0), -2L));
        assertThat(write.position()).isEqualTo(new LogPosition(Orders.id("1"), 1));
        assertThat(write.fact())
                .isEqualTo(new StockReserved(List.of(new Allocation(TEA, 0, 2)), Orders.NOW.plus(Orders.HOLD)));
        assertThat(plan.rejections()).isEmpty();
    }

    @Test
    void plan_ordersOfOneShard_shouldBeOneGroupWithOneSummedChange() {
        var plan = plan(requests(99, Map.of(TEA, 3)), stock(TEA, 1000));

        assertThat(plan.groups()).hasSize(1);
        assertThat(plan.groups().getFirst().changes()).containsExactly(Map.entry(new ShardId(TEA, 0), -297L));
        assertThat(plan.groups().getFirst().writes()).hasSize(99);
    }

    @Test
    void plan_moreOrdersThanATransactionHolds_shouldMakeAsFewGroupsAsPossible() {
        assertThat(plan(requests(100, Map.of(TEA, 1)), stock(TEA, 1000)).groups()).hasSize(2);
        assertThat(plan(requests(500, Map.of(TEA, 1)), stock(TEA, 1000)).groups()).hasSize(6);
    }

    @Test
    void plan_enoughShards_shouldGiveEachGroupShardsOfItsOwn() {
        var plan = plan(requests(500, Map.of(TEA, 1)), stock(TEA, 200, 200, 200, 200, 200, 200, 200, 200));

        var shards = plan.groups().stream().flatMap(group -> group.shards().stream()).toList();
        assertThat(plan.groups()).hasSize(6);
        assertThat(shards).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void plan_shortOfUnits_shouldAdmitInOrderAndSayWhatWasLeft() {
        var plan = plan(requests(3, Map.of(TEA, 2)), stock(TEA, 5));

        assertThat(plan.groups().getFirst().writes()).extracting(StockWrite::position)
                .containsExactly(new LogPosition(Orders.id("0"), 1), new LogPosition(Orders.id("1"), 1));
        assertThat(plan.rejections()).hasSize(1);
        assertThat(plan.rejections().getFirst().request().position().orderId()).isEqualTo(Orders.id("2"));
        assertThat(plan.rejections().getFirst().shortages()).containsExactly(new Shortage(TEA, 2, 1));
    }

    @Test
    void plan_largeOrderDoesNotFit_shouldStillAdmitASmallerOneAfterIt() {
        var plan = plan(
                List.of(request("big", Map.of(TEA, 9)), request("small", Map.of(TEA, 4))), stock(TEA, 4));

        assertThat(onlyWrite(plan).position().orderId()).isEqualTo(Orders.id("small"));
        assertThat(plan.rejections()).hasSize(1);
    }

    @Test
    void plan_oneLineShort_shouldTakeNothingOfTheOtherLine() {
        var both = request("both", Map.of(TEA, 1, CUP, 1));
        var cup = request("cup", Map.of(CUP, 2));

        var plan = plan(List.of(both, cup), stock(TEA), stock(CUP, 2));

        assertThat(onlyWrite(plan).position().orderId()).isEqualTo(Orders.id("cup"));
        assertThat(plan.rejections().getFirst().shortages()).containsExactly(new Shortage(TEA, 1, 0));
    }

    @Test
    void plan_unknownSku_shouldHaveNoStock() {
        var plan = ReservationPlanner.plan(
                List.of(request("1", Map.of(TEA, 1))), Map.of(), Map.of(), FROM_ZERO, Orders.NOW);

        assertThat(plan.groups()).isEmpty();
        assertThat(plan.rejections().getFirst().shortages()).containsExactly(new Shortage(TEA, 1, 0));
    }

    @Test
    void plan_sevenUnitsOverSixteenShards_shouldServeThreeThreeAndOne() {
        var levels = LongStream.concat(LongStream.generate(() -> 1).limit(7), LongStream.generate(() -> 0).limit(9));
        var requests = List.of(
                request("1", Map.of(TEA, 3)), request("2", Map.of(TEA, 3)), request("3", Map.of(TEA, 1)));

        var plan = plan(requests, stock(TEA, levels.toArray()));

        assertThat(plan.rejections()).isEmpty();
        assertThat(plan.groups()).hasSize(1);
        assertThat(plan.groups().getFirst().changes().values()).hasSize(7).containsOnly(-1L);
    }

    @Test
    void plan_sevenUnitsOverSixteenShardsOneAfterAnother_shouldServeThreeThreeAndOne() {
        var left = new long[16];
        IntStream.range(0, 7).forEach(shard -> left[2 * shard] = 1);
        for (var units : List.of(3, 3, 1)) {
            var plan = plan(List.of(request("order", Map.of(TEA, units))), stock(TEA, left));
            assertThat(plan.groups()).hasSize(1);
            plan.groups().getFirst().changes().forEach((shard, change) -> left[shard.shard()] += change);
        }
        assertThat(left).containsOnly(0);
    }

    /** The plan is made again after a round: all requests of contended shards go to other shards. */
    @Test
    void plan_othersWereMetOnHalfOfTheShards_shouldTakeTheOtherHalf() {
        var conflicts = FROM_ZERO.afterConflicts(
                IntStream.range(0, 4).mapToObj(shard -> new ShardId(TEA, shard)).toList(), 0);

        var plan = ReservationPlanner.plan(
                requests(390, Map.of(TEA, 1)), Map.of(TEA, stock(TEA, 200, 200, 200, 200, 200, 200, 200, 200)),
                Map.of(), conflicts,
                Orders.NOW);

        assertThat(plan.groups()).hasSize(4);
        assertThat(plan.groups().stream().flatMap(group -> group.shards().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(4, 8).mapToObj(shard -> new ShardId(TEA, shard)).toList());
    }

    @Test
    void plan_noShardHasEnough_shouldTakeTheFewestShards() {
        var plan = plan(List.of(request("1", Map.of(TEA, 9))), stock(TEA, 1, 5, 2, 4));

        assertThat(onlyWrite(plan).changes())
                .containsOnly(Map.entry(new ShardId(TEA, 1), -5L), Map.entry(new ShardId(TEA, 3), -4L));
    }

    @Test
    void plan_othersWereMetOnAShard_shouldPreferAnother() {
        var preference = FROM_ZERO.afterConflicts(Set.of(new ShardId(TEA, 0)), 0);

        var plan = ReservationPlanner.plan(
                List.of(request("1", Map.of(TEA, 1))), Map.of(TEA, stock(TEA, 9, 9)), Map.of(), preference, Orders.NOW);

        assertThat(onlyWrite(plan).changes()).containsOnlyKeys(new ShardId(TEA, 1));
    }

    @Test
    void plan_othersWereMetOnTheOnlyShardThatHasEnough_shouldStillTakeIt() {
        var preference = FROM_ZERO.afterConflicts(Set.of(new ShardId(TEA, 0)), 0);

        var plan = ReservationPlanner.plan(
                List.of(request("1", Map.of(TEA, 9))), Map.of(TEA, stock(TEA, 9, 1)), Map.of(), preference, Orders.NOW);

        assertThat(onlyWrite(plan).changes()).containsOnlyKeys(new ShardId(TEA, 0));
    }

    @Test
    void plan_afterABatchInWhichOthersWereMet_shouldBeginElsewhereForThatSkuOnly() {
        var preference = FROM_ZERO.afterConflicts(Set.of(new ShardId(TEA, 0)), 2).forNextBatch();

        var plan = ReservationPlanner.plan(
                List.of(request("1", Map.of(TEA, 1, CUP, 1))),
                Map.of(TEA, stock(TEA, 9, 9, 9, 9), CUP, stock(CUP, 9, 9, 9, 9)), Map.of(), preference, Orders.NOW);

        assertThat(onlyWrite(plan).changes()).containsOnlyKeys(new ShardId(TEA, 2), new ShardId(CUP, 0));
    }

    @Test
    void plan_differentStarts_shouldTakeDifferentShards() {
        var taken = new HashSet<ShardId>();
        for (var start = 0; start < 4; start++) {
            var plan = ReservationPlanner.plan(
                    List.of(request("1", Map.of(TEA, 1))), Map.of(TEA, stock(TEA, 9, 9, 9, 9)), Map.of(),
                    ShardPreference.startingAt(start), Orders.NOW);
            taken.addAll(onlyWrite(plan).changes().keySet());
        }

        assertThat(taken).hasSize(4);
    }

    @Test
    void plan_moreShardsThanATransactionHolds_shouldCallTheOrderScatteredAndServeTheOthers() {
        var ones = LongStream.generate(() -> 1).limit(64).toArray();
        var wide = request("wide", Map.of(TEA, 60, CUP, 60));
        var narrow = request("narrow", Map.of(TEA, 4));

        var plan = plan(List.of(wide, narrow), stock(TEA, ones), stock(CUP, ones));

        assertThat(plan.scattered()).containsExactly(wide);
        assertThat(onlyWrite(plan).position().orderId()).isEqualTo(Orders.id("narrow"));
        assertThat(plan.rejections()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plan_anyStockAndRequests_shouldKeepTheRules(int seed) {
        var random = new Random(seed);
        var skus = IntStream.range(0, 1 + random.nextInt(6)).mapToObj(n -> new Sku("SKU-" + n)).toList();
        var stocks = new HashMap<Sku, Stock>();
        skus.forEach(sku -> stocks.put(sku, stock(
                sku, LongStream.generate(() -> random.nextInt(40)).limit(1 + random.nextInt(20)).toArray())));
        var requests = IntStream.range(0, random.nextInt(400)).mapToObj(n -> {
            var units = new TreeMap<Sku, Integer>();
            skus.stream().filter(sku -> random.nextInt(3) == 0).forEach(sku -> units.put(sku, 1 + random.nextInt(6)));
            units.putIfAbsent(skus.getFirst(), 1);
            return request(Integer.toString(n), units);
        }).toList();

        var plan = ReservationPlanner.plan(
                requests, stocks, Map.of(), ShardPreference.startingAt(random.nextInt(100)), Orders.NOW);

        assertEveryRequestIsInOnePlace(requests, plan);
        assertAdmissionFollowsTheOrder(requests, stocks, plan);
        assertNoShardIsOverdrawn(stocks, plan);
        assertAllocationsAreTheChanges(requests, plan);
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    private static void assertEveryRequestIsInOnePlace(List<StockRequest> requests, Plan plan) {
        var positions = new ArrayList<LogPosition>();
        plan.groups().forEach(group -> group.writes().forEach(write -> positions.add(write.position())));
        plan.rejections().forEach(rejection -> positions.add(rejection.request().position()));
        plan.scattered().forEach(request -> positions.add(request.position()));
        assertThat(positions)
                .containsExactlyInAnyOrderElementsOf(requests.stream().map(StockRequest::position).toList());
    }

    /** The simplest rule of admission: by totals only, one request after another. */
    private static void assertAdmissionFollowsTheOrder(
            List<StockRequest> requests, Map<Sku, Stock> stocks, Plan plan) {
        var left = new HashMap<Sku, Long>();
        stocks.forEach((sku, stock) -> left.put(sku, stock.available()));
        var refused = new ArrayList<StockRequest>();
        for (var request : requests) {
            if (request.units().entrySet().stream().allMatch(line -> line.getValue() <= left.get(line.getKey()))) {
                request.units().forEach((sku, units) -> left.merge(sku, (long) -units, Long::sum));
            } else {
                refused.add(request);
            }
        }
        assertThat(plan.rejections()).extracting(Plan.Rejection::request).containsExactlyElementsOf(refused);
    }

    private static void assertNoShardIsOverdrawn(Map<Sku, Stock> stocks, Plan plan) {
        var left = new HashMap<ShardId, Long>();
        stocks.values().forEach(stock -> stock.shards().forEach(level -> left.put(stock.id(level), level.available())));
        plan.groups().forEach(group -> group.changes()
                .forEach((shard, units) -> left.merge(shard, units, Long::sum)));
        assertThat(left.values()).allMatch(units -> units >= 0);
    }

    private static void assertAllocationsAreTheChanges(List<StockRequest> requests, Plan plan) {
        var wanted = new HashMap<LogPosition, Map<Sku, Integer>>();
        requests.forEach(request -> wanted.put(request.position(), request.units()));
        for (var group : plan.groups()) {
            for (var write : group.writes()) {
                var allocations = ((StockReserved) write.fact()).allocations();
                var changes = new HashMap<ShardId, Long>();
                var units = new TreeMap<Sku, Integer>();
                for (var allocation : allocations) {
                    changes.put(new ShardId(allocation.sku(), allocation.shard()), -(long) allocation.units());
                    units.merge(allocation.sku(), allocation.units(), Integer::sum);
                }
                assertThat(changes).isEqualTo(write.changes());
                assertThat(units).isEqualTo(wanted.get(write.position()));
            }
        }
    }

    private static Plan plan(List<StockRequest> requests, Stock... stocks) {
        var bySku = new HashMap<Sku, Stock>();
        Stream.of(stocks).forEach(stock -> bySku.put(stock.sku(), stock));
        return ReservationPlanner.plan(requests, bySku, Map.of(), FROM_ZERO, Orders.NOW.plus(Orders.HOLD));
    }

    private static StockWrite onlyWrite(Plan plan) {
        assertThat(plan.groups()).hasSize(1);
        assertThat(plan.groups().getFirst().writes()).hasSize(1);
        return plan.groups().getFirst().writes().getFirst();
    }

    private static List<StockRequest> requests(int count, Map<Sku, Integer> units) {
        return IntStream.range(0, count).mapToObj(n -> request(Integer.toString(n), units)).toList();
    }

    private static StockRequest request(String name, Map<Sku, Integer> units) {
        return new StockRequest(new LogPosition(Orders.id(name), 1), Orders.NOW, "", new TreeMap<>(units),
                new TreeMap<>(), false);
    }

    private static Stock stock(Sku sku, long... available) {
        var levels = IntStream.range(0, available.length)
                .mapToObj(shard -> new ShardLevel(shard, available[shard], available[shard]))
                .toList();
        return new Stock(sku, 5, 0, levels);
    }
}
