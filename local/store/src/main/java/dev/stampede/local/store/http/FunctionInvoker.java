package dev.stampede.local.store.http;

import dev.stampede.local.store.lambda.Invocation;

/** Runs functions of the template. Safe for use by many threads. */
@FunctionalInterface
public interface FunctionInvoker {

    /**
     * Runs the function and waits for it.
     *
     * @param functionId the function's logical id in the template
     * @param event      the event as JSON
     */
    Invocation invoke(String functionId, byte[] event);
}
