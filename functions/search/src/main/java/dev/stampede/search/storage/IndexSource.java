package dev.stampede.search.storage;

import dev.stampede.runtime.json.StringValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where an indexer reads what it indexes. Implementations are thread-safe.
 *
 * @param <I> identifies an entry of the index
 * @param <E> an entry
 */
public interface IndexSource<I extends StringValue, E> {

    /** The entries that the index has to have, as they are now: reads are strongly consistent. */
    Map<I, E> read(Collection<I> ids);

    /** The IDs of all entries, page by page; entries that change meanwhile may be missing. */
    Stream<List<I>> all();

    /** @param value an ID's {@link StringValue#value} */
    I id(String value);
}
