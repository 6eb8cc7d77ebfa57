package dev.stampede.contracts.orders;

import dev.stampede.contracts.id.Sku;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Units of a SKU that an order took from one stock shard and returns if it ends without a sale. */
public record Allocation(Sku sku, int shard, int units) {

    public Allocation {
        if (shard < 0 || units < 1) {
            throw new IllegalArgumentException("Invalid allocation: " + sku + " " + shard + " " + units);
        }
    }

    /** The units of each SKU. */
    public static Map<Sku, Integer> units(Collection<Allocation> allocations) {
        var units = new TreeMap<Sku, Integer>();
        allocations.forEach(allocation -> units.merge(allocation.sku(), allocation.units(), Integer::sum));
        return units;
    }

    /** Allocations in two parts. */
    record Split(List<Allocation> taken, List<Allocation> left) {}

    /**
     * Takes units from allocations, from the first of a SKU first: who knows only the number of units takes the same.
     *
     * @param units the units to take of each SKU; all of a SKU, if it has fewer
     */
    static Split split(List<Allocation> allocations, Map<Sku, Integer> units) {
        var wanted = new HashMap<>(units);
        var taken = new ArrayList<Allocation>();
        var left = new ArrayList<Allocation>();
        for (var allocation : allocations) {
            var part = Math.min(allocation.units(), wanted.getOrDefault(allocation.sku(), 0));
            if (part > 0) {
                taken.add(new Allocation(allocation.sku(), allocation.shard(), part));
                wanted.merge(allocation.sku(), -part, Integer::sum);
            }
            if (part < allocation.units()) {
                left.add(new Allocation(allocation.sku(), allocation.shard(), allocation.units() - part));
            }
        }
        return new Split(List.copyOf(taken), List.copyOf(left));
    }
}
