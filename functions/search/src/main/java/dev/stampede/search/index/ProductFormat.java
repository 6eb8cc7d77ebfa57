package dev.stampede.search.index;

import dev.stampede.search.storage.IndexFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.similarities.Similarity;

/** How products are indexed. @param storeLanguage of their texts */
public record ProductFormat(StoreLanguage storeLanguage) implements IndexFormat<IndexedProduct> {

    @Override
    public int version() {
        return ProductDocument.VERSION;
    }

    @Override
    public String language() {
        return storeLanguage.code();
    }

    @Override
    public Similarity similarity() {
        return new StableSimilarity();
    }

    @Override
    public Document document(IndexedProduct product, String language) {
        return ProductDocument.of(product, StoreLanguage.of(language));
    }
}
