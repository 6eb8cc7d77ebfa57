package dev.stampede.contracts.catalog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Normalizes text for sorting and searching: lowercase, without accents, only letters and digits of any script and
 * single spaces. Lengths are in Unicode code points, so that no character is split.
 */
public final class SearchText {

    /** Minimum length of a searchable word. */
    public static final int MIN_WORD = 2;
    /** Maximum number of search words per product; further words are ignored. */
    public static final int MAX_WORDS = 14;
    /** Maximum length of a word; further characters are ignored. */
    public static final int MAX_WORD = 40;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private SearchText() {}

    /** {@code "Café-Crème, 2 L"} becomes {@code "cafe creme 2 l"}. */
    public static String normalised(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        // By way of upper case, so that "ß" equals "SS".
        var folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return NEITHER_LETTER_NOR_DIGIT.matcher(folded).replaceAll(" ").strip();
    }

    /** The distinct searchable words of a text, in order, at most {@code max}. */
    public static Set<String> words(String text, int max) {
        return Arrays.stream(normalised(text).split(" "))
                .filter(word -> word.codePointCount(0, word.length()) >= MIN_WORD)
                .map(word -> start(word, MAX_WORD))
                .distinct()
                .limit(max)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The search words of a product. */
    public static Set<String> ofProduct(String title, String category) {
        return words(title + " " + category, MAX_WORDS);
    }

    /** At most the first {@code max} characters. */
    static String start(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
