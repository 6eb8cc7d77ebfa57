package dev.stampede.search.index;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/** The order of what is found. Products that are equal by it are in the order of their IDs. */
public enum SearchSort {
    RELEVANCE("relevance", SortField.FIELD_SCORE),
    PRICE("price", new SortField(Fields.PRICE_FROM, SortField.Type.LONG)),
    PRICE_REVERSED("-price", new SortField(Fields.PRICE_FROM, SortField.Type.LONG, true)),
    NEWEST("newest", new SortField(Fields.CREATED, SortField.Type.LONG, true)),
    NEWEST_REVERSED("-newest", new SortField(Fields.CREATED, SortField.Type.LONG)),
    NAME("name", new SortField(Fields.NAME, SortField.Type.STRING)),
    NAME_REVERSED("-name", new SortField(Fields.NAME, SortField.Type.STRING, true));

    private final String text;
    private final Sort sort;

    SearchSort(String text, SortField field) {
        this.text = text;
        this.sort = new Sort(field, new SortField(Fields.ID, SortField.Type.STRING));
    }

    /** The form used in a query. */
    public String text() {
        return text;
    }

    Sort sort() {
        return sort;
    }

    public static List<SearchSort> all() {
        return List.of(values());
    }

    /** What is not searched for by words has no relevance. */
    public static List<SearchSort> ofLists() {
        return Arrays.stream(values()).filter(sort -> sort != RELEVANCE).toList();
    }

    /** @param text the {@link #text()} of one */
    public static SearchSort of(String text) {
        return Arrays.stream(values()).filter(sort -> sort.text.equals(text)).findFirst().orElseThrow();
    }
}
