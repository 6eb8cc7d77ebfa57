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

    boolean contains(AddressHash address);

    /** Adds an address. Adding it again changes nothing but the reason. */
    void add(AddressHash address, Reason reason);
}
