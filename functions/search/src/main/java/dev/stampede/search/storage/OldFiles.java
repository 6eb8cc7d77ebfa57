package dev.stampede.search.storage;

import dev.stampede.runtime.Batches;
import dev.stampede.search.storage.ObjectStore.Listed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes files that neither the manifest nor one of the last ones names: replaced ones, and those of indexers that ended
 * before they published. Not thread-safe.
 */
final class OldFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OldFiles.class);

    /** Younger files may belong to an indexer that is about to publish, or to a reader that is loading. */
    static final Duration MIN_AGE = Duration.ofDays(1);
    static final Duration INTERVAL = Duration.ofHours(1);
    /** Objects that one request deletes (Amazon S3 API Reference, "DeleteObjects"). */
    private static final int BATCH = 1000;

    private final StoredIndex stored;
    private final Clock clock;
    private Instant next = Instant.MIN;

    OldFiles(StoredIndex stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /** Does nothing if it did something within the last hour. @param manifest the current one */
    void delete(Manifest manifest) {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        var needed = manifest.neededObjects();
        try (var listed = stored.objects().list(stored.files())) {
            var old = listed
                    .filter(one -> one.writtenAt().plus(MIN_AGE).isBefore(now) && !needed.contains(one.name()))
                    .map(Listed::name)
                    .toList();
            Batches.of(old, BATCH).forEach(stored.objects()::delete);
            LOG.info("{} old files of the search index deleted", old.size());
        }
        next = now.plus(INTERVAL);
    }
}
