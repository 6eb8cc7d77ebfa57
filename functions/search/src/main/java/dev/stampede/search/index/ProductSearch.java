package dev.stampede.search.index;

import dev.stampede.contracts.catalog.Availability;
import dev.stampede.contracts.catalog.Category;
import dev.stampede.contracts.catalog.FilterTerms;
import dev.stampede.search.index.FacetColumns.Counts;
import dev.stampede.search.index.FoundProduct.Highlight;
import dev.stampede.search.index.TextQuery.Tolerance;
import dev.stampede.search.storage.PublishedIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Searches one state of an index. Thread-safe as long as its reader is open. */
public final class ProductSearch {

    private static final int MAX_SUGGESTED_CATEGORIES = 3;
    private static final String CATEGORY = "category";
    private static final String PRICE = "price";
    private static final String AVAILABILITY = "availability";
    private static final String TAG = "tag";
    private static final String SEPARATOR = "/";
    private static final String EXACT = "e";
    private static final String SIMILAR = "s";

    private final IndexSearcher searcher;
    private final StoreLanguage language;
    private final FacetColumns facetColumns;

    /** Searches that share the columns of a facet between the states of an index; without one, there are no products. */
    public static PublishedIndex.Opening<ProductSearch> opening() {
        var facetColumns = new FacetColumns();
        return (reader, language) -> new ProductSearch(
                reader, language == null ? StoreLanguage.EN : StoreLanguage.of(language), facetColumns);
    }

    /**
     * @param language the one that the index was made with
     * @param facetColumns shared by the states of an index
     */
    ProductSearch(IndexReader reader, StoreLanguage language, FacetColumns facetColumns) {
        this.searcher = new IndexSearcher(reader);
        this.searcher.setSimilarity(new StableSimilarity());
        this.language = language;
        this.facetColumns = facetColumns;
    }

    /**
     * @param after where the previous page ended, or null for the first page
     * @param limit 1 to 100
     * @param now decides which products are visible
     */
    public SearchPage search(SearchQuery query, @Nullable String after, int limit, Instant now) {
        var visible = set(visible(now));
        if (query.text() == null) {
            return page(query, all(visible), after, limit, after == null);
        }
        var text = TextQuery.of(query.text(), language);
        if (text.isEmpty()) {
            return new SearchPage(List.of(), 0, true, Facets.NONE, Optional.empty());
        }
        if (after != null) {
            var tolerance = after.startsWith(EXACT) ? Tolerance.NONE : Tolerance.ONE_TYPO;
            return page(query, matching(text, tolerance, visible), after, limit, false);
        }
        return page(query, matching(text, visible), null, limit, true);
    }

    /**
     * As {@link #search}, without facets.
     *
     * @param query without words
     */
    public SearchPage list(SearchQuery query, @Nullable String after, int limit, Instant now) {
        return page(query, all(set(visible(now))), after, limit, false);
    }

    private static Matching all(ProductSet visible) {
        return new Matching(MatchAllDocsQuery.INSTANCE, visible, Tolerance.NONE, null);
    }

    /**
     * The products that match and are visible, whatever the filters.
     *
     * @param query scores them
     * @param text null if it has no words
     */
    private record Matching(Query query, ProductSet products, Tolerance tolerance, @Nullable TextQuery text) {}

    /** Whether to forgive a typo depends on the words alone: what filters exclude is there nevertheless. */
    private Matching matching(TextQuery text, ProductSet visible) {
        var exact = matching(text, Tolerance.NONE, visible);
        return exact.products().size() > 0 ? exact : matching(text, Tolerance.ONE_TYPO, visible);
    }

    private Matching matching(TextQuery text, Tolerance tolerance, ProductSet visible) {
        var query = text.query(tolerance);
        return new Matching(query, set(query).and(List.of(visible)), tolerance, text);
    }

    private ProductSet set(Query query) {
        return unchecked(() -> ProductSet.of(searcher, query));
    }

    private SearchPage page(
            SearchQuery query, Matching matching, @Nullable String after, int limit, boolean hasFacets) {
        var filters = new HashMap<String, ProductSet>();
        filters(query).forEach((facet, filter) -> filters.put(facet, set(filter)));
        var selected = matching.products().and(filters.values());
        var scored = query.sort() == SearchSort.RELEVANCE
                ? filtered(matching.query(), selected.query())
                : selected.query();
        // How many there are is known, so not all of them have to be looked at to find those of the page.
        var top = new TopFieldCollectorManager(
                query.sort().sort(), limit + 1, after == null ? null : position(query.sort(), after), 1);
        var hits = Arrays.asList(unchecked(() -> searcher.search(scored, top)).scoreDocs);
        var shown = hits.subList(0, Math.min(limit, hits.size()));
        var next = hits.size() > limit
                ? Optional.of(text(query.sort(), matching.tolerance(), (FieldDoc) shown.getLast()))
                : Optional.<String> empty();
        var highlights = matching.text() == null
                ? null
                : new Highlights(matching.text().matcher(matching.tolerance()));
        return new SearchPage(
                shown.stream().map(hit -> found(hit, highlights)).toList(),
                selected.size(),
                matching.tolerance() == Tolerance.NONE,
                hasFacets ? facets(matching.products(), filters, selected) : null,
                next);
    }

    private FoundProduct found(ScoreDoc hit, @Nullable Highlights highlights) {
        var document = unchecked(() -> searcher.storedFields().document(hit.doc));
        return ProductDocument.found(document, highlights == null ? List.<Highlight> of() : highlights.of(document));
    }

    private static Query visible(Instant now) {
        var time = now.toEpochMilli();
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(LongPoint.newRangeQuery(Fields.FROM, time + 1, Long.MAX_VALUE), Occur.MUST_NOT)
                .add(LongPoint.newRangeQuery(Fields.UNTIL, Long.MIN_VALUE, time), Occur.MUST_NOT)
                .build();
    }

    /** The query's filters by facet. */
    private static Map<String, Query> filters(SearchQuery query) {
        var filters = new HashMap<String, Query>();
        if (query.category() != null) {
            filters.put(CATEGORY, term(Fields.term(query.category())));
        }
        if (query.minPrice() != null || query.maxPrice() != null) {
            filters.put(PRICE, LongPoint.newRangeQuery(
                    Fields.PRICES,
                    query.minPrice() == null ? 0 : query.minPrice(),
                    query.maxPrice() == null ? Long.MAX_VALUE : query.maxPrice()));
        }
        if (query.inStock()) {
            filters.put(AVAILABILITY, new BooleanQuery.Builder()
                    .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                    .add(term(Fields.term(Availability.OUT)), Occur.MUST_NOT)
                    .build());
        }
        if (query.tag() != null) {
            filters.put(TAG, term(FilterTerms.tag(query.tag())));
        }
        query.attributes().forEach((name, terms) -> filters.put(
                Fields.ATTRIBUTE_TERM + name,
                new TermInSetQuery(Fields.TERMS, terms.stream().map(BytesRef::new).toList())));
        return filters;
    }

    private static Query term(String term) {
        return new TermQuery(new Term(Fields.TERMS, term));
    }

    private static Query filtered(Query scored, Query filter) {
        return new BooleanQuery.Builder().add(scored, Occur.MUST).add(filter, Occur.FILTER).build();
    }

    /** @param selected the products that match all filters */
    private Facets facets(ProductSet matching, Map<String, ProductSet> filters, ProductSet selected) {
        var counts = counts(selected);
        var own = new HashMap<String, Counts>();
        for (var facet : filters.keySet()) {
            if (!facet.equals(TAG)) {
                var others = new HashMap<>(filters);
                others.remove(facet);
                own.put(facet, counts(matching.and(others.values())));
            }
        }
        return FacetView.of(
                own.getOrDefault(CATEGORY, counts),
                own.getOrDefault(PRICE, counts),
                own.getOrDefault(AVAILABILITY, counts),
                counts,
                own.entrySet().stream()
                        .filter(one -> one.getKey().startsWith(Fields.ATTRIBUTE_TERM))
                        .collect(Collectors.toMap(
                                one -> one.getKey().substring(Fields.ATTRIBUTE_TERM.length()), Map.Entry::getValue)));
    }

    /** The form of a hit's position: whether it is exact, the product's ID, and its sort key. */
    private static String text(SearchSort sort, Tolerance tolerance, FieldDoc hit) {
        var key = hit.fields[0];
        return String.join(
                SEPARATOR,
                tolerance == Tolerance.NONE ? EXACT : SIMILAR,
                ((BytesRef) hit.fields[1]).utf8ToString(),
                switch (type(sort)) {
                    case SCORE -> Integer.toString(Float.floatToIntBits((Float) key));
                    case STRING -> ((BytesRef) key).utf8ToString();
                    default -> key.toString();
                });
    }

    private static FieldDoc position(SearchSort sort, String text) {
        var pieces = text.split(SEPARATOR, 3);
        var key = switch (type(sort)) {
            case SCORE -> (Object) Float.intBitsToFloat(Integer.parseInt(pieces[2]));
            case STRING -> new BytesRef(pieces[2]);
            default -> Long.valueOf(pieces[2]);
        };
        // Of documents that are equal, those up to this number are behind the page: the product itself.
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {key, new BytesRef(pieces[1])});
    }

    private static SortField.Type type(SearchSort sort) {
        return sort.sort().getSort()[0].getType();
    }

    /** @param limit of queries and of products, 1 to 20 */
    public Suggestions suggest(String typed, int limit, Instant now) {
        var text = TextQuery.of(typed, language);
        if (text.isEmpty()) {
            return Suggestions.NONE;
        }
        var matching = matching(text, set(visible(now)));
        var page = page(SearchQuery.of(typed), matching, null, limit, true);
        var queries = page.isExact() && !Character.isWhitespace(typed.charAt(typed.length() - 1))
                ? text.lastWord()
                        .map(word -> new Completions(word).in(searcher.getIndexReader(), matching.products()))
                        .map(words -> completed(typed.substring(0, text.lastWordStart()), words, limit))
                        .orElse(List.of())
                : List.<String> of();
        return new Suggestions(queries, mostCommon(page.facets()), page.products());
    }

    /** Products by category; a product counts in its category and the ancestors of it. */
    public NavigableMap<Category, Integer> categories(Instant now) {
        var categories = new TreeMap<Category, Integer>();
        counts(set(visible(now))).terms().forEach((term, count) -> Fields.category(term)
                .ifPresent(category -> categories.put(category, count)));
        return categories;
    }

    private Counts counts(ProductSet products) {
        return facetColumns.count(searcher.getIndexReader(), products);
    }

    private static List<String> completed(String before, Map<String, Integer> words, int limit) {
        return words.entrySet().stream()
                .sorted(Map.Entry.<String, Integer> comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(word -> before + word.getKey())
                .toList();
    }

    private static List<Facets.CategoryCount> mostCommon(@Nullable Facets facets) {
        return facets == null
                ? List.of()
                : facets.categories().stream()
                        .sorted((one, other) -> Integer.compare(other.count(), one.count()))
                        .limit(MAX_SUGGESTED_CATEGORIES)
                        .toList();
    }

    public int products() {
        return searcher.getIndexReader().numDocs();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T unchecked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
