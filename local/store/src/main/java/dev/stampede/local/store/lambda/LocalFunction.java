package dev.stampede.local.store.lambda;

import dev.stampede.local.store.lambda.HandlerMethod.Instance;
import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.runtime.FunctionEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Deque;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function with a pool of handler instances. As on Lambda, each instance serves one invocation at a time. A new
 * instance is created if all are busy; an instance that times out is discarded.
 */
final class LocalFunction {

    private static final Logger LOG = LoggerFactory.getLogger(LocalFunction.class);

    private final FunctionDefinition definition;
    private final HandlerMethod handler;
    private final FunctionEnvironment environment;
    private final ExecutorService threads;
    private final Semaphore concurrency;
    private final Deque<Instance> idle = new ConcurrentLinkedDeque<>();

    private final LongAdder invocations = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder throttles = new LongAdder();
    private final LongAdder running = new LongAdder();
    private final LongAdder instances = new LongAdder();
    private final LongAdder totalNanos = new LongAdder();

    LocalFunction(FunctionDefinition definition, FunctionEnvironment environment, ExecutorService threads) {
        this.definition = definition;
        this.handler = HandlerMethod.of(definition.handler());
        this.environment = environment;
        this.threads = threads;
        this.concurrency = new Semaphore(definition.reservedConcurrency().orElse(Integer.MAX_VALUE));
    }

    /** Creates an instance for the first invocation. */
    void warm() throws InvocationTargetException {
        idle.addFirst(newInstance());
    }

    Invocation invoke(byte[] event) {
        var requestId = UUID.randomUUID().toString();
        if (!concurrency.tryAcquire()) {
            throttles.increment();
            return new Invocation.Throttled(requestId);
        }
        invocations.increment();
        running.increment();
        var start = System.nanoTime();
        try {
            return counted(run(event, requestId));
        } finally {
            totalNanos.add(System.nanoTime() - start);
            running.decrement();
            concurrency.release();
        }
    }

    FunctionStatistics statistics() {
        return new FunctionStatistics(definition.logicalId(), invocations.sum(), errors.sum(), throttles.sum(),
                running.sum(), instances.sum(), Duration.ofNanos(totalNanos.sum()));
    }

    private Invocation counted(Invocation invocation) {
        if (invocation instanceof Invocation.Failed failed) {
            errors.increment();
            LOG.atWarn().addKeyValue("function", definition.logicalId()).addKeyValue("requestId", failed.requestId())
                    .addKeyValue("errorType", failed.errorType()).log("Function failed");
        }
        return invocation;
    }

    private Invocation run(byte[] event, String requestId) {
        var isAbandoned = new AtomicBoolean();
        var task = threads.submit(() -> attempt(event, requestId, isAbandoned));
        try {
            return task.get(definition.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            isAbandoned.set(true);
            task.cancel(true);
            var seconds = definition.timeout().toMillis() / 1000.0;
            return new Invocation.Failed(requestId, "Sandbox.Timedout", String.format(Locale.ROOT,
                    "RequestId: %s Error: Task timed out after %.2f seconds", requestId, seconds));
        } catch (InterruptedException stopped) {
            isAbandoned.set(true);
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Invocation.Failed(requestId, "Runtime.ExitError", "The local store is stopping");
        } catch (ExecutionException thrown) {
            return failed(requestId, thrown.getCause());
        }
    }

    /** @param isAbandoned whether nobody waits for the answer any longer */
    private Invocation attempt(byte[] event, String requestId, AtomicBoolean isAbandoned) throws Exception {
        Instance instance;
        try {
            var waiting = idle.pollFirst();
            instance = waiting == null ? newInstance() : waiting;
        } catch (InvocationTargetException init) {
            return failed(requestId, init.getCause());
        }
        var context = InvocationContext.of(definition, requestId);
        try {
            return new Invocation.Answered(requestId, instance.handle(event, context));
        } finally {
            if (!isAbandoned.get()) {
                idle.addFirst(instance);
            }
        }
    }

    private Instance newInstance() throws InvocationTargetException {
        var instance = handler.newInstance(environment);
        instances.increment();
        return instance;
    }

    private Invocation failed(String requestId, Throwable cause) {
        LOG.atDebug().setCause(cause).addKeyValue("function", definition.logicalId()).log("Function threw");
        return new Invocation.Failed(requestId, cause.getClass().getName(), String.valueOf(cause.getMessage()));
    }
}
