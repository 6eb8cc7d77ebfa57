package dev.stampede.email;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that mails are written in. */
public enum MailLanguage {
    EN,
    DE,
    FR,
    ES;

    /** The language's BCP 47 tag, such as {@code de}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of the tag, in any region; empty if mails are not written in it. */
    public static Optional<MailLanguage> of(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return Arrays.stream(values()).filter(known -> known.tag().equals(language)).findFirst();
    }
}
