package dev.stampede.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of a chunk of a file, read row by row. Not thread-safe. */
final class RowBytes {

    private final byte[] bytes;
    private final boolean isEnd;
    private int at;

    /** @param isEnd whether the file ends with these bytes */
    RowBytes(byte[] bytes, boolean isEnd) {
        this.bytes = bytes;
        this.isEnd = isEnd;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    int length() {
        return bytes.length;
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    /** Whether the file ends with these bytes. */
    boolean isEndOfFile() {
        return isEnd;
    }

    /** The byte at a position, or -1 after the last one. */
    int at(int position) {
        return position < bytes.length ? bytes[position] & 0xff : -1;
    }

    /** Skips a byte order mark. */
    void skipByteOrderMark() {
        if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf) {
            at = 3;
        }
    }

    /** The position after the next line break; after the last byte if the file ends before; -1 if it is not in this chunk. */
    int nextLine() {
        for (var index = at; index < bytes.length; index++) {
            if (bytes[index] == '\n') {
                return index + 1;
            }
        }
        return isEnd ? bytes.length : -1;
    }

    /** @return empty if the bytes are not UTF-8 */
    Optional<String> text(int from, int to) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
