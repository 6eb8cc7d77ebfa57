package dev.stampede.search.index;

import dev.stampede.contracts.catalog.SearchText;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts, among products that match, the words of titles that begin with what is being typed. */
final class Completions implements CollectorManager<Completions.Counting, Map<String, Integer>> {

    /** Products of a segment that are read: enough to know the common words. */
    private static final int MAX_PRODUCTS = 2000;

    private final String prefix;

    /** @param prefix lowercase and without accents */
    Completions(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Counting newCollector() {
        return new Counting();
    }

    /** Products by word. */
    @Override
    public Map<String, Integer> reduce(Collection<Counting> collectors) {
        var all = new HashMap<String, Integer>();
        for (var collector : collectors) {
            collector.words.forEach((word, count) -> {
                if (Words.joined(word).startsWith(prefix) && !SearchText.folded(word).equals(prefix)) {
                    all.merge(word, count, Integer::sum);
                }
            });
        }
        return all;
    }

    static final class Counting extends SimpleCollector {

        private final Map<String, Integer> words = new HashMap<>();
        private SortedSetDocValues completions = DocValues.emptySortedSet();
        private Map<Long, Integer> counts = new HashMap<>();
        private int products;

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            completions = DocValues.getSortedSet(context.reader(), Fields.COMPLETIONS);
            products = 0;
        }

        @Override
        public void collect(int document) throws IOException {
            if (++products > MAX_PRODUCTS) {
                throw new CollectionTerminatedException();
            }
            if (completions.advanceExact(document)) {
                for (var value = 0; value < completions.docValueCount(); value++) {
                    counts.merge(completions.nextOrd(), 1, Integer::sum);
                }
            }
        }

        @Override
        public void finish() throws IOException {
            for (var count : counts.entrySet()) {
                words.merge(completions.lookupOrd(count.getKey()).utf8ToString(), count.getValue(), Integer::sum);
            }
            counts = new HashMap<>();
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
