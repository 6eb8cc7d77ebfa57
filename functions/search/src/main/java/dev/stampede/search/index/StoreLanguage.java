package dev.stampede.search.index;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The language of a store's products. A word and its plural have the same stem. Stems are for comparison only and need not
 * be words.
 */
public enum StoreLanguage {
    EN {
        @Override
        String stemOf(String word) {
            var singular = IRREGULAR.getOrDefault(word, word);
            var stem = isPlural(singular) ? withoutEnd(singular, 1) : singular;
            if (!(stem.length() > 3 && endsWithMuteE(stem))) {
                return stem;
            }
            var end = stem.length() - 2;
            return stem.substring(0, end) + switch (stem.charAt(end)) {
                case 'i' -> 'y';
                case 'v' -> 'f';
                default -> stem.charAt(end);
            };
        }

        private static boolean isPlural(String word) {
            return word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is");
        }

        /** Where a plural in -es may be that of a word with or without the e: houses, boxes, shoes, gloves, cookies, watches. */
        private static boolean endsWithMuteE(String word) {
            return word.endsWith("che") || word.endsWith("she")
                    || word.endsWith("e") && "sxzovfi".indexOf(word.charAt(word.length() - 2)) >= 0;
        }
    },
    DE {
        @Override
        String stemOf(String word) {
            // "ae" is how "ä" is written where there is no such key.
            var folded = word.replace("ae", "a").replace("oe", "o").replaceAll("(?<![aeq])ue", "u");
            return withoutFirst(folded, "ern", "en", "er", "es", "e", "n", "s");
        }
    },
    FR {
        @Override
        String stemOf(String word) {
            if (word.endsWith("eaux")) {
                return withoutEnd(word, 1);
            }
            return word.endsWith("aux") ? withoutEnd(word, 3) + "al" : withoutFirst(word, "s", "x");
        }
    },
    ES {
        @Override
        String stemOf(String word) {
            var stem = withoutFirst(word, "s");
            stem = stem.length() > 3 && stem.endsWith("e") && "aeiou".indexOf(stem.charAt(stem.length() - 2)) < 0
                    ? withoutEnd(stem, 1)
                    : stem;
            return stem.endsWith("c") ? withoutEnd(stem, 1) + "z" : stem;
        }
    };

    /** Shorter words are their own stems. */
    private static final int MIN_WORD = 4;
    private static final int MIN_STEM = 3;
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            entry("mens", "man"), entry("women", "woman"), entry("womens", "woman"), entry("children", "child"),
            entry("childrens", "child"), entry("feet", "foot"), entry("teeth", "tooth"), entry("mice", "mouse"),
            entry("lens", "lense"), entry("skis", "ski"), entry("taxis", "taxi"), entry("bikinis", "bikini"));

    /** @param word lowercase and without accents, as are stems */
    public String stem(String word) {
        return word.length() < MIN_WORD || !word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')
                ? this == EN && word.equals("men") ? "man" : word
                : stemOf(word);
    }

    /** @param word at least {@value #MIN_WORD} letters from a to z */
    abstract String stemOf(String word);

    /** The language's ISO 639-1 code. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the language is not supported */
    public static StoreLanguage of(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a language of a store: " + code));
    }

    static String withoutEnd(String word, int length) {
        return word.substring(0, word.length() - length);
    }

    /** Without the first of these endings that the word has, if enough of it is left. */
    static String withoutFirst(String word, String... endings) {
        return List.of(endings).stream()
                .filter(end -> word.endsWith(end) && word.length() - end.length() >= MIN_STEM)
                .findFirst()
                .map(end -> withoutEnd(word, end.length()))
                .orElse(word);
    }
}
