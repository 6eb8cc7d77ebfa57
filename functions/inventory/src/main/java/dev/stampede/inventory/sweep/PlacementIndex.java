package dev.stampede.inventory.sweep;

import dev.stampede.contracts.id.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds orders by time of placement; eventually consistent. Implementations are safe for use by many threads. */
public interface PlacementIndex {

    /** A span of time. @param from inclusive  @param to exclusive, and later */
    record Span(Instant from, Instant to) {

        public Span {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("A span must end after it starts: " + from + ", " + to);
            }
        }
    }

    /**
     * The orders that were placed in any of these spans.
     *
     * @param spans must not overlap
     * @return empty if there are more than {@code limit}
     */
    Optional<List<OrderId>> within(Collection<Span> spans, int limit);
}
