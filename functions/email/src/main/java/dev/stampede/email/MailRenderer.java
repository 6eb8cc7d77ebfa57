package dev.stampede.email;

import dev.stampede.email.OwnTemplates.Key;
import dev.stampede.email.OwnTemplates.OwnTemplate;
import java.util.Map;

/** Renders mails. Implementations are thread-safe. */
public interface MailRenderer {

    /** Renders with the built-in template. @param to the recipient's address */
    Mail render(MailContent content, String to);

    /**
     * Renders with the shop's template.
     *
     * @throws BrokenTemplate if it cannot be rendered
     */
    Mail render(OwnTemplate template, MailContent content, String to);

    /** Renders a mail to the store's owner. @param values as in {@link MailContent} */
    Mail render(OwnerTemplate template, MailLanguage language, Map<String, Object> values, String to);

    /** The built-in template, which can be the start of an own one. */
    Source builtIn(Key key);

    /** The text of a template. */
    record Source(String html, String text) {}
}
