package dev.stampede.auth;

import java.time.Instant;

/** Tells genuine tokens from others. Implementations are safe for use by many threads. */
public interface Tokens {

    /** What a token turned out to be. */
    sealed interface Result {

        /**
         * Signed by the issuer, for this store, and valid now.
         *
         * @param expiresAt when the token ends
         */
        record Genuine(Customer customer, Instant expiresAt) implements Result {}

        /** @param reason for the log; holds nothing personal */
        record Refused(String reason) implements Result {}
    }

    /** @throws IssuerUnavailableException if the issuer's keys cannot be had, so that nobody can tell */
    Result verify(String token);
}
