package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Text in headers of mails that is not ASCII (RFC 2047). */
final class EncodedWords {

    /**
     * The maximum number of bytes in an encoded word: 52 characters of base64, so that a line has at most 76 with the name of the
     * header (RFC 2047, section 2).
     */
    private static final int BYTES = 39;

    private EncodedWords() {}

    static boolean isAscii(String text) {
        return US_ASCII.newEncoder().canEncode(text);
    }

    /** The words that together are the text. No character is split. */
    static List<String> of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (var codePoint : text.codePoints().toArray()) {
            var character = Character.toString(codePoint);
            if ((word + character).getBytes(UTF_8).length > BYTES) {
                words.add(word(word));
                word.setLength(0);
            }
            word.append(character);
        }
        words.add(word(word));
        return words;
    }

    private static String word(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.toString().getBytes(UTF_8)) + "?=";
    }
}
