package dev.stampede.auth;

/** The issuer's keys are unavailable. */
public final class IssuerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IssuerUnavailableException(Throwable cause) {
        super("The token issuer's keys are unavailable", cause);
    }
}
