package dev.stampede.runtime.aws;

/** A service is overloaded and remained so for as long as a request can wait. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OverloadedException(String message) {
        super(message);
    }
}
