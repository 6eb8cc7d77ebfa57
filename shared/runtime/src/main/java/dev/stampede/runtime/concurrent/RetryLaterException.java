package dev.stampede.runtime.concurrent;

/**
 * Work cannot be done now, and a later retry is expected to succeed: no bug and no outage. Logged by its message, without a stack
 * trace.
 */
public class RetryLaterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param reason a sentence for the log, without personal data */
    public RetryLaterException(String reason) {
        super(reason);
    }
}
