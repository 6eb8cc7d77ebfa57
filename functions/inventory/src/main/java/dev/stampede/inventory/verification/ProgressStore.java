package dev.stampede.inventory.verification;

import java.util.Optional;

/** Keeps the progress of the verifier. Implementations are safe for use by many threads. */
public interface ProgressStore {

    /**
     * The progress as read.
     *
     * @param progress empty if there is none, or if it was lost
     * @param version 0 if nothing was ever saved
     */
    record Saved(Optional<Progress> progress, long version) {}

    /** Reads consistently. */
    Saved read();

    /**
     * Replaces the progress.
     *
     * @param version of the progress to replace
     * @return whether it was replaced; if not, another run has saved its own
     */
    boolean save(Progress next, long version);
}
