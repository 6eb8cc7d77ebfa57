package dev.stampede.search.storage;

import org.apache.lucene.document.Document;
import org.apache.lucene.search.similarities.Similarity;

/** How entries become documents of an index. Implementations are immutable. */
public interface IndexFormat<E> {

    /** Increases with every change of the documents; an index of another version is rebuilt. */
    int version();

    /** The language that words are made with; an index in another language is rebuilt. Empty if it does not matter. */
    String language();

    /** How an index must be written for its documents to be ranked. */
    Similarity similarity();

    /**
     * All fields but those of {@link EntryDocument}.
     *
     * @param language that of the index, which may be older than this format
     */
    Document document(E entry, String language);
}
