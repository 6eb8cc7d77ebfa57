package dev.stampede.search.orders;

import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Searches the orders of some months. Thread-safe as long as its reader is open. */
public final class OrderSearch {

    private static final String SEPARATOR = "/";

    private final IndexSearcher searcher;

    /** @param reader of the months that the query includes, or more */
    public OrderSearch(IndexReader reader) {
        this.searcher = new IndexSearcher(reader);
    }

    /**
     * @param after where the previous page ended, or null for the first page
     * @param limit 1 to 100
     */
    public OrderPage search(OrderQuery query, @Nullable String after, int limit) {
        try {
            var matching = matching(query);
            var top = new TopFieldCollectorManager(
                    query.sort().sort(), limit + 1, after == null ? null : position(after), 1);
            var hits = Arrays.asList(searcher.search(matching, top).scoreDocs);
            var shown = hits.subList(0, Math.min(limit, hits.size()));
            var documents = searcher.storedFields();
            var orders = new ArrayList<FoundOrder>();
            for (var hit : shown) {
                var document = documents.document(hit.doc, Set.of(OrderFields.SHOWN));
                orders.add(Json.read(document.get(OrderFields.SHOWN), FoundOrder.class));
            }
            var next = hits.size() > limit
                    ? Optional.of(text((FieldDoc) shown.getLast()))
                    : Optional.<String> empty();
            return new OrderPage(orders, searcher.count(matching), next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Query matching(OrderQuery query) {
        var all = new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        if (query.text() != null) {
            all.add(OrderWords.query(query.text()), Occur.FILTER);
        }
        if (!query.statuses().isEmpty()) {
            all.add(new TermInSetQuery(
                    OrderFields.STATUS, query.statuses().stream().map(status -> new BytesRef(status.name())).toList()),
                    Occur.FILTER);
        }
        if (query.email() != null) {
            all.add(term(OrderFields.EMAIL, OrderFields.email(query.email())), Occur.FILTER);
        }
        if (query.sku() != null) {
            all.add(term(OrderFields.SKU, query.sku().value()), Occur.FILTER);
        }
        if (query.from() != null || query.to() != null) {
            all.add(LongPoint.newRangeQuery(
                    OrderFields.PLACED,
                    query.from() == null ? Long.MIN_VALUE : start(query.from()).toEpochMilli(),
                    query.to() == null ? Long.MAX_VALUE : start(query.to().plusDays(1)).toEpochMilli() - 1),
                    Occur.FILTER);
        }
        return all.build();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    /** The form of a hit's position: the order's ID and its sort key. */
    private static String text(FieldDoc hit) {
        return ((BytesRef) hit.fields[1]).utf8ToString() + SEPARATOR + hit.fields[0];
    }

    private static FieldDoc position(String text) {
        var pieces = text.split(SEPARATOR, 2);
        // Of documents that are equal, those up to this number are behind the page: the order itself.
        return new FieldDoc(
                Integer.MAX_VALUE, Float.NaN, new Object[] {Long.valueOf(pieces[1]), new BytesRef(pieces[0])});
    }
}
