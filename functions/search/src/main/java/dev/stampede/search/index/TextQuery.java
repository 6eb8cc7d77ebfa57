package dev.stampede.search.index;

import dev.stampede.search.index.Words.Chunk;
import dev.stampede.search.index.Words.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * The words of a query. A product matches if it has all of them, in any order: as they are, in another number, or as the
 * beginning of a longer word; with {@link Tolerance#ONE_TYPO} also with one typo each.
 */
final class TextQuery {

    enum Tolerance {
        NONE, ONE_TYPO
    }

    /** Shorter words have too many neighbors. */
    private static final int MIN_TYPO_WORD = 4;
    /** Letters at the beginning that must be right. */
    private static final int EXACT_LETTERS = 1;
    /** Maximum number of words that a word with a typo can stand for. */
    private static final int MAX_CORRECTIONS = 50;
    /** Shorter words are not the beginnings of others, except for the last one, which may still be being typed. */
    private static final int MIN_PREFIX = 2;

    private static final float STEM = 0.9f;
    private static final float TITLE_PREFIX = 0.35f;
    private static final float PREFIX = 0.05f;
    private static final float TYPO = 0.02f;
    private static final float WHOLE_TITLE = 2;
    private static final float WHOLE_CODE = 10;

    private final List<Chunk> chunks;
    private final StoreLanguage language;
    private final String joined;

    private TextQuery(List<Chunk> chunks, StoreLanguage language, String joined) {
        this.chunks = List.copyOf(chunks);
        this.language = language;
        this.joined = joined;
    }

    static TextQuery of(String text, StoreLanguage language) {
        return new TextQuery(Words.of(text), language, Words.joined(text));
    }

    /** Whether it has no words, so that nothing matches. */
    boolean isEmpty() {
        return chunks.isEmpty();
    }

    Query query(Tolerance tolerance) {
        var all = new BooleanQuery.Builder();
        for (var chunk : chunks) {
            all.add(query(chunk, chunk == chunks.getLast(), tolerance), Occur.MUST);
        }
        var matching = oneWord().map(word -> either(List.of(all.build(), exact(word)))).orElseGet(all::build);
        return new BooleanQuery.Builder()
                .add(matching, Occur.MUST)
                .add(constant(new TermQuery(new Term(Fields.TITLE_KEY, joined)), WHOLE_TITLE), Occur.SHOULD)
                .add(constant(new TermQuery(new Term(Fields.CODES, joined)), WHOLE_CODE), Occur.SHOULD)
                .build();
    }

    /** Two words that may be one in the product, such as "note book". */
    private Optional<String> oneWord() {
        return chunks.size() == 2 && chunks.stream().allMatch(TextQuery::isWord) ? Optional.of(joined)
                : Optional.empty();
    }

    private static boolean isWord(Chunk chunk) {
        return chunk.parts().size() == 1 && chunk.parts().getFirst() instanceof Part.Word;
    }

    private Query query(Chunk chunk, boolean isLast, Tolerance tolerance) {
        var parts = new BooleanQuery.Builder();
        for (var index = 0; index < chunk.parts().size(); index++) {
            switch (chunk.parts().get(index)) {
                case Part.Word word -> parts.add(
                        query(word, isLast && index == chunk.parts().size() - 1, tolerance), Occur.MUST);
                case Part.Sign sign -> signs(chunk, index).ifPresent(term -> parts.add(exact(term), Occur.MUST));
            }
        }
        var query = parts.build();
        return chunk.joined().map(word -> either(List.of(query, word(word, isLast, tolerance)))).orElse(query);
    }

    private Query query(Part.Word word, boolean isLast, Tolerance tolerance) {
        var whole = word(word.text(), isLast, tolerance);
        if (word.pieces().isEmpty()) {
            return whole;
        }
        var pieces = new BooleanQuery.Builder();
        word.pieces().forEach(piece -> pieces.add(exact(piece), Occur.MUST));
        return either(List.of(whole, pieces.build()));
    }

    /** A sign with the one before it; alone only if it has no neighbors. */
    private static Optional<String> signs(Chunk chunk, int index) {
        var sign = (Part.Sign) chunk.parts().get(index);
        if (!sign.isFirst()) {
            return Optional.of(((Part.Sign) chunk.parts().get(index - 1)).text() + sign.text());
        }
        var isAlone = index + 1 == chunk.parts().size()
                || !(chunk.parts().get(index + 1) instanceof Part.Sign next && !next.isFirst());
        return isAlone ? Optional.of(sign.text()) : Optional.empty();
    }

    private Query word(String word, boolean isLast, Tolerance tolerance) {
        var ways = new ArrayList<Query>();
        ways.add(exact(word));
        var stem = language.stem(word);
        if (!stem.equals(word)) {
            ways.add(new BoostQuery(exact(stem), STEM));
        }
        if (isPrefix(word, isLast)) {
            ways.add(constant(new PrefixQuery(new Term(Fields.TITLE_WORDS, word)), TITLE_PREFIX));
            ways.add(constant(new PrefixQuery(new Term(Fields.WORDS, word)), PREFIX));
        }
        if (tolerance == Tolerance.ONE_TYPO && canHaveTypo(word)) {
            ways.add(constant(
                    new FuzzyQuery(
                            new Term(Fields.WORDS, word), 1, EXACT_LETTERS, MAX_CORRECTIONS, true,
                            MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE),
                    TYPO));
        }
        return either(ways);
    }

    private static boolean isPrefix(String word, boolean isLast) {
        return isLast || word.codePointCount(0, word.length()) >= MIN_PREFIX;
    }

    /** A code with another digit is another code. */
    private static boolean canHaveTypo(String word) {
        return word.codePointCount(0, word.length()) >= MIN_TYPO_WORD
                && word.codePoints().noneMatch(Character::isDigit);
    }

    private static Query exact(String term) {
        return new TermQuery(new Term(Fields.WORDS, term));
    }

    private static Query constant(Query query, float score) {
        return new BoostQuery(new ConstantScoreQuery(query), score);
    }

    /** Scored by the best way in which a product matches. */
    private static Query either(List<Query> ways) {
        return ways.size() == 1 ? ways.getFirst() : new DisjunctionMaxQuery(ways, 0);
    }

    /** Tells which words of a product's text match. */
    Matcher matcher(Tolerance tolerance) {
        var words = new ArrayList<String>();
        var exact = new HashSet<String>();
        for (var chunk : chunks) {
            for (var index = 0; index < chunk.parts().size(); index++) {
                switch (chunk.parts().get(index)) {
                    case Part.Word word -> {
                        words.add(word.text());
                        exact.addAll(word.pieces());
                    }
                    case Part.Sign sign -> signs(chunk, index).ifPresent(exact::add);
                }
            }
            chunk.joined().ifPresent(words::add);
        }
        oneWord().ifPresent(exact::add);
        words.forEach(word -> exact.add(language.stem(word)));
        return new Matcher(words, exact, tolerance == Tolerance.ONE_TYPO, language);
    }

    /** @param exact words, stems and pairs of signs */
    record Matcher(List<String> words, Set<String> exact, boolean allowsTypo, StoreLanguage language) {

        /** Whether this form of a word matches. */
        boolean matches(String text) {
            return exact.contains(text) || exact.contains(language.stem(text))
                    || words.stream().anyMatch(word -> isPrefix(word, true) && text.startsWith(word)
                            || allowsTypo && canHaveTypo(word) && isOneTypo(word, text));
        }

        /** Whether a letter too many, missing or wrong, or two in the wrong order, is all that differs. */
        private static boolean isOneTypo(String word, String other) {
            var typed = word.codePoints().toArray();
            var meant = other.codePoints().toArray();
            var same = 0;
            while (same < typed.length && same < meant.length && typed[same] == meant[same]) {
                same++;
            }
            if (same < EXACT_LETTERS || Math.abs(typed.length - meant.length) > 1) {
                return false;
            }
            if (typed.length == meant.length) {
                return isEqual(typed, same + 1, meant, same + 1)
                        || same + 1 < typed.length && typed[same] == meant[same + 1] && typed[same + 1] == meant[same]
                                && isEqual(typed, same + 2, meant, same + 2);
            }
            return typed.length > meant.length
                    ? isEqual(typed, same + 1, meant, same)
                    : isEqual(typed, same, meant, same + 1);
        }

        private static boolean isEqual(int[] one, int from, int[] other, int otherFrom) {
            if (one.length - from != other.length - otherFrom) {
                return false;
            }
            for (var index = 0; from + index < one.length; index++) {
                if (one[from + index] != other[otherFrom + index]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The word that is being typed last, and the text before it; empty if the query ends with something else. */
    Optional<String> lastWord() {
        return isEmpty() || !chunks.getLast().parts().stream().allMatch(Part.Word.class::isInstance)
                ? Optional.empty()
                : Optional.of(chunks.getLast().joined()
                        .orElseGet(() -> ((Part.Word) chunks.getLast().parts().getLast()).text()));
    }

    /** Where the last word begins. */
    int lastWordStart() {
        return chunks.getLast().start();
    }
}
