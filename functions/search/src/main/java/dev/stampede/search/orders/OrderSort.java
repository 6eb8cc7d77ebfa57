package dev.stampede.search.orders;

import dev.stampede.search.storage.EntryDocument;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/** The order of what is found. Orders that are equal by it are sorted by their IDs. */
public enum OrderSort {
    NEWEST("newest", new SortField(OrderFields.PLACED, SortField.Type.LONG, true)),
    OLDEST("-newest", new SortField(OrderFields.PLACED, SortField.Type.LONG)),
    UPDATED("updated", new SortField(OrderFields.UPDATED, SortField.Type.LONG, true)),
    TOTAL("total", new SortField(OrderFields.TOTAL, SortField.Type.LONG)),
    TOTAL_REVERSED("-total", new SortField(OrderFields.TOTAL, SortField.Type.LONG, true));

    private final String text;
    private final Sort sort;

    OrderSort(String text, SortField field) {
        this.text = text;
        this.sort = new Sort(field, new SortField(EntryDocument.ID, SortField.Type.STRING));
    }

    /** The form used in a query. */
    public String text() {
        return text;
    }

    Sort sort() {
        return sort;
    }

    public static List<String> texts() {
        return Arrays.stream(values()).map(OrderSort::text).toList();
    }

    /** @param text the {@link #text()} of one */
    public static OrderSort of(String text) {
        return Arrays.stream(values()).filter(sort -> sort.text.equals(text)).findFirst().orElseThrow();
    }
}
