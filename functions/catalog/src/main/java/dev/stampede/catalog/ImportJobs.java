package dev.stampede.catalog;

import dev.stampede.contracts.id.ImportId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The imports. Implementations are safe for use by many threads. */
public interface ImportJobs {

    void create(ImportJob job);

    /** Reads are strongly consistent. */
    Optional<ImportJob> find(ImportId id);

    /** @return whether the import was replaced: not if it is no longer the one that was seen */
    boolean replace(ImportJob seen, ImportJob next);

    /**
     * The imports, newest first; reads are eventually consistent.
     *
     * @param after where the previous page ended, or null for the first page
     */
    Page list(@Nullable String after, int limit);

    /** @param next where the page ends, empty on the last page */
    record Page(List<ImportJob> jobs, Optional<String> next) {}
}
