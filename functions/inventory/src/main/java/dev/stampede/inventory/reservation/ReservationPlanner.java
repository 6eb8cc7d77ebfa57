package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.Allocation;
import dev.stampede.contracts.orders.Fact.CustomerLimit;
import dev.stampede.contracts.orders.Fact.Shortage;
import dev.stampede.contracts.orders.Fact.StockReserved;
import dev.stampede.inventory.reservation.Plan.LimitRejection;
import dev.stampede.inventory.reservation.Plan.Rejection;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.inventory.stock.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which requests get stock, from which shards, and in which transactions: a pure function of the requests and the
 * stock that was read.
 *
 * <p>Requests are admitted in their order while there are enough units, each with all of its units or none; a request that
 * is too large does not block a later, smaller one. A request that exceeds a limit of its buyer only together with admitted ones is
 * left for the next plan, which knows whether they were committed. A request takes units from one shard if one has enough, otherwise from
 * as few as possible. Groups use different shards while there are enough shards.
 */
final class ReservationPlanner {

    private final RemainingStock levels;
    private final ShardPreference preference;
    private final Instant heldUntil;
    private final Map<Sku, Long> available = new HashMap<>();
    /** What customers have, with the admitted requests. */
    private final Map<CustomerCount, Integer> counts = new HashMap<>();
    private final Map<CustomerCount, Integer> countsBefore;
    private final List<LimitRejection> limitRejections = new ArrayList<>();
    private final Map<Sku, Long> demand = new HashMap<>();
    private final Set<ShardId> usedByEarlierGroups = new HashSet<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<StockRequest> scattered = new ArrayList<>();
    private GroupDraft draft = new GroupDraft();

    private ReservationPlanner(
            Map<Sku, Stock> stocks, Map<CustomerCount, Integer> counts, ShardPreference preference, Instant heldUntil) {
        this.counts.putAll(counts);
        this.countsBefore = Map.copyOf(counts);
        this.levels = new RemainingStock(stocks);
        this.preference = preference;
        this.heldUntil = heldUntil;
        stocks.forEach((sku, stock) -> available.put(sku, stock.available()));
    }

    /**
     * @param requests in the order of admission; positions are unique
     * @param stocks the stock of each SKU; a missing SKU has none
     * @param counts what customers have of SKUs with a limit per customer; a missing one is 0
     * @param heldUntil when the holds end
     */
    static Plan plan(
            List<StockRequest> requests, Map<Sku, Stock> stocks, Map<CustomerCount, Integer> counts,
            ShardPreference preference, Instant heldUntil) {
        return new ReservationPlanner(stocks, counts, preference, heldUntil).plan(requests);
    }

    private Plan plan(List<StockRequest> requests) {
        var admitted = requests.stream().filter(this::isAdmitted).toList();
        admitted.forEach(request -> request.units()
                .forEach((sku, units) -> demand.merge(sku, (long) units, Long::sum)));
        admitted.stream().sorted(Comparator.comparing(this::mostRequestedSku)).forEach(this::allocate);
        closeGroup();
        return new Plan(groups, rejections, limitRejections, scattered);
    }

    private boolean isAdmitted(StockRequest request) {
        var exceeded = exceeded(request, countsBefore);
        if (!exceeded.isEmpty()) {
            limitRejections.add(new LimitRejection(request, exceeded));
            return false;
        }
        if (!exceeded(request, counts).isEmpty()) {
            return false;
        }
        var shortages = request.units().entrySet().stream()
                .filter(line -> line.getValue() > available(line.getKey()))
                .map(line -> new Shortage(line.getKey(), line.getValue(), available(line.getKey())))
                .toList();
        if (shortages.isEmpty()) {
            request.units().forEach((sku, units) -> available.merge(sku, (long) -units, Long::sum));
            request.counts().forEach((count, change) -> counts.merge(count, change.units(), Math::addExact));
            return true;
        }
        rejections.add(new Rejection(request, shortages));
        return false;
    }

    private static List<CustomerLimit> exceeded(StockRequest request, Map<CustomerCount, Integer> taken) {
        return request.counts().entrySet().stream()
                .filter(one -> taken.getOrDefault(one.getKey(), 0) + one.getValue().units() > one.getValue().max())
                .map(one -> new CustomerLimit(one.getKey().sku(), one.getValue().max()))
                .toList();
    }

    private long available(Sku sku) {
        return available.getOrDefault(sku, 0L);
    }

    /** Requests for the same SKU are sorted together, so that few groups change its shards. */
    private Sku mostRequestedSku(StockRequest request) {
        return request.units().keySet().stream()
                .max(Comparator.comparing((Sku sku) -> demand.getOrDefault(sku, 0L))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private void allocate(StockRequest request) {
        var takes = takes(request);
        if (!draft.fits(takes.keySet(), request.counts().keySet()) && !draft.isEmpty()) {
            closeGroup();
            takes = takes(request);
        }
        if (draft.fits(takes.keySet(), request.counts().keySet())) {
            draft.add(write(request, takes));
            takes.forEach(levels::take);
        } else {
            scattered.add(request);
        }
        request.units().forEach((sku, units) -> demand.merge(sku, (long) -units, Long::sum));
    }

    private void closeGroup() {
        if (!draft.isEmpty()) {
            var group = draft.finish();
            groups.add(group);
            usedByEarlierGroups.addAll(group.shards());
            draft = new GroupDraft();
        }
    }

    private SortedMap<ShardId, Long> takes(StockRequest request) {
        var takes = new TreeMap<ShardId, Long>();
        request.units().forEach((sku, units) -> takes.putAll(takes(sku, units)));
        return takes;
    }

    private Map<ShardId, Long> takes(Sku sku, long units) {
        var takes = new HashMap<ShardId, Long>();
        var open = new ArrayList<>(levels.stocked(sku));
        for (var need = units; need > 0;) {
            var shard = best(open, need);
            var taken = Math.min(need, levels.left(shard));
            takes.put(shard, taken);
            open.remove(shard);
            need -= taken;
        }
        return takes;
    }

    private ShardId best(List<ShardId> open, long need) {
        var covering = open.stream().filter(shard -> levels.left(shard) >= need).toList();
        return covering.isEmpty()
                ? open.stream().min(Comparator.comparing((ShardId shard) -> -levels.left(shard))
                        .thenComparing(byPreference())).orElseThrow()
                : covering.stream().min(byPreference()).orElseThrow();
    }

    private Comparator<ShardId> byPreference() {
        return Comparator.comparing((ShardId shard) -> !draft.uses(shard))
                .thenComparing(preference::conflictsOn)
                .thenComparing(usedByEarlierGroups::contains)
                .thenComparing(shard -> -Math.min(levels.left(shard), ample(shard.sku())))
                .thenComparing(shard -> preference.rank(shard, levels.shardCount(shard.sku())));
    }

    /** A shard with this many units serves a whole group; more units do not make it a better choice. */
    private long ample(Sku sku) {
        return Math.min(demand.getOrDefault(sku, 0L), Group.MAX_ITEMS);
    }

    private StockWrite write(StockRequest request, SortedMap<ShardId, Long> takes) {
        var allocations = takes.entrySet().stream()
                .map(take -> new Allocation(
                        take.getKey().sku(), take.getKey().shard(), Math.toIntExact(take.getValue())))
                .toList();
        var changes = new HashMap<ShardId, Long>();
        takes.forEach((shard, units) -> changes.put(shard, -units));
        return new StockWrite(
                request.position(), request.placedAt(), request.correlationId(),
                new StockReserved(allocations, heldUntil), changes, request.counts());
    }
}
