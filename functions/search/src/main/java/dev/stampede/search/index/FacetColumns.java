package dev.stampede.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.FixedBitSet;

/**
 * Counts facets. What the products of a segment are counted by is decoded once and kept as numbers as long as the segment is
 * open, about 30 bytes for each product; decoding it for each search takes most of the search's time. Thread-safe.
 */
public final class FacetColumns {

    private final Map<CacheKey, Column> columns = new ConcurrentHashMap<>();

    /** @param terms products by facet term @param prices products by the position of the price range */
    record Counts(Map<String, Integer> terms, int[] prices) {}

    Counts count(IndexReader reader, ProductSet products) {
        var terms = new HashMap<String, Integer>();
        var prices = new int[PriceRange.ALL.size()];
        for (var leaf : reader.leaves()) {
            column(leaf).count(products, leaf.ord, terms, prices);
        }
        return new Counts(terms, prices);
    }

    private Column column(LeafReaderContext leaf) {
        var cache = leaf.reader().getCoreCacheHelper();
        var known = columns.get(cache.getKey());
        if (known != null) {
            return known;
        }
        return columns.computeIfAbsent(cache.getKey(), _ -> {
            cache.addClosedListener(columns::remove);
            return Column.of(leaf.reader());
        });
    }

    /**
     * A segment's facets. Its numbers are those of {@code terms}, then those of the price ranges.
     *
     * @param ends where the numbers of each document end, and those of the next one begin
     */
    private record Column(List<String> terms, int[] ends, int[] numbers) {

        static Column of(LeafReader segment) {
            try {
                var facets = DocValues.getSortedSet(segment, Fields.FACETS);
                var prices = DocValues.getSortedNumeric(segment, Fields.PRICES);
                var terms = new ArrayList<String>();
                for (var number = 0L; number < facets.getValueCount(); number++) {
                    terms.add(facets.lookupOrd(number).utf8ToString());
                }
                var ends = new int[segment.maxDoc()];
                var numbers = new int[0];
                var end = 0;
                for (var document = 0; document < ends.length; document++) {
                    var values = facets.advanceExact(document) ? facets.docValueCount() : 0;
                    numbers = ArrayUtil.grow(numbers, end + values + PriceRange.ALL.size());
                    for (var value = 0; value < values; value++) {
                        numbers[end++] = (int) facets.nextOrd();
                    }
                    end = addPrices(prices, document, terms.size(), numbers, end);
                    ends[document] = end;
                }
                return new Column(terms, ends, Arrays.copyOf(numbers, end));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A product counts once in a range, however many of its prices are in it. */
        private static int addPrices(
                SortedNumericDocValues prices, int document, int first, int[] numbers, int start) throws IOException {
            var end = start;
            if (prices.advanceExact(document)) {
                var last = -1;
                for (var value = 0; value < prices.docValueCount(); value++) {
                    var range = PriceRange.index(prices.nextValue());
                    if (range != last) {
                        numbers[end++] = first + range;
                        last = range;
                    }
                }
            }
            return end;
        }

        void count(ProductSet products, int position, Map<String, Integer> byTerm, int[] byPrice) {
            var counts = new int[terms.size() + byPrice.length];
            var matching = products.segment(position);
            for (var document = next(matching, 0); document < ends.length; document = next(matching, document + 1)) {
                for (var at = document == 0 ? 0 : ends[document - 1]; at < ends[document]; at++) {
                    counts[numbers[at]]++;
                }
            }
            for (var number = 0; number < terms.size(); number++) {
                if (counts[number] > 0) {
                    byTerm.merge(terms.get(number), counts[number], Integer::sum);
                }
            }
            for (var range = 0; range < byPrice.length; range++) {
                byPrice[range] += counts[terms.size() + range];
            }
        }

        private static int next(FixedBitSet documents, int from) {
            return from < documents.length() ? documents.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
        }
    }
}
