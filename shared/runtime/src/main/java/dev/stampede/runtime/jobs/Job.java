package dev.stampede.runtime.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of a job. Immutable: each change makes another record with the next version.
 *
 * @param <J> the type itself
 */
public interface Job<J extends Job<J>> {

    /** Identifies the job. */
    String key();

    Instant createdAt();

    /** Increases with every change. */
    long version();

    /** Until when a worker does the next step, or null. */
    @Nullable
    Instant leasedUntil();

    boolean isStarted();

    boolean hasEnded();

    J leased(Instant until);
}
