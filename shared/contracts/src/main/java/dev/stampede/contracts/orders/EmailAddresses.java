package dev.stampede.contracts.orders;

import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Email addresses that Amazon SES delivers to. The part before the {@code @} must be ASCII, because SES does not support
 * SMTPUTF8 (Amazon SES API reference, "Destination"); the domain can be internationalized.
 */
public final class EmailAddresses {

    /** Maximum length of an address (RFC 5321, section 4.5.3.1.3, without the angle brackets). */
    public static final int MAX_LENGTH = 254;

    /** Maximum length of the part before the {@code @} (RFC 5321, section 4.5.3.1.1). */
    private static final int MAX_LOCAL_PART = 64;

    private static final int MAX_LABEL = 63;

    /** "Dot-atom" of RFC 5322, section 3.2.3. */
    private static final Pattern LOCAL_PART = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

    /** No top-level domain starts with a digit; a number is part of an IP address. */
    private static final Pattern TOP_LEVEL = Pattern.compile("[a-z].*");

    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    /** The dots that people type in domains (RFC 3490, section 3.1). */
    private static final Pattern DOTS = Pattern.compile("[.\\u3002\\uFF0E\\uFF61]");

    /** Allowed only between certain letters, and invisible: who has one in a domain can write the domain in ASCII. */
    private static final Pattern JOINERS = Pattern.compile("[\\u200C\\u200D]");

    private EmailAddresses() {}

    /**
     * The address with its domain in lower case and in ASCII: {@code Kunde@Müller.de} is {@code Kunde@xn--mller-kva.de}. The
     * same mailbox thus has one form in orders, limits and suppressions.
     *
     * @throws IllegalArgumentException with a message for callers, if no mail server can take mail for the address
     */
    public static String canonical(String text) {
        var at = text.lastIndexOf('@');
        if (at < 1) {
            throw malformed();
        }
        var local = text.substring(0, at);
        if (!ASCII.matcher(local).matches()) {
            throw new IllegalArgumentException("must be an email address with only ASCII characters before the @");
        }
        var canonical = local + "@" + domain(text.substring(at + 1));
        if (!LOCAL_PART.matcher(local).matches() || local.length() > MAX_LOCAL_PART
                || canonical.length() > MAX_LENGTH) {
            throw malformed();
        }
        return canonical;
    }

    private static String domain(String text) {
        var labels = Arrays.stream(DOTS.split(text, -1)).map(EmailAddresses::label).toList();
        if (labels.size() < 2 || !TOP_LEVEL.matcher(labels.getLast()).matches()) {
            throw malformed();
        }
        return labels.stream().collect(Collectors.joining("."));
    }

    private static String label(String text) {
        var ascii = ASCII.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : internationalized(text);
        if (ascii.length() > MAX_LABEL || !LABEL.matcher(ascii).matches()) {
            throw malformed();
        }
        return ascii;
    }

    /**
     * As {@link IDN} does, except for the letters that it replaces and registries do not: {@code ß} and {@code ς} (Unicode
     * Technical Standard #46, section 7.2). Domains with these are other domains than those with {@code ss} and {@code σ}.
     */
    private static String internationalized(String text) {
        var label = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Form.NFKC);
        if (label.length() > MAX_LABEL || label.startsWith("-") || label.endsWith("-")
                || JOINERS.matcher(label).find()) {
            throw malformed();
        }
        try {
            // Also refuses what no label can have. The letters that Unicode has since version 3.2 are allowed.
            var mapped = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED);
            return label.indexOf('ß') < 0 && label.indexOf('ς') < 0 ? mapped
                    : Punycode.PREFIX + Punycode.encoded(label);
        } catch (IllegalArgumentException unusable) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("must be an email address");
    }
}
