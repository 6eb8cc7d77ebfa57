package dev.stampede.runtime.concurrent;

/** Other writers were faster each time that something was tried. The same may succeed in a moment. */
public final class ContentionException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public ContentionException(String message) {
        super(message);
    }
}
