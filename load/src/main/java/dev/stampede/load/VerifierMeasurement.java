package dev.stampede.load;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.stampede.inventory.VerifierWorker;
import dev.stampede.load.VerifierResult.Row;
import dev.stampede.load.VerifierResult.Run;
import dev.stampede.local.database.LocalDatabase;
import dev.stampede.local.lab.capacity.Access;
import dev.stampede.local.lab.capacity.CapacityMeter;
import dev.stampede.local.store.aws.TableProvisioning;
import dev.stampede.local.store.lambda.InvocationContext;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.time.Pause;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs the verifier on a database of its own with a number of old orders: first until they are summed up, then for one more
 * hour, in which there are as many new orders and shipments of old ones whatever the number of old orders.
 */
final class VerifierMeasurement {

    private static final Duration HISTORY = Duration.ofDays(60);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Orders of the last hours before the first run, at the same rate as later. */
    private static final int RECENT_HOURS = 4;
    private static final int MAX_RUNS = 1_000;
    private static final String VERIFIER = "VerifierFunction";

    private final Template template;
    private final int recentOrders;
    private final int skus;

    VerifierMeasurement(Path template, int recentOrders, int skus) {
        this.template = Template.inspect(template, Map.of());
        this.recentOrders = recentOrders;
        this.skus = skus;
    }

    /** The machine's clock, moved. Thread-safe. */
    private static final class MovedClock extends Clock {

        private volatile Duration moved = Duration.ZERO;

        private void move(Duration further) {
            moved = moved.plus(further);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(moved);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Stampede's clocks are in UTC");
        }
    }

    Row run(int oldOrders) {
        try (var database = LocalDatabase.open(null)) {
            var provisioning = new TableProvisioning(database.client());
            for (var table : template.resourcesOf("AWS::DynamoDB::Table")) {
                provisioning.createWithoutExpiry(table);
                endStream(database.client(), table.physicalName());
            }
            return run(oldOrders, database.client());
        }
    }

    /** Nobody reads the streams, and their records would take as much memory as the orders. */
    private static void endStream(DynamoDbClient dynamoDb, String table) {
        if (dynamoDb.describeTable(request -> request.tableName(table)).table().latestStreamArn() != null) {
            dynamoDb.updateTable(request -> request.tableName(table)
                    .streamSpecification(stream -> stream.streamEnabled(false)));
        }
    }

    private Row run(int oldOrders, DynamoDbClient dynamoDb) {
        var clock = new MovedClock();
        var recent = clock.instant().minus(HOUR.multipliedBy(RECENT_HOURS));
        var first = recent.minus(HISTORY);
        var orders = new SyntheticOrders(dynamoDb, skus);
        var start = System.nanoTime();
        orders.receive((oldOrders + recentOrders * (RECENT_HOURS + 1)) / skus + 1, first);
        orders.place(oldOrders, first, HISTORY, false);
        orders.place(recentOrders * RECENT_HOURS, recent, HOUR.multipliedBy(RECENT_HOURS), true);
        var written = seconds(start);

        var meter = new CapacityMeter();
        var worker = worker(meter.around(dynamoDb), clock);
        var summedUp = runs(worker, meter, clock);
        orders.place(recentOrders, clock.instant(), HOUR, true);
        orders.ship(Math.min(oldOrders, recentOrders / 10), first.plus(HISTORY), clock.instant());
        clock.move(HOUR);
        return new Row(oldOrders, written, summedUp, runs(worker, meter, clock));
    }

    /** Invokes the verifier as its schedule does, until it has verified the hour. */
    private Run runs(VerifierWorker worker, CapacityMeter meter, Clock clock) {
        var before = meter.snapshot();
        var start = System.nanoTime();
        var function = template.function(VERIFIER);
        var runs = 0;
        Map<String, ?> verified;
        do {
            verified = invoke(worker, function, ++runs, clock);
        } while (verified.isEmpty() && runs < MAX_RUNS);
        var used = meter.snapshot().minus(before);
        var byTable = new TreeMap<String, Double>();
        used.resources().forEach(resource -> byTable.put(resource.toString(), used.units(resource, Access.READ)));
        return new Run(runs, seconds(start), used.readUnits(), used.writeUnits(), byTable,
                verified.equals(Map.of("verified", (long) skus)));
    }

    private static Map<String, ?> invoke(VerifierWorker worker, FunctionDefinition function, int run, Clock clock) {
        var end = clock.instant().plus(function.timeout());
        var context = new InvocationContext(
                function, "run-" + run, () -> Duration.between(clock.instant(), end));
        return worker.handleRequest(new ScheduledEvent(), context);
    }

    private VerifierWorker worker(DynamoDbClient dynamoDb, Clock clock) {
        var environment = template.function(VERIFIER).environment();
        return new VerifierWorker(new FunctionEnvironment(
                new Settings(environment), clock, Pause.sleeping(), new Random(), new OnlyDynamoDb(dynamoDb),
                Metrics.NONE));
    }

    private static double seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    }

    /** No order is overdue, so nothing is sent. */
    private record OnlyDynamoDb(DynamoDbClient dynamoDb) implements AwsClients {

        @Override
        public SqsClient sqs() {
            return new SqsClient() {
                @Override
                public String serviceName() {
                    return SERVICE_NAME;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public SnsClient sns() {
            throw unused();
        }

        @Override
        public SesClient ses() {
            throw unused();
        }

        @Override
        public S3Client s3() {
            throw unused();
        }

        @Override
        public S3Presigner s3Presigner() {
            throw unused();
        }

        private static UnsupportedOperationException unused() {
            return new UnsupportedOperationException("The verifier uses DynamoDB only");
        }
    }
}
