package dev.stampede.runtime.aws;

/** A service has more to do than it can, and so it was for as long as a request can wait. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadedException(String message) {
        super(message);
    }
}
