package dev.stampede.search.storage;

import dev.stampede.contracts.id.ProductId;
import dev.stampede.runtime.concurrent.ContentionException;
import dev.stampede.runtime.time.Backoff;
import dev.stampede.search.index.ProductDocument;
import dev.stampede.search.index.StoreLanguage;
import dev.stampede.search.storage.Manifests.Current;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changed products into the published index. Products are read after the manifest that the result replaces was
 * current, so that an older state of a product never replaces a newer one: if another indexer publishes in between, this one
 * starts again from there. Applying a change again changes nothing. Thread-safe; one change at a time.
 */
public final class ProductIndexer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProductIndexer.class);

    /** Another indexer can win each time, but then its changes are published. */
    private static final int MAX_TRIES = 10;
    /** Time after which a rebuild that has not replaced the index is requested again. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final ObjectStore objects;
    private final Manifests manifests;
    private final FileCache cache;
    private final OldFiles oldFiles;
    private final ProductSource products;
    private final RebuildRequests rebuilds;
    private final StoreLanguage language;
    private final Path directory;
    private final Clock clock;
    private final Supplier<String> randomIds;
    private final Backoff backoff;
    private @Nullable Work work;

    /** @param language of the store's products @param directory for copies of the index; of its own */
    public ProductIndexer(
            ObjectStore objects,
            ProductSource products,
            RebuildRequests rebuilds,
            StoreLanguage language,
            Path directory,
            Clock clock,
            Supplier<String> randomIds,
            Backoff backoff) {
        this.objects = objects;
        this.manifests = new Manifests(objects);
        this.cache = new FileCache(objects, directory.resolve("files"));
        this.oldFiles = new OldFiles(objects, clock);
        this.products = products;
        this.rebuilds = rebuilds;
        this.language = language;
        this.directory = directory;
        this.clock = clock;
        this.randomIds = randomIds;
        this.backoff = backoff;
    }

    /** @param base the manifest that the copy is made of; empty if there is no index yet */
    private record Work(WorkingIndex index, Optional<Current> base) {}

    /**
     * Publishes these products as they are now.
     *
     * @param changed products that were created, changed or deleted
     * @throws ContentionException if other indexers are faster each time
     */
    public synchronized void apply(Set<ProductId> changed) {
        var published = backoff.retry(MAX_TRIES, _ -> attempt(changed))
                .orElseThrow(
                        () -> new ContentionException("The search index changed at each of " + MAX_TRIES + " tries"));
        LOG.info("{} products indexed in {} files", changed.size(), published.manifest().files().size());
        oldFiles.delete(published.manifest());
    }

    private Optional<Current> attempt(Set<ProductId> changed) {
        var current = current();
        var isComplete = false;
        try {
            var readAt = clock.instant();
            var found = products.read(changed);
            for (var id : changed) {
                if (found.containsKey(id)) {
                    current.index().put(found.get(id), readAt);
                } else {
                    current.index().delete(id);
                }
            }
            var mustRebuild = mustRebuild(current.base(), readAt);
            var requestedAt = current.base().map(base -> base.manifest().rebuildRequestedAt()).orElse(null);
            var manifest = current.index().upload(randomIds, mustRebuild ? readAt : requestedAt);
            var published = manifests.publish(manifest, current.base());
            if (published.isPresent()) {
                work = new Work(current.index(), published);
                isComplete = true;
                if (mustRebuild) {
                    rebuilds.send();
                }
            }
            return published;
        } finally {
            if (!isComplete) {
                // What is in the copy may not be published: the next try begins with what is.
                close();
            }
        }
    }

    /** An index that began with a change lacks all other products; one of another version or language is outdated. */
    private boolean mustRebuild(Optional<Current> base, Instant now) {
        if (base.isEmpty()) {
            return true;
        }
        var manifest = base.get().manifest();
        var requestedAt = manifest.rebuildRequestedAt();
        var isOutdated = manifest.version() != ProductDocument.VERSION || !manifest.language().equals(language.code());
        return (isOutdated || requestedAt != null) && (requestedAt == null || requestedAt.plus(PATIENCE).isBefore(now));
    }

    /** A copy of what is published. */
    private Work current() {
        var known = work;
        var current = known == null || known.base().isEmpty()
                ? manifests.current()
                : manifests.current(known.base().get());
        if (known != null && current.equals(known.base())) {
            return known;
        }
        close();
        var next = new Work(current.map(this::open).orElseGet(this::create), current);
        work = next;
        return next;
    }

    private WorkingIndex create() {
        return WorkingIndex.create(randomIds.get(), language, objects, cache, directory);
    }

    private WorkingIndex open(Current current) {
        if (!cache.load(current.manifest().files())) {
            throw new IllegalStateException("Files of the search index are missing");
        }
        cache.retain(current.manifest().objects());
        return WorkingIndex.open(current.manifest(), objects, cache, directory);
    }

    /** Removes its copy of the index. */
    @Override
    public synchronized void close() {
        if (work != null) {
            work.index().close();
            work = null;
        }
    }
}
