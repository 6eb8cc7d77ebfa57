package dev.stampede.local.store.aws;

/** Runs functions that are subscribed to a topic. */
@FunctionalInterface
public interface NotifiedFunctions {

    /**
     * Hands an event to a function, without waiting for it to run.
     *
     * @param event JSON, as SNS gives it to Lambda
     */
    void notify(String functionArn, byte[] event);
}
