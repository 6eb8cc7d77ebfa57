package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.stampede.email.Mail;
import dev.stampede.email.MailContent;
import dev.stampede.email.MailLanguage;
import dev.stampede.email.MailRenderer;
import dev.stampede.email.MailTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Renders mails with Mustache. Each language has a folder under {@code mail/}. Each template has an HTML and a text file there;
 * the first line of the text is the subject. {@code words.properties} has the words that all mails of the language share. HTML
 * is escaped. A value that a template uses but the content lacks is an error. Thread-safe.
 */
public final class MustacheRenderer implements MailRenderer {

    private static final String FOLDER = "/mail/";
    private static final String SUBJECT = "Subject: ";

    /** In {@code words.properties}: prefix of the payment provider's codes, and what stands for all other codes. */
    private static final String DECLINED = "declined.";
    private static final String DECLINED_OTHER = DECLINED + "other";

    private final String storeName;
    /** Files of a language are read when its first mail is rendered. */
    private final ConcurrentMap<MailLanguage, Language> languages = new ConcurrentHashMap<>();

    public MustacheRenderer(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public Mail render(MailContent content, String to) {
        return languages.computeIfAbsent(content.language(), Language::new).render(content, to);
    }

    private final class Language {

        private final MailLanguage language;
        private final Map<String, String> words;
        private final ConcurrentMap<MailTemplate, Template> html = new ConcurrentHashMap<>();
        private final ConcurrentMap<MailTemplate, Template> text = new ConcurrentHashMap<>();

        Language(MailLanguage language) {
            this.language = language;
            this.words = words();
        }

        Mail render(MailContent content, String to) {
            var values = new HashMap<>(content.values());
            values.put("storeName", storeName);
            values.put("language", language.tag());
            values.put("words", words);
            values.computeIfPresent("reason",
                    (name, code) -> words.getOrDefault(DECLINED + code, words.get(DECLINED_OTHER)));
            var lines = template(text, content.template(), ".txt").execute(values).split("\n", 2);
            if (!lines[0].startsWith(SUBJECT)) {
                throw new IllegalStateException(
                        "The text of " + content.template() + " does not start with its subject");
            }
            return new Mail(
                    to,
                    language,
                    lines[0].substring(SUBJECT.length()).strip(),
                    template(html, content.template(), ".html").execute(values),
                    lines[1].strip() + "\n");
        }

        private Template template(
                ConcurrentMap<MailTemplate, Template> compiled, MailTemplate template, String extension) {
            return compiled.computeIfAbsent(template, missing -> compiler(extension).loadTemplate(missing.fileName()));
        }

        private Mustache.Compiler compiler(String extension) {
            return Mustache.compiler()
                    .escapeHTML(extension.equals(".html"))
                    .emptyStringIsFalse(true)
                    .strictSections(true)
                    .withLoader(name -> open(name + extension));
        }

        private Map<String, String> words() {
            var properties = new Properties();
            try (var reader = open("words.properties")) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            var compiler = Mustache.compiler().escapeHTML(false);
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(Function.identity(), name -> compiler
                            .compile(properties.getProperty(name))
                            .execute(Map.of("storeName", storeName))));
        }

        /** A file of the language, or one that all languages share. */
        private Reader open(String file) {
            var stream = resource(language.tag() + "/" + file);
            var found = stream == null ? resource(file) : stream;
            if (found == null) {
                throw new UncheckedIOException(new IOException("Template not found: " + file));
            }
            return new InputStreamReader(found, UTF_8);
        }

        private static @Nullable InputStream resource(String file) {
            return MustacheRenderer.class.getResourceAsStream(FOLDER + file);
        }
    }
}
