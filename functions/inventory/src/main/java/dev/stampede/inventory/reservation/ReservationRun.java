package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.RecordedFact;
import dev.stampede.inventory.reservation.Plan.Rejection;
import dev.stampede.inventory.stock.ShardId;
import dev.stampede.inventory.stock.Stock;
import dev.stampede.inventory.stock.Stocks;
import dev.stampede.runtime.aws.Retryable;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.concurrent.Parallel;
import dev.stampede.runtime.time.Backoff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch on its way: in rounds of reading the stock, planning and committing, until every request has its answer or
 * nothing moves any more. A round that fails for what one of its requests holds is made again with the first half of
 * them, until that request is alone and left; the requests stay in their order. For use by one thread.
 */
final class ReservationRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationRun.class);

    /** So many rounds in a row may settle nothing before the rest of the batch is left for later. */
    static final int MAX_FRUITLESS_ROUNDS = 8;

    private static final int ALL = Integer.MAX_VALUE;

    private final Stocks stocks;
    private final StockWriter bookings;
    private final GroupCommit groupCommit;
    private final Consolidation gathering;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Supplier<Instant> heldUntil;

    private final Map<LogPosition, Pending> pending = new LinkedHashMap<>();
    private final Map<StockWrite, RecordedFact> decidedRejections = new LinkedHashMap<>();
    private final Set<Sku> inMotion = new HashSet<>();
    private final List<StockWrite> reserved = new ArrayList<>();
    private final List<StockWrite> rejected = new ArrayList<>();
    private final Map<RecordedFact, RuntimeException> failures = new HashMap<>();
    private final Map<Sku, Contention> heat = new HashMap<>();
    private ShardPreference preference;
    /** How many of the pending requests a round takes. */
    private int window = ALL;
    private final Map<LogPosition, RuntimeException> lastFailures = new ConcurrentHashMap<>();
    private RuntimeException lastFailure = new ContentionException("The batch ended before its turn came");
    private boolean metOthers;
    private int transactions;
    private int conflicts;

    private record Pending(RecordedFact cause, StockRequest request) {}

    ReservationRun(
            Stocks stocks,
            StockWriter bookings,
            Consolidation gathering,
            Backoff backoff,
            RandomGenerator random,
            ShardPreference preference,
            Supplier<Instant> heldUntil) {
        this.stocks = stocks;
        this.bookings = bookings;
        this.groupCommit = new GroupCommit(bookings);
        this.gathering = gathering;
        this.backoff = backoff;
        this.random = random;
        this.preference = preference;
        this.heldUntil = heldUntil;
    }

    void add(RecordedFact cause, StockRequest request) {
        pending.putIfAbsent(request.place(), new Pending(cause, request));
    }

    /** @param failure why the fact must come again */
    void leave(RecordedFact cause, RuntimeException failure) {
        failures.put(cause, failure);
    }

    private void leave(LogPosition place, RuntimeException failure) {
        var left = pending.remove(place);
        if (left != null) {
            leave(left.cause(), failure);
        }
    }

    /** Rejects an order without a look at the stock. */
    void reject(RecordedFact cause, StockWrite rejection) {
        decidedRejections.put(rejection, cause);
    }

    /** @param isLate whether no round may be begun any more */
    Reservations.Result finish(BooleanSupplier isLate) {
        writeDecidedRejections();
        for (var fruitless = 0; !pending.isEmpty() && fruitless < MAX_FRUITLESS_ROUNDS && !isLate.getAsBoolean();) {
            var before = pending.size();
            var windowBefore = window;
            var shouldWait = round();
            fruitless = pending.size() < before || window < windowBefore ? 0 : fruitless + 1;
            if (pending.size() < before) {
                window = window < pending.size() ? 2 * window : ALL;
            }
            if (!pending.isEmpty() && (shouldWait || fruitless > 1)) {
                backoff.after(Math.max(1, fruitless));
            }
        }
        List.copyOf(pending.keySet()).forEach(place -> leave(place, lastFailures.getOrDefault(place, lastFailure)));
        return new Reservations.Result(reserved, rejected, failures, transactions, conflicts,
                List.copyOf(heat.values()));
    }

    private void writeDecidedRejections() {
        var open = new LinkedHashMap<>(decidedRejections);
        Parallel.map(List.copyOf(open.keySet()), this::write).forEach(written -> written.forEach(open::remove));
        open.forEach((rejection, cause) -> leave(cause, lastFailures.getOrDefault(rejection.place(), lastFailure)));
    }

    /** With what was learned on the way. */
    ShardPreference preference() {
        return preference;
    }

    /** @return whether the next round had better wait */
    private boolean round() {
        var requests = pending.values().stream().limit(window).map(Pending::request).toList();
        try {
            var read = read(requests);
            var plan = ReservationPlanner.plan(requests, read, preference, heldUntil.get());
            var result = groupCommit.commit(plan.groups());
            feel(result, read);
            settle(result);
            reject(plan, read, result);
            scatteredSkus(plan).forEach(gathering::gather);
            return shouldWait(result, read);
        } catch (RuntimeException e) {
            LOG.warn("A round of {} reservations failed", requests.size(), e);
            lastFailure = e;
            return !isNarrowed(requests, e);
        }
    }

    /** @return whether the next round takes fewer requests, because one of these may have failed it */
    private boolean isNarrowed(List<StockRequest> requests, RuntimeException failure) {
        if (!Retryable.isOfOneRequest(failure)) {
            return false;
        }
        if (requests.size() == 1) {
            leave(requests.getFirst().place(), failure);
        } else {
            window = requests.size() / 2;
        }
        return true;
    }

    private Map<Sku, Stock> read(List<StockRequest> requests) {
        var skus = requests.stream()
                .flatMap(request -> request.units().keySet().stream())
                .collect(Collectors.toSet());
        var read = new HashMap<>(stocks.read(skus));
        inMotion.stream().filter(skus::contains).forEach(sku -> read.put(sku, stocks.readAtOnce(sku)));
        return read;
    }

    private void feel(CommitResult result, Map<Sku, Stock> read) {
        var hot = result.hot();
        preference = preference.afterMeeting(hot, random.nextInt());
        read.values().stream().filter(Stock::isKnown).forEach(stock -> heat.merge(
                stock.sku(),
                new Contention(stock, (int) hot.stream().filter(shard -> shard.sku().equals(stock.sku())).count()),
                Contention::followedBy));
    }

    private void settle(CommitResult result) {
        transactions += result.transactions;
        conflicts += result.contended.size();
        reserved.addAll(result.committed);
        result.committed.forEach(this::done);
        result.overtaken.forEach(this::done);
        result.refused.forEach((booking, failure) -> leave(booking.place(), failure));
        if (!result.overtaken.isEmpty()) {
            // The batch, or a part of it, comes a second time: better to ask than to run into each place.
            bookings.taken(List.copyOf(pending.keySet())).forEach(pending::remove);
        }
    }

    private void done(StockWrite booking) {
        pending.remove(booking.place());
    }

    /**
     * Rejects what was short of something for certain: the units that stood in its way were really taken, and no unit was
     * overlooked while they were counted. Shard after shard, that may happen: a unit is put into a shard that was read
     * already, and the unit that was in the next one is taken.
     */
    private void reject(Plan plan, Map<Sku, Stock> read, CommitResult result) {
        var unsure = unsureSkus(plan, result);
        var certain = plan.rejections().stream()
                .filter(rejection -> pending.containsKey(rejection.request().place()))
                .filter(isShortOfNone(unsure))
                .toList();
        var counted = shortSkus(certain).filter(sku -> !inMotion.contains(sku)).map(read::get).toList();
        var spread = counted.stream().filter(stock -> stock.shards().size() > 1).map(Stock::sku).toList();
        var atOnce = Parallel.map(spread, stocks::readAtOnce);
        var moved = moved(counted.stream().filter(stock -> stock.shards().size() <= 1).toList());
        inMotion.addAll(moved);
        var refusals = certain.stream()
                .filter(isShortOfNone(moved))
                .filter(rejection -> atOnce.stream().noneMatch(stock -> hasEnough(stock, rejection)))
                .map(ReservationRun::refusal)
                .toList();
        for (var written : Parallel.map(refusals, this::write)) {
            written.forEach(this::done);
        }
    }

    private Set<Sku> moved(List<Stock> counted) {
        return counted.isEmpty() ? Set.of() : stocks.moved(counted);
    }

    private static boolean hasEnough(Stock stock, Rejection rejection) {
        return rejection.shortages().stream().anyMatch(
                shortage -> shortage.sku().equals(stock.sku()) && shortage.requested() <= stock.available());
    }

    private static Set<Sku> unsureSkus(Plan plan, CommitResult result) {
        var unsure = scatteredSkus(plan);
        result.uncommitted().forEach(booking -> booking.changes().keySet()
                .forEach(shard -> unsure.add(shard.sku())));
        return unsure;
    }

    private static Set<Sku> scatteredSkus(Plan plan) {
        return plan.scattered().stream()
                .flatMap(request -> request.units().keySet().stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Predicate<Rejection> isShortOfNone(Set<Sku> skus) {
        return rejection -> rejection.shortages().stream().noneMatch(shortage -> skus.contains(shortage.sku()));
    }

    private static Stream<Sku> shortSkus(Collection<Rejection> rejections) {
        return rejections.stream()
                .flatMap(rejection -> rejection.shortages().stream())
                .map(shortage -> shortage.sku())
                .distinct();
    }

    private static StockWrite refusal(Rejection rejection) {
        var request = rejection.request();
        return new StockWrite(
                request.place(), request.correlationId(), request.refusal(rejection.shortages()), Map.of());
    }

    /** @return the booking if its place is taken now, by it or by another fact; nothing if it must be tried again */
    private List<StockWrite> write(StockWrite refusal) {
        try {
            if (bookings.write(refusal)) {
                synchronized (rejected) {
                    rejected.add(refusal);
                }
            }
            return List.of(refusal);
        } catch (RuntimeException e) {
            LOG.warn("A rejection could not be written", e);
            lastFailures.put(refusal.place(), e);
            return List.of();
        }
    }

    /** Whoever meets another writer goes to another shard at first, and waits only if that did not help. */
    private boolean shouldWait(CommitResult result, Map<Sku, Stock> read) {
        var metBefore = metOthers;
        metOthers = !result.contended.isEmpty();
        if (metOthers) {
            return metBefore || result.isBusy || result.contended.stream().anyMatch(shard -> isOnlyShard(shard, read));
        }
        return result.isBusy || !result.open.isEmpty() && result.failed.isEmpty();
    }

    private static boolean isOnlyShard(ShardId shard, Map<Sku, Stock> read) {
        return read.get(shard.sku()).shards().size() == 1;
    }
}
