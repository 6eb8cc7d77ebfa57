package dev.stampede.local.store;

import org.jspecify.annotations.Nullable;

/** The local store cannot start; the message is one line that states the reason. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
