package dev.stampede.search.orders;

import java.time.Duration;
import java.time.YearMonth;

/** Asks for the index of a month to be rebuilt. Implementations are thread-safe. */
@FunctionalInterface
public interface MonthRebuilds {

    /** @param delay until the rebuild begins, at most 15 minutes */
    void send(YearMonth month, Duration delay);
}
