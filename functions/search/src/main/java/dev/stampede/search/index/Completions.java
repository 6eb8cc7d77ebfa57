package dev.stampede.search.index;

import dev.stampede.contracts.catalog.SearchText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Counts, among products that match, the words of titles that begin with what is being typed. */
final class Completions {

    /** Products of a segment that are read: enough to know the common words. */
    private static final int MAX_PRODUCTS = 2000;

    private final String prefix;

    /** @param prefix lowercase and without accents */
    Completions(String prefix) {
        this.prefix = prefix;
    }

    /** Products by word. */
    Map<String, Integer> in(IndexReader reader, ProductSet products) {
        var words = new HashMap<String, Integer>();
        try {
            for (var leaf : reader.leaves()) {
                count(leaf.reader(), products.segment(leaf.ord), words);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.keySet().removeIf(
                word -> !Words.joined(word).startsWith(prefix) || SearchText.folded(word).equals(prefix));
        return words;
    }

    private static void count(LeafReader segment, FixedBitSet products, Map<String, Integer> words)
            throws IOException {
        var completions = DocValues.getSortedSet(segment, Fields.COMPLETIONS);
        var counts = new HashMap<Long, Integer>();
        var product = products.nextSetBit(0);
        for (var read = 0; read < MAX_PRODUCTS && product != DocIdSetIterator.NO_MORE_DOCS; read++) {
            if (completions.advanceExact(product)) {
                for (var value = 0; value < completions.docValueCount(); value++) {
                    counts.merge(completions.nextOrd(), 1, Integer::sum);
                }
            }
            product = product + 1 < products.length()
                    ? products.nextSetBit(product + 1)
                    : DocIdSetIterator.NO_MORE_DOCS;
        }
        for (var count : counts.entrySet()) {
            words.merge(completions.lookupOrd(count.getKey()).utf8ToString(), count.getValue(), Integer::sum);
        }
    }
}
