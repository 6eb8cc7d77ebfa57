package dev.stampede.search.storage;

import java.time.Instant;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** What all documents have: the ID of their entry, and when it was read. */
public final class EntryDocument {

    /** The entry's ID; also a sort key. */
    public static final String ID = "id";
    /** When the entry was read, in milliseconds. */
    static final String READ_AT = "readAt";

    private EntryDocument() {}

    /** Identifies the document of an entry. */
    public static Term key(String id) {
        return new Term(ID, id);
    }

    /** @param fields to which it adds @param readAt when the entry was read, at the latest */
    public static Document of(Document fields, String id, Instant readAt) {
        fields.add(new StringField(ID, id, Field.Store.YES));
        fields.add(new SortedDocValuesField(ID, new BytesRef(id)));
        fields.add(new NumericDocValuesField(READ_AT, readAt.toEpochMilli()));
        return fields;
    }
}
