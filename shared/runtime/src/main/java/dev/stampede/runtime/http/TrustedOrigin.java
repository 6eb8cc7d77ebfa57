package dev.stampede.runtime.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.stampede.runtime.FunctionEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The distribution in front of the API, if there is one. API Gateway sees its address instead of the shopper's, and its path
 * instead of the one that the shopper requested. The distribution identifies itself with {@code ORIGIN_SECRET}; from
 * others, anybody could choose an address. Thread-safe.
 */
final class TrustedOrigin {

    static final String SECRET_HEADER = "X-Origin-Secret";
    static final String ADDRESS_HEADER = "X-Viewer-Address";

    /** IPv4 and IPv6. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    /** Empty if there is no distribution. */
    private final byte[] secret;

    TrustedOrigin(FunctionEnvironment environment) {
        this.secret = bytes(environment.settings().read(settings -> settings.text("ORIGIN_SECRET", "")));
    }

    /** Replaces address and path of a request from the distribution by what the shopper's request had. */
    void restore(APIGatewayProxyRequestEvent event) {
        var context = event.getRequestContext();
        if (context == null || secret.length == 0 || !isFromDistribution(event)) {
            return;
        }
        // Without the stage, which is no part of the distribution's URLs.
        context.setPath(event.getPath());
        if (context.getIdentity() != null) {
            header(event, ADDRESS_HEADER).filter(address -> ADDRESS.matcher(address).matches())
                    .ifPresent(context.getIdentity()::setSourceIp);
        }
    }

    private boolean isFromDistribution(APIGatewayProxyRequestEvent event) {
        return header(event, SECRET_HEADER).filter(given -> MessageDigest.isEqual(bytes(given), secret)).isPresent();
    }

    private static Optional<String> header(APIGatewayProxyRequestEvent event, String name) {
        return headers(event.getHeaders()).entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> headers(@Nullable Map<String, String> headers) {
        return headers == null ? Map.of() : headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
