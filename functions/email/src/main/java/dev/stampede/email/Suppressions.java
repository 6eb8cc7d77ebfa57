package dev.stampede.email;

/** Addresses that no mail goes to. Implementations are safe for use by many threads. */
public interface Suppressions {

    /** Why an address gets no mail. */
    enum Reason {
        /** Its server says that there is no such mailbox. */
        BOUNCED,
        /** Its owner called our mail spam. */
        COMPLAINED
    }

    boolean contains(Fingerprint address);

    /** Adds an address; one that is there already stays. */
    void add(Fingerprint address, Reason reason);
}
