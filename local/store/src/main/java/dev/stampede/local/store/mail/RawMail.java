package dev.stampede.local.store.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An email as SES takes it raw: what the store's emails have of MIME. Reads text and HTML, alone or as alternatives, in
 * base64 or without encoding.
 *
 * @param headers unfolded and decoded, by name in lower case
 * @param html    empty if there is no HTML part
 * @param text    empty if there is no text part
 */
public record RawMail(Map<String, String> headers, String html, String text) {

    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)\\s+(?==\\?)");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?\\s]+)\\?([BbQq])\\?([^?\\s]*)\\?=");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern EMPTY_LINE = Pattern.compile("\\r?\\n\\r?\\n");

    public RawMail {
        headers = Map.copyOf(headers);
    }

    /** @throws IllegalArgumentException if the message has no headers, or an encoding that is not supported */
    public static RawMail parse(byte[] message) {
        var texts = new HashMap<String, String>();
        var entity = new Entity(new String(message, StandardCharsets.ISO_8859_1));
        entity.read(texts);
        return new RawMail(entity.headers, texts.getOrDefault("text/html", ""), texts.getOrDefault("text/plain", ""));
    }

    /** The decoded value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A message or a part of one. */
    private static final class Entity {

        private final Map<String, String> headers = new LinkedHashMap<>();
        private final String body;

        Entity(String entity) {
            var halves = EMPTY_LINE.split(entity, 2);
            if (halves.length < 2) {
                throw new IllegalArgumentException("Missing empty line after the headers");
            }
            for (var line : FOLD.matcher(halves[0]).replaceAll(" ").split("\\r?\\n")) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            decoded(line.substring(colon + 1).strip()));
                }
            }
            body = halves[1];
        }

        /** Adds the texts of this entity by media type. */
        void read(Map<String, String> texts) {
            var type = headers.getOrDefault("content-type", "text/plain; charset=US-ASCII");
            var boundary = BOUNDARY.matcher(type);
            if (type.startsWith("multipart/") && boundary.find()) {
                var parts = ("\n" + body).split("\\r?\\n--" + Pattern.quote(boundary.group(1)));
                for (var part = 1; part < parts.length && !parts[part].startsWith("--"); part++) {
                    new Entity(parts[part].replaceFirst("^[ \\t]*\\r?\\n", "")).read(texts);
                }
            } else {
                texts.put(type.replaceFirst("\\s*;.*", ""), content(type));
            }
        }

        private String content(String type) {
            var charset = CHARSET.matcher(type);
            var bytes = switch (headers.getOrDefault("content-transfer-encoding", "7bit")) {
                case "base64" -> Base64.getMimeDecoder().decode(body);
                case "7bit", "8bit" -> body.getBytes(StandardCharsets.ISO_8859_1);
                default ->
                        throw new IllegalArgumentException("The local store does not support this transfer encoding");
            };
            return new String(bytes, charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.US_ASCII);
        }
    }

    private static String decoded(String header) {
        return ENCODED_WORD.matcher(BETWEEN_WORDS.matcher(header).replaceAll("$1"))
                .replaceAll(word -> Matcher.quoteReplacement(decoded(word.group(1), word.group(2), word.group(3))));
    }

    private static String decoded(String charset, String encoding, String text) {
        var bytes = encoding.equalsIgnoreCase("B") ? Base64.getDecoder().decode(text) : unquoted(text);
        return Charset.forName(charset).decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static byte[] unquoted(String text) {
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == '=' && at + 2 < text.length()) {
                bytes.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                bytes.write(character == '_' ? ' ' : character);
            }
        }
        return bytes.toByteArray();
    }
}
