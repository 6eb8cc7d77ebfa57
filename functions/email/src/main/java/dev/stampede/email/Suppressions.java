package dev.stampede.email;

/** Addresses that get no mail. Implementations are thread-safe. */
public interface Suppressions {

    /** Why an address is suppressed. */
    enum Reason {
        /** Mail to it bounced permanently. */
        BOUNCED,
        /** Its owner reported a mail as spam. */
        COMPLAINED
    }

    /** Whether an address is suppressed, regardless of case. */
    boolean contains(String address);

    /** Adds an address. Adding it again changes nothing but the reason. */
    void add(String address, Reason reason);
}
