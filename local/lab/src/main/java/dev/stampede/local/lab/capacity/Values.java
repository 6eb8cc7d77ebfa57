package dev.stampede.local.lab.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sizes and canonical forms of attribute values.
 *
 * @see <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">DynamoDB item
 * sizes and formats</a>
 */
final class Values {

    /** Overhead of a list or map, in bytes. */
    private static final int CONTAINER_OVERHEAD = 3;

    /** Overhead of each element of a list or map, in bytes. */
    private static final int ELEMENT_OVERHEAD = 1;

    /** Maximum significant digits of a number. */
    private static final MathContext PRECISION = new MathContext(38);

    private Values() {}

    /** The size of an item in bytes: its attribute names and values. An empty map represents a missing item. */
    static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream().mapToInt(attribute -> bytes(attribute.getKey()) + size(attribute.getValue()))
                .sum();
    }

    /** The size of a value in bytes, without its name. */
    static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToInt(Values::bytes).sum();
            case NS -> value.ns().stream().mapToInt(Values::number).sum();
            case BS -> value.bs().stream().mapToInt(bytes -> bytes.asByteArrayUnsafe().length).sum();
            case M -> CONTAINER_OVERHEAD + value.m().size() * ELEMENT_OVERHEAD + size(value.m());
            case L -> CONTAINER_OVERHEAD + value.l().size() * ELEMENT_OVERHEAD
                    + value.l().stream().mapToInt(Values::size).sum();
            case BOOL, NUL -> 1;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("Attribute value without a type");
        };
    }

    /** A canonical form of a key value: equal only for equal values. */
    static String text(AttributeValue key) {
        return switch (key.type()) {
            case S -> "S" + key.s();
            case N -> "N" + new BigDecimal(key.n()).stripTrailingZeros();
            case B -> "B" + base64(key.b());
            default -> throw new IllegalArgumentException("Not a key type: " + key.type());
        };
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * One byte per two digits, plus one. As in DynamoDB Local, digits are counted in pairs from the decimal point, and
     * a negative number takes one more byte. The guide states only that the size is approximate.
     */
    private static int number(String text) {
        var number = new BigDecimal(text).round(PRECISION).stripTrailingZeros();
        if (number.signum() == 0) {
            return 1;
        }
        var negative = number.signum() < 0 ? 1 : 0;
        var lowest = Math.floorDiv(-number.scale(), 2);
        var highest = Math.floorDiv(number.precision() - number.scale() - 1, 2);
        return 1 + negative + highest - lowest + 1;
    }
}
