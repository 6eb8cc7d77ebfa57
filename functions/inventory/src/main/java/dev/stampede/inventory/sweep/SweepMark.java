package dev.stampede.inventory.sweep;

import java.time.Instant;
import java.util.Optional;

/** Remembers up to when orders have been swept. Implementations are safe for use by many processes. */
public interface SweepMark {

    /** Empty before the first sweep. */
    Optional<Instant> read();

    /** Moves the mark on; one that is further already stays. */
    void advance(Instant to);
}
