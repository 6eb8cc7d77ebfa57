package dev.stampede.local.store.http;

import dev.stampede.local.store.lambda.Invocation;

/** Invokes functions of the template. Thread-safe. */
@FunctionalInterface
public interface FunctionInvoker {

    /**
     * Invokes a function and waits for its result.
     *
     * @param functionId the function's logical ID in the template
     * @param event      the event as JSON
     */
    Invocation invoke(String functionId, byte[] event);
}
