package dev.stampede.auth;

/** The issuer's keys cannot be had. */
public final class IssuerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IssuerUnavailableException(Throwable cause) {
        super("The token issuer's keys cannot be had", cause);
    }
}
