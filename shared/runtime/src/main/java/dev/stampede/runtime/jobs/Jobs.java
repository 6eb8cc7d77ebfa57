package dev.stampede.runtime.jobs;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of all jobs of a kind. Implementations are safe for use by many threads. */
public interface Jobs<J extends Job<J>> {

    void create(J job);

    /** Reads are strongly consistent. */
    Optional<J> find(String key);

    /** @return whether the job was replaced: not if it is no longer the one that was seen */
    boolean replace(J seen, J next);

    /**
     * The jobs, newest first; reads are eventually consistent.
     *
     * @param after where the previous page ended, or null for the first page
     */
    Page<J> list(@Nullable String after, int limit);

    /** @param next where the page ends, empty on the last page */
    record Page<J>(List<J> jobs, Optional<String> next) {

        public Page {
            jobs = List.copyOf(jobs);
        }
    }
}
