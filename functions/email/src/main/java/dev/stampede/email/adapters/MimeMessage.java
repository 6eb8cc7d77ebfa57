package dev.stampede.email.adapters;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stampede.email.Mail;
import java.util.Base64;

/**
 * A mail as sent (RFC 5322 and 2045): text and HTML as alternatives. Both are in base64, so that no line is too long and the
 * boundary cannot be part of them. SES adds the date and the message's id.
 */
final class MimeMessage {

    private static final String LINE = "\r\n";

    /** Not a line of base64. */
    private static final String BOUNDARY = "=_alternative";

    /** Longer subjects are encoded, because encoded words can be folded anywhere. */
    private static final int MAX_PLAIN_SUBJECT = 60;

    private MimeMessage() {}

    /** @param from the value of the From header */
    static byte[] of(Mail mail, String from) {
        return String.join(LINE,
                "From: " + from,
                "To: " + mail.to(),
                "Subject: " + subject(mail.subject()),
                "MIME-Version: 1.0",
                "Content-Language: " + mail.language().tag(),
                // Keeps absence notes away (RFC 3834).
                "Auto-Submitted: auto-generated",
                "Content-Type: multipart/alternative; boundary=\"" + BOUNDARY + "\"",
                "",
                "--" + BOUNDARY,
                // The last part that a mail program can show is the one that it shows.
                part("text/plain", mail.text()),
                "--" + BOUNDARY,
                part("text/html", mail.html()),
                "--" + BOUNDARY + "--",
                "").getBytes(US_ASCII);
    }

    private static String subject(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ");
        return EncodedWords.isAscii(line) && line.length() <= MAX_PLAIN_SUBJECT
                ? line
                : String.join(LINE + " ", EncodedWords.of(line));
    }

    private static String part(String type, String content) {
        return String.join(LINE,
                "Content-Type: " + type + "; charset=UTF-8",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(content.getBytes(UTF_8)));
    }
}
