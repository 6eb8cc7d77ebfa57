package dev.stampede.runtime.concurrent;

/** Each try conflicted with another writer. A later retry may succeed. */
public final class ContentionException extends RetryLaterException {

    private static final long serialVersionUID = 1;

    public ContentionException(String message) {
        super(message);
    }
}
