package dev.stampede.search.index;

import dev.stampede.search.storage.EntryDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/** An index in memory. */
final class TestIndex implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Directory directory = new ByteBuffersDirectory();
    private final IndexWriter writer;
    private final StoreLanguage language;
    private final FacetColumns facetColumns = new FacetColumns();
    private ProductSearch search;
    private DirectoryReader reader;

    private TestIndex(StoreLanguage language) {
        this.language = language;
        try {
            writer = new IndexWriter(directory, new IndexWriterConfig().setSimilarity(new StableSimilarity()));
            reader = DirectoryReader.open(writer);
            search = new ProductSearch(reader, language, facetColumns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestIndex of(StoreLanguage language, SampleProducts... products) {
        var index = new TestIndex(language);
        index.put(products);
        return index;
    }

    static TestIndex of(SampleProducts... products) {
        return of(StoreLanguage.EN, products);
    }

    /** Titles only; the IDs are p0, p1 and so on. */
    static TestIndex titled(StoreLanguage language, String... titles) {
        var index = new TestIndex(language);
        for (var number = 0; number < titles.length; number++) {
            index.put(SampleProducts.product("p" + number).titled(titles[number]));
        }
        return index;
    }

    static TestIndex titled(String... titles) {
        return titled(StoreLanguage.EN, titles);
    }

    TestIndex put(SampleProducts... products) {
        try {
            for (var product : Arrays.stream(products).map(SampleProducts::build).toList()) {
                writer.updateDocument(
                        EntryDocument.key(product.id().value()),
                        EntryDocument.of(ProductDocument.of(product, language), product.id().value(), NOW));
            }
            // Each change in a segment of its own, as in production.
            var next = DirectoryReader.openIfChanged(reader);
            if (next != null) {
                reader.close();
                reader = next;
                search = new ProductSearch(reader, language, facetColumns);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ProductSearch search() {
        return search;
    }

    SearchPage page(SearchQuery query) {
        return search.search(query, null, 100, NOW);
    }

    List<String> ids(SearchQuery query) {
        return page(query).products().stream().map(one -> one.productId().value()).toList();
    }

    List<String> ids(String text) {
        return ids(SearchQuery.of(text));
    }

    Facets facets(SearchQuery query) {
        var facets = page(query).facets();
        if (facets == null) {
            throw new AssertionError("The first page has facets");
        }
        return facets;
    }

    @Override
    public void close() {
        try {
            reader.close();
            writer.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
