package dev.stampede.local.lab.capacity;

import dev.stampede.local.lab.capacity.Refusals.Cause;
import dev.stampede.local.lab.capacity.Refusals.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Refuses what DynamoDB in the cloud would refuse, scaled down, so that what a design gains by spreading keys shows on
 * one machine.
 *
 * <p>
 * <b>Throughput.</b> A partition takes 1,000 write units and 3,000 read units a second ("Best practices for designing
 * and using partition keys effectively", Amazon DynamoDB Developer Guide), divided here by the factor. Each value of a
 * partition key, of tables and of global secondary indexes, has a partition of its own here; in the cloud several
 * values may share one until adaptive capacity has set a hot one apart. A write needs units in the table and in all
 * indexes it changes, and is refused if one of them lacks them. Writes whose conditions do not hold spend units too. A
 * refused call spends none. A table on demand answers {@code ThrottlingException}, one with provisioned capacity
 * {@code ProvisionedThroughputExceededException}, a transaction {@code TransactionCanceledException} with the reason
 * {@code ThrottlingError} or {@code ProvisionedThroughputExceeded}; of batches what was refused comes back as
 * unprocessed.
 *
 * <p>
 * <b>Burst.</b> The service keeps up to 300 seconds of unused capacity for bursts, but says that it uses it up for work
 * of its own and may change it. The default here is one second: a test of a few minutes would otherwise run on saved
 * capacity and never see the limit, and no design may count on it.
 *
 * <p>
 * <b>Conflicts</b> ("Amazon DynamoDB Transactions: How it works", "Transaction conflict handling"). While a
 * {@code TransactWriteItems} is under way, another one with an item of it is cancelled with the reason
 * {@code TransactionConflict}, and a {@code PutItem}, {@code UpdateItem} or {@code DeleteItem} of an item fails with
 * {@code TransactionConflictException}. A {@code TransactGetItems} is cancelled if one of its items is being written.
 * Plain reads are not affected. In process, calls are so short that they hardly ever meet: a transaction therefore
 * lasts longer by a set time, in which it keeps its items and its caller waits. Plain writes last as long as they do. A
 * transaction that is cancelled because of units or conditions lasts as long as one that is carried out.
 *
 * <p>
 * What is refused is thrown at the caller as the service answers it, without the retries that an SDK client does:
 * {@link SdkRetries} belongs around it.
 *
 * <p>
 * Safe for use by many threads. All clients around which one instance is put share its partitions and items.
 */
public final class CloudLimits {

    /** Write units a second of a partition. */
    public static final int WRITE_UNITS = 1_000;

    /** Read units a second of a partition. */
    public static final int READ_UNITS = 3_000;

    /**
     * How to limit.
     *
     * @param factor             how many times less than in the cloud a partition takes; 1 is the cloud itself
     * @param burst              how much unused capacity a partition keeps, as a time; more than zero, at most 300 s
     * @param transactionLatency how much longer a transaction of writes lasts than the engine's call
     */
    public record Options(double factor, Duration burst, Duration transactionLatency) {

        private static final Duration LONGEST_BURST = Duration.ofSeconds(300);

        public Options {
            if (!(factor >= 1) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("A factor is at least 1: " + factor);
            }
            if (!burst.isPositive() || burst.compareTo(LONGEST_BURST) > 0) {
                throw new IllegalArgumentException("A burst is at most 300 s and not none: " + burst);
            }
            if (transactionLatency.isNegative()) {
                throw new IllegalArgumentException("Negative latency: " + transactionLatency);
            }
        }

        /** A burst of one second, and transactions that last 5 ms longer. */
        public static Options scaledDown(double factor) {
            return new Options(factor, Duration.ofSeconds(1), Duration.ofMillis(5));
        }

        public Options withBurst(Duration kept) {
            return new Options(factor, kept, transactionLatency);
        }

        public Options withTransactionLatency(Duration longer) {
            return new Options(factor, burst, longer);
        }
    }

    private final Enforced enforced;

    public CloudLimits(Options options) {
        this(options, Time.SYSTEM);
    }

    CloudLimits(Options options, Time time) {
        enforced = new Enforced(options, time);
    }

    /** A client that refuses. */
    public DynamoDbClient around(DynamoDbClient client) {
        return AccountedDynamoDb.around(client, null, enforced);
    }

    /** A client that refuses, and whose calls that are not refused are counted. */
    public DynamoDbClient around(DynamoDbClient client, CapacityMeter meter) {
        return AccountedDynamoDb.around(client, meter, enforced);
    }

    /** What was refused up to now. */
    public Refusals refusals() {
        return new Refusals(enforced.refusals.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum())));
    }

    private static final class Enforced implements Limits {

        private static final double NANOS_PER_SECOND = 1e9;

        private final Duration latency;
        private final Time time;
        private final TokenBuckets buckets;
        private final InFlight inFlight = new InFlight();
        private final Map<Refusal, LongAdder> refusals = new ConcurrentHashMap<>();

        Enforced(Options options, Time time) {
            this.latency = options.transactionLatency();
            this.time = time;
            buckets = new TokenBuckets(
                    Map.of(Access.WRITE, WRITE_UNITS / options.factor(), Access.READ, READ_UNITS / options.factor()),
                    options.burst().toNanos() / NANOS_PER_SECOND, time);
        }

        @Override
        public Hold holdTransaction(List<ItemKey> items) {
            var conflicts = inFlight.beginTransaction(items);
            return conflicts.isEmpty() ? hold(conflicts, () -> endTransaction(items)) : refused(conflicts);
        }

        @Override
        public Hold holdWrites(List<ItemKey> items) {
            var conflicts = inFlight.beginWrites(items);
            count(conflicts);
            return hold(conflicts, () -> inFlight
                    .endWrites(items.stream().filter(item -> !conflicts.contains(item)).toList()));
        }

        @Override
        public Hold watch(List<ItemKey> items) {
            var watched = inFlight.beginWatch(items);
            return new Hold() {
                @Override
                public Set<ItemKey> conflicts() {
                    var disturbed = inFlight.disturbed(watched);
                    count(disturbed);
                    return disturbed;
                }

                @Override
                public void close() {
                    inFlight.endWatch(items);
                }
            };
        }

        @Override
        public Shortages take(List<List<CapacityCharge>> items, boolean together) {
            var shortages = buckets.take(items, together);
            shortages.byItem().values().forEach(charge -> count(charge.resource(), Cause.THROTTLED));
            return shortages;
        }

        @Override
        public void settle(List<CapacityCharge> taken, List<CapacityCharge> spent) {
            buckets.settle(taken, spent);
        }

        private void endTransaction(List<ItemKey> items) {
            try {
                time.pass(latency);
            } finally {
                inFlight.endTransaction(items);
            }
        }

        private Hold refused(Set<ItemKey> conflicts) {
            count(conflicts);
            return hold(conflicts, () -> {});
        }

        private void count(Collection<ItemKey> conflicts) {
            conflicts.forEach(item -> count(Resource.ofTable(item.table()), Cause.CONFLICT));
        }

        private void count(Resource resource, Cause cause) {
            refusals.computeIfAbsent(new Refusal(resource, cause), _ -> new LongAdder()).increment();
        }

        private static Hold hold(Set<ItemKey> conflicts, Runnable end) {
            return new Hold() {
                @Override
                public Set<ItemKey> conflicts() {
                    return conflicts;
                }

                @Override
                public void close() {
                    end.run();
                }
            };
        }
    }
}
