package dev.stampede.local.store.lambda;

import dev.stampede.local.store.template.FunctionDefinition;
import dev.stampede.local.store.template.Template;
import dev.stampede.runtime.FunctionEnvironment;
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
 * The template's functions. Each runs on virtual threads, with one handler instance per concurrent invocation, and
 * enforces its reserved concurrency and timeout.
 *
 * <p>
 * Thread-safe.
 */
public final class Functions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("function-", 0).factory());

    /**
     * @param environments provides each function's environment: its environment and clients
     * @throws IllegalStateException if a handler class is missing or has no constructor with an environment parameter
     */
    public Functions(Template template, Function<FunctionDefinition, FunctionEnvironment> environments) {
        for (var definition : template.functions()) {
            functions.put(definition.logicalId(),
                    new LocalFunction(definition, environments.apply(definition), threads));
        }
    }

    /**
     * Creates an instance of each handler, to detect invalid settings early and speed up the first requests.
     *
     * @throws IllegalStateException if a constructor throws; the message names the function
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
     * Invokes a function and waits for its result, for at most the function's timeout.
     *
     * @param event JSON
     * @throws IllegalArgumentException if the function does not exist
     */
    public Invocation invoke(String logicalId, byte[] event) {
        var function = functions.get(logicalId);
        if (function == null) {
            throw new IllegalArgumentException(
                    "Unknown function " + logicalId + "; known functions: " + String.join(", ", functions.keySet()));
        }
        return function.invoke(event);
    }

    /** Statistics of each function, in the template's order. */
    public List<FunctionStatistics> statistics() {
        return functions.values().stream().map(LocalFunction::statistics).toList();
    }

    /** Waits one second for running invocations, then interrupts them and waits another second. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
            threads.shutdownNow();
            if (!threads.awaitTermination(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Invocations are still running after the stop timeout");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }
}
