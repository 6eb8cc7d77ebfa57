package dev.stampede.inventory.reservation;

import dev.stampede.contracts.id.Sku;
import java.util.Comparator;

/**
 * Identifies the number of units of a SKU that one customer's orders hold. It is counted only for SKUs with a limit per customer.
 * That of {@code CustomerLimits.FIRST_ORDER} counts orders, until nothing was sold and all of their units are back.
 *
 * @param customer a keyed hash
 */
public record CustomerCount(Sku sku, String customer) implements Comparable<CustomerCount> {

    private static final Comparator<CustomerCount> ORDER = Comparator.comparing(CustomerCount::sku)
            .thenComparing(CustomerCount::customer);

    @Override
    public int compareTo(CustomerCount other) {
        return ORDER.compare(this, other);
    }

    /** Omits the customer, because the text may be logged. */
    @Override
    public String toString() {
        return "CustomerCount[" + sku + "]";
    }

    /**
     * A change of the number.
     *
     * @param units taken (positive) or given back (negative)
     * @param max the limit, which taking respects
     */
    public record Change(int units, int max) {

        /** Both changes, within the lower limit. */
        Change and(Change other) {
            return new Change(Math.addExact(units, other.units), Math.min(max, other.max));
        }
    }
}
