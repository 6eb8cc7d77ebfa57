package dev.stampede.local.store.triggers;

/** Invokes a function on events. */
sealed interface Trigger permits StreamTrigger, QueueTrigger, ScheduleTrigger {

    /** Starts. Events after this method returns are not missed. */
    void start();

    /** Stops accepting events, without waiting. */
    void stop();

    /** Waits for running work; interrupts it at {@code deadlineNanos} of the JVM's clock. */
    void await(long deadlineNanos);
}
