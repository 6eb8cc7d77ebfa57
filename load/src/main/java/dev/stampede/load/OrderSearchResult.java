package dev.stampede.load;

import java.util.List;

/**
 * What searches of orders took.
 *
 * @param placedPerSecond orders accepted while they were placed
 * @param foundAfterSeconds time from the last order until the search had all of them
 * @param maxP99 milliseconds that the 99th percentile of no kind of search may exceed
 */
record OrderSearchResult(
        String command, int orders, double placedPerSecond, double foundAfterSeconds, List<Kind> kinds, long maxP99) {

    /** @param wrong responses that were not 200, or had not what the query must find */
    record Kind(String name, double perSecond, Percentiles millis, long wrong) {}

    boolean holds() {
        return kinds.stream().allMatch(kind -> kind.wrong() == 0 && kind.millis().p99() <= maxP99);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("%,d orders, placed at %,.0f a second; the search had all of them after %.1f s%n%n"
                .formatted(orders, placedPerSecond, foundAfterSeconds));
        text.append("%-28s %10s %8s %8s %8s %8s%n".formatted("search by", "a second", "p50 ms", "p99 ms", "max ms",
                "wrong"));
        for (var kind : kinds) {
            text.append("%-28s %,10.0f %8d %8d %8d %8d%n".formatted(
                    kind.name(), kind.perSecond(), kind.millis().p50(), kind.millis().p99(), kind.millis().max(),
                    kind.wrong()));
        }
        return text.toString();
    }
}
