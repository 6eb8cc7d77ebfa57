package dev.stampede.local.store;

import org.jspecify.annotations.Nullable;

/** The local store does not start; the message tells a person why, in one line. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
