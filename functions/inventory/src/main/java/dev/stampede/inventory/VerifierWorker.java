package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OwedStep.Kind;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.inventory.adapters.DynamoDbPlacedOrders;
import dev.stampede.inventory.adapters.DynamoDbProgressStore;
import dev.stampede.inventory.adapters.DynamoDbStockedSkus;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.sweep.Repairs;
import dev.stampede.inventory.verification.Closing;
import dev.stampede.inventory.verification.Closing.Outcome.Closed;
import dev.stampede.inventory.verification.Closing.Outcome.NothingToDo;
import dev.stampede.inventory.verification.Closing.Outcome.Overtaken;
import dev.stampede.inventory.verification.Closing.Outcome.Unfinished;
import dev.stampede.inventory.verification.Overdue;
import dev.stampede.inventory.verification.Progress;
import dev.stampede.inventory.verification.ProgressStore;
import dev.stampede.inventory.verification.RollingRecount;
import dev.stampede.inventory.verification.Verdict;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.inventory.verification.Verification;
import dev.stampede.inventory.verification.Verifier;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.LogField;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs on a schedule: verifies the stock of every SKU once an hour, reports how many SKUs have a difference and how many orders
 * have an overdue step, and repeats those steps. It checks orders of any age, the sweeper only recent ones. A run that does not
 * finish leaves the rest to the next; a run of an hour that is verified does nothing.
 *
 * <p>
 * An event with the detail type {@value #REQUESTED}, as {@code ./stampede verify} sends it, verifies at once, changes and
 * repeats nothing, and returns what is wrong by name ({@link VerificationReport}).
 */
public final class VerifierWorker implements RequestHandler<ScheduledEvent, Map<String, ?>> {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierWorker.class);

    static final String REQUESTED = "Verification requested";

    /** Long enough for the sweeper to repair recent orders: a step that is overdue by then raises an alarm. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** The metric of each overdue step. Voids have none: they are never due for as long as the patience. */
    private static final Map<Kind, String> OVERDUE = Map.of(
            Kind.RESERVATION, "OverdueReservations", Kind.CHARGE, "OverdueCharges", Kind.HOLD_END, "OverdueHolds",
            Kind.CAPTURE, "OverdueCaptures", Kind.REFUND, "OverdueRefunds", Kind.RELEASE, "OverdueReleases", Kind.MAIL,
            "OverdueMails");

    /** The minimum number of orders to recount in an hour, and how many for each order that was summed up. */
    private static final long RECOUNTED = 5_000;
    private static final long RECOUNTED_PER_ORDER = 4;

    private final ProgressStore store;
    private final Closing closing;
    private final Verifier verifier;
    private final RollingRecount recount;
    private final Repairs repairs;
    private final Clock clock;
    private final Metrics metrics;

    public VerifierWorker() {
        this(FunctionEnvironment.lambda());
    }

    public VerifierWorker(FunctionEnvironment environment) {
        this(environment, environment.settings().read(VerifierConfig::fromSettings));
    }

    private VerifierWorker(FunctionEnvironment environment, VerifierConfig config) {
        this(progress(environment, config.verification()), closing(environment, config.verification()),
                verifier(environment, config.verification()), recount(environment, config.verification()),
                SweeperWorker.repairs(environment, config.repair()), environment.clock(), environment.metrics());
    }

    VerifierWorker(
            ProgressStore store, Closing closing, Verifier verifier, RollingRecount recount, Repairs repairs,
            Clock clock, Metrics metrics) {
        this.store = store;
        this.closing = closing;
        this.verifier = verifier;
        this.recount = recount;
        this.repairs = repairs;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The verifier as all handlers wire it. */
    static Verifier verifier(FunctionEnvironment environment, VerificationConfig config) {
        var dynamoDb = environment.aws().dynamoDb();
        return new Verifier(
                new DynamoDbStockedSkus(dynamoDb, config.inventoryTable()),
                new DynamoDbStocks(dynamoDb, config.inventoryTable(), environment.backoff()),
                placed(environment, config),
                log(environment, config),
                SweeperWorker.overdueSteps(environment, config.emailsTable(), PATIENCE),
                progress(environment, config),
                environment.clock(),
                environment.pause());
    }

    private static Closing closing(FunctionEnvironment environment, VerificationConfig config) {
        return new Closing(
                new DynamoDbStockedSkus(environment.aws().dynamoDb(), config.inventoryTable()),
                placed(environment, config), log(environment, config),
                SweeperWorker.overdueSteps(environment, config.emailsTable(), PATIENCE),
                progress(environment, config), environment.clock());
    }

    private static RollingRecount recount(FunctionEnvironment environment, VerificationConfig config) {
        return new RollingRecount(placed(environment, config), log(environment, config), environment.clock());
    }

    private static ProgressStore progress(FunctionEnvironment environment, VerificationConfig config) {
        return new DynamoDbProgressStore(environment.aws().dynamoDb(), config.inventoryTable(), environment.backoff(),
                environment.random(), environment.clock());
    }

    private static DynamoDbPlacedOrders placed(FunctionEnvironment environment, VerificationConfig config) {
        return new DynamoDbPlacedOrders(environment.aws().dynamoDb(), config.ordersTable());
    }

    private static DynamoDbOrderLog log(FunctionEnvironment environment, VerificationConfig config) {
        return new DynamoDbOrderLog(environment.aws().dynamoDb(), config.ordersTable(), environment.clock(),
                environment.backoff());
    }

    /**
     * @return the number of SKUs for each verdict, and of orders for each overdue step; empty if nothing was verified. If an
     *     operator requested it, a {@link VerificationReport}
     */
    @Override
    public Map<String, ?> handleRequest(ScheduledEvent event, Context context) {
        return Telemetry.invocation(context, () -> REQUESTED.equals(event.getDetailType())
                ? VerificationReport.of(verifier.verifyAll(end(context)))
                : verifyOnSchedule(context));
    }

    private Map<String, Long> verifyOnSchedule(Context context) {
        var start = clock.instant();
        var saved = store.read();
        if (saved.progress().filter(progress -> isSameHour(progress.verifiedAt(), start)).isPresent()) {
            return Map.of();
        }
        return switch (closing.run(saved, start.plusMillis(context.getRemainingTimeInMillis() / 2))) {
            case Closed closed -> {
                var verification = verify(context);
                if (verification.isFinished()) {
                    save(closed, start, end(context));
                }
                yield counts(verification);
            }
            case NothingToDo nothing -> counts(verify(context));
            case Unfinished unfinished -> {
                metrics.add("VerificationUnfinished", 1);
                LOG.info("The next run continues to sum up orders");
                yield Map.of();
            }
            case Overtaken overtaken -> {
                LOG.info("Another run is in progress");
                yield Map.of();
            }
        };
    }

    private static boolean isSameHour(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.HOURS).equals(other.truncatedTo(ChronoUnit.HOURS));
    }

    private Verification verify(Context context) {
        var verification = verifier.verifyAll(end(context));
        report(verification);
        repair(verification.overdue(), clock.instant().plusMillis(context.getRemainingTimeInMillis() / 2));
        return verification;
    }

    /** Recounts some old orders. */
    private void save(Closed closed, Instant verifiedAt, Instant deadline) {
        var progress = closed.saved().progress().orElseThrow();
        var verified = new Progress(progress.checkpoint(), progress.recount(), verifiedAt);
        var result = recount.run(verified, closed.start(),
                Math.max(RECOUNTED, RECOUNTED_PER_ORDER * closed.orders()), deadline);
        if (!store.save(result.next(), closed.saved().version())) {
            LOG.info("Another run has saved its progress");
            return;
        }
        metrics.add("CheckpointDifference", result.wrong().size());
        result.wrong().forEach((sku, units) -> LOG.error("A checkpoint was wrong and is corrected",
                LogField.entry("sku", sku.value()), LogField.entry("units", units)));
    }

    /** Leaves a tenth of the time to wait for reads in progress and report. */
    private Instant end(Context context) {
        return clock.instant().plusMillis(context.getRemainingTimeInMillis() * 9L / 10);
    }

    private static Map<String, Long> counts(Verification verification) {
        var counts = verification.verdicts().values().stream()
                .collect(Collectors.groupingBy(VerifierWorker::name, Collectors.counting()));
        OVERDUE.forEach((kind, name) -> {
            if (verification.overdue().orders(kind) > 0) {
                counts.put(name, verification.overdue().orders(kind));
            }
        });
        return counts;
    }

    private void report(Verification verification) {
        verification.verdicts().entrySet().stream().sorted(Entry.comparingByKey()).forEach(VerifierWorker::log);
        var counts = counts(verification);
        var unverified = counts.getOrDefault("unverified", 0L);
        metrics.add("StockUnverified", unverified);
        metrics.add("VerificationUnfinished", verification.isFinished() ? 0 : 1);
        report("StockDifference", counts.getOrDefault("different", 0L), unverified == 0 && verification.isFinished());
        OVERDUE.forEach((kind, name) -> report(
                name, verification.overdue().orders(kind), verification.isFinished()));
        LOG.info("Stock verified", LogField.entry("counts", counts));
    }

    /** @param isComplete whether everything was checked; only then is a count of 0 reported */
    private void report(String metric, long count, boolean isComplete) {
        if (isComplete || count > 0) {
            metrics.add(metric, count);
        }
    }

    private void repair(Overdue overdue, Instant deadline) {
        SweeperWorker.report(metrics, overdue.steps());
        repairs.repeat(overdue.steps(), deadline).forEach(unsettled -> LOG.warn(
                "The reservation of order {} failed again", unsettled.orderId()));
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verified verified -> "verified";
            case Different different -> "different";
            case Unverified unverified -> "unverified";
        };
    }

    private static void log(Entry<Sku, Verdict> entry) {
        var sku = LogField.entry("sku", entry.getKey().value());
        switch (entry.getValue()) {
            case Verified verified -> LOG.debug("Stock is correct", sku);
            case Different(var difference) -> LOG.error("Stock differs", sku,
                    LogField.entry("received", difference.received()),
                    LogField.entry("available", difference.available()),
                    LogField.entry("inOrders", difference.inOrders()));
            case Unverified unverified -> LOG.warn("Stock could not be verified", sku);
        }
    }
}
