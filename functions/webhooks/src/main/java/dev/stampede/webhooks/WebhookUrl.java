package dev.stampede.webhooks;

import dev.stampede.runtime.json.StringValue;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a webhook's events are sent: an absolute URL with a host, without a user and without a fragment. Its path and query
 * can contain a secret of the receiver, so it is not logged.
 */
public record WebhookUrl(String value) implements StringValue {

    /** In characters. */
    public static final int MAX = 500;

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String HTTPS = "https";
    private static final int MAX_PORT = 65_535;

    public WebhookUrl {
        var uri = parse(value);
        if (value.length() > MAX || uri.getHost() == null || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException(
                    "must be a URL of at most " + MAX + " characters with a host, without user and fragment");
        }
    }

    /**
     * A URL that an admin gives. Whether the host's addresses are public is checked whenever a connection is opened.
     *
     * @param loopback whether this computer's own loopback addresses are allowed, and without TLS
     * @throws IllegalArgumentException if it is not {@code https}, or names an address that is not allowed
     */
    public static WebhookUrl of(String text, PublicAddresses.Loopback loopback) {
        var url = new WebhookUrl(text);
        var isLocal = LOCAL.contains(url.host()) && loopback == PublicAddresses.Loopback.ALLOWED;
        if (!url.scheme().equals(HTTPS) && !(isLocal && url.scheme().equals("http"))) {
            throw new IllegalArgumentException("must be an https URL");
        }
        if (!isLocal && (url.host().equals("localhost")
                || url.address().filter(address -> !PublicAddresses.isPublic(address)).isPresent())) {
            throw new IllegalArgumentException("must not be a private or reserved address");
        }
        return url;
    }

    public URI uri() {
        return parse(value);
    }

    /** The host's name in lower case, which can be logged. */
    public String host() {
        return uri().getHost().toLowerCase(Locale.ROOT);
    }

    private String scheme() {
        return uri().getScheme().toLowerCase(Locale.ROOT);
    }

    /** The address, if the host is one. */
    private Optional<InetAddress> address() {
        try {
            return Optional.of(InetAddress.ofLiteral(host().replaceAll("^\\[|]$", "")));
        } catch (IllegalArgumentException isName) {
            return Optional.empty();
        }
    }

    private static URI parse(String text) {
        try {
            var uri = new URI(text);
            if (uri.getScheme() == null || uri.isOpaque()) {
                throw new IllegalArgumentException("must be a URL");
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("must be a URL");
        }
    }

    /** Without path and query. */
    @Override
    public String toString() {
        return scheme() + "://" + host();
    }
}
