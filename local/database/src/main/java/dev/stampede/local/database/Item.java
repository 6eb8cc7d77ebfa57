package dev.stampede.local.database;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.dynamodb.services.local.shared.access.DDBType;
import software.amazon.dynamodb.services.local.shared.access.LocalDBUtils;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;

/**
 * A stored item. DynamoDB Local modifies the attributes that it reads, and its objects take ten times the memory of what
 * they hold: an item is stored as bytes.
 */
final class Item {

    private final byte[] encoded;
    private final long bytes;

    private Item(byte[] encoded, long bytes) {
        this.encoded = encoded;
        this.bytes = bytes;
    }

    static Item of(Map<String, AttributeValue> attributes) {
        var encoder = new Encoder();
        encoder.attributes(attributes);
        return new Item(encoder.bytes.toByteArray(), LocalDBUtils.getItemSizeBytes(attributes));
    }

    /** The item's size as DynamoDB counts it. */
    long bytes() {
        return bytes;
    }

    /** New objects each time, in the order in which they were written. */
    Map<String, AttributeValue> attributes() {
        return new Decoder(ByteBuffer.wrap(encoded)).attributes();
    }

    private static final class Encoder {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void attributes(Map<String, AttributeValue> attributes) {
            number(attributes.size());
            attributes.forEach((name, value) -> {
                text(name);
                value(value);
            });
        }

        private void value(AttributeValue value) {
            bytes.write(value.getType().ordinal());
            switch (value.getType()) {
                case S -> text(value.getS());
                case N -> text(value.getN());
                case B -> binary(value.getB());
                case SS -> texts(value.getSS());
                case NS -> texts(value.getNS());
                case BS -> {
                    number(value.getBS().size());
                    value.getBS().forEach(this::binary);
                }
                case M -> attributes(value.getM());
                case L -> {
                    number(value.getL().size());
                    value.getL().forEach(this::value);
                }
                case BOOL -> bytes.write(Boolean.TRUE.equals(value.getBOOL()) ? 1 : 0);
                case NULL -> {
                    // There is one.
                }
                default -> throw new IllegalArgumentException("Unknown type: " + value.getType());
            }
        }

        private void texts(List<String> texts) {
            number(texts.size());
            texts.forEach(this::text);
        }

        private void text(String text) {
            binary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }

        private void binary(ByteBuffer binary) {
            var copy = new byte[binary.remaining()];
            binary.duplicate().get(copy);
            number(copy.length);
            bytes.writeBytes(copy);
        }

        /** Seven bits a byte, the lowest first; all but the last have the highest bit. */
        private void number(int number) {
            var rest = number;
            while (rest >= 0x80) {
                bytes.write(rest & 0x7F | 0x80);
                rest >>>= 7;
            }
            bytes.write(rest);
        }
    }

    private record Decoder(ByteBuffer bytes) {

        private static final DDBType[] TYPES = DDBType.values();

        Map<String, AttributeValue> attributes() {
            var size = number();
            var attributes = LinkedHashMap.<String, AttributeValue> newLinkedHashMap(size);
            for (var index = 0; index < size; index++) {
                attributes.put(text(), value());
            }
            return attributes;
        }

        private AttributeValue value() {
            return switch (TYPES[bytes.get()]) {
                case S -> new AttributeValue().withS(text());
                case N -> new AttributeValue().withN(text());
                case B -> new AttributeValue().withB(binary());
                case SS -> new AttributeValue().withSS(texts());
                case NS -> new AttributeValue().withNS(texts());
                case BS -> {
                    var size = number();
                    var all = new ArrayList<ByteBuffer>(size);
                    for (var index = 0; index < size; index++) {
                        all.add(binary());
                    }
                    yield new AttributeValue().withBS(all);
                }
                case M -> new AttributeValue().withM(attributes());
                case L -> {
                    var size = number();
                    var all = new ArrayList<AttributeValue>(size);
                    for (var index = 0; index < size; index++) {
                        all.add(value());
                    }
                    yield new AttributeValue().withL(all);
                }
                case BOOL -> new AttributeValue().withBOOL(bytes.get() == 1);
                case NULL -> new AttributeValue().withNULL(true);
                default -> throw new IllegalStateException("Unknown type");
            };
        }

        private List<String> texts() {
            var size = number();
            var all = new ArrayList<String>(size);
            for (var index = 0; index < size; index++) {
                all.add(text());
            }
            return all;
        }

        private String text() {
            return StandardCharsets.UTF_8.decode(binary()).toString();
        }

        private ByteBuffer binary() {
            var copy = new byte[number()];
            bytes.get(copy);
            return ByteBuffer.wrap(copy);
        }

        private int number() {
            var number = 0;
            var shift = 0;
            while (true) {
                var next = bytes.get();
                number |= (next & 0x7F) << shift;
                if (next >= 0) {
                    return number;
                }
                shift += 7;
            }
        }
    }
}
