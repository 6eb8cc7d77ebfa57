package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.regex.Pattern;

/** The value of a mail's From header: a name, quoted or encoded, and an address. */
final class FromHeader {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\\"]");

    /** The maximum number of bytes in an encoded word, which has at most 75 characters (RFC 2047, section 2). */
    private static final int ENCODED_WORD_BYTES = 45;

    private FromHeader() {}

    static String of(String name, String address) {
        return display(name.strip().replaceAll("\\p{Cntrl}", " ")) + " <" + address + ">";
    }

    private static String display(String name) {
        return US_ASCII.newEncoder().canEncode(name)
                ? '"' + SPECIAL.matcher(name).replaceAll("\\\\$0") + '"'
                : encoded(name);
    }

    private static String encoded(String name) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (var codePoint : name.codePoints().toArray()) {
            var character = Character.toString(codePoint);
            if ((word + character).getBytes(UTF_8).length > ENCODED_WORD_BYTES) {
                words.add(encodedWord(word));
                word.setLength(0);
            }
            word.append(character);
        }
        words.add(encodedWord(word));
        return String.join(" ", words);
    }

    private static String encodedWord(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.toString().getBytes(UTF_8)) + "?=";
    }
}
