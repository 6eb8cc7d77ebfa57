package dev.stampede.local.store.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses function responses, as API Gateway does if {@code Accept-Encoding} lists a supported coding; {@code *}
 * does not count. Supports only gzip. Entity tags do not change.
 *
 * <p>Source: API Gateway developer guide, "Receive an API response with a compressed payload".
 *
 * @param minimumBytes minimum body size to compress; negative disables compression
 */
record Compression(int minimumBytes) {

    static final Compression NONE = new Compression(-1);

    HttpReply apply(HttpCall call, HttpReply reply) {
        var wanted = minimumBytes >= 0 && reply.body().length >= Math.max(minimumBytes, 1)
                && reply.header("Content-Encoding").isEmpty()
                && call.header("Accept-Encoding").filter(Compression::prefersGzip).isPresent();
        return wanted
                ? new HttpReply(reply.status(), reply.headers(), gzip(reply.body())).with("Content-Encoding", "gzip")
                : reply;
    }

    /** Whether gzip has the greatest weight. */
    private static boolean prefersGzip(String acceptEncoding) {
        var codings = Arrays.stream(acceptEncoding.split(",")).map(Coding::parse).toList();
        var gzip = codings.stream().filter(coding -> coding.name().equalsIgnoreCase("gzip")).findFirst();
        return gzip.isPresent() && gzip.get().weight() > 0
                && codings.stream().allMatch(coding -> coding.weight() <= gzip.get().weight());
    }

    private record Coding(String name, double weight) {

        static Coding parse(String element) {
            var parts = element.strip().split("\\s*;\\s*q=", 2);
            return new Coding(parts[0], parts.length == 1 ? 1 : weight(parts[1]));
        }

        private static double weight(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException malformed) {
                return 0;
            }
        }
    }

    private static byte[] gzip(byte[] body) {
        var bytes = new ByteArrayOutputStream(body.length / 4);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
