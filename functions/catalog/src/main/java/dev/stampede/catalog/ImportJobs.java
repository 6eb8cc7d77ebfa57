package dev.stampede.catalog;

import dev.stampede.contracts.id.ImportId;
import dev.stampede.runtime.jobs.Jobs;
import java.util.Optional;

/** The imports. Implementations are safe for use by many threads. */
public interface ImportJobs extends Jobs<ImportJob> {

    /** Reads are strongly consistent. */
    default Optional<ImportJob> find(ImportId id) {
        return find(id.value());
    }
}
