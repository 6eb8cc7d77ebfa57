package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.stampede.email.MailRenderer;
import dev.stampede.email.MailContent;
import dev.stampede.email.MailTemplate;
import dev.stampede.email.Mail;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Renders mails with Mustache. Each template under {@code mail/} has an HTML and a text file; the first line of the text
 * is the subject. HTML is escaped. A value that a template uses but the content lacks is an error. Thread-safe.
 */
public final class MustacheRenderer implements MailRenderer {

    private static final String FOLDER = "/mail/";
    private static final String SUBJECT = "Subject: ";

    private final String storeName;
    private final Map<MailTemplate, Template> html;
    private final Map<MailTemplate, Template> text;

    public MustacheRenderer(String storeName) {
        this.storeName = storeName;
        this.html = load(true, ".html");
        this.text = load(false, ".txt");
    }

    @Override
    public Mail render(MailContent content, String to) {
        var values = new HashMap<>(content.values());
        values.put("storeName", storeName);
        var lines = text.get(content.template()).execute(values).split("\n", 2);
        if (!lines[0].startsWith(SUBJECT)) {
            throw new IllegalStateException("The text of " + content.template() + " does not start with its subject");
        }
        return new Mail(
                to,
                lines[0].substring(SUBJECT.length()).strip(),
                html.get(content.template()).execute(values),
                lines[1].strip() + "\n");
    }

    private static Map<MailTemplate, Template> load(boolean isHtml, String extension) {
        var compiler = Mustache.compiler()
                .escapeHTML(isHtml)
                .emptyStringIsFalse(true)
                .strictSections(true)
                .withLoader(name -> open(name + extension));
        return Arrays.stream(MailTemplate.values())
                .collect(Collectors.toUnmodifiableMap(template -> template,
                        template -> compiler.loadTemplate(name(template))));
    }

    private static String name(MailTemplate template) {
        return template.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Reader open(String file) {
        var stream = MustacheRenderer.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new UncheckedIOException(new IOException("Template not found: " + file));
        }
        return new InputStreamReader(stream, UTF_8);
    }
}
