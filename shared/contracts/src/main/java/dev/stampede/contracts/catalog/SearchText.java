package dev.stampede.contracts.catalog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts as they are sorted and searched: lower case, without accents, nothing but letters and digits of any script and
 * single spaces. Lengths are in Unicode characters, so that no character is cut in two.
 */
public final class SearchText {

    /** The fewest characters of a word that can be searched for. */
    public static final int MIN_WORD = 2;
    /** The words by which one product is found; further ones do not count. */
    public static final int MAX_WORDS = 14;
    /** Further characters of a word do not count. */
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

    /** The different words of a text that can be searched for, in the order of the text, at most {@code max}. */
    public static Set<String> words(String text, int max) {
        return Arrays.stream(normalised(text).split(" "))
                .filter(word -> word.codePointCount(0, word.length()) >= MIN_WORD)
                .map(word -> start(word, MAX_WORD))
                .distinct()
                .limit(max)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The words by which a product is found. */
    public static Set<String> ofProduct(String title, String category) {
        return words(title + " " + category, MAX_WORDS);
    }

    /** At most the first {@code max} characters. */
    static String start(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
