package dev.stampede.local.store.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** The orders per second that each limit of AWS, and each setting of the store, lets through. */
public final class Ceilings {

    /** Partitions of the index of a day's orders: {@code day#0} to {@code day#15}. */
    public static final int DAY_PARTITIONS = 16;
    /** Transaction items that are not orders: the shard, and one more when an order takes from two. */
    private static final int STOCK_ITEMS = 2;
    private static final int RELAY_PARALLELISM = 4;
    static final int QUEUE_BATCH = 10;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SCALING_SECONDS = 10;
    /** WorkerConcurrency and ReservationBatchSize of template.yaml; a test compares them. */
    static final double WORKER_CONCURRENCY = 50;
    static final double RESERVATION_BATCH = 500;
    /** The share of the account's executions that template.yaml leaves to the API: 655 of 1,000; a test compares it. */
    static final double API_SHARE = 0.655;

    private static final int DECIMALS = 3;

    private final AwsFacts aws;
    private final Measurements measured;
    private final DropSettings settings;

    private Ceilings(DropSettings settings, AwsFacts aws, Measurements measured) {
        this.settings = settings;
        this.aws = aws;
        this.measured = measured;
    }

    /** The ceilings of a deployed store, for one product. */
    public static List<Ceiling> of(DropSettings settings, AwsFacts aws, Measurements measured) {
        return new Ceilings(settings, aws, measured).all();
    }

    private List<Ceiling> all() {
        return List.of(throttle(), apiQuota(), concurrency(), scaling(), ordersTable(), tableQuota(), orderIndex(),
                dayPartitions(), reservationWorkers(),
                shards(settings.shards(), aws.quota("partitionWrites"), groupSize(aws),
                        measured.order().stockWritesPerGroup()),
                topic(), relay(), payments(), emailWorkers(), emails());
    }

    /** Orders of one transaction. */
    public static double groupSize(AwsFacts aws) {
        return Math.min(aws.quota("transactionItems") - STOCK_ITEMS, RESERVATION_BATCH);
    }

    /**
     * What the shards of a SKU take.
     *
     * @param partitionWrites write units per second of a partition
     * @param group           orders in a transaction
     * @param writes          write units of a shard in each transaction
     */
    public static Ceiling shards(int shards, double partitionWrites, double group, double writes) {
        return Ceiling.constant(Stage.RESERVED, "shards of the SKU", shards * partitionWrites / writes * group,
                text("%d shards × %s units/s ÷ %.0f units a group × %.0f orders a group", shards,
                        number(partitionWrites), writes, group),
                "more shards (./stampede drop prepare)");
    }

    /** What the index of a day's orders takes. @param partitionWrites write units per second of a partition */
    public static Ceiling dayPartitions(double partitionWrites, double writesPerOrder) {
        return Ceiling.constant(Stage.ACCEPTED, "partitions of the index byDay",
                DAY_PARTITIONS * partitionWrites / writesPerOrder,
                text("%d partitions × %s units/s ÷ %.0f units an order", DAY_PARTITIONS,
                        number(partitionWrites), writesPerOrder),
                "");
    }

    /**
     * What workers reserve.
     *
     * @param workers concurrent invocations
     * @param batch   orders of an invocation
     * @param seconds of an invocation
     */
    public static Ceiling reservationWorkers(double workers, double batch, double seconds) {
        return Ceiling.constant(Stage.RESERVED, "reservation workers", workers * batch / seconds,
                text("%.0f workers × %.0f orders ÷ %s s", workers, batch, number(seconds)),
                "ReservationParallelism, ReservationBatchSize");
    }

    private Ceiling throttle() {
        return requests("the API's throttle", settings.requestsPerSecond(), "RequestsPerSecond and RequestBurst");
    }

    private Ceiling apiQuota() {
        return requests("API Gateway's quota", aws.quota("apiRequests"), "quota of the account (Service Quotas)");
    }

    private Ceiling requests(String name, double perSecond, String raise) {
        var perOrder = measured.assumed().requestsOfABuyer();
        return Ceiling.constant(Stage.ACCEPTED, name, perSecond / perOrder,
                text("%.0f requests/s ÷ %.1f requests a buyer", perSecond,
                        perOrder),
                raise);
    }

    private Ceiling concurrency() {
        var perOrder = measured.assumed().executionSecondsOfABuyer();
        var executions = Math.max(settings.accountConcurrency(), aws.quota("lambdaConcurrency")) * API_SHARE;
        return Ceiling.constant(Stage.ACCEPTED, "concurrent executions of the API", executions / perOrder,
                text("%.0f executions ÷ %.2f execution seconds a buyer", executions, perOrder),
                "quota of concurrent executions (Service Quotas), then AccountConcurrency");
    }

    /** The first seconds: environments are added at a rate, and each answers one request after another. */
    private Ceiling scaling() {
        var seconds = request("checkouts").seconds();
        var growth = aws.quota("lambdaScaling") / SCALING_SECONDS;
        var most = Math.max(settings.checkoutProvisioned(), aws.quota("lambdaConcurrency") * API_SHARE);
        return new Ceiling(Stage.ACCEPTED, "new environments for checkout",
                Math.min(most, settings.checkoutProvisioned() + growth) / seconds,
                growth / seconds, most / seconds,
                text("%d ready, %.0f more each second, of %s s a checkout", settings.checkoutProvisioned(), growth,
                        number(seconds)),
                "CheckoutProvisionedConcurrency");
    }

    private Ceiling ordersTable() {
        var writes = Math.max(settings.ordersWarmWrites(), aws.quota("tableWrites"));
        return Ceiling.constant(Stage.ACCEPTED, "warm throughput of OrdersTable",
                writes / measured.order().ordersTableWrites(), text("%.0f units/s ÷ %.0f units an order", writes,
                        measured.order().ordersTableWrites()),
                "OrdersWarmWrites");
    }

    private Ceiling tableQuota() {
        var writes = Math.max(settings.ordersWarmWrites(), aws.quota("tableWritesQuota"));
        return Ceiling.constant(Stage.ACCEPTED, "the quota of a table",
                writes / measured.order().ordersTableWrites(), text("%.0f units/s ÷ %.0f units an order", writes,
                        measured.order().ordersTableWrites()),
                "quota of table-level write throughput (Service Quotas)");
    }

    private Ceiling orderIndex() {
        var writes = Math.max(settings.orderIndexesWarmWrites(), aws.quota("tableWrites"));
        return Ceiling.constant(Stage.ACCEPTED, "warm throughput of the index byDay",
                writes / measured.order().orderIndexWrites(), text("%.0f units/s ÷ %.0f units an order", writes,
                        measured.order().orderIndexWrites()),
                "OrderIndexesWarmWrites");
    }

    private Ceiling dayPartitions() {
        return dayPartitions(aws.quota("partitionWrites"), measured.order().orderIndexWrites());
    }

    /** A table has a partition, and its stream a shard, for each 1,000 write units per second. */
    private double streamShards() {
        return Math.ceil(
                Math.max(settings.ordersWarmWrites(), aws.quota("tableWrites")) / aws.quota("partitionWrites"));
    }

    private Ceiling reservationWorkers() {
        return reservationWorkers(streamShards(), RESERVATION_BATCH, measured.assumed().reservationBatchSeconds());
    }

    private Ceiling topic() {
        return Ceiling.constant(Stage.PAID, "messages published to SNS",
                aws.quota("topicMessages") / measured.order().facts(),
                text("%.0f messages/s ÷ %.0f facts an order", aws.quota("topicMessages"), measured.order().facts()),
                "quota of the account (Service Quotas)");
    }

    private Ceiling relay() {
        var assumed = measured.assumed();
        var workers = streamShards() * RELAY_PARALLELISM;
        return Ceiling.constant(Stage.PAID, "the relay",
                workers * assumed.relayBatch() / assumed.relayBatchSeconds() / measured.order().facts(),
                text("%.0f workers × %.0f facts ÷ %s s ÷ %.0f facts an order", workers, assumed.relayBatch(),
                        number(assumed.relayBatchSeconds()), measured.order().facts()),
                "OrdersWarmWrites, which splits the stream");
    }

    /** Without pollers of its own, a queue begins with few executions and adds more each minute. */
    private Ceiling payments() {
        var perExecution = QUEUE_BATCH / measured.assumed().paymentBatchSeconds();
        var reserved = settings.paymentExecutions();
        var most = reserved > 0 ? reserved : WORKER_CONCURRENCY;
        var ready = Math.min(most, Math.max(QUEUE_BATCH * settings.paymentPollers(), aws.quota("queueScalingStart")));
        return new Ceiling(Stage.PAID, "executions for payments", ready * perExecution,
                aws.quota("queueScaling") / SECONDS_PER_MINUTE * perExecution, most * perExecution,
                text("%.0f executions ready, at most %.0f, of %d payments in %s s", ready, most, QUEUE_BATCH,
                        number(measured.assumed().paymentBatchSeconds())),
                "PaymentPollers, AccountConcurrency");
    }

    private Ceiling emailWorkers() {
        var seconds = measured.assumed().emailSeconds();
        return Ceiling.constant(Stage.EMAILED, "executions for emails", settings.emailConcurrency() / seconds,
                text("%d executions ÷ %s s an email", settings.emailConcurrency(), number(seconds)),
                "EmailConcurrency, not above the sending quota of SES");
    }

    private Ceiling emails() {
        return Ceiling.constant(Stage.EMAILED, "emails sent by SES", aws.quota("emails"),
                text("%.0f emails/s", aws.quota("emails")),
                "sending quota of SES (Service Quotas), then EmailConcurrency");
    }

    private Measurements.Requests request(String name) {
        return measured.assumed().requests().stream().filter(request -> request.name().equals(name)).findFirst()
                .orElseThrow();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
