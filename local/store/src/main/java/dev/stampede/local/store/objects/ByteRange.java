package dev.stampede.local.store.objects;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object.
 *
 * @param start offset of the first byte
 */
record ByteRange(long start, long length) {

    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * The part that a {@code Range} header names; the whole object if there is none, or none that S3 reads.
     *
     * @throws S3Failure if it begins beyond the end
     */
    static ByteRange of(@Nullable String header, long size) {
        var range = header == null ? null : ONE_RANGE.matcher(header.strip());
        if (range == null || !range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new ByteRange(0, size);
        }
        if (range.group(1).isEmpty()) {
            var last = Math.min(Long.parseLong(range.group(2)), size);
            return satisfiable(size - last, last);
        }
        var start = Long.parseLong(range.group(1));
        var end = range.group(2).isEmpty() ? size : Math.min(Long.parseLong(range.group(2)) + 1, size);
        return satisfiable(start, end - start);
    }

    boolean isPartOf(long size) {
        return length < size;
    }

    private static ByteRange satisfiable(long start, long length) {
        if (length <= 0) {
            throw new S3Failure(416, "InvalidRange", "The requested range is not satisfiable");
        }
        return new ByteRange(start, length);
    }
}
