package dev.stampede.inventory.sweep;

import dev.stampede.inventory.sweep.PlacementIndex.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ages at which the sweeper checks an order: first after one and a half times its patience, when steps of the first
 * seconds can be overdue, and again each time the age doubles. So a lost message is found before the age of the order
 * doubles, and each order costs a few reads, however often the sweeper runs.
 */
final class SweepAges {

    /** The verifier, which runs every hour, checks older orders as soon. */
    private static final Duration LAST = Duration.ofHours(2);

    private final List<Duration> ages;

    /** @param patience how long a step may be due before it is overdue */
    SweepAges(Duration patience) {
        this.ages = Stream.iterate(patience.multipliedBy(3).dividedBy(2), age -> age.compareTo(LAST) < 0,
                age -> age.multipliedBy(2)).toList();
    }

    List<Duration> ages() {
        return ages;
    }

    /**
     * The placement times of the orders that reach one of the ages between two instants. Overlapping spans are merged.
     *
     * @param from inclusive
     * @param to exclusive, and later
     */
    List<Span> spans(Instant from, Instant to) {
        var merged = new ArrayList<Span>();
        ages.stream()
                .map(age -> new Span(from.minus(age), to.minus(age)))
                .sorted(Comparator.comparing(Span::from))
                .forEach(span -> {
                    if (!merged.isEmpty() && !merged.getLast().to().isBefore(span.from())) {
                        merged.add(new Span(merged.removeLast().from(), span.to()));
                    } else {
                        merged.add(span);
                    }
                });
        return merged;
    }
}
