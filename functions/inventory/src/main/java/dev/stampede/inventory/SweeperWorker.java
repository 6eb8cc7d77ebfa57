package dev.stampede.inventory;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.contracts.orders.OwedStep;
import dev.stampede.contracts.orders.adapters.DynamoDbOrderLog;
import dev.stampede.inventory.adapters.DynamoDbMailedEvents;
import dev.stampede.inventory.adapters.DynamoDbPlacedOrders;
import dev.stampede.inventory.adapters.DynamoDbSweepMark;
import dev.stampede.inventory.adapters.SqsStepQueues;
import dev.stampede.inventory.sweep.OverdueSteps;
import dev.stampede.inventory.sweep.Repairs;
import dev.stampede.inventory.sweep.Sweep;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs on a schedule: finds orders whose next step was lost and repeats the step. */
public final class SweeperWorker implements RequestHandler<ScheduledEvent, Map<String, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(SweeperWorker.class);

    private final Sweep sweep;
    private final Clock clock;
    private final Metrics metrics;

    public SweeperWorker() {
        this(FunctionEnvironment.lambda());
    }

    public SweeperWorker(FunctionEnvironment environment) {
        this(sweep(environment), environment.clock(), environment.metrics());
    }

    SweeperWorker(Sweep sweep, Clock clock, Metrics metrics) {
        this.sweep = sweep;
        this.clock = clock;
        this.metrics = metrics;
    }

    private static Sweep sweep(FunctionEnvironment environment) {
        var config = environment.settings().read(SweeperConfig::fromSettings);
        var tables = config.repair().reservation();
        var dynamoDb = environment.aws().dynamoDb();
        return new Sweep(
                new DynamoDbPlacedOrders(dynamoDb, tables.ordersTable()),
                new DynamoDbOrderLog(dynamoDb, tables.ordersTable(), environment.clock(), environment.backoff()),
                overdueSteps(environment, config.emailsTable(), config.patience()),
                repairs(environment, config.repair()),
                new DynamoDbSweepMark(dynamoDb, tables.inventoryTable()),
                config.patience(),
                environment.clock());
    }

    static OverdueSteps overdueSteps(FunctionEnvironment environment, String emailsTable, Duration patience) {
        return new OverdueSteps(
                new DynamoDbMailedEvents(environment.aws().dynamoDb(), emailsTable, environment.clock(),
                        environment.backoff()),
                environment.clock(),
                patience);
    }

    static Repairs repairs(FunctionEnvironment environment, RepairConfig config) {
        return new Repairs(
                new SqsStepQueues(environment.aws().sqs(), config.queues(), environment.backoff()),
                ReservationWorker.reservations(environment, config.reservation()));
    }

    /** @return the number of orders checked and of steps repeated */
    @Override
    public Map<String, Integer> handleRequest(ScheduledEvent event, Context context) {
        // A third of the time is left for the work in progress.
        var deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis() * 2L / 3);
        return Telemetry.invocation(context, () -> report(sweep.run(deadline)));
    }

    private Map<String, Integer> report(Sweep.Result result) {
        report(metrics, result.repeated());
        metrics.add("OrdersSwept", result.orders());
        metrics.add("SweeperLag", result.lag().toSeconds());
        return Map.of("orders", result.orders(), "repeated", result.repeated().size());
    }

    static void report(Metrics metrics, Iterable<OwedStep> repeated) {
        for (var step : repeated) {
            LOG.warn("Step repeated", entry("orderId", step.cause().orderId()), entry("step", step.kind()),
                    entry("since", step.since().toString()));
            metrics.outcome("StepRepeated", step.kind().name());
        }
    }
}
