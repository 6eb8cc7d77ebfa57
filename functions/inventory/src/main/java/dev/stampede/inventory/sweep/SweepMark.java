package dev.stampede.inventory.sweep;

import java.time.Instant;
import java.util.Optional;

/** The time up to which orders have been swept. Implementations are safe for use by many processes. */
public interface SweepMark {

    /** Empty before the first sweep. */
    Optional<Instant> read();

    /** Advances the mark; a later mark stays. */
    void advance(Instant to);
}
