package dev.stampede.auth;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The content of a request's {@code Authorization} header. */
sealed interface Credentials {

    /** No header. */
    record Absent() implements Credentials {}

    /** A bearer token of at most {@link #MAX_TOKEN} characters. */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[secret]";
        }
    }

    /** Something else. */
    record Malformed() implements Credentials {}

    /** API Gateway limits headers to 10,240 bytes in total (Amazon API Gateway Developer Guide, "Quotas"). */
    int MAX_TOKEN = 8 * 1024;

    Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]{1," + MAX_TOKEN + "}) *");

    static Credentials of(@Nullable String header) {
        if (header == null) {
            return new Absent();
        }
        var matcher = BEARER.matcher(header);
        return matcher.matches() ? new Bearer(matcher.group(1)) : new Malformed();
    }
}
