package dev.stampede.local.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.dynamodb.services.local.shared.access.LocalDBUtils;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;
import software.amazon.dynamodb.services.local.shared.model.Condition;

/**
 * The items of a table, or those that have the attributes of one of its indexes, sorted as queries and scans return them. A
 * table's items are sorted by the hash of their partition key first, which segments of a parallel scan divide. Not
 * thread-safe.
 */
final class Sorted {

    private final List<String> names;
    private final boolean isHashed;
    private final NavigableMap<SortKey, Item> items = new TreeMap<>();

    private Sorted(List<String> names, boolean isHashed) {
        this.names = names;
        this.isHashed = isHashed;
    }

    static Sorted byPrimaryKey(TableInfo table) {
        return new Sorted(primaryKey(table).toList(), true);
    }

    /** The index's key attributes and then the table's, which make the key unique. */
    static Sorted byIndex(TableInfo table, String index) {
        return new Sorted(Stream.concat(table.getIndexKeyNames(index).stream(), primaryKey(table)).distinct().toList(),
                false);
    }

    private static Stream<String> primaryKey(TableInfo table) {
        return Stream.of(table.getHashKey(), table.getRangeKey()).filter(Objects::nonNull)
                .map(AttributeDefinition::attributeName);
    }

    List<String> names() {
        return names;
    }

    Collection<Item> all() {
        return items.values();
    }

    /** Adds the item if it has all attributes of the key. */
    void add(Map<String, AttributeValue> attributes, Item item) {
        var key = key(attributes);
        if (key != null) {
            items.put(key, item);
        }
    }

    @Nullable
    Item get(Map<String, AttributeValue> attributes) {
        var key = key(attributes);
        return key == null ? null : items.get(key);
    }

    void remove(Map<String, AttributeValue> attributes) {
        var key = key(attributes);
        if (key != null) {
            items.remove(key);
        }
    }

    private @Nullable SortKey key(Map<String, AttributeValue> attributes) {
        var parts = parts(attributes);
        return parts == null ? null : SortKey.of(parts);
    }

    private @Nullable List<byte[]> parts(Map<String, AttributeValue> attributes) {
        var parts = new ArrayList<byte[]>();
        for (var name : names) {
            var value = attributes.get(name);
            if (value == null) {
                return null;
            }
            if (isHashed && parts.isEmpty()) {
                parts.add(LocalDBUtils.getHashValue(value));
            }
            parts.add(SortKey.bytes(value));
        }
        return parts;
    }

    /**
     * Finds items in their order.
     *
     * @param conditions by attribute; conditions on attributes that are not in the key are ignored
     * @param after      where a page before ended; null for the beginning
     * @param limit      at most so many
     */
    List<Item> query(Map<String, Condition> conditions, @Nullable Map<String, AttributeValue> after,
            long limit, boolean ascending) {
        var tests = tests(conditions);
        var range = range(tests);
        if (after != null) {
            range = ascending ? range.from(SortKey.after(parts(after))) : range.to(SortKey.before(parts(after)));
        }
        return list(range, tests, limit, ascending);
    }

    /** Finds the items whose partition keys have hashes of this range, both ends included. */
    List<Item> segment(byte[] first, byte[] last, String partitionKey, @Nullable Map<String, AttributeValue> after,
            long limit) {
        if (isHashed) {
            var range = new Range(SortKey.before(List.of(first)), SortKey.after(List.of(last)));
            return list(after == null ? range : range.from(SortKey.after(parts(after))), List.of(), limit, true);
        }
        return query(Map.of(), after, Long.MAX_VALUE, true).stream()
                .filter(item -> isBetween(first, LocalDBUtils.getHashValue(item.attributes().get(partitionKey)), last))
                .limit(limit)
                .toList();
    }

    private static boolean isBetween(byte[] first, byte[] value, byte[] last) {
        return Arrays.compareUnsigned(first, value) <= 0 && Arrays.compareUnsigned(value, last) <= 0;
    }

    private List<Item> list(Range range, List<Test> tests, long limit, boolean ascending) {
        if (range.first().compareTo(range.last()) >= 0) {
            return List.of();
        }
        var within = items.subMap(range.first(), true, range.last(), true);
        var found = new ArrayList<Item>();
        // A stream of a part of a map counts the part first.
        for (var entry : (ascending ? within : within.descendingMap()).entrySet()) {
            if (found.size() == limit) {
                break;
            }
            if (tests.stream().allMatch(test -> test.matches(entry.getKey()))) {
                found.add(entry.getValue());
            }
        }
        return found;
    }

    /** Where to look: between two bounds. */
    private record Range(SortKey first, SortKey last) {

        static Range around(List<byte[]> parts) {
            return new Range(SortKey.before(parts), SortKey.after(parts));
        }

        Range from(SortKey start) {
            return start.compareTo(first) > 0 ? new Range(start, last) : this;
        }

        Range to(SortKey end) {
            return end.compareTo(last) < 0 ? new Range(first, end) : this;
        }
    }

    /** A condition on one part of the key. */
    private record Test(int part, ComparisonOperator operator, List<byte[]> values) {

        boolean matches(SortKey key) {
            var value = key.part(part);
            var order = Arrays.compareUnsigned(value, values.getFirst());
            return switch (operator) {
                case EQ -> order == 0;
                case IN -> values.stream().anyMatch(one -> Arrays.equals(value, one));
                case LT -> order < 0;
                case LE -> order <= 0;
                case GT -> order > 0;
                case GE -> order >= 0;
                case BEGINS_WITH -> Arrays.mismatch(value, values.getFirst()) == values.getFirst().length || order == 0;
                case BETWEEN -> order >= 0 && Arrays.compareUnsigned(value, values.get(1)) <= 0;
                default -> throw new IllegalArgumentException("Not a condition of a key: " + operator);
            };
        }

        /** The keys with these parts and then a value that can match. */
        Range within(List<byte[]> parts) {
            var all = Range.around(parts);
            var first = with(parts, values.getFirst());
            return switch (operator) {
                case EQ -> Range.around(first);
                case LT -> all.to(SortKey.before(first));
                case LE -> all.to(SortKey.after(first));
                case GT -> all.from(SortKey.after(first));
                case GE -> all.from(SortKey.before(first));
                case BEGINS_WITH -> {
                    var next = afterPrefix(values.getFirst());
                    var range = all.from(SortKey.before(first));
                    yield next.length == 0 ? range : range.to(SortKey.before(with(parts, next)));
                }
                case BETWEEN -> all.from(SortKey.before(first)).to(SortKey.after(with(parts, values.get(1))));
                default -> all;
            };
        }

        private static List<byte[]> with(List<byte[]> parts, byte[] value) {
            var longer = new ArrayList<>(parts);
            longer.add(value);
            return longer;
        }

        /** The first value after all that begin so; empty if there is none. */
        private static byte[] afterPrefix(byte[] prefix) {
            var length = prefix.length;
            while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
                length--;
            }
            var next = Arrays.copyOf(prefix, length);
            if (length > 0) {
                next[length - 1]++;
            }
            return next;
        }
    }

    private List<Test> tests(Map<String, Condition> conditions) {
        var tests = new ArrayList<Test>();
        for (var index = 0; index < names.size(); index++) {
            var condition = conditions.get(names.get(index));
            if (condition != null) {
                var operator = ComparisonOperator.fromValue(condition.getComparisonOperator());
                var values = condition.getAttributeValueList();
                if (isHashed && index == 0 && operator == ComparisonOperator.EQ) {
                    tests.add(new Test(0, operator, List.of(LocalDBUtils.getHashValue(values.getFirst()))));
                }
                tests.add(
                        new Test(isHashed ? index + 1 : index, operator, values.stream().map(SortKey::bytes).toList()));
            }
        }
        return tests;
    }

    /** As narrow as tests for equality of the first parts, and the test after them, allow. */
    private static Range range(List<Test> tests) {
        var equal = new ArrayList<byte[]>();
        for (var test : tests) {
            if (test.part() != equal.size()) {
                break;
            }
            if (test.operator() != ComparisonOperator.EQ) {
                return test.within(equal);
            }
            equal.add(test.values().getFirst());
        }
        return Range.around(equal);
    }
}
