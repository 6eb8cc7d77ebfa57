package dev.stampede.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which characters a text from outside may hold: it ends up in mail, on labels and on the screens of others. */
enum PlainText {
    ONE_LINE("must not contain control characters or line breaks"),
    /** Line feeds and tabs too. */
    LINES("must not contain control characters other than line feeds and tabs");

    private static final String NOT_UTF_8 = "must be valid Unicode without U+FFFD";
    private static final String REDIRECTED = "must not contain characters that override text direction";

    private final String hasControls;

    PlainText(String hasControls) {
        this.hasControls = hasControls;
    }

    /** What is wrong with the text, or empty. */
    Optional<String> fault(String text) {
        if (text.indexOf('\uFFFD') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.of(NOT_UTF_8);
        }
        if (text.chars().anyMatch(c -> isControl(c) && !(this == LINES && (c == '\n' || c == '\t')))) {
            return Optional.of(hasControls);
        }
        return text.chars().anyMatch(PlainText::redirects) ? Optional.of(REDIRECTED) : Optional.empty();
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * The embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9), which make a text read as
     * another one. The plain marks U+200E, U+200F and U+061C, which Arabic and Hebrew texts need, override nothing.
     */
    private static boolean redirects(int c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }
}
