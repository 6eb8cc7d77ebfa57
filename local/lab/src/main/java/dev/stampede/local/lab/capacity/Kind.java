package dev.stampede.local.lab.capacity;

/** The kind of call that consumed units. */
public enum Kind {

    /** Single-item calls, queries and batches. */
    PLAIN,

    /** Successful transactions. */
    TRANSACTIONAL,

    /** Writes, alone or in a transaction, that failed because of a condition. */
    FAILED_CONDITION
}
