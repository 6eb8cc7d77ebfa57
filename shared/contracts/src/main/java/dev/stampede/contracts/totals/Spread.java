package dev.stampede.contracts.totals;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Splits amounts without losing a minor unit. */
public final class Spread {

    private Spread() {}

    /**
     * Splits an amount over others, of which it is a part, in proportion to them.
     *
     * @param amount 0 to the sum of the others
     * @return the parts, as of {@link #inProportion}; none is more than its weight
     */
    public static long[] over(long amount, long[] weights) {
        var sum = LongStream.of(weights).reduce(0, Math::addExact);
        if (amount > sum) {
            throw new IllegalArgumentException("Cannot spread " + amount + " over " + sum);
        }
        return inProportion(amount, weights);
    }

    /**
     * Splits an amount in proportion to weights by the method of the largest remainder: each part is rounded down, and the
     * minor units that are left go, one each, to the parts that lost most by it, of equal ones to the first.
     *
     * @param amount 0 or more
     * @param weights 0 or more each, not all 0 unless the amount is
     * @return the parts, which add up to the amount
     */
    static long[] inProportion(long amount, long[] weights) {
        var sum = LongStream.of(weights).reduce(0, Math::addExact);
        if (amount < 0 || amount > 0 && sum == 0) {
            throw new IllegalArgumentException("Cannot spread " + amount + " over " + sum);
        }
        if (amount == 0) {
            return new long[weights.length];
        }
        var whole = BigInteger.valueOf(sum);
        var shares = LongStream.of(weights)
                .mapToObj(weight -> BigInteger.valueOf(weight).multiply(BigInteger.valueOf(amount))
                        .divideAndRemainder(whole))
                .toList();
        var parts = shares.stream().mapToLong(share -> share[0].longValueExact()).toArray();
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> shares.get(index)[1]).reversed()
                        .thenComparing(index -> index))
                .limit(amount - LongStream.of(parts).sum())
                .forEach(index -> parts[index]++);
        return parts;
    }
}
