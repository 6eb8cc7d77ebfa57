package dev.stampede.contracts.totals;

import dev.stampede.contracts.totals.Totals.Line;
import dev.stampede.contracts.totals.Totals.Reduction;
import dev.stampede.contracts.totals.Totals.Shipping;
import dev.stampede.contracts.totals.Totals.Tax;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Totals} have besides the prices of lines, as an order records it: the lines' prices are with the lines. Nothing
 * is computed anew when an order is read.
 *
 * @param lines the parts of the order's lines, in their order
 */
public record Breakdown(
        long rulesVersion,
        boolean taxIncluded,
        List<Reduction> discounts,
        @Nullable Shipping shipping,
        List<Tax> taxes,
        List<Part> lines) {

    /** @param taxes see {@link Line} */
    public record Part(long discount, List<Long> taxes) {

        public Part {
            taxes = List.copyOf(taxes);
        }
    }

    public Breakdown {
        discounts = List.copyOf(discounts);
        taxes = List.copyOf(taxes);
        lines = List.copyOf(lines);
    }

    /** What the totals have besides prices; null if they are of a store without rules and have nothing else. */
    public static @Nullable Breakdown of(Totals totals) {
        return totals.rulesVersion() == 0 && totals.discounts().isEmpty() && totals.shipping() == null
                && totals.taxes().isEmpty()
                        ? null
                        : new Breakdown(
                                totals.rulesVersion(), totals.taxIncluded(), totals.discounts(), totals.shipping(),
                                totals.taxes(),
                                totals.lines().stream().map(line -> new Part(line.discount(), line.taxes())).toList());
    }

    /** The totals of an order that has nothing besides prices. @param lines without discounts and taxes */
    public static Totals none(String currency, List<Line> lines) {
        return new Totals(currency, 0, false, lines, List.of(), null, List.of());
    }

    /** The totals with this breakdown. @param priced the same lines, without discounts and taxes */
    public Totals totals(String currency, List<Line> priced) {
        if (priced.size() != lines.size()) {
            throw new IllegalArgumentException("The breakdown has " + lines.size() + " lines, not " + priced.size());
        }
        var all = IntStream.range(0, lines.size())
                .mapToObj(index -> priced.get(index).with(lines.get(index).discount(), lines.get(index).taxes()))
                .toList();
        return new Totals(currency, rulesVersion, taxIncluded, all, discounts, shipping, taxes);
    }
}
