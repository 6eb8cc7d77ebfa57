package dev.stampede.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The characters allowed in text from requests, which ends up in emails, on labels and on other users' screens. */
enum PlainText {
    ONE_LINE("must not contain control characters or line breaks"),
    /** Also allows line feeds and tabs. */
    LINES("must not contain control characters other than line feeds and tabs");

    private static final String NOT_UTF_8 = "must be valid Unicode without U+FFFD";
    private static final String REDIRECTED = "must not contain characters that override text direction";

    private final String hasControls;

    PlainText(String hasControls) {
        this.hasControls = hasControls;
    }

    /** The error message, or empty if the text is valid. */
    Optional<String> fault(String text) {
        if (text.indexOf('\uFFFD') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.of(NOT_UTF_8);
        }
        var redirects = false;
        for (var c : text.toCharArray()) {
            if (isControl(c) && !(this == LINES && (c == '\n' || c == '\t'))) {
                return Optional.of(hasControls);
            }
            redirects |= redirects(c);
        }
        return redirects ? Optional.of(REDIRECTED) : Optional.empty();
    }

    private static boolean isControl(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * The embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9), which can make text
     * look like different text. The marks U+200E, U+200F and U+061C, which Arabic and Hebrew need, are allowed.
     */
    private static boolean redirects(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }
}
