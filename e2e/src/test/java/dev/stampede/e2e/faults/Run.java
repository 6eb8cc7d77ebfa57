package dev.stampede.e2e.faults;

import com.amazonaws.services.lambda.runtime.Context;
import dev.stampede.contracts.id.Sku;
import dev.stampede.local.lab.faults.InvocationThread;
import dev.stampede.local.store.lambda.InvocationContext;
import dev.stampede.local.store.template.FunctionDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** One invocation: what it did, in an order that does not depend on which of its threads was faster. */
final class Run {

    final int number;
    final FunctionDefinition function;
    /** What its event is about. */
    final String subject;
    private final VirtualTime time;
    private final Instant start;
    /** How deep in the run's threads another function may be run between two calls, because the others stand still. */
    final int quietDepth;
    final InvocationThread thread = InvocationThread.root();

    private final Map<String, List<String>> calls = new ConcurrentSkipListMap<>();
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> tables = new ConcurrentSkipListSet<>();
    private final Map<String, Integer> mailed = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> settledMails = new ConcurrentHashMap<>();
    private final Set<String> hurtMails = ConcurrentHashMap.newKeySet();
    private final Set<String> rejected = new ConcurrentSkipListSet<>();
    private final Map<Sku, Long> leastUnits = new HashMap<>();

    /**
     * A message on its way to a queue.
     *
     * @param place by which the messages of a run are put in order
     * @param delay in place of the queue's own
     */
    record Sent(String place, int index, String queue, String body, @Nullable Duration delay) {}

    Run(int number, FunctionDefinition function, String subject, int quietDepth, VirtualTime time) {
        this.number = number;
        this.function = function;
        this.subject = subject;
        this.time = time;
        this.start = time.now();
        this.quietDepth = quietDepth;
    }

    String id() {
        return "run-" + number;
    }

    Context context() {
        return new InvocationContext(function, id(),
                () -> timeLeft(InvocationThread.current().orElse(thread).elapsed()));
    }

    /** Writes down what came of a call. */
    void note(String place, String line) {
        calls(place).add(line);
    }

    int made(String place) {
        return calls(place).size();
    }

    void send(String place, String queue, String body, @Nullable Duration delay) {
        sent.add(new Sent(place, sent.size(), queue, body, delay));
    }

    /** In the order of their threads' names. */
    List<Sent> sent() {
        return sent.stream().sorted(Comparator.comparing(Sent::place).thenComparingInt(Sent::index)).toList();
    }

    Map<String, List<String>> calls() {
        return calls;
    }

    void writes(String table) {
        tables.add(table);
    }

    /** The tables that may have changed. */
    Set<String> tables() {
        return tables;
    }

    /** How many units there are right now, by SKU: to be told whenever somebody else may change that, and at the end. */
    void seeUnits(Map<Sku, Long> units) {
        units.forEach((sku, number) -> leastUnits.merge(sku, number, Math::min));
    }

    /** The least that there was of each SKU as long as the run lasted, if it only took units. */
    Map<Sku, Long> leastUnits() {
        return leastUnits;
    }

    /** An order is rejected because units are missing. */
    void rejected(String order) {
        rejected.add(order);
    }

    Set<String> rejected() {
        return rejected;
    }

    /** A mail about an order goes out. */
    void mailed(String order) {
        mailed.merge(order, 1, Integer::sum);
    }

    /** It is written down that a mail went out. @param mail its key */
    void settledMail(String order, String mail) {
        settledMails.computeIfAbsent(order, first -> ConcurrentHashMap.newKeySet()).add(mail);
    }

    /** A mail, or the record of a mail, met a fault. */
    void hurtMail(String order) {
        hurtMails.add(order);
    }

    /** By order: mails of which nobody knows that they went out, since something went wrong. They may go out once more. */
    Map<String, Integer> mailsRepeated() {
        var repeated = new TreeMap<String, Integer>();
        mailed.forEach((order, times) -> {
            var unknown = times - settledMails.getOrDefault(order, Set.of()).size();
            if (unknown > 0 && (thread.isCut() || hurtMails.contains(order))) {
                repeated.put(order, unknown);
            }
        });
        return repeated;
    }

    /** Whether it came to its end, and all its calls were carried out and answered at once. */
    boolean isUndisturbed() {
        return !thread.isCut() && !isTimedOut()
                && calls.values().stream().flatMap(List::stream).allMatch(call -> call.endsWith(" ok"));
    }

    boolean isTimedOut() {
        return timeLeft().isNegative();
    }

    /** Until Lambda ends it. */
    Duration timeLeft() {
        return timeLeft(thread.longest());
    }

    /** @param waited by one of its threads */
    Duration timeLeft(Duration waited) {
        return function.timeout().minus(waited).minus(Duration.between(start, time.now()));
    }

    private List<String> calls(String place) {
        return calls.computeIfAbsent(place, first -> Collections.synchronizedList(new ArrayList<>()));
    }
}
