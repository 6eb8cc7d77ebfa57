package dev.stampede.local.store.lambda;

import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.Platform;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The template's functions. Each runs on virtual threads, with as many handler instances as invocations at once need,
 * within its reserved concurrency and its timeout.
 *
 * <p>
 * Safe for use by many threads.
 */
public final class Functions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("function-", 0).factory());

    /**
     * @param platforms gives each function its platform: its own environment as settings, and clients
     * @throws IllegalStateException if a handler class is missing or has no constructor that takes a platform
     */
    public Functions(Template template, Function<FunctionDefinition, Platform> platforms) {
        for (var definition : template.functions()) {
            functions.put(definition.logicalId(),
                    new LocalFunction(definition, platforms.apply(definition), threads));
        }
    }

    /**
     * Makes one instance of each handler, so that a wrong setting is known at once and first requests find them ready.
     *
     * @throws IllegalStateException naming the function whose constructor threw
     */
    public void warm() {
        for (var entry : functions.entrySet()) {
            try {
                entry.getValue().warm();
            } catch (InvocationTargetException thrown) {
                throw new IllegalStateException(entry.getKey() + " cannot start: " + thrown.getCause().getMessage(),
                        thrown.getCause());
            }
        }
    }

    /**
     * Runs a function and waits for its end. Blocks for at most the function's timeout.
     *
     * @param event JSON
     * @throws IllegalArgumentException if there is no such function
     */
    public Invocation invoke(String logicalId, byte[] event) {
        var function = functions.get(logicalId);
        if (function == null) {
            throw new IllegalArgumentException(
                    "There is no function " + logicalId + "; there are " + String.join(", ", functions.keySet()));
        }
        return function.invoke(event);
    }

    /** Of each function, in the template's order. */
    public List<FunctionStatistics> statistics() {
        return functions.values().stream().map(LocalFunction::statistics).toList();
    }

    /** Waits a second for running invocations; interrupts the others, and waits a second for these. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
            threads.shutdownNow();
            if (!threads.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Invocations do not end");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }
}
