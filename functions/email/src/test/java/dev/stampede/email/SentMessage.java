package dev.stampede.email;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/** A message as SES got it. */
public record SentMessage(String raw) {

    private static final Pattern WORD = Pattern.compile("=\\?UTF-8\\?B\\?([^?]*)\\?=");

    public SentMessage(SendRawEmailRequest request) {
        this(new String(request.rawMessage().data().asByteArray(), US_ASCII));
    }

    /** A header of the message, unfolded and decoded. */
    public String header(String name) {
        var headers = raw.substring(0, raw.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
        var value = headers.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow();
        return WORD.matcher(value.replace("?= =?", "?==?")).replaceAll(
                word -> new String(Base64.getDecoder().decode(word.group(1)), UTF_8));
    }

    public String text() {
        return part("text/plain");
    }

    public String html() {
        return part("text/html");
    }

    private String part(String type) {
        var head = "Content-Type: " + type + "; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        var start = raw.indexOf(head) + head.length();
        return new String(Base64.getMimeDecoder().decode(raw.substring(start, raw.indexOf("\r\n--", start))), UTF_8);
    }
}
