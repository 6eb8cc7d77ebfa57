package dev.stampede.auth;

import java.time.Instant;

/** Verifies tokens. Implementations are safe for use by many threads. */
public interface Tokens {

    /** The result of verifying a token. */
    sealed interface Result {

        /**
         * Signed by the issuer, for this store, and valid now.
         *
         * @param expiresAt when the token expires
         */
        record Genuine(Customer customer, Instant expiresAt) implements Result {}

        /** @param reason for the log; contains no personal data */
        record Refused(String reason) implements Result {}
    }

    /**
     * @throws IssuerUnavailableException if the issuer's keys are unavailable, so that the token cannot be verified
     */
    Result verify(String token);
}
