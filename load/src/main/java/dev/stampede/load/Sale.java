package dev.stampede.load;

import dev.stampede.load.Checkouts.Accepted;
import dev.stampede.local.lab.capacity.CapacityMeter;
import dev.stampede.local.lab.capacity.CapacityUse;
import dev.stampede.local.lab.capacity.CloudConditions;
import dev.stampede.local.lab.capacity.CloudLimits;
import dev.stampede.local.lab.capacity.Refusals;
import dev.stampede.local.lab.capacity.RequestMeter;
import dev.stampede.local.lab.capacity.RequestUse;
import dev.stampede.local.store.LocalStore;
import dev.stampede.local.store.lambda.FunctionStatistics;
import dev.stampede.local.store.oidc.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run: starts a store, warms it up, generates the load, and waits until every order is complete. */
final class Sale {

    private static final String WARM_UP_SKU = "BENCH-WARM-UP";
    private static final int WARM_UP_SHARDS = 16;

    /** Limits that the load generator, which is all shoppers at one address with one card, must not reach. */
    private static final List<String> RATE_LIMITS = List.of(
            "CallerRequestsPerMinute", "CallerWaitSecondsPerMinute", "EmailCheckoutsPerHour", "CardPaymentsPerHour");
    private static final String UNLIMITED = "1000000";

    /** No write for this long means no more writes: longer than the queues' visibility timeout. */
    private static final Duration STALLED = Duration.ofSeconds(90);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path template;
    private final Scenario scenario;
    private final String command;
    private final CapacityMeter meter = new CapacityMeter();
    private final RequestMeter requests = new RequestMeter();
    private final @Nullable CloudLimits limits;

    Sale(Path template, Scenario scenario, String command) {
        this.template = template;
        this.scenario = scenario;
        this.command = command;
        this.limits = scenario.limits() == null ? null
                : new CloudLimits(CloudLimits.Options.scaledDown(scenario.limits().factor())
                        .withTransactionLatency(scenario.limits().latency()));
    }

    /** A snapshot of the meters. */
    record Readings(CapacityUse units, RequestUse requests, Refusals refusals,
            Map<String, FunctionStatistics> functions) {}

    /** Observations during the sale. */
    record Seen(Scenario scenario, String command, long start, Checkouts checkouts, Observer observer,
            Map<String, Long> mailed, Readings before, Readings after, Profile.Found profile, SaleVerdict verdict) {}

    Result run() {
        System.setProperty("http.maxConnections", Integer.toString(Math.max(64, scenario.concurrency())));
        // The store is not running yet, so its table names are derived as the store derives them.
        var observer = new Observer(LocalNames.table("OrdersTable"), LocalNames.table("InventoryTable"));
        try (var store = LocalStore.start(options(observer))) {
            return Measurement.of(sell(store, observer));
        }
    }

    private Seen sell(LocalStore store, Observer observer) {
        var http = new Http(store.apiUrl());
        var target = new StoreUnderTest(http, store.token(TokenRequest.admin("bench")));
        warmUp(store, target, observer);
        scenario.skuNames().forEach(sku -> target.offer(sku, scenario.stock(), scenario.shards()));
        observer.reset();
        var mailsBefore = store.mailbox().sent();
        var before = readings(store);
        try (var profile = Profile.start()) {
            var start = System.currentTimeMillis();
            var checkouts = new LoadGenerator(target, scenario.concurrency(), scenario.rate(), scenario.carts())
                    .buy("sale", scenario.orders(), scenario::lines);
            awaitEnd(store, checkouts, observer, mailsBefore);
            var found = profile.stop();
            var after = readings(store);
            var mails = mails(store);
            return new Seen(scenario, command, start, checkouts, observer, mailed(store, checkouts), before, after,
                    found, verdict(store, checkouts, mails));
        }
    }

    private void warmUp(LocalStore store, StoreUnderTest target, Observer observer) {
        if (scenario.warmUp() == 0) {
            return;
        }
        target.offer(WARM_UP_SKU, scenario.warmUp(), WARM_UP_SHARDS);
        var checkouts = new LoadGenerator(target, scenario.concurrency(), 0, scenario.carts()).buy("warm-up",
                scenario.warmUp(),
                _ -> List.of(new Scenario.Line(WARM_UP_SKU, 1)));
        if (checkouts.faults() > 0) {
            throw new IllegalStateException("The warm-up failed: " + checkouts.someFaults());
        }
        awaitEnd(store, checkouts, observer, 0);
    }

    /** Waits until every order is paid or rejected and its email is sent. */
    private static void awaitEnd(LocalStore store, Checkouts checkouts, Observer observer, long mailsBefore) {
        var wanted = checkouts.accepted().size();
        var seen = -1L;
        var lastMove = System.nanoTime();
        while (store.mailbox().sent() - mailsBefore < wanted
                || observer.count("PaymentCaptured") + observer.count("StockRejected") < wanted) {
            var moves = observer.written() + store.mailbox().sent();
            if (moves != seen) {
                seen = moves;
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > STALLED.toNanos()) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private SaleVerdict verdict(LocalStore store, Checkouts checkouts, Map<String, Long> mails) {
        var ledger = new Ledger(store.services().clients().dynamoDb(), LocalNames.table("OrdersTable"),
                LocalNames.table("InventoryTable"));
        var skus = new ArrayList<>(scenario.skuNames());
        if (scenario.warmUp() > 0) {
            skus.add(WARM_UP_SKU);
        }
        return SaleVerdict.of(new SaleVerdict.Remains(ledger.stocks(skus), ledger.orders(),
                checkouts.accepted().stream().map(Accepted::reference).toList(),
                checkouts.soldOut().stream().map(scenario::lines).toList(), mails, checkouts.faults(),
                checkouts.someFaults()));
    }

    private static Map<String, Long> mails(LocalStore store) {
        return store.mailbox().mails().stream().flatMap(mail -> mail.to().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** When each order's email was sent. */
    private static Map<String, Long> mailed(LocalStore store, Checkouts checkouts) {
        var orders = checkouts.accepted().stream().collect(Collectors.toMap(
                accepted -> StoreUnderTest.address(LoadGenerator.buyerName("sale", accepted.number())),
                Accepted::reference));
        return store.mailbox().mails().stream().filter(mail -> orders.containsKey(mail.to().getFirst()))
                .collect(Collectors.toMap(mail -> orders.get(mail.to().getFirst()), mail -> mail.at().toEpochMilli(),
                        Math::min));
    }

    private Readings readings(LocalStore store) {
        return new Readings(meter.snapshot(), requests.snapshot(),
                limits == null ? new Refusals(Map.of()) : limits.refusals(),
                store.functions().statistics().stream()
                        .collect(Collectors.toMap(FunctionStatistics::logicalId, Function.identity())));
    }

    private LocalStore.Options options(Observer observer) {
        var metered = CloudConditions.metered(meter, requests);
        var conditions = limits == null ? metered : metered.limited(limits);
        var options = LocalStore.Options.of(template)
                .withDecorator((function, clients) -> observer.around(conditions.apply(clients)))
                // Measures a fixed number of shards, not automatic resharding.
                .withParameter("MaxShards", Integer.toString(scenario.shards()));
        for (var limit : RATE_LIMITS) {
            options = options.withParameter(limit, UNLIMITED);
        }
        if (scenario.writers() > 0) {
            options = options.withParameter("ReservationParallelism", Integer.toString(scenario.writers()));
        }
        return scenario.batch() == 0 ? options
                : options.withParameter("ReservationBatchSize", Integer.toString(scenario.batch()));
    }
}
