package dev.stampede.auth;

/** API Gateway returns 401 if an authorizer fails with exactly this message, and 500 for any other. */
final class UnauthorizedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnauthorizedException() {
        super("Unauthorized", null, false, false);
    }
}
