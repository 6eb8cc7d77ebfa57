package dev.stampede.search.index;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts the facets of all products that match. */
final class FacetCounter implements CollectorManager<FacetCounter.Counting, FacetCounter.Counts> {

    /** @param terms products by facet term @param prices products by the position of the price range */
    record Counts(Map<String, Integer> terms, int[] prices) {}

    @Override
    public Counting newCollector() {
        return new Counting();
    }

    @Override
    public Counts reduce(Collection<Counting> collectors) {
        var terms = new HashMap<String, Integer>();
        var prices = new int[PriceRange.ALL.size()];
        for (var collector : collectors) {
            collector.terms.forEach((term, count) -> terms.merge(term, count, Integer::sum));
            for (var range = 0; range < prices.length; range++) {
                prices[range] += collector.prices[range];
            }
        }
        return new Counts(terms, prices);
    }

    static final class Counting extends SimpleCollector {

        private final Map<String, Integer> terms = new HashMap<>();
        private final int[] prices = new int[PriceRange.ALL.size()];
        private SortedSetDocValues facets = DocValues.emptySortedSet();
        private SortedNumericDocValues offered = DocValues.emptySortedNumeric();
        /** Products of the current segment by the number of the term. */
        private int[] counts = new int[0];

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            facets = DocValues.getSortedSet(context.reader(), Fields.FACETS);
            offered = DocValues.getSortedNumeric(context.reader(), Fields.PRICES);
            counts = new int[Math.toIntExact(facets.getValueCount())];
        }

        @Override
        public void collect(int document) throws IOException {
            if (facets.advanceExact(document)) {
                for (var value = 0; value < facets.docValueCount(); value++) {
                    counts[(int) facets.nextOrd()]++;
                }
            }
            if (offered.advanceExact(document)) {
                var last = -1;
                for (var value = 0; value < offered.docValueCount(); value++) {
                    var range = PriceRange.index(offered.nextValue());
                    if (range != last) {
                        prices[range]++;
                        last = range;
                    }
                }
            }
        }

        @Override
        public void finish() throws IOException {
            for (var number = 0; number < counts.length; number++) {
                if (counts[number] > 0) {
                    terms.merge(facets.lookupOrd(number).utf8ToString(), counts[number], Integer::sum);
                }
            }
            counts = new int[0];
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
