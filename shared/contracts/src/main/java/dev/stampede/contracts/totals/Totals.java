package dev.stampede.contracts.totals;

import dev.stampede.contracts.id.Sku;
import dev.stampede.contracts.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a purchase costs, and of what it consists. All amounts are in minor units of {@code currency}. {@link Quote#of} computes
 * it; whoever shows or charges amounts takes them from here. Its parts always equal the whole: a discount is the sum of what
 * it takes off the lines, a tax the sum of what the lines and the shipping have of it, and no line is below zero.
 *
 * @param rulesVersion the version of the {@link Rules} that applied
 * @param taxIncluded whether the prices include the taxes, or the taxes are added to them
 * @param discounts those on lines; {@link Shipping} has its own
 * @param shipping null if nothing is sent, or no method is chosen yet
 * @param taxes at most one for each name and rate, by name and descending rate
 */
public record Totals(
        String currency,
        long rulesVersion,
        boolean taxIncluded,
        List<Line> lines,
        List<Reduction> discounts,
        @Nullable Shipping shipping,
        List<Tax> taxes) {

    /**
     * @param discount the line's part of all discounts
     * @param taxes the line's part of each of the totals' taxes, in their order
     */
    public record Line(Sku sku, long unitPrice, int quantity, long discount, List<Long> taxes) {

        public Line {
            taxes = List.copyOf(taxes);
            require(quantity >= 1 && unitPrice >= 0 && discount >= 0, "A line is below zero");
            require(discount <= Math.multiplyExact(unitPrice, (long) quantity), "A discount exceeds its line");
        }

        /** A line without discounts and taxes. */
        public static Line priced(Sku sku, long unitPrice, int quantity) {
            return new Line(sku, unitPrice, quantity, 0, List.of());
        }

        Line with(long changedDiscount, List<Long> changedTaxes) {
            return new Line(sku, unitPrice, quantity, changedDiscount, changedTaxes);
        }

        /** The price before discounts. */
        public long subtotal() {
            return unitPrice * quantity;
        }

        /** The price after discounts; includes the tax if prices do. */
        public long discounted() {
            return subtotal() - discount;
        }

        public long tax() {
            return sum(taxes);
        }
    }

    /**
     * A discount.
     *
     * @param reason what customers read
     * @param code the code that it was given for; null for an automatic one
     */
    public record Reduction(String reason, @Nullable String code, long amount) {}

    /**
     * The chosen shipping method.
     *
     * @param method its id
     * @param price before discounts
     * @param taxes shipping's part of each of the totals' taxes, in their order
     */
    public record Shipping(String method, String name, long price, List<Reduction> discounts, List<Long> taxes) {

        public Shipping {
            discounts = List.copyOf(discounts);
            taxes = List.copyOf(taxes);
            require(price >= 0 && sumOf(discounts) <= price, "A discount exceeds the price of shipping");
        }

        public long discount() {
            return sumOf(discounts);
        }

        /** The price after discounts; includes the tax if prices do. */
        public long discounted() {
            return price - discount();
        }

        public long tax() {
            return sum(taxes);
        }
    }

    /**
     * A tax at one rate.
     *
     * @param rate percent
     * @param taxable the amount without this and other taxes that is taxed
     */
    public record Tax(String name, BigDecimal rate, long taxable, long amount) {

        public Tax {
            rate = TaxRate.normalised(rate);
        }
    }

    public Totals {
        lines = List.copyOf(lines);
        discounts = List.copyOf(discounts);
        taxes = List.copyOf(taxes);
        require(sumOf(discounts) == sum(lines, Line::discount),
                "The discounts of the lines do not add up");
        var count = taxes.size();
        require(parts(lines, shipping).allMatch(part -> part.size() == count), "A line has a part of each tax");
        for (var index = 0; index < count; index++) {
            var position = index;
            var parts = parts(lines, shipping).mapToLong(part -> part.get(position)).sum();
            require(parts == taxes.get(position).amount(), "The taxes of the lines do not add up");
        }
        require(parts(lines, shipping).allMatch(part -> part.stream().allMatch(tax -> tax >= 0)),
                "A tax is below zero");
        require(!taxIncluded || lines.stream().allMatch(line -> line.tax() <= line.discounted()),
                "A line's tax exceeds its price");
    }

    /** The prices of the lines, before discounts, shipping and taxes that are added. */
    public long subtotal() {
        return sum(lines, Line::subtotal);
    }

    /** All discounts on lines. */
    public long discount() {
        return sumOf(discounts);
    }

    /** All taxes, included or added. */
    public long tax() {
        return sum(taxes, Tax::amount);
    }

    /** The amount to charge. */
    public long total() {
        return subtotal() - discount() + (shipping == null ? 0 : shipping.discounted()) + (taxIncluded ? 0 : tax());
    }

    /** The codes of promotions that reduced something. */
    public List<String> codes() {
        return Stream.concat(discounts.stream(), shipping == null ? Stream.of() : shipping.discounts().stream())
                .map(Reduction::code)
                .filter(Objects::nonNull)
                .toList();
    }

    /** @throws IllegalArgumentException if it exceeds the limit of {@link Money} */
    public Money charged() {
        return new Money(total(), currency);
    }

    /** A line's part of the amount to charge. */
    public long total(Line line) {
        return line.discounted() + (taxIncluded ? 0 : line.tax());
    }

    /** Shipping's part of the amount to charge. */
    public long total(Shipping of) {
        return of.discounted() + (taxIncluded ? 0 : of.tax());
    }

    /** How an amount that was paid back is divided; see {@link PaidBack#of}. */
    public PaidBack paidBack(long amount, Map<Sku, Long> ofLines) {
        return PaidBack.of(this, amount, ofLines);
    }

    /** @throws IllegalArgumentException if there is no line of the SKU */
    public Line line(Sku sku) {
        return lines.stream()
                .filter(line -> line.sku().equals(sku))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no line of " + sku));
    }

    /**
     * The part of {@link #total(Line)} that some units of the line have. What all units have adds up to it, however they are
     * divided: the first n units have n times the price of a unit, rounded half up.
     *
     * @param from how many units come before
     * @param to at least {@code from}, and at most the line's quantity
     */
    public long total(Line line, int from, int to) {
        require(0 <= from && from <= to && to <= line.quantity(), "The line has no such units");
        return ofFirst(line, to) - ofFirst(line, from);
    }

    private long ofFirst(Line line, int units) {
        var twice = Math.multiplyExact(2L * units, total(line));
        return Math.floorDiv(twice + line.quantity(), 2L * line.quantity());
    }

    private static Stream<List<Long>> parts(List<Line> lines, @Nullable Shipping shipping) {
        var ofLines = lines.stream().map(Line::taxes);
        return shipping == null ? ofLines : Stream.concat(ofLines, Stream.of(shipping.taxes()));
    }

    private static long sum(List<Long> amounts) {
        return sum(amounts, Long::longValue);
    }

    private static long sumOf(List<Reduction> reductions) {
        return sum(reductions, Reduction::amount);
    }

    private static <T> long sum(List<T> parts, ToLongFunction<T> amount) {
        var sum = 0L;
        for (var part : parts) {
            sum += amount.applyAsLong(part);
        }
        return sum;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
