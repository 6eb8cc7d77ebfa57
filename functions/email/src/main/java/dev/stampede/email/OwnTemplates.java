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
     * @param changedAt when it was stored, in whole milliseconds; identifies the version
     */
    record OwnTemplate(String html, String text, Instant changedAt) {

        static final int MAX_HTML = 100_000;
        static final int MAX_TEXT = 20_000;

        boolean hasSameText(OwnTemplate other) {
            return html.equals(other.html) && text.equals(other.text);
        }

        /** As the next version, stored later than the one that was seen, whatever the clock says. */
        OwnTemplate after(Optional<Instant> seen) {
            var earliest = seen.map(at -> at.plusMillis(1)).orElse(changedAt);
            return new OwnTemplate(html, text, changedAt.isBefore(earliest) ? earliest : changedAt);
        }
    }

    Optional<OwnTemplate> find(Key key);

    /** When each was stored. */
    Map<Key, Instant> all();

    /**
     * Stores a template in place of what was seen.
     *
     * @param seen when it was stored; empty if there was none
     * @param template stored at another time
     * @return false if it has changed since it was seen
     */
    boolean put(Key key, Optional<Instant> seen, OwnTemplate template);

    /** @param seen when it was stored @return false if it has changed since it was seen, or was removed */
    boolean remove(Key key, Instant seen);
}
