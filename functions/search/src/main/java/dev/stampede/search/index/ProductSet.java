package dev.stampede.search.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/**
 * The products of one state of an index that match a query: one bit for each document, so that filters are combined without
 * running them again. Immutable.
 */
final class ProductSet {

    /** By the position of the segment in the index. */
    private final List<FixedBitSet> segments;
    private final int size;

    private ProductSet(List<FixedBitSet> segments) {
        this.segments = segments;
        this.size = segments.stream().mapToInt(FixedBitSet::cardinality).sum();
    }

    static ProductSet of(IndexSearcher searcher, Query query) throws IOException {
        var weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        var segments = new ArrayList<FixedBitSet>();
        for (var leaf : searcher.getIndexReader().leaves()) {
            var bits = new FixedBitSet(leaf.reader().maxDoc());
            var scorer = weight.scorer(leaf);
            if (scorer != null) {
                bits.or(scorer.iterator());
            }
            var live = leaf.reader().getLiveDocs();
            if (live != null) {
                live.applyMask(bits, 0);
            }
            segments.add(bits);
        }
        return new ProductSet(segments);
    }

    /** Those that are also in all others. */
    ProductSet and(Collection<ProductSet> others) {
        if (others.isEmpty()) {
            return this;
        }
        var common = segments.stream().map(FixedBitSet::clone).toList();
        for (var other : others) {
            for (var segment = 0; segment < common.size(); segment++) {
                common.get(segment).and(other.segments.get(segment));
            }
        }
        return new ProductSet(common);
    }

    /** The documents of a segment; must not be changed. */
    FixedBitSet segment(int position) {
        return segments.get(position);
    }

    int size() {
        return size;
    }

    /** Matches these products of the same state of the index. */
    Query query() {
        return new SetQuery(segments);
    }

    private static final class SetQuery extends Query {

        private final List<FixedBitSet> segments;

        SetQuery(List<FixedBitSet> segments) {
            this.segments = segments;
        }

        @Override
        public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
            return new ConstantScoreWeight(this, boost) {

                @Override
                public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                    var bits = segments.get(leaf.ord);
                    return new DefaultScorerSupplier(
                            new ConstantScoreScorer(score(), mode, new BitSetIterator(bits, bits.cardinality())));
                }

                @Override
                public boolean isCacheable(LeafReaderContext leaf) {
                    return false;
                }
            };
        }

        @Override
        public void visit(QueryVisitor visitor) {
            visitor.visitLeaf(this);
        }

        @Override
        public String toString(String field) {
            return "products";
        }

        @Override
        public boolean equals(Object other) {
            return sameClassAs(other) && segments == ((SetQuery) other).segments;
        }

        @Override
        public int hashCode() {
            return classHash() * 31 + System.identityHashCode(segments);
        }
    }
}
