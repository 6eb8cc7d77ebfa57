package dev.stampede.contracts.totals;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.totals.Totals.Tax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How an amount that was paid back is divided over the parts of {@link Totals}. The parts equal the whole: lines and shipping
 * add up to the amount, and once all is paid back, each part has its total and each tax its amount. All amounts are in minor
 * units.
 *
 * @param lines the part of each line, in the order of the totals
 * @param shipping 0 if nothing was sent
 * @param taxes the part of each of the totals' taxes, in their order; they are contained in the lines and the shipping
 */
public record PaidBack(List<Long> lines, long shipping, List<Tax> taxes) {

    public PaidBack {
        lines = List.copyOf(lines);
        taxes = List.copyOf(taxes);
    }

    /**
     * Divides what was paid back for certain lines as given, and the rest in proportion to what is left of the lines and the
     * shipping. What a part has is divided over its price and its taxes in proportion to them.
     *
     * @param amount at least the sum of {@code ofLines}, and at most the totals' total
     * @param ofLines what was paid back for each line, at most its total; lines without an entry have none
     */
    static PaidBack of(Totals totals, long amount, Map<Sku, Long> ofLines) {
        var parts = parts(totals);
        var given = LongStream.concat(
                totals.lines().stream().mapToLong(line -> ofLines.getOrDefault(line.sku(), 0L)),
                LongStream.of(0)).toArray();
        var left = IntStream.range(0, given.length).mapToLong(index -> parts.get(index).total() - given[index])
                .toArray();
        var rest = Spread.over(amount - LongStream.of(given).sum(), left);
        var paid = IntStream.range(0, given.length).mapToLong(index -> given[index] + rest[index]).toArray();
        return new PaidBack(
                LongStream.of(paid).limit(totals.lines().size()).boxed().toList(), paid[totals.lines().size()],
                taxes(totals, parts, paid));
    }

    /** The price without taxes, and the taxes, of a line or the shipping. */
    private record Part(long net, List<Long> taxes) {

        long total() {
            return net + taxes.stream().mapToLong(Long::longValue).sum();
        }

        /** The parts of an amount: that of the price, then those of the taxes. */
        long[] divide(long amount) {
            return Spread.over(
                    amount,
                    LongStream.concat(LongStream.of(net), taxes.stream().mapToLong(Long::longValue)).toArray());
        }
    }

    /** The lines, then the shipping. */
    private static List<Part> parts(Totals totals) {
        var parts = new ArrayList<Part>();
        totals.lines().forEach(
                line -> parts.add(new Part(totals.total(line) - line.tax(), line.taxes())));
        var shipping = totals.shipping();
        parts.add(shipping == null
                ? new Part(0, totals.taxes().stream().map(tax -> 0L).toList())
                : new Part(totals.total(shipping) - shipping.tax(), shipping.taxes()));
        return parts;
    }

    private static List<Tax> taxes(Totals totals, List<Part> parts, long[] paid) {
        var divided = IntStream.range(0, paid.length).mapToObj(index -> parts.get(index).divide(paid[index])).toList();
        return IntStream.range(0, totals.taxes().size()).mapToObj(index -> {
            var tax = totals.taxes().get(index);
            var taxed = IntStream.range(0, paid.length).filter(position -> parts.get(position).taxes().get(index) > 0)
                    .toArray();
            // A tax of nothing leaves no trace in the parts.
            var those = taxed.length > 0 ? taxed : IntStream.range(0, paid.length).toArray();
            var whole = IntStream.of(those).mapToLong(position -> parts.get(position).total()).sum();
            var part = IntStream.of(those).mapToLong(position -> paid[position]).sum();
            var amount = divided.stream().mapToLong(division -> division[index + 1]).sum();
            return new Tax(tax.name(), tax.rate(), proportion(tax.taxable(), part, whole), amount);
        }).toList();
    }

    /** Rounded half up. */
    private static long proportion(long amount, long part, long whole) {
        if (whole == 0) {
            return 0;
        }
        var twice = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(part)).shiftLeft(1);
        return twice.add(BigInteger.valueOf(whole)).divide(BigInteger.valueOf(whole).shiftLeft(1)).longValueExact();
    }
}
