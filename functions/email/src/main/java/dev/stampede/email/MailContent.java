package dev.stampede.email;

import java.util.Map;

/**
 * The content of a mail before it is rendered.
 *
 * @param values the values that the template uses: strings, numbers, flags, and lists of such maps
 */
public record MailContent(MailTemplate template, Map<String, Object> values) {

    public MailContent {
        values = Map.copyOf(values);
    }
}
