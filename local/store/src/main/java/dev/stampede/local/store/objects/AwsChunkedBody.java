package dev.stampede.local.store.objects;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The content of a body with the content coding {@code aws-chunked}, which SDKs use to send a checksum after the content.
 * Signatures and checksums are not verified.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Transferring a payload in
 *      multiple chunks</a>
 */
final class AwsChunkedBody extends InputStream {

    private static final int MAX_LINE = 8 * 1024;

    private final InputStream body;
    private long left;
    private boolean isFirst = true;
    private boolean isAtEnd;

    AwsChunkedBody(InputStream body) {
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !isAtEnd) {
            nextChunk();
        }
        if (isAtEnd) {
            return -1;
        }
        var count = body.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The body ends within a chunk");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (!isFirst && !line().isEmpty()) {
            throw new IOException("A chunk is longer than it says");
        }
        isFirst = false;
        var header = line();
        try {
            left = Long.parseUnsignedLong(header.split(";", 2)[0].strip(), 16);
        } catch (NumberFormatException malformed) {
            throw new IOException("Not the size of a chunk: " + header, malformed);
        }
        if (left == 0) {
            isAtEnd = true;
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = body.read(); next != '\n'; next = body.read()) {
            if (next < 0 || line.size() > MAX_LINE) {
                throw new EOFException("The body ends within the header of a chunk");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }
}
