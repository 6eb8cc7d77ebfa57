package dev.stampede.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.orders.OwedStep.Kind;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.inventory.adapters.DynamoDbPlacedOrders;
import dev.stampede.inventory.adapters.DynamoDbStockedSkus;
import dev.stampede.inventory.adapters.DynamoDbStocks;
import dev.stampede.inventory.sweep.Repairs;
import dev.stampede.inventory.verification.Overdue;
import dev.stampede.inventory.verification.Verdict;
import dev.stampede.inventory.verification.Verdict.Different;
import dev.stampede.inventory.verification.Verdict.Unverified;
import dev.stampede.inventory.verification.Verdict.Verified;
import dev.stampede.inventory.verification.Verification;
import dev.stampede.inventory.verification.Verifier;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/**
 * Runs on a schedule: verifies the stock of every SKU, reports how many SKUs have a difference and how many orders have an
 * overdue step, and repeats those steps. It checks orders of any age, the sweeper only recent ones.
 */
public final class VerifierWorker implements RequestHandler<ScheduledEvent, Map<String, Long>> {

    private static final Logger LOG = LoggerFactory.getLogger(VerifierWorker.class);

    /** Long enough for the sweeper to repair recent orders: a step that is overdue by then raises an alarm. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    /** The metric of each overdue step. Voids have none: they are never due for as long as the patience. */
    private static final Map<Kind, String> OVERDUE = Map.of(
            Kind.RESERVATION, "OverdueReservations", Kind.CHARGE, "OverdueCharges", Kind.HOLD_END, "OverdueHolds",
            Kind.REFUND, "OverdueRefunds", Kind.RELEASE, "OverdueReleases", Kind.MAIL, "OverdueMails");

    private final Verifier verifier;
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
        this(verifier(environment, config.verification()), SweeperWorker.repairs(environment, config.repair()),
                environment.clock(), environment.metrics());
    }

    VerifierWorker(Verifier verifier, Repairs repairs, Clock clock, Metrics metrics) {
        this.verifier = verifier;
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
                new DynamoDbPlacedOrders(dynamoDb, config.ordersTable()),
                new DynamoDbOrderLog(dynamoDb, config.ordersTable(), environment.clock(), environment.backoff()),
                SweeperWorker.overdueSteps(environment, config.emailsTable(), PATIENCE),
                environment.clock(),
                environment.pause());
    }

    /** @return the number of SKUs for each verdict, and of orders for each overdue step */
    @Override
    public Map<String, Long> handleRequest(ScheduledEvent event, Context context) {
        return Telemetry.invocation(context, () -> {
            var verification = verifier.verifyAll(end(context));
            var counts = report(verification);
            repair(verification.overdue(), clock.instant().plusMillis(context.getRemainingTimeInMillis() / 2));
            return counts;
        });
    }

    /** Leaves a tenth of the time to wait for reads in progress and report. */
    private Instant end(Context context) {
        return clock.instant().plusMillis(context.getRemainingTimeInMillis() * 9L / 10);
    }

    private Map<String, Long> report(Verification verification) {
        verification.verdicts().entrySet().stream().sorted(Entry.comparingByKey()).forEach(VerifierWorker::log);
        var counts = verification.verdicts().values().stream()
                .collect(Collectors.groupingBy(VerifierWorker::name, Collectors.counting()));
        var unverified = counts.getOrDefault("unverified", 0L);
        metrics.add("StockUnverified", unverified);
        metrics.add("VerificationUnfinished", verification.isFinished() ? 0 : 1);
        report("StockDifference", counts.getOrDefault("different", 0L), unverified == 0 && verification.isFinished());
        OVERDUE.forEach((kind, name) -> {
            var orders = verification.overdue().orders(kind);
            report(name, orders, verification.isFinished());
            if (orders > 0) {
                counts.put(name, orders);
            }
        });
        LOG.info("Stock verified", StructuredArguments.entry("counts", counts));
        return counts;
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
        var sku = StructuredArguments.entry("sku", entry.getKey().value());
        switch (entry.getValue()) {
            case Verified verified -> LOG.debug("Stock is correct", sku);
            case Different(var difference) -> LOG.error("Stock differs", sku,
                    StructuredArguments.entry("received", difference.received()),
                    StructuredArguments.entry("available", difference.available()),
                    StructuredArguments.entry("inOrders", difference.inOrders()));
            case Unverified unverified -> LOG.warn("Stock could not be verified", sku);
        }
    }
}
