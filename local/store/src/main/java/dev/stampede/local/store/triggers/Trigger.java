package dev.stampede.local.store.triggers;

/** Something that makes one function run. */
sealed interface Trigger permits StreamTrigger, QueueTrigger, ScheduleTrigger {

    /** Takes up work; what happens after it returned is not missed. */
    void start();

    /** Ends taking in events, without waiting. */
    void stop();

    /** Waits until what was being worked on is done, and interrupts it at {@code deadlineNanos} of the JVM's clock. */
    void await(long deadlineNanos);
}
