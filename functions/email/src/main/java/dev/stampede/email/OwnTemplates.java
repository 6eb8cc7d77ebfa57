package dev.stampede.email;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Templates that the shop uses instead of the built-in ones. Implementations are safe for concurrent use by many processes. */
public interface OwnTemplates {

    /** Which template. */
    record Key(MailTemplate template, MailLanguage language) {}

    /**
     * A template.
     *
     * @param html Mustache, at most {@link #MAX_HTML} characters
     * @param text Mustache, at most {@link #MAX_TEXT} characters; the first line is the subject
     * @param changedAt when it was stored
     */
    record OwnTemplate(String html, String text, Instant changedAt) {

        static final int MAX_HTML = 100_000;
        static final int MAX_TEXT = 20_000;
    }

    Optional<OwnTemplate> find(Key key);

    /** When each was stored. */
    Map<Key, Instant> all();

    void put(Key key, OwnTemplate template);

    /** Removes it, if there is one. */
    void remove(Key key);
}
