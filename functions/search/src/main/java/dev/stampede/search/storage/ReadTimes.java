package dev.stampede.search.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Lists all entries with the times at which they were read. */
final class ReadTimes implements CollectorManager<ReadTimes.Listing, Map<String, Instant>> {

    @Override
    public Listing newCollector() {
        return new Listing();
    }

    @Override
    public Map<String, Instant> reduce(Collection<Listing> collectors) {
        var all = new HashMap<String, Instant>();
        collectors.forEach(collector -> all.putAll(collector.times));
        return all;
    }

    static final class Listing extends SimpleCollector {

        private final Map<String, Instant> times = new HashMap<>();
        private SortedDocValues ids = DocValues.emptySorted();
        private NumericDocValues readAt = DocValues.emptyNumeric();

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            ids = DocValues.getSorted(context.reader(), EntryDocument.ID);
            readAt = DocValues.getNumeric(context.reader(), EntryDocument.READ_AT);
        }

        @Override
        public void collect(int document) throws IOException {
            if (ids.advanceExact(document) && readAt.advanceExact(document)) {
                times.put(ids.lookupOrd(ids.ordValue()).utf8ToString(), Instant.ofEpochMilli(readAt.longValue()));
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
