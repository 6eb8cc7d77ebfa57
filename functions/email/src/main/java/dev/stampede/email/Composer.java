package dev.stampede.email;

/** Puts letters into their form. Implementations are safe for use by many threads. */
public interface Composer {

    /** @param to the recipient's address */
    Mail compose(Letter letter, String to);
}
