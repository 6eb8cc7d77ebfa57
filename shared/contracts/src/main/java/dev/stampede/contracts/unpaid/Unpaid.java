package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.id.OrderId;
import dev.stampede.contracts.id.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The unpaid orders of one caller: the holds of orders whose payment was declined, awaits confirmation or has no answer, and
 * the recently declined payments. Expired entries do not count, whether or not they were removed. Immutable.
 *
 * @param holds by order id
 * @param declines when each payment was declined, by {@code orderId/attempt}
 */
public record Unpaid(Map<String, Hold> holds, Map<String, Instant> declines) {

    /** How long a declined payment counts. */
    public static final Duration DECLINE_WINDOW = Duration.ofMinutes(10);

    public static final Unpaid NOTHING = new Unpaid(Map.of(), Map.of());

    /**
     * @param until when the hold ends
     * @param units by SKU
     */
    public record Hold(Instant until, Map<String, Integer> units) {
        public Hold {
            units = Map.copyOf(units);
        }
    }

    public Unpaid {
        holds = Map.copyOf(holds);
        declines = Map.copyOf(declines);
    }

    /** Without expired entries. */
    public Unpaid at(Instant now) {
        return this == NOTHING ? this
                : new Unpaid(
                        those(holds, hold -> now.isBefore(hold.until())),
                        those(declines, at -> now.isBefore(at.plus(DECLINE_WINDOW))));
    }

    public Unpaid withHold(OrderId order, Hold hold) {
        var more = new TreeMap<>(holds);
        more.put(order.value(), hold);
        return new Unpaid(more, declines);
    }

    public Unpaid withoutHold(OrderId order) {
        var fewer = new TreeMap<>(holds);
        fewer.remove(order.value());
        return new Unpaid(fewer, declines);
    }

    /** @param attempt {@code orderId/attempt} */
    public Unpaid withDecline(String attempt, Instant at) {
        var more = new TreeMap<>(declines);
        more.putIfAbsent(attempt, at);
        return new Unpaid(holds, more);
    }

    public Optional<Hold> hold(OrderId order) {
        return Optional.ofNullable(holds.get(order.value()));
    }

    /** The number of units of a SKU that are held. */
    public int units(Sku sku) {
        return holds.values().stream().mapToInt(hold -> hold.units().getOrDefault(sku.value(), 0)).sum();
    }

    /** The number of lines of all holds, which determines the size of the record. */
    int lines() {
        return holds.values().stream().mapToInt(hold -> hold.units().size()).sum();
    }

    /** When the first hold ends. */
    Optional<Instant> nextEnd() {
        return holds.values().stream().map(Hold::until).min(Comparator.naturalOrder());
    }

    /** When fewer than {@code max} declines will count. */
    Instant declinesBelow(int max) {
        var latestFirst = declines.values().stream().sorted(Comparator.reverseOrder()).toList();
        return latestFirst.get(max - 1).plus(DECLINE_WINDOW);
    }

    /** When the last entry expires. */
    public Optional<Instant> end() {
        return Stream.concat(
                holds.values().stream().map(Hold::until),
                declines.values().stream().map(at -> at.plus(DECLINE_WINDOW)))
                .max(Comparator.naturalOrder());
    }

    private static <T> Map<String, T> those(Map<String, T> map, Predicate<T> condition) {
        return map.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
