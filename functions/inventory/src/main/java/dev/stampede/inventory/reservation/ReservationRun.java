package dev.stampede.inventory.reservation;

import static dev.stampede.runtime.telemetry.LogField.failure;

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
 * Processes one batch: reads the stock, plans and commits, in rounds, until every request is settled or several rounds
 * settle nothing. A round that fails because of one of its requests is repeated with the first half of them, until that
 * request is found and fails alone. Requests keep their order. For use by one thread.
 */
final class ReservationRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReservationRun.class);

    /** After this many rounds in a row that settle nothing, the remaining requests fail. */
    static final int MAX_FRUITLESS_ROUNDS = 8;

    private static final int ALL = Integer.MAX_VALUE;

    private final Stocks stocks;
    private final StockWriter writer;
    private final CustomerCounts counts;
    private final GroupCommit groupCommit;
    private final Consolidation consolidation;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Supplier<Instant> heldUntil;

    private final Map<LogPosition, Pending> pending = new LinkedHashMap<>();
    private final Map<StockWrite, RecordedFact> decidedRejections = new LinkedHashMap<>();
    private final Set<Sku> movedSkus = new HashSet<>();
    private final List<StockWrite> reserved = new ArrayList<>();
    private final List<StockWrite> rejected = new ArrayList<>();
    private final Map<RecordedFact, RuntimeException> failures = new HashMap<>();
    private final Map<Sku, Contention> contention = new HashMap<>();
    private ShardPreference preference;
    /** How many of the pending requests a round takes. */
    private int window = ALL;
    private final Map<LogPosition, RuntimeException> lastFailures = new ConcurrentHashMap<>();
    private RuntimeException lastFailure = new ContentionException("The batch ended before the order was processed");
    private boolean hadConflicts;
    private int transactions;
    private int conflicts;

    private record Pending(RecordedFact cause, StockRequest request) {}

    ReservationRun(
            Stocks stocks,
            StockWriter writer,
            CustomerCounts counts,
            Consolidation consolidation,
            Backoff backoff,
            RandomGenerator random,
            ShardPreference preference,
            Supplier<Instant> heldUntil) {
        this.stocks = stocks;
        this.writer = writer;
        this.counts = counts;
        this.groupCommit = new GroupCommit(writer);
        this.consolidation = consolidation;
        this.backoff = backoff;
        this.random = random;
        this.preference = preference;
        this.heldUntil = heldUntil;
    }

    void add(RecordedFact cause, StockRequest request) {
        pending.putIfAbsent(request.position(), new Pending(cause, request));
    }

    /** Fails a fact, so that it is delivered again. */
    void fail(RecordedFact cause, RuntimeException failure) {
        failures.put(cause, failure);
    }

    private void fail(LogPosition position, RuntimeException failure) {
        var failed = pending.remove(position);
        if (failed != null) {
            fail(failed.cause(), failure);
        }
    }

    /** Adds a rejection that does not depend on the stock. */
    void addRejection(RecordedFact cause, StockWrite rejection) {
        decidedRejections.put(rejection, cause);
    }

    /** @param isLate whether the deadline has passed: no further round starts */
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
        List.copyOf(pending.keySet())
                .forEach(position -> fail(position, lastFailures.getOrDefault(position, lastFailure)));
        return new Reservations.Result(reserved, rejected, failures, transactions, conflicts,
                List.copyOf(contention.values()));
    }

    private void writeDecidedRejections() {
        var open = new LinkedHashMap<>(decidedRejections);
        Parallel.map(List.copyOf(open.keySet()), this::write).forEach(written -> written.forEach(open::remove));
        open.forEach((rejection, cause) -> fail(cause, lastFailures.getOrDefault(rejection.position(), lastFailure)));
    }

    /** The preference for the next batch, with the conflicts of this one. */
    ShardPreference preference() {
        return preference;
    }

    /** @return whether to wait before the next round */
    private boolean round() {
        var requests = pending.values().stream().limit(window).map(Pending::request).toList();
        try {
            var read = read(requests);
            var plan = ReservationPlanner.plan(requests, read, counts(requests), preference, heldUntil.get());
            var result = groupCommit.commit(plan.groups());
            recordContention(result, read);
            settle(result);
            rejectLimited(plan);
            rejectShort(plan, read, result);
            scatteredSkus(plan).forEach(consolidation::consolidate);
            return shouldWait(result, read);
        } catch (RuntimeException e) {
            LOG.warn("A round of {} reservations failed", requests.size(), failure(e));
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
            fail(requests.getFirst().position(), failure);
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
        movedSkus.stream().filter(skus::contains).forEach(sku -> read.put(sku, stocks.readAtOnce(sku)));
        return read;
    }

    private Map<CustomerCount, Integer> counts(List<StockRequest> requests) {
        var limited = requests.stream().flatMap(request -> request.counts().keySet().stream())
                .collect(Collectors.toSet());
        return limited.isEmpty() ? Map.of() : counts.read(limited);
    }

    private void rejectLimited(Plan plan) {
        var rejections = plan.limitRejections().stream().map(rejection -> {
            var request = rejection.request();
            return new StockWrite(
                    request.position(), request.placedAt(), request.correlationId(),
                    request.limitFact(rejection.limits()), Map.of());
        }).toList();
        Parallel.map(rejections, this::write).forEach(written -> written.forEach(this::done));
    }

    private void recordContention(CommitResult result, Map<Sku, Stock> read) {
        var contended = result.contendedOrThrottled();
        preference = preference.afterConflicts(contended, random.nextInt());
        read.values().stream().filter(Stock::isKnown).forEach(stock -> contention.merge(
                stock.sku(),
                new Contention(stock,
                        (int) contended.stream().filter(shard -> shard.sku().equals(stock.sku())).count()),
                Contention::followedBy));
    }

    private void settle(CommitResult result) {
        transactions += result.transactions;
        conflicts += result.contended.size();
        reserved.addAll(result.committed);
        result.committed.forEach(this::done);
        result.superseded.forEach(this::done);
        result.invalid.forEach((write, failure) -> fail(write.position(), failure));
        if (!result.superseded.isEmpty()) {
            // The batch, or a part of it, was delivered again: one read finds the rest of the taken positions.
            writer.taken(List.copyOf(pending.keySet())).forEach(pending::remove);
        }
    }

    private void done(StockWrite write) {
        pending.remove(write.position());
    }

    /**
     * Rejects requests that are certainly short of units: the units planned for others were committed, and no unit was
     * missed while the shards were read one after another. A unit is missed if it is added to a shard that was read
     * already while the unit of the next shard is taken.
     */
    private void rejectShort(Plan plan, Map<Sku, Stock> read, CommitResult result) {
        var unsure = unsureSkus(plan, result);
        var certain = plan.rejections().stream()
                .filter(rejection -> pending.containsKey(rejection.request().position()))
                .filter(isShortOfNone(unsure))
                .toList();
        var counted = shortSkus(certain).filter(sku -> !movedSkus.contains(sku)).map(read::get).toList();
        var spread = counted.stream().filter(stock -> stock.shards().size() > 1).map(Stock::sku).toList();
        var atOnce = Parallel.map(spread, stocks::readAtOnce);
        var moved = moved(counted.stream().filter(stock -> stock.shards().size() <= 1).toList());
        movedSkus.addAll(moved);
        var shortageRejections = certain.stream()
                .filter(isShortOfNone(moved))
                .filter(rejection -> atOnce.stream().noneMatch(stock -> hasEnough(stock, rejection)))
                .map(ReservationRun::shortageRejection)
                .toList();
        for (var written : Parallel.map(shortageRejections, this::write)) {
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
        result.notCommitted().forEach(write -> write.changes().keySet()
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

    private static StockWrite shortageRejection(Rejection rejection) {
        var request = rejection.request();
        return new StockWrite(
                request.position(), request.placedAt(), request.correlationId(),
                request.shortageFact(rejection.shortages()), Map.of());
    }

    /** @return the rejection if its position is taken now, by it or by another fact; empty if it must be retried */
    private List<StockWrite> write(StockWrite rejection) {
        try {
            if (writer.write(rejection)) {
                synchronized (rejected) {
                    rejected.add(rejection);
                }
            }
            return List.of(rejection);
        } catch (RuntimeException e) {
            LOG.warn("A rejection could not be written", failure(e));
            lastFailures.put(rejection.position(), e);
            return List.of();
        }
    }

    /** After a conflict the next round uses other shards; it waits only if conflicts continue or there are no others. */
    private boolean shouldWait(CommitResult result, Map<Sku, Stock> read) {
        var hadConflictsBefore = hadConflicts;
        hadConflicts = !result.contended.isEmpty();
        if (hadConflicts) {
            return hadConflictsBefore || result.isBusy
                    || result.contended.stream().anyMatch(shard -> isOnlyShard(shard, read));
        }
        return result.isBusy || !result.uncommitted.isEmpty() && result.insufficient.isEmpty();
    }

    private static boolean isOnlyShard(ShardId shard, Map<Sku, Stock> read) {
        return read.get(shard.sku()).shards().size() == 1;
    }
}
