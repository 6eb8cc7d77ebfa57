package dev.stampede.search.index;

import dev.stampede.contracts.catalog.CatalogItems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A range of prices that products are counted by. The ranges are the same for every query, so that a choice does not move
 * them: from 0, 500, 1000, 2000, 5000 and so on minor units to the next.
 *
 * @param from in minor units, included
 * @param to in minor units, included
 */
public record PriceRange(long from, long to) {

    /** All ranges, without gaps, up to the highest price. */
    static final List<PriceRange> ALL = all();

    private static final List<Long> STARTS = ALL.stream().map(PriceRange::from).toList();

    private static List<PriceRange> all() {
        var ranges = new ArrayList<PriceRange>();
        var from = 0L;
        var unit = 100L;
        var next = 500L;
        while (from <= CatalogItems.MAX_PRICE) {
            ranges.add(new PriceRange(from, Math.min(next - 1, CatalogItems.MAX_PRICE)));
            from = next;
            if (from == 5 * unit) {
                unit *= 10;
                next = unit;
            } else {
                next = from == unit ? 2 * unit : 5 * unit;
            }
        }
        return List.copyOf(ranges);
    }

    /** The position in {@link #ALL} of the range that has this price. */
    static int index(long price) {
        var found = Collections.binarySearch(STARTS, price);
        return found >= 0 ? found : -found - 2;
    }
}
