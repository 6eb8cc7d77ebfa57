package dev.stampede.local.store.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Decodes request bodies, as API Gateway does with or without response compression. Supports {@code gzip},
 * {@code deflate} and {@code identity}.
 *
 * <p>Source: API Gateway developer guide, "Call an API method with a compressed payload".
 */
final class ContentCoding {

    private static final String HEADER = "Content-Encoding";

    private ContentCoding() {}

    /** The result of decoding. */
    sealed interface Result {

        /** @param call the request with the decoded body and without {@code Content-Encoding} */
        record Decoded(HttpCall call) implements Result {}

        /** The coding is unknown, or the body is not in that coding. */
        record Unsupported() implements Result {}

        /** The decoded body exceeds {@link Gateway#MAX_BODY_BYTES}. */
        record TooLarge() implements Result {}
    }

    static Result decode(HttpCall call) {
        var coding = call.header(HEADER).map(name -> name.strip().toLowerCase(Locale.ROOT)).orElse("");
        if (call.body().length == 0 || coding.isEmpty()) {
            return new Result.Decoded(call);
        }
        if (coding.equals("identity")) {
            return new Result.Decoded(decoded(call, call.body()));
        }
        if (!coding.equals("gzip") && !coding.equals("deflate")) {
            return new Result.Unsupported();
        }
        try (var stream = stream(coding, call.body())) {
            var body = stream.readNBytes(Gateway.MAX_BODY_BYTES + 1);
            return body.length > Gateway.MAX_BODY_BYTES
                    ? new Result.TooLarge()
                    : new Result.Decoded(decoded(call, body));
        } catch (IOException malformed) {
            return new Result.Unsupported();
        }
    }

    private static InputStream stream(String coding, byte[] body) throws IOException {
        var bytes = new ByteArrayInputStream(body);
        return coding.equals("gzip") ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes);
    }

    private static HttpCall decoded(HttpCall call, byte[] body) {
        var headers = call.headers().stream().filter(header -> !header.is(HEADER)).toList();
        return new HttpCall(
                call.method(), call.rawPath(), call.rawQuery(), headers, body, call.sourceIp(), call.protocol());
    }
}
