package dev.stampede.auth;

/** API Gateway answers 401 to an authorizer's error with exactly this message, and 500 to any other. */
final class UnauthorizedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnauthorizedException() {
        super("Unauthorized", null, false, false);
    }
}
