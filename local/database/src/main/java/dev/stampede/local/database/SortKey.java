package dev.stampede.local.database;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import software.amazon.dynamodb.services.local.shared.access.PaddingNumberEncoder;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;

/**
 * Where an item is in a sorted collection: the values of its key attributes, compared byte by byte as DynamoDB does. A bound is
 * before or after all keys that begin with its parts.
 */
final class SortKey implements Comparable<SortKey> {

    private static final int BEFORE = -1;
    private static final int AT = 0;
    private static final int AFTER = 1;

    private final byte[][] parts;
    private final int side;

    private SortKey(List<byte[]> parts, int side) {
        this.parts = parts.toArray(byte[][]::new);
        this.side = side;
    }

    static SortKey of(List<byte[]> parts) {
        return new SortKey(parts, AT);
    }

    static SortKey before(List<byte[]> parts) {
        return new SortKey(parts, BEFORE);
    }

    static SortKey after(List<byte[]> parts) {
        return new SortKey(parts, AFTER);
    }

    byte[] part(int index) {
        return parts[index];
    }

    /** The bytes by which DynamoDB sorts a value of a key. */
    static byte[] bytes(AttributeValue value) {
        return switch (value.getType()) {
            case S -> value.getS().getBytes(StandardCharsets.UTF_8);
            case N -> PaddingNumberEncoder.encodeBigDecimal(new BigDecimal(value.getN()));
            case B -> {
                var bytes = new byte[value.getB().remaining()];
                value.getB().duplicate().get(bytes);
                yield bytes;
            }
            default -> throw new IllegalArgumentException("Not a key: " + value);
        };
    }

    @Override
    public int compareTo(SortKey other) {
        var common = Math.min(parts.length, other.parts.length);
        for (var index = 0; index < common; index++) {
            var order = Arrays.compareUnsigned(parts[index], other.parts[index]);
            if (order != 0) {
                return order;
            }
        }
        if (parts.length == other.parts.length) {
            return Integer.compare(side, other.side);
        }
        return parts.length < other.parts.length ? side : -other.side;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SortKey key && compareTo(key) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(parts);
    }
}
