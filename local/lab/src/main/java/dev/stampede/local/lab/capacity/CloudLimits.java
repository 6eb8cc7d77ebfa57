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
 * Enforces DynamoDB's limits, scaled down, so that the effect of distributing keys can be measured on one machine.
 *
 * <p>
 * <b>Throughput.</b> A partition supports 1,000 write units and 3,000 read units per second ("Best practices for
 * designing and using partition keys effectively", Amazon DynamoDB Developer Guide), here divided by the factor. Each
 * partition key value of a table or global secondary index has its own partition here; on AWS, values may share a
 * partition until adaptive capacity isolates frequently accessed ones. A write consumes units of the table and of all
 * indexes that it changes, and is throttled if any of them has too few. Writes with failed conditions also consume
 * units. Throttled calls consume none. On-demand tables throw {@code ThrottlingException}, provisioned tables
 * {@code ProvisionedThroughputExceededException}, and transactions {@code TransactionCanceledException} with the reason
 * {@code ThrottlingError} or {@code ProvisionedThroughputExceeded}. Batches return throttled items as unprocessed.
 *
 * <p>
 * <b>Burst.</b> The service retains up to 300 seconds of unused capacity for bursts, but may also use it for background
 * maintenance, and may change this behavior. The default here is one second: otherwise, a test of a few minutes would
 * use burst capacity and never reach the limit.
 *
 * <p>
 * <b>Conflicts</b> ("Amazon DynamoDB Transactions: How it works", "Transaction conflict handling"). While a
 * {@code TransactWriteItems} is running, another one with a common item is canceled with the reason
 * {@code TransactionConflict}, and a {@code PutItem}, {@code UpdateItem} or {@code DeleteItem} of an item fails with
 * {@code TransactionConflictException}. A {@code TransactGetItems} is canceled if one of its items is being written.
 * Other reads are not affected. In-process calls are so short that they rarely conflict. Therefore a configurable
 * latency is added to transactions, during which the caller waits and the items stay in use. A transaction that is
 * canceled by throttling or conditions takes as long as a successful one.
 *
 * <p>
 * Exceptions are thrown as the service returns them, without SDK retries: wrap the client in {@link SdkRetries}.
 *
 * <p>
 * Thread-safe. All clients wrapped by the same instance share its partitions and items.
 */
public final class CloudLimits {

    /** Write units per second of a partition. */
    public static final int WRITE_UNITS = 1_000;

    /** Read units per second of a partition. */
    public static final int READ_UNITS = 3_000;

    /**
     * Settings.
     *
     * @param factor             divisor of a partition's throughput; 1 for the limits of AWS
     * @param burst              how long a partition retains unused capacity; more than 0, at most 300 s
     * @param transactionLatency latency added to each write transaction
     */
    public record Options(double factor, Duration burst, Duration transactionLatency) {

        private static final Duration LONGEST_BURST = Duration.ofSeconds(300);

        public Options {
            if (!(factor >= 1) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("The factor must be at least 1: " + factor);
            }
            if (!burst.isPositive() || burst.compareTo(LONGEST_BURST) > 0) {
                throw new IllegalArgumentException("The burst must be more than 0 and at most 300 s: " + burst);
            }
            if (transactionLatency.isNegative()) {
                throw new IllegalArgumentException("The latency must not be negative: " + transactionLatency);
            }
        }

        /** A burst of one second and a transaction latency of 5 ms. */
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

    /** Wraps a client to enforce the limits. */
    public DynamoDbClient around(DynamoDbClient client) {
        return MeteredDynamoDb.around(client, null, enforced);
    }

    /** Wraps a client to enforce the limits and to meter the calls that are not refused. */
    public DynamoDbClient around(DynamoDbClient client, CapacityMeter meter) {
        return MeteredDynamoDb.around(client, meter, enforced);
    }

    /** The refusals so far. */
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
