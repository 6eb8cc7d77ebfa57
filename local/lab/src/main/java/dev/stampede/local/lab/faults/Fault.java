package dev.stampede.local.lab.faults;

/** What can go wrong with a call, as a function sees it when the SDK's own retries are over. */
public enum Fault {
    /** The service was busy each time. Nothing was done. */
    THROTTLED,
    /** The service failed each time, with status 500. Nothing was done. */
    SERVER_ERROR,
    /** Another transaction was on its way with an item. Nothing was done. Only of DynamoDB's writes and transactions. */
    CONFLICT,
    /** The call was carried out, and nobody was told. Only of writes. */
    ANSWER_LOST,
    /**
     * The first answer was lost, and the SDK sent the call a second time: what the function sees is the second answer, such
     * as a condition that its own write has made false. Only of writes.
     */
    SENT_TWICE,
    /** The service took seconds. */
    SLOW,
    /** A part of a batch was left out and said to be. Only of reads and messages in batches. */
    PARTIAL,
    /** The function was killed, and the call was not carried out. */
    KILLED_BEFORE,
    /** The call was carried out, and the function was killed before it heard of it. */
    KILLED_AFTER
}
