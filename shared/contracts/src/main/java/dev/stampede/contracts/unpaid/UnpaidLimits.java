package dev.stampede.contracts.unpaid;

import dev.stampede.contracts.id.Sku;
import dev.stampede.runtime.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much one caller may leave unpaid. Orders that are paid at once count nothing.
 *
 * @param maxUnits units of one SKU that a customer, or a guest with one mailbox, may hold unpaid; at least 1
 * @param maxDeclines payments of theirs that may be declined within {@link Unpaid#DECLINE_WINDOW}; at least 1
 * @param addressFactor how many times that a network address may have, since many people share one; at least 1
 */
public record UnpaidLimits(int maxUnits, int maxDeclines, int addressFactor) {

    /** SKUs in the holds of one caller: bounds the size of the record, which is read at each checkout, to about 100 KB. */
    private static final int MAX_LINES = 1_000;

    public UnpaidLimits {
        if (maxUnits < 1 || maxDeclines < 1 || addressFactor < 1) {
            throw new IllegalArgumentException("Limits are at least 1");
        }
    }

    /** Reads {@code MAX_UNPAID_UNITS}, {@code MAX_DECLINED_PAYMENTS} and {@code ADDRESS_FACTOR}. */
    public static UnpaidLimits fromSettings(Settings.Reader settings) {
        return new UnpaidLimits(
                settings.integer("MAX_UNPAID_UNITS", 1, 1_000_000),
                settings.integer("MAX_DECLINED_PAYMENTS", 1, 1_000),
                settings.integer("ADDRESS_FACTOR", 1, 1_000));
    }

    /** What is too much. */
    public sealed interface Excess {

        /** When the caller may try again. */
        Instant until();

        /** @param skus of which too many units are held  @param maxUnits how many may be */
        record Units(List<Sku> skus, int maxUnits, Instant until) implements Excess {
            public Units {
                skus = List.copyOf(skus);
            }
        }

        /** @param maxOrders how many orders may await their payment, or have none, at a time */
        record Pending(int maxOrders, Instant until) implements Excess {}

        /** @param maxDeclines how many payments may be declined */
        record Declines(int maxDeclines, Instant until) implements Excess {}
    }

    /** Whether the caller has had as many declined payments as there may be. @param unpaid without what is over */
    public Optional<Excess> declines(CallerKey caller, Unpaid unpaid) {
        var max = times(caller, maxDeclines);
        return unpaid.declines().size() < max
                ? Optional.empty()
                : Optional.of(new Excess.Declines(max, unpaid.declinesBelow(max)));
    }

    /**
     * Whether the caller would hold too many units with these.
     *
     * @param unpaid without what is over
     * @param more by SKU, on top of what is held
     */
    public Optional<Excess> units(CallerKey caller, Unpaid unpaid, Map<Sku, Integer> more, Instant now) {
        var max = times(caller, maxUnits);
        var skus = unpaid.lines() + more.size() > MAX_LINES
                ? List.copyOf(more.keySet())
                : skusAbove(max, unpaid, more);
        return skus.isEmpty()
                ? Optional.empty()
                : Optional.of(new Excess.Units(skus, max, unpaid.nextEnd().orElse(now)));
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
