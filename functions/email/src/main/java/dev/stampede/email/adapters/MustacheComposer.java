package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.stampede.email.Composer;
import dev.stampede.email.Letter;
import dev.stampede.email.Letter.Topic;
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
 * Letters from Mustache templates: under {@code mail/}, each has an HTML and a text form. The text's first line is the
 * subject. HTML is escaped; a word that a template names and a letter lacks is an error. Thread-safe.
 */
public final class MustacheComposer implements Composer {

    private static final String FOLDER = "/mail/";
    private static final String SUBJECT = "Subject: ";

    private final String storeName;
    private final Map<Topic, Template> html;
    private final Map<Topic, Template> text;

    public MustacheComposer(String storeName) {
        this.storeName = storeName;
        this.html = templates(true, ".html");
        this.text = templates(false, ".txt");
    }

    @Override
    public Mail compose(Letter letter, String to) {
        var words = new HashMap<>(letter.words());
        words.put("storeName", storeName);
        var lines = text.get(letter.topic()).execute(words).split("\n", 2);
        if (!lines[0].startsWith(SUBJECT)) {
            throw new IllegalStateException("The text of " + letter.topic() + " does not begin with its subject");
        }
        return new Mail(
                to,
                lines[0].substring(SUBJECT.length()).strip(),
                html.get(letter.topic()).execute(words),
                lines[1].strip() + "\n");
    }

    private static Map<Topic, Template> templates(boolean isHtml, String extension) {
        var compiler = Mustache.compiler()
                .escapeHTML(isHtml)
                .emptyStringIsFalse(true)
                .strictSections(true)
                .withLoader(name -> open(name + extension));
        return Arrays.stream(Topic.values())
                .collect(Collectors.toUnmodifiableMap(topic -> topic, topic -> compiler.loadTemplate(name(topic))));
    }

    private static String name(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Reader open(String file) {
        var stream = MustacheComposer.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new UncheckedIOException(new IOException("There is no template " + file));
        }
        return new InputStreamReader(stream, UTF_8);
    }
}
