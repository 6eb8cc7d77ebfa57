package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.stampede.email.BrokenTemplate;
import dev.stampede.email.BrokenTemplate.Part;
import dev.stampede.email.Mail;
import dev.stampede.email.MailContent;
import dev.stampede.email.MailLanguage;
import dev.stampede.email.MailRenderer;
import dev.stampede.email.MailTemplate;
import dev.stampede.email.OwnTemplates.Key;
import dev.stampede.email.OwnTemplates.OwnTemplate;
import dev.stampede.email.OwnerTemplate;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Renders mails with Mustache. Each language has a folder under {@code mail/}. Each template has an HTML and a text file there;
 * the first line of the text is the subject. Mails to the owner have a text file, of whose paragraphs the HTML is made. {@code words.properties} has the words that all mails of the language share. HTML
 * is escaped. A value that a template uses but the content lacks is an error.
 *
 * <p>Templates see maps, lists and plain values. They cannot call methods, read files other than the layouts, or render more than
 * {@value #MAX_RENDERED} characters. Thread-safe.
 */
public final class MustacheRenderer implements MailRenderer {

    private static final String FOLDER = "/mail/";
    private static final String SUBJECT = "Subject: ";
    private static final String HTML = ".html";
    private static final String TEXT = ".txt";
    /** The HTML of all mails to the owner. */
    private static final String OWNER = "owner";

    /** What templates can include: the frame of the HTML, and the order's lines in the text. */
    private static final Set<String> PARTIALS = Set.of("layout", "lines");

    /** Much more than a mail about 50 lines; mail programs cut off longer ones. */
    private static final int MAX_RENDERED = 500_000;

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
        return in(content.language()).render(content, to);
    }

    @Override
    public Mail render(OwnTemplate template, MailContent content, String to) {
        return in(content.language()).render(template, content, to);
    }

    @Override
    public Mail render(OwnerTemplate template, MailLanguage language, Map<String, Object> values, String to) {
        return in(language).render(template, values, to);
    }

    @Override
    public Source builtIn(Key key) {
        var language = in(key.language());
        var file = key.template().fileName();
        return new Source(language.source(file + HTML), language.source(file + TEXT));
    }

    private Language in(MailLanguage language) {
        return languages.computeIfAbsent(language, Language::new);
    }

    private record Compiled(Template html, Template text) {}

    private final class Language {

        private final MailLanguage language;
        private final Map<String, String> words;
        private final ConcurrentMap<MailTemplate, Compiled> builtIn = new ConcurrentHashMap<>();
        private final ConcurrentMap<OwnerTemplate, Compiled> toOwner = new ConcurrentHashMap<>();
        /** The latest of each template. */
        private final ConcurrentMap<MailTemplate, Own> own = new ConcurrentHashMap<>();

        private record Own(OwnTemplate template, Compiled compiled) {}

        Language(MailLanguage language) {
            this.language = language;
            this.words = words();
        }

        Mail render(MailContent content, String to) {
            var compiled = builtIn.computeIfAbsent(content.template(), template -> new Compiled(
                    compiled(Part.HTML, HTML, source(template.fileName() + HTML)),
                    compiled(Part.TEXT, TEXT, source(template.fileName() + TEXT))));
            return render(compiled, content, to);
        }

        Mail render(OwnTemplate template, MailContent content, String to) {
            var compiled = own.compute(content.template(),
                    (same, last) -> last != null && last.template().equals(template)
                            ? last
                            : new Own(template, new Compiled(
                                    compiled(Part.HTML, HTML, template.html()),
                                    compiled(Part.TEXT, TEXT, template.text()))));
            return render(compiled.compiled(), content, to);
        }

        Mail render(OwnerTemplate template, Map<String, Object> content, String to) {
            var compiled = toOwner.computeIfAbsent(template, one -> new Compiled(
                    compiled(Part.HTML, HTML, source(OWNER + HTML)),
                    compiled(Part.TEXT, TEXT, source(one.fileName() + TEXT))));
            var values = new HashMap<>(content);
            values.put("storeName", storeName);
            values.put("language", language.tag());
            var message = message(executed(Part.TEXT, compiled.text(), values));
            var paragraphs = Stream.of(message.body().strip().split("\n\n"))
                    .map(paragraph -> Map.of("text", paragraph)).toList();
            values.put("heading", message.subject());
            values.put("paragraphs", paragraphs);
            return new Mail(to, language, message.subject(),
                    executed(Part.HTML, compiled.html(), values).strip() + "\n", message.body().strip() + "\n");
        }

        /** A rendered text: its first line is the subject. */
        private record Message(String subject, String body) {}

        private static Message message(String text) {
            var lines = text.split("\n", 2);
            if (!lines[0].startsWith(SUBJECT) || lines[0].substring(SUBJECT.length()).isBlank() || lines.length < 2) {
                throw new BrokenTemplate(Part.TEXT, "must start with a line \"" + SUBJECT + "...\"");
            }
            return new Message(lines[0].substring(SUBJECT.length()).strip(), lines[1]);
        }

        private Template compiled(Part part, String extension, String source) {
            return guarded(part, () -> compiler(extension).compile(source));
        }

        private Mail render(Compiled compiled, MailContent content, String to) {
            var values = new HashMap<>(content.values());
            values.put("storeName", storeName);
            values.put("language", language.tag());
            values.put("words", words);
            values.computeIfPresent("reason",
                    (name, code) -> words.getOrDefault(DECLINED + code, words.get(DECLINED_OTHER)));
            var message = message(executed(Part.TEXT, compiled.text(), values));
            return new Mail(
                    to,
                    language,
                    message.subject(),
                    executed(Part.HTML, compiled.html(), values).strip() + "\n",
                    message.body().strip() + "\n");
        }

        private String executed(Part part, Template template, Map<String, Object> values) {
            return guarded(part, () -> {
                var writer = new BoundedWriter();
                template.execute(values, writer);
                return writer.toString();
            });
        }

        private Mustache.Compiler compiler(String extension) {
            return Mustache.compiler()
                    .escapeHTML(extension.equals(HTML))
                    .emptyStringIsFalse(true)
                    .strictSections(true)
                    .withCollector(new MapsOnly())
                    .withLoader(name -> {
                        if (!PARTIALS.contains(name)) {
                            throw new MustacheException("No such partial: " + name);
                        }
                        return new StringReader(source(name + extension));
                    });
        }

        private Map<String, String> words() {
            var properties = new Properties();
            try (var reader = new StringReader(source("words.properties"))) {
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
        private String source(String file) {
            var own = MustacheRenderer.class.getResourceAsStream(FOLDER + language.tag() + "/" + file);
            try (var stream = own == null ? MustacheRenderer.class.getResourceAsStream(FOLDER + file) : own) {
                if (stream == null) {
                    throw new IOException("Template not found: " + file);
                }
                return text(new InputStreamReader(stream, UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static String text(Reader reader) throws IOException {
        var text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    private static <T> T guarded(Part part, Supplier<T> action) {
        try {
            return action.get();
        } catch (MustacheException faulty) {
            throw new BrokenTemplate(part, String.valueOf(faulty.getMessage()));
        } catch (StackOverflowError endless) {
            throw new BrokenTemplate(part, "must not include itself");
        }
    }

    /** Without reflection, which the usual collector falls back to. */
    private static final class MapsOnly extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }

    private static final class BoundedWriter extends StringWriter {

        @Override
        public void write(int character) {
            super.write(character);
            check();
        }

        @Override
        public void write(String text) {
            super.write(text);
            check();
        }

        @Override
        public void write(String text, int start, int length) {
            super.write(text, start, length);
            check();
        }

        @Override
        public void write(char[] text, int start, int length) {
            super.write(text, start, length);
            check();
        }

        private void check() {
            if (getBuffer().length() > MAX_RENDERED) {
                throw new MustacheException("must render at most " + MAX_RENDERED + " characters");
            }
        }
    }
}
