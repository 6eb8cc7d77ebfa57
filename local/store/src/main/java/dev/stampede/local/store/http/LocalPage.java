package dev.stampede.local.store.http;

import java.util.Optional;

/** One of the pages under {@code /_local}, which only the local store has. Safe for use by many threads. */
public interface LocalPage {

    /** Where the page is, without a slash at the end; it also gets what lies below. */
    String path();

    /** A few words for the index. */
    String about();

    /** Empty where there is nothing at this path, or nothing for this method. */
    Optional<HttpReply> answer(HttpCall call);
}
