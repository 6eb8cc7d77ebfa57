package dev.stampede.search.index;

import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;

/**
 * BM25 without statistics of the index: a product's score depends on the product and the query alone, so that a cursor
 * stays right while other products change. As products must have all words of a query, how rare a word is matters little.
 */
final class StableSimilarity extends BM25Similarity {

    /** So large that a word of a title is worth several of a description; see the weights of {@link ProductDocument}. */
    private static final float SATURATION = 6;
    private static final float LENGTH_NORMALISATION = 0.3f;
    /** The length of a usual product, with weights. */
    private static final float USUAL_LENGTH = 200;

    StableSimilarity() {
        super(SATURATION, LENGTH_NORMALISATION);
    }

    @Override
    protected float idf(long products, long all) {
        return 1;
    }

    @Override
    protected float avgFieldLength(CollectionStatistics statistics) {
        return USUAL_LENGTH;
    }
}
