package dev.stampede.local.lab.capacity;

/** What units were spent on. */
public enum Kind {

    /** Calls of single items, queries and batches. */
    PLAIN,

    /** Transactions that were carried out. */
    TRANSACTIONAL,

    /** Writes, alone or in a transaction, that changed nothing because a condition did not hold. */
    FAILED_CONDITION
}
