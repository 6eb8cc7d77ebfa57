package dev.stampede.local.lab.capacity;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Units consumed and requests made, up to a point in time or between two. Immutable.
 *
 * @param units    multiples of 0.5
 * @param requests completed requests by operation and table; a request to several tables counts once for each
 */
public record CapacityUse(Map<Line, Double> units, Map<Request, Long> requests) {

    /** What the units were consumed for. */
    public record Line(Resource resource, Access access, Kind kind) {}

    /**
     * A kind of request.
     *
     * @param operation DynamoDB's name for it, such as {@code TransactWriteItems}
     */
    public record Request(String operation, String table) {}

    public CapacityUse {
        units = Map.copyOf(units);
        requests = Map.copyOf(requests);
    }

    /** Write units over all tables and indexes. */
    public double writeUnits() {
        return sum(line -> line.access() == Access.WRITE);
    }

    /** Read units over all tables and indexes. */
    public double readUnits() {
        return sum(line -> line.access() == Access.READ);
    }

    /** Units of one table without its indexes, or of one index. */
    public double units(Resource resource, Access access) {
        return sum(line -> line.resource().equals(resource) && line.access() == access);
    }

    public double units(Resource resource, Access access, Kind kind) {
        return units.getOrDefault(new Line(resource, access, kind), 0.0);
    }

    /** Units of one kind over all tables and indexes. */
    public double units(Access access, Kind kind) {
        return sum(line -> line.access() == access && line.kind() == kind);
    }

    public long requests(String operation, String table) {
        return requests.getOrDefault(new Request(operation, table), 0L);
    }

    /** The tables and indexes that units were consumed on, sorted. */
    public Set<Resource> resources() {
        return units.keySet().stream().map(Line::resource).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The use since an earlier snapshot of the same meter. */
    public CapacityUse minus(CapacityUse earlier) {
        return new CapacityUse(difference(units, earlier.units, (now, then) -> now - then),
                difference(requests, earlier.requests, (now, then) -> now - then));
    }

    private double sum(Predicate<Line> wanted) {
        return units.entrySet().stream().filter(entry -> wanted.test(entry.getKey()))
                .mapToDouble(Map.Entry::getValue).sum();
    }

    private static <K, V extends Number> Map<K, V> difference(Map<K, V> now, Map<K, V> then, BinaryOperator<V> minus) {
        var difference = new HashMap<K, V>();
        now.forEach((key, value) -> difference.put(key,
                then.containsKey(key) ? minus.apply(value, then.get(key)) : value));
        difference.values().removeIf(value -> value.doubleValue() == 0);
        return difference;
    }
}
