package dev.stampede.e2e.faults;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.stampede.local.faults.Strand;
import dev.stampede.local.template.FunctionDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** One invocation: what it did, in an order that does not depend on which of its threads was faster. */
final class Run implements Context {

    final int number;
    final FunctionDefinition function;
    /** How deep in the run's threads another function may be run between two calls, because the others stand still. */
    final int quietDepth;
    final Strand strand = Strand.root();

    private final Map<String, List<String>> calls = new ConcurrentSkipListMap<>();
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger hurtMails = new AtomicInteger();
    private final Set<String> tables = new ConcurrentSkipListSet<>();

    /** A message on its way to a queue. @param place by which the messages of a run are put in order */
    record Sent(String place, int index, String queue, String body) {}

    Run(int number, FunctionDefinition function, int quietDepth) {
        this.number = number;
        this.function = function;
        this.quietDepth = quietDepth;
    }

    /** Writes down what came of a call. */
    void note(String place, String line) {
        calls(place).add(line);
    }

    int made(String place) {
        return calls(place).size();
    }

    void send(String place, String queue, String body) {
        sent.add(new Sent(place, sent.size(), queue, body));
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

    /** A mail, or the record of a mail, met a fault. */
    void hurtMail() {
        hurtMails.incrementAndGet();
    }

    /** How many mails may go out once more because of what happened. */
    int mailsRepeated() {
        return hurtMails.get() + (strand.isCut() ? 1 : 0);
    }

    boolean isTimedOut() {
        return strand.longest().compareTo(function.timeout()) > 0;
    }

    private List<String> calls(String place) {
        return calls.computeIfAbsent(place, first -> Collections.synchronizedList(new ArrayList<>()));
    }

    @Override
    public String getAwsRequestId() {
        return "run-" + number;
    }

    @Override
    public String getLogGroupName() {
        return "simulation";
    }

    @Override
    public String getLogStreamName() {
        return "simulation";
    }

    @Override
    public String getFunctionName() {
        return function.name();
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return function.arn();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("Only mobile applications have an identity");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("Only mobile applications have a client context");
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) function.timeout().minus(Strand.current().orElse(strand).elapsed()).toMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return function.memory();
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("Functions log through SLF4J");
    }
}
