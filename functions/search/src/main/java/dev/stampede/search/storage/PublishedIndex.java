package dev.stampede.search.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.jspecify.annotations.Nullable;

/** The index as it is published, for searching; as fresh as {@link Polled} says. Thread-safe. */
public final class PublishedIndex<S> {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    private final Manifests manifests;
    private final FileCache cache;
    private final Opening<S> opening;
    private final Polled<State<S>> published;

    /** Opens what searches a state of the index. */
    @FunctionalInterface
    public interface Opening<S> {

        /** @param language that of the index, or null if there is no index yet */
        S open(IndexReader reader, @Nullable String language);
    }

    public PublishedIndex(StoredIndex stored, Opening<S> opening, Clock clock) {
        this.manifests = stored.manifests();
        this.cache = stored.cache();
        this.opening = opening;
        this.published = new Polled<>(this::newest, SHORTEST_PAUSE, clock);
    }

    /**
     * @param loaded null if there is no index yet
     * @param version higher than that of any earlier state with another content
     */
    private record State<S>(@Nullable LoadedIndex loaded, IndexReader reader, S search, long version) {}

    /**
     * Searches. Before there is an index, nothing is found.
     *
     * @param search must not keep what it is given
     */
    public <T> T read(Function<S, T> search) {
        while (true) {
            var fresh = published.get();
            // Another thread may have closed it since.
            if (fresh.reader().tryIncRef()) {
                try {
                    return search.apply(fresh.search());
                } finally {
                    LoadedIndex.release(fresh.reader());
                }
            }
        }
    }

    /** Changes whenever what is searched does. */
    public long version() {
        return published.get().version();
    }

    private State<S> newest(@Nullable State<S> known) {
        var version = known == null ? 0 : known.version() + 1;
        var before = known == null ? null : known.loaded();
        var newest = LoadedIndex.newest(manifests, cache, before);
        if (known != null && newest.orElse(null) == before) {
            return known;
        }
        return newest
                .map(loaded -> new State<>(
                        loaded, loaded.reader(),
                        opening.open(loaded.reader(), loaded.current().manifest().language()), version))
                .orElseGet(() -> none(version));
    }

    private State<S> none(long version) {
        try {
            var reader = new MultiReader();
            return new State<>(null, reader, opening.open(reader, null), version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
