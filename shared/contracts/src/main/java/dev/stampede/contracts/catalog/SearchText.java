package dev.stampede.contracts.catalog;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Normalizes text for sorting and searching: lowercase, without accents, only letters and digits of any script and
 * single spaces. Marks that make another letter, such as those of Japanese, Thai and Hindi, stay. Lengths are in Unicode
 * code points, so that no character is split.
 */
public final class SearchText {

    private static final char FIRST_BEYOND_ASCII = 0x80;

    /** Marks above and below letters of European scripts, and the vowel points of Hebrew and Arabic. */
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F\\u0483-\\u0487\\u0591-\\u05BD\\u05BF"
            + "\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF"
            + "\\u20D0-\\u20FF\\uFE20-\\uFE2F]+");
    /** Lowercase letters that Unicode does not decompose. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            entry('æ', "ae"), entry('œ', "oe"), entry('ß', "ss"), entry('ø', "o"), entry('ł', "l"), entry('đ', "d"),
            entry('ð', "d"), entry('þ', "th"), entry('ħ', "h"), entry('ŧ', "t"), entry('ŋ', "n"), entry('ς', "σ"));
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private SearchText() {}

    /** {@code "Café-Crème, 2 L"} becomes {@code "cafe creme 2 l"}. */
    public static String normalised(String text) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(folded(text)).replaceAll(" ").strip();
    }

    /** Lowercase and without accents: {@code "Łódź, Straße"} becomes {@code "lodz, strasse"}. */
    public static String folded(String text) {
        if (text.chars().allMatch(letter -> letter < FIRST_BEYOND_ASCII)) {
            return text.toLowerCase(Locale.ROOT);
        }
        var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        // By way of upper case, so that letters that differ only in lower case are equal.
        var lowercase = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(lowercase.length());
        for (var index = 0; index < lowercase.length(); index++) {
            var letter = lowercase.charAt(index);
            var known = letter < FIRST_BEYOND_ASCII ? null : LETTERS.get(letter);
            if (known == null) {
                folded.append(letter);
            } else {
                folded.append(known);
            }
        }
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** At most the first {@code max} characters. */
    public static String start(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
