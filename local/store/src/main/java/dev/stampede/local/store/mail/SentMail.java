package dev.stampede.local.store.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An email that SES accepted.
 *
 * @param id   the message ID that SES returned
 * @param html empty if the email has no HTML part
 * @param text empty if the email has no text part
 */
public record SentMail(String id, Instant at, String from, List<String> to, String subject, String html, String text,
        Map<String, String> tags) {

    public SentMail {
        to = List.copyOf(to);
        tags = Map.copyOf(tags);
    }
}
