package dev.stampede.search.orders;

import dev.stampede.search.index.Words;
import dev.stampede.search.index.Words.Chunk;
import dev.stampede.search.index.Words.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * The words by which orders are found. Each word of a query must begin a word of the order. What is written with joiners is
 * also one word: a SKU is found with and without its hyphens.
 */
final class OrderWords {

    /** Further words of a query are ignored. */
    private static final int MAX_WORDS = 16;

    private OrderWords() {}

    static Stream<String> indexed(String text) {
        return Words.of(text).stream().flatMap(OrderWords::forms);
    }

    private static Stream<String> forms(Chunk chunk) {
        return Stream.concat(parts(chunk).stream().map(Form::text), chunk.joined().stream());
    }

    /** @param isWhole whether nothing can follow: in scripts without spaces, a word is a pair of characters */
    private record Form(String text, boolean isWhole) {}

    private static List<Form> parts(Chunk chunk) {
        var forms = new ArrayList<Form>();
        var previous = "";
        for (var part : chunk.parts()) {
            switch (part) {
                case Part.Word word -> forms.add(new Form(word.text(), false));
                case Part.Sign sign -> {
                    forms.add(sign.isFirst() ? new Form(sign.text(), false) : new Form(previous + sign.text(), true));
                    previous = sign.text();
                }
            }
        }
        return forms;
    }

    /** Matches orders that have all words; none if there are no words. */
    static Query query(String text) {
        var chunks = Words.of(text);
        if (chunks.isEmpty()) {
            return new MatchNoDocsQuery("no words");
        }
        var all = new BooleanQuery.Builder();
        chunks.stream().limit(MAX_WORDS).forEach(chunk -> all.add(query(chunk), Occur.FILTER));
        return all.build();
    }

    private static Query query(Chunk chunk) {
        var parts = new BooleanQuery.Builder();
        parts(chunk).stream().limit(MAX_WORDS).forEach(form -> parts.add(query(form), Occur.FILTER));
        return chunk.joined()
                .<Query> map(joined -> new BooleanQuery.Builder()
                        .add(parts.build(), Occur.SHOULD)
                        .add(new PrefixQuery(new Term(OrderFields.WORDS, joined)), Occur.SHOULD)
                        .build())
                .orElseGet(parts::build);
    }

    private static Query query(Form form) {
        var term = new Term(OrderFields.WORDS, form.text());
        return form.isWhole() ? new TermQuery(term) : new PrefixQuery(term);
    }
}
