package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits per caller. Orders that are paid immediately do not count.
 *
 * @param maxUnits unpaid units of one SKU that a customer, or a guest with one mailbox, can hold; at least 1
 * @param maxDeclines declined payments within {@link Unpaid#DECLINE_WINDOW}; at least 1
 * @param addressFactor multiplies the limits for a network address, which many people can share; at least 1
 */
public record UnpaidLimits(int maxUnits, int maxDeclines, int addressFactor) {

    /** Lines in the holds of one caller. Bounds the record, which each checkout reads, to about 100 KB. */
    private static final int MAX_LINES = 1_000;

    public UnpaidLimits {
        if (maxUnits < 1 || maxDeclines < 1 || addressFactor < 1) {
            throw new IllegalArgumentException("Limits must be at least 1");
        }
    }

    /** Reads {@code MAX_UNPAID_UNITS}, {@code MAX_DECLINED_PAYMENTS} and {@code ADDRESS_FACTOR}. */
    public static UnpaidLimits fromSettings(Settings.Reader settings) {
        return new UnpaidLimits(
                settings.integer("MAX_UNPAID_UNITS", 1, 1_000_000),
                settings.integer("MAX_DECLINED_PAYMENTS", 1, 1_000),
                settings.integer("ADDRESS_FACTOR", 1, 1_000));
    }

    /** A limit that is exceeded. */
    public sealed interface Excess {

        /** When the caller can try again; not in the future if waiting does not help. */
        Instant until();

        /** @param skus the SKUs with too many units  @param maxUnits the limit */
        record Units(List<Sku> skus, int maxUnits, Instant until) implements Excess {
            public Units {
                skus = List.copyOf(skus);
            }
        }

        /** @param maxOrders the maximum number of unpaid orders at a time */
        record Pending(int maxOrders, Instant until) implements Excess {}

        /** @param maxDeclines the limit */
        record Declines(int maxDeclines, Instant until) implements Excess {}
    }

    /** Whether the caller has reached the limit of declined payments. @param unpaid without expired entries */
    public Optional<Excess> declines(CallerKey caller, Unpaid unpaid) {
        var max = times(caller, maxDeclines);
        return unpaid.declines().size() < max
                ? Optional.empty()
                : Optional.of(new Excess.Declines(max, unpaid.declinesBelow(max)));
    }

    /**
     * Whether these units would exceed the caller's limit.
     *
     * @param unpaid without expired entries
     * @param more additional units by SKU
     */
    public Optional<Excess> units(CallerKey caller, Unpaid unpaid, Map<Sku, Integer> more, Instant now) {
        var max = times(caller, maxUnits);
        var skus = unpaid.lines() + more.size() > MAX_LINES
                ? List.copyOf(more.keySet())
                : skusAbove(max, unpaid, more);
        if (skus.isEmpty()) {
            return Optional.empty();
        }
        var isTooLargeByItself = skus.stream().anyMatch(sku -> more.get(sku) > max);
        var until = isTooLargeByItself ? now : unpaid.nextEnd().orElse(now);
        return Optional.of(new Excess.Units(skus, max, until));
    }

    private static List<Sku> skusAbove(int max, Unpaid unpaid, Map<Sku, Integer> more) {
        return more.entrySet().stream()
                .filter(line -> (long) unpaid.units(line.getKey()) + line.getValue() > max)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private int times(CallerKey caller, int limit) {
        return caller.isAddress() ? Math.multiplyExact(limit, addressFactor) : limit;
    }
}
