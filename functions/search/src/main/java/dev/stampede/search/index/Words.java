package dev.stampede.search.index;

import dev.stampede.contracts.catalog.SearchText;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a text. Scripts that are written without spaces have no words; there, pairs of neighboring characters, here called signs, stand for
 * them.
 */
public final class Words {

    /** Maximum length of a word; further characters are ignored, in products and queries alike. */
    private static final int MAX_WORD = 64;

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

    /** The first character of those scripts: a letter of Bopomofo. */
    private static final int FIRST_UNSPACED = 0x2EA;

    /** Letters of Japanese that belong to no script. */
    private static final String LONG_VOWELS = "ーｰ";
    /** Letters of half width that fold into marks. */
    private static final String NARROW_MARKS = "ﾞﾟ";

    /** Characters that stand within a word, such as those of t-shirt, l'eau and AB_12.5. */
    private static final String JOINERS = "-‐‑–._'’·";

    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
    private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("(\\p{L}+)(\\p{N}+)|(\\p{N}+)(\\p{L}+)");

    private Words() {}

    /**
     * A part of a text without joiners.
     *
     * @param start where it begins in the text, in UTF-16 code units
     * @param end where it ends
     */
    public sealed interface Part {

        int start();

        int end();

        /** Letters and digits of a script with spaces. @param text lowercase and without accents */
        record Word(int start, int end, String text) implements Part {

            /** "500ml" consists of "500" and "ml"; other words do not consist of others. */
            List<String> pieces() {
                var matcher = LETTERS_AND_DIGITS.matcher(text);
                if (!matcher.matches()) {
                    return List.of();
                }
                return matcher.group(1) != null
                        ? List.of(matcher.group(1), matcher.group(2))
                        : List.of(matcher.group(3), matcher.group(4));
            }
        }

        /** A character of a script without spaces, with its marks. @param isFirst whether it does not follow another one */
        record Sign(int start, int end, String text, boolean isFirst) implements Part {}
    }

    /** Parts that stand together, with nothing but joiners between them; 1 or more. */
    public record Chunk(List<Part> parts) {

        public Chunk {
            parts = List.copyOf(parts);
        }

        int start() {
            return parts.getFirst().start();
        }

        int end() {
            return parts.getLast().end();
        }

        /** "t-shirt" is also the word "tshirt"; a chunk with a single part or with characters has no such word. */
        public Optional<String> joined() {
            return parts.size() > 1 && parts.stream().allMatch(Part.Word.class::isInstance)
                    ? Optional.of(
                            cut(parts.stream().map(part -> ((Part.Word) part).text()).collect(Collectors.joining())))
                    : Optional.empty();
        }
    }

    public static List<Chunk> of(String text) {
        var chunks = new ArrayList<Chunk>();
        var parts = new ArrayList<Part>();
        var at = 0;
        while (at < text.length()) {
            var letter = text.codePointAt(at);
            if (isWord(letter)) {
                var end = isUnspaced(letter) ? endOfSign(text, at) : endOfWord(text, at);
                var folded = fold(text.substring(at, end));
                if (!folded.isEmpty()) {
                    parts.add(isUnspaced(letter)
                            ? new Part.Sign(at, end, folded, !follows(parts, at))
                            : new Part.Word(at, end, folded));
                }
                at = end;
            } else {
                if (JOINERS.indexOf(letter) < 0 && !parts.isEmpty()) {
                    chunks.add(new Chunk(parts));
                    parts.clear();
                }
                at += Character.charCount(letter);
            }
        }
        if (!parts.isEmpty()) {
            chunks.add(new Chunk(parts));
        }
        return chunks;
    }

    /** All letters and digits of a text in one word; empty if it has none. */
    public static String joined(String text) {
        return fold(text);
    }

    /** All forms in which a chunk of a product is found, with repetitions. */
    static List<String> indexed(Chunk chunk, StoreLanguage language) {
        var terms = new ArrayList<String>();
        var previous = "";
        for (var part : chunk.parts()) {
            switch (part) {
                case Part.Word word -> {
                    addWord(terms, word.text(), language);
                    word.pieces().forEach(piece -> addWord(terms, piece, language));
                }
                case Part.Sign sign -> {
                    terms.add(sign.text());
                    if (!sign.isFirst()) {
                        terms.add(previous + sign.text());
                    }
                    previous = sign.text();
                }
            }
        }
        chunk.joined().ifPresent(joined -> addWord(terms, joined, language));
        return terms;
    }

    private static void addWord(List<String> terms, String word, StoreLanguage language) {
        terms.add(word);
        var stem = language.stem(word);
        if (!stem.equals(word)) {
            terms.add(stem);
        }
    }

    private static boolean follows(List<Part> parts, int start) {
        return !parts.isEmpty() && parts.getLast() instanceof Part.Sign last && last.end() == start;
    }

    private static boolean isWord(int letter) {
        return switch (Character.getType(letter)) {
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.DECIMAL_DIGIT_NUMBER,
                    Character.OTHER_NUMBER, Character.LETTER_NUMBER -> true;
            default -> isMark(letter);
        };
    }

    private static boolean isMark(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isUnspaced(int letter) {
        return letter >= FIRST_UNSPACED && !Character.isDigit(letter)
                && (UNSPACED.contains(UnicodeScript.of(letter)) || LONG_VOWELS.indexOf(letter) >= 0);
    }

    private static int endOfWord(String text, int start) {
        var at = start;
        while (at < text.length()) {
            var letter = text.codePointAt(at);
            if (!isWord(letter) || isUnspaced(letter)) {
                break;
            }
            at += Character.charCount(letter);
        }
        return at;
    }

    private static int endOfSign(String text, int start) {
        var at = start + Character.charCount(text.codePointAt(start));
        while (at < text.length()) {
            var letter = text.codePointAt(at);
            if (!isMark(letter) && NARROW_MARKS.indexOf(letter) < 0) {
                break;
            }
            at += Character.charCount(letter);
        }
        return at;
    }

    private static String fold(String text) {
        var folded = SearchText.folded(text);
        return cut(isPlain(folded) ? folded : NEITHER_LETTER_NOR_DIGIT.matcher(folded).replaceAll(""));
    }

    /** Whether a folded word has only letters from a to z and digits, as most have. */
    private static boolean isPlain(String word) {
        for (var index = 0; index < word.length(); index++) {
            var letter = word.charAt(index);
            if ((letter < 'a' || letter > 'z') && (letter < '0' || letter > '9')) {
                return false;
            }
        }
        return true;
    }

    private static String cut(String word) {
        return SearchText.start(word, MAX_WORD);
    }
}
