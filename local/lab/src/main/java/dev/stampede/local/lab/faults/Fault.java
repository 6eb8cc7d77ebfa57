package dev.stampede.local.lab.faults;

/** The faults of a call, as a function sees them after SDK retries. */
public enum Fault {
    /** All attempts were throttled. The call had no effect. */
    THROTTLED,
    /** All attempts failed with status 500. The call had no effect. */
    SERVER_ERROR,
    /** The call conflicted with a transaction and had no effect. Only for DynamoDB writes and transactions. */
    CONFLICT,
    /** The call succeeded, but its response was lost. Only for writes. */
    ANSWER_LOST,
    /**
     * The first response was lost, and the SDK retried: the function sees the second response, such as a condition that
     * failed because of its own first write. Only for writes.
     */
    SENT_TWICE,
    /** The call took seconds. */
    SLOW,
    /** Some entries of a batch failed and are reported as failed. Only for batch reads and message batches. */
    PARTIAL,
    /** The function was killed before the call had an effect. */
    KILLED_BEFORE,
    /** The call succeeded, and the function was killed before it got the response. */
    KILLED_AFTER
}
