package dev.stampede.e2e.faults;

import dev.stampede.e2e.LeastPrivilege;
import dev.stampede.local.lab.capacity.Intercepted;
import dev.stampede.local.lab.capacity.Intercepted.Next;
import dev.stampede.local.lab.faults.Call;
import dev.stampede.local.lab.faults.Chance;
import dev.stampede.local.lab.faults.Fault;
import dev.stampede.local.lab.faults.FaultRates;
import dev.stampede.local.lab.faults.Faults;
import dev.stampede.local.lab.faults.FunctionKilled;
import dev.stampede.local.lab.faults.InvocationThread;
import dev.stampede.local.store.lambda.HandlerMethod;
import dev.stampede.local.store.lambda.Invocation;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Settings;
import dev.stampede.runtime.aws.AwsClients;
import dev.stampede.runtime.telemetry.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.MDC;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The template's functions, with an environment whose time, chance and calls are the simulation's. Before and after a call,
 * something else may happen: another function runs from beginning to end. For use by one simulation.
 */
final class Functions {

    private static final double ASIDE = .06;
    private static final int DEEPEST = 3;

    private final Template template;
    private final long seed;
    private final VirtualTime time;
    private final Trace trace;
    private final Faults faults;
    private final Call calls;
    private final AwsClients clients;
    private final Consumer<Duration> aside;
    private final Consumer<Run> ended;
    private final Map<String, Pool> pools = new HashMap<>();
    private final Map<Fault, Long> met = new EnumMap<>(Fault.class);
    private final Map<InvocationThread, Run> active = new ConcurrentHashMap<>();
    private int runs;
    private boolean interleaves = true;

    /**
     * @param aside lets something else happen, if there is anything, within so much time
     * @param ended hears of each run that has ended
     */
    Functions(Template template, long seed, VirtualTime time, Trace trace, AwsClients services,
            Consumer<Duration> aside,
            Consumer<Run> ended) {
        this.template = template;
        this.seed = seed;
        this.time = time;
        this.trace = trace;
        this.calls = new Call(services.dynamoDb());
        this.faults = new Faults(seed, FaultRates.NONE, time, this::met);
        this.clients = observed(faults.apply(services));
        this.aside = aside;
        this.ended = ended;
    }

    void change(FaultRates rates, boolean interleave) {
        faults.change(rates);
        interleaves = interleave;
    }

    /** What is in the middle of something. */
    Collection<Run> active() {
        return active.values();
    }

    /** The run that the calling thread works for. */
    Run current() {
        return active.get(InvocationThread.current().orElseThrow().first());
    }

    /** @param quietDepth see {@link Run#quietDepth} */
    Invocation invoke(String logicalId, byte[] event, int quietDepth, String what) {
        var pool = pools.computeIfAbsent(logicalId, id -> new Pool(template.function(id)));
        var run = new Run(++runs, pool.definition, what, quietDepth, time);
        active.put(run.thread, run);
        var logContext = MDC.getCopyOfContextMap();
        var invocation = pool.invoke(event, run);
        MDC.clear();
        if (logContext != null) {
            MDC.setContextMap(logContext);
        }
        active.remove(run.thread);
        trace.add(run.number + " " + time.now() + " " + logicalId + " " + what + " " + run.calls() + " "
                + told(invocation));
        ended.accept(run);
        return invocation;
    }

    private static String told(Invocation invocation) {
        return switch (invocation) {
            case Invocation.Answered answered -> "answered";
            case Invocation.Failed failed -> "failed: " + failed.errorType();
            case Invocation.Throttled throttled -> "throttled";
        };
    }

    private final class Pool {

        final FunctionDefinition definition;
        private final HandlerMethod handler;
        private final FunctionEnvironment environment;
        private final Deque<HandlerMethod.Instance> idle = new ArrayDeque<>();

        Pool(FunctionDefinition definition) {
            this.definition = definition;
            this.handler = HandlerMethod.of(definition.handler());
            RandomGenerator random = () -> Chance.hash(seed, "random " + current().number);
            this.environment = new FunctionEnvironment(
                    new Settings(definition.environment()), time, time, random,
                    LeastPrivilege.around(definition, clients), Metrics.NONE);
        }

        /** As on Lambda, an instance that was killed is not used again; one that threw is. */
        Invocation invoke(byte[] event, Run run) {
            var instance = idle.isEmpty() ? newInstance() : idle.pop();
            var invocation = run.thread.run(() -> handle(instance, event, run));
            if (run.thread.isCut() || run.isTimedOut()) {
                run.thread.cut();
                return new Invocation.Failed(run.id(), FunctionKilled.class.getName(), "");
            }
            idle.push(instance);
            return invocation;
        }

        private HandlerMethod.Instance newInstance() {
            try {
                return handler.newInstance(environment);
            } catch (InvocationTargetException unstartable) {
                throw new IllegalStateException(definition.logicalId() + " cannot start", unstartable);
            }
        }

        private static Invocation handle(HandlerMethod.Instance instance, byte[] event, Run run) {
            try {
                return new Invocation.Answered(run.id(), instance.handle(event, run.context()));
            } catch (FunctionKilled | RuntimeException thrown) {
                return new Invocation.Failed(
                        run.id(), thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private AwsClients observed(AwsClients inner) {
        return new AwsClients() {
            @Override
            public DynamoDbClient dynamoDb() {
                return Intercepted.client(DynamoDbClient.class, inner.dynamoDb(), Functions.this::call);
            }

            @Override
            public SqsClient sqs() {
                return Intercepted.client(SqsClient.class, inner.sqs(), Functions.this::call);
            }

            @Override
            public SnsClient sns() {
                return Intercepted.client(SnsClient.class, inner.sns(), Functions.this::call);
            }

            @Override
            public SesClient ses() {
                return Intercepted.client(SesClient.class, inner.ses(), Functions.this::call);
            }

            @Override
            public S3Client s3() {
                return inner.s3();
            }

            @Override
            public S3Presigner s3Presigner() {
                return inner.s3Presigner();
            }
        };
    }

    private SdkResponse call(SdkRequest request, Next next) {
        var thread = InvocationThread.current().orElseThrow();
        var run = current();
        var text = calls.text(request);
        var place = thread.name(text);
        if (run.timeLeft(thread.elapsed()).isNegative()) {
            thread.cut();
        }
        if (thread.isCut()) {
            throw new FunctionKilled();
        }
        tables(request).forEach(run::writes);
        stepAside(run, thread, "before " + place + run.made(place));
        try {
            var response = next.send(request);
            run.note(place, text + " ok");
            stepAside(run, thread, "after " + place + run.made(place));
            return response;
        } catch (SdkException refused) {
            run.note(place, text + " " + refused.getClass().getSimpleName());
            throw refused;
        } catch (FunctionKilled killed) {
            run.note(place, text + " killed");
            throw killed;
        }
    }

    /** The tables that a call writes to. */
    private static Stream<String> tables(SdkRequest request) {
        return switch (request) {
            case PutItemRequest put -> Stream.of(put.tableName());
            case UpdateItemRequest update -> Stream.of(update.tableName());
            case DeleteItemRequest delete -> Stream.of(delete.tableName());
            case TransactWriteItemsRequest transaction -> transaction.transactItems().stream().map(Functions::table);
            default -> Stream.of();
        };
    }

    private static String table(TransactWriteItem item) {
        if (item.put() != null) {
            return item.put().tableName();
        } else if (item.update() != null) {
            return item.update().tableName();
        } else if (item.delete() != null) {
            return item.delete().tableName();
        }
        return item.conditionCheck().tableName();
    }

    private void stepAside(Run run, InvocationThread thread, String occasion) {
        if (interleaves && thread.depth() <= run.quietDepth && active.size() <= DEEPEST
                && Chance.of(seed, "aside " + run.number + " " + occasion) < ASIDE) {
            aside.accept(active.values().stream().map(Run::timeLeft).min(Comparator.naturalOrder()).orElseThrow());
        }
    }

    /** How often each fault was met so far. */
    Map<Fault, Long> faults() {
        synchronized (met) {
            return Map.copyOf(met);
        }
    }

    private void met(Fault fault, SdkRequest request) {
        var run = current();
        synchronized (met) {
            met.merge(fault, 1L, Long::sum);
        }
        run.note(InvocationThread.current().orElseThrow().name(""), fault.toString());
        CloudServices.mailedOrder(request).ifPresent(run::hurtMail);
    }
}
