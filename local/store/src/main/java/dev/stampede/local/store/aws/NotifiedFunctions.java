package dev.stampede.local.store.aws;

/** Invokes functions that subscribe to a topic. */
@FunctionalInterface
public interface NotifiedFunctions {

    /**
     * Invokes a function asynchronously.
     *
     * @param event JSON, as SNS gives it to Lambda
     */
    void notify(String functionArn, byte[] event);
}
