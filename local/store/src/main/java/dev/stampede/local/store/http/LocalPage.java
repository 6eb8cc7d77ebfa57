package dev.stampede.local.store.http;

import java.util.Optional;

/** A page under {@code /_local}, available only in the local store. Thread-safe. */
public interface LocalPage {

    /** The path of the page, without a trailing slash; the page also handles subpaths. */
    String path();

    /** A short description for the index page. */
    String about();

    /** Whether the console has a page at {@link #path()}, which browsers get instead of the answer. */
    default boolean isInConsole() {
        return false;
    }

    /** Returns empty if the path or method is not supported. */
    Optional<HttpReply> answer(HttpCall call);
}
