package dev.stampede.local.store.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An email that SES accepted.
 *
 * @param id       the message ID that SES returned
 * @param html     empty if the email has no HTML part
 * @param text     empty if the email has no text part
 * @param language the header Content-Language; empty if the email has none
 */
public record SentMail(String id, Instant at, String from, List<String> to, String subject, String html, String text,
        Map<String, String> tags, String language) {

    public SentMail {
        to = List.copyOf(to);
        tags = Map.copyOf(tags);
        // Mailboxes from before languages have none.
        language = Objects.requireNonNullElse(language, "");
    }
}
