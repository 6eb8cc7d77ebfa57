package dev.stampede.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads rows of CSV as in RFC 4180: a field that begins with a quote ends with one, and has two for each quote in it. A
 * quote within another field is part of it. Not thread-safe.
 *
 * <p>Libraries do not say at which byte a row ends, where the next chunk continues, and do not continue after a quote that
 * does not end, whose row must not take those below it along.
 */
final class CsvRows {

    /** A row, or why there is none. */
    sealed interface Read {

        record Row(List<String> values) implements Read {}

        /** The row cannot be read; the next one begins on the next line. */
        record Invalid(String message) implements Read {}

        /** The row goes on after these bytes. */
        record Incomplete() implements Read {}
    }

    private static final int NOTHING = -1;

    private final RowBytes bytes;
    private final int maxBytes;
    /** Whether the quoted field that was read last has its closing quote. */
    private boolean isClosed;

    /** @param maxBytes of a row */
    CsvRows(RowBytes bytes, int maxBytes) {
        this.bytes = bytes;
        this.maxBytes = maxBytes;
    }

    /** Reads a row and moves after it; does not move if there is none. */
    Read next() {
        var start = bytes.position();
        var values = new ArrayList<String>();
        for (var at = start;;) {
            var isQuoted = bytes.at(at) == '"';
            isClosed = false;
            var end = isQuoted ? endOfQuoted(at + 1) : endOfPlain(at);
            if (end - start > maxBytes) {
                return new Read.Invalid("must be at most " + maxBytes + " bytes, or has a quote that does not end");
            }
            if (bytes.at(end) == NOTHING && !bytes.isEndOfFile()) {
                return new Read.Incomplete();
            }
            if (isQuoted && (!isClosed || !isEndOfField(end))) {
                return new Read.Invalid("has a quote that does not end, or text after it");
            }
            var text = isQuoted ? bytes.text(at + 1, end - 1) : bytes.text(at, end);
            if (text.isEmpty()) {
                return new Read.Invalid("must be UTF-8");
            }
            values.add(isQuoted ? text.get().replace("\"\"", "\"") : text.get());
            if (bytes.at(end) != ',') {
                bytes.moveTo(afterBreak(end));
                return new Read.Row(values);
            }
            at = end + 1;
        }
    }

    /** The position after the closing quote, or after the last byte. */
    private int endOfQuoted(int from) {
        var at = from;
        while (bytes.at(at) != NOTHING) {
            if (bytes.at(at) != '"') {
                at++;
            } else if (bytes.at(at + 1) == '"') {
                at += 2;
            } else {
                isClosed = true;
                return at + 1;
            }
        }
        return at;
    }

    private int endOfPlain(int from) {
        var at = from;
        while (!isEndOfField(at)) {
            at++;
        }
        return at;
    }

    private boolean isEndOfField(int at) {
        return switch (bytes.at(at)) {
            case ',', '\n', NOTHING -> true;
            case '\r' -> bytes.at(at + 1) == '\n' || bytes.at(at + 1) == NOTHING && bytes.isEndOfFile();
            default -> false;
        };
    }

    private int afterBreak(int end) {
        return switch (bytes.at(end)) {
            case '\r' -> bytes.at(end + 1) == '\n' ? end + 2 : end + 1;
            case '\n' -> end + 1;
            default -> end;
        };
    }
}
