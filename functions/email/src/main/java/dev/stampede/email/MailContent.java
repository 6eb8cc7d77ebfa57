package dev.stampede.email;

import java.util.HashMap;
import java.util.Map;

/**
 * The content of a mail before it is rendered.
 *
 * @param values the values that the template uses: strings, numbers, flags, and lists of such maps. {@code reason}, if any, is
 *     the payment provider's code
 */
public record MailContent(MailTemplate template, MailLanguage language, Map<String, Object> values) {

    public MailContent {
        values = Map.copyOf(values);
    }

    /** The same with another value. */
    MailContent with(String name, Object value) {
        var all = new HashMap<>(values);
        all.put(name, value);
        return new MailContent(template, language, all);
    }
}
