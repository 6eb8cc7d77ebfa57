package dev.stampede.e2e.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** What is going to happen, by virtual time. */
final class Agenda {

    /** So many of what is due next may change places. */
    private static final int WINDOW = 12;

    private final TreeSet<Entry> entries = new TreeSet<>(
            Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
    private final VirtualTime time;
    private long numbers;

    private record Entry(Instant at, long number, Runnable work) {}

    Agenda(VirtualTime time) {
        this.time = time;
    }

    void add(Duration fromNow, Runnable work) {
        entries.add(new Entry(time.now().plus(fromNow), numbers++, work));
    }

    /** Does what is due next. @return false if there is nothing */
    boolean step() {
        return run(Optional.ofNullable(entries.pollFirst()));
    }

    /** Does something of what is due within {@code span}, not necessarily the first, if there is anything. */
    void stepAside(Duration span, Random random) {
        var due = entries.headSet(new Entry(time.now().plus(span), numbers, () -> {})).stream().limit(WINDOW).toList();
        run(choice(due, random));
    }

    private Optional<Entry> choice(List<Entry> due, Random random) {
        if (due.isEmpty()) {
            return Optional.empty();
        }
        var chosen = due.get(random.nextInt(due.size()));
        entries.remove(chosen);
        return Optional.of(chosen);
    }

    private boolean run(Optional<Entry> entry) {
        entry.ifPresent(next -> {
            time.advance(next.at());
            next.work().run();
        });
        return entry.isPresent();
    }
}
