package dev.stampede.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.OrderStatus;
import dev.stampede.e2e.Project;
import dev.stampede.local.lab.faults.Fault;
import dev.stampede.local.lab.faults.FunctionKilled;
import dev.stampede.local.store.template.Stack;
import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whatever fails, is told twice, comes late or is killed: nothing is oversold, nothing is stranded, nobody pays twice,
 * and every order comes to its end. Payments are captured at checkout with odd seeds, and at shipment with even ones.
 *
 * <p>
 * {@code -Dseeds=N} and {@code -Dorders=N} say how many simulations of how many purchases, {@code -Dseed=S} which is the
 * first.
 */
@DisabledIfSystemProperty(named = "emulator", matches = ".+", disabledReason = "It has a database of its own")
@DisabledIfSystemProperty(named = "api.url", matches = ".+", disabledReason = "It has a database of its own")
@Isolated
class FaultsIT {

    /** As many as two processors get through in a few minutes. */
    private static final int SEEDS = Integer.getInteger("seeds", 50);
    private static final int ORDERS = Integer.getInteger("orders", 200);
    private static final long FIRST = Long.getLong("seed", 1);

    /** A simulation waits for its database half of the time. */
    private static final int THREADS = 2 * Runtime.getRuntime().availableProcessors();

    /** Shoppers share one address, and payment tokens. */
    private static final String UNLIMITED = "1000000";

    /** The same each time: the stack's ID is the key under which callers' addresses are hashed. */
    private static final Stack STACK = Stack.local(
            UUID.fromString("00000000-0000-4000-8000-000000000000"), URI.create("https://sqs.example.com"));

    private static Thread.UncaughtExceptionHandler before;
    private static Path root;
    private static Template template;
    private static Template atShipment;

    /** How orders ended and what went wrong with calls, over all seeds. Safe for use by many threads. */
    private record Seen(Map<OrderStatus, Long> ends, Map<Fault, Long> faults, Map<String, Long> judged) {

        synchronized void add(Simulation.Outcome outcome) {
            outcome.orders().forEach((status, count) -> ends.merge(status, count, Long::sum));
            outcome.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
            outcome.judged().forEach((what, count) -> judged.merge(what, count, Long::sum));
        }
    }

    @BeforeAll
    static void start() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(FaultsIT::uncaught);
        // Functions log failures, and here are thousands of them.
        Configurator.setLevel("dev.stampede", Level.OFF);
        root = Project.root();
        template = template("checkout");
        atShipment = template("shipment");
    }

    private static Template template(String capture) {
        var parameters = new HashMap<>(
                Map.of("Stage", "dev", "OidcIssuer", "https://issuer.example.com", "OidcAudience", "shop",
                        "MaxUnpaidUnits", Integer.toString(SimulationVerdict.LIMITS.maxUnits()),
                        "MaxDeclinedPayments", Integer.toString(SimulationVerdict.LIMITS.maxDeclines()),
                        "AddressFactor", Integer.toString(SimulationVerdict.LIMITS.addressFactor()),
                        "CallerRequestsPerMinute", UNLIMITED, "CallerWaitSecondsPerMinute", UNLIMITED,
                        "EmailCheckoutsPerHour", UNLIMITED, "CardPaymentsPerHour", UNLIMITED));
        parameters.put("PaymentCapture", capture);
        return Template.read(root.resolve("template.yaml"), parameters, STACK);
    }

    /** The tables are the same. */
    private static Template template(long seed) {
        return seed % 2 == 0 ? atShipment : template;
    }

    @AfterAll
    static void stop() {
        Configurator.setLevel("dev.stampede", Level.WARN);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void everySeed_whateverGoesWrong_shouldComeToRestWithAllRight() throws InterruptedException, ExecutionException {
        var earlier = processorSeconds(0);
        var next = new AtomicLong(FIRST);
        var failed = new ConcurrentSkipListMap<Long, String>();
        var seen = new Seen(new EnumMap<>(OrderStatus.class), new EnumMap<>(Fault.class), new TreeMap<>());
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var workers = new ArrayList<Future<?>>();
            for (var thread = 0; thread < THREADS; thread++) {
                workers.add(threads.submit(() -> simulate(next, failed, seen)));
            }
            for (var worker : workers) {
                worker.get();
            }
        }
        System.out
                .println(SEEDS + " seeds from " + FIRST + " of " + ORDERS + " purchases in " + processorSeconds(earlier)
                        + " processor seconds: " + seen);
        assertThat(failed).isEmpty();
        if (SEEDS * ORDERS > 3000) {
            assertThat(seen.faults().keySet()).as("faults").containsExactlyInAnyOrder(Fault.values());
            assertThat(seen.ends().keySet()).as("ends of orders").containsExactlyInAnyOrder(OrderStatus.AUTHORIZED,
                    OrderStatus.PAID,
                    OrderStatus.PARTIALLY_SHIPPED, OrderStatus.SHIPPED, OrderStatus.REFUNDED, OrderStatus.REJECTED,
                    OrderStatus.CANCELLED,
                    OrderStatus.EXPIRED);
            assertThat(seen.judged()).as("judged").containsOnlyKeys("CANCELLED", "CAPTURE", "PART_REFUND", "REFUND",
                    "SHIPPED",
                    "UNITS_CANCELLED", "authorizations voided", "captures at shipment", "captures that failed",
                    "captures settled by hand",
                    "adjustments", "partial refunds",
                    "refunds retried", "refunds settled by hand", "returns", "shipments",
                    "parked", "rejections", "carts", "carts changed during checkout", "messages lost", "records lost",
                    "orders for too much", "holds ended by a limit", "holds without an answer ended by a limit",
                    "holds shortened by a decline", "mails suppressed", "late facts", "orders by rules 1",
                    "orders by rules 2", "orders of nothing", "confirmed at the bank", "callbacks: none",
                    "callbacks: one",
                    "callbacks: several", "wrong signatures", "holds extended", "refunds in the dashboard",
                    "orders with the limited code", "orders for which the code was used up",
                    "orders with a limit per customer",
                    "orders with a limit per customer that gave units back", "orders above the limit per customer");
        }
    }

    @Test
    void sameSeed_twice_shouldGoTheSameWay() {
        var first = trace();
        var second = trace();

        assertThat(second.lines()).isEqualTo(first.lines());
        assertThat(second.digest()).isEqualTo(first.digest());
    }

    /** Of this process; on a busy machine, the time that passes says little. */
    private static long processorSeconds(long earlier) {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toSeconds() - earlier;
    }

    private static void simulate(AtomicLong next, Map<Long, String> failed, Seen seen) {
        try (var database = new Database(template)) {
            for (var seed = next.getAndIncrement(); seed < FIRST + SEEDS; seed = next.getAndIncrement()) {
                simulate(database, seed, failed, seen);
            }
        }
    }

    /** What cannot even be judged, such as a log that is against the rules, has failed as well. */
    private static void simulate(Database database, long seed, Map<Long, String> failed, Seen seen) {
        try {
            var outcome = Simulation.run(template(seed), root.resolve("events"), database, seed, ORDERS);
            if (!outcome.wrong().isEmpty()) {
                var wrong = String.join("\n", outcome.wrong());
                failed.put(seed,
                        wrong + again(seed) + "\nWhat happened: " + write(seed, wrong, outcome.trace()) + "\n");
            }
            seen.add(outcome);
        } catch (RuntimeException | AssertionError wrong) {
            var stack = new StringWriter();
            wrong.printStackTrace(new PrintWriter(stack));
            failed.put(seed, stack + again(seed));
        }
    }

    /** In a database of its own each time: what was sold before would be found. */
    private static Trace trace() {
        try (var database = new Database(template)) {
            return Simulation.run(template(FIRST), root.resolve("events"), database, FIRST, Math.min(ORDERS, 60))
                    .trace();
        }
    }

    private static String again(long seed) {
        return "\nThe same again: ./stampede test -pl e2e -am -Dit.test=FaultsIT -Dseeds=1 -Dorders=" + ORDERS
                + " -Dseed="
                + seed;
    }

    /** What is wrong, then what happened: written at once, for a run can be cut short. */
    private static Path write(long seed, String wrong, Trace trace) {
        try {
            var folder = Files.createDirectories(root.resolve("e2e/target/faults"));
            return Files.writeString(folder.resolve("seed-" + seed + ".txt"),
                    wrong + "\n\n" + String.join("\n", trace.lines()) + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void uncaught(Thread thread, Throwable thrown) {
        if (!(thrown instanceof FunctionKilled)) {
            thrown.printStackTrace();
        }
    }
}
