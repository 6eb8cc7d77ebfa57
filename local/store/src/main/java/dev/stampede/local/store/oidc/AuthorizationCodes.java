package dev.stampede.local.store.oidc;

import dev.stampede.runtime.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Codes that a front end exchanges for a token, once, within a minute. Thread-safe. */
final class AuthorizationCodes {

    private static final Duration TTL = Duration.ofMinutes(1);
    private static final int BYTES = 24;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private record Issued(AuthorizationRequest request, TokenRequest token, Instant expiresAt) {}

    private final Map<String, Issued> codes = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    AuthorizationCodes(Clock clock) {
        this.clock = clock;
    }

    String issue(AuthorizationRequest request, TokenRequest token) {
        var now = clock.instant();
        codes.values().removeIf(issued -> issued.expiresAt().isBefore(now));
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var code = BASE64URL.encodeToString(bytes);
        codes.put(code, new Issued(request, token, now.plus(TTL)));
        return code;
    }

    /**
     * The token of a code, which is used up even if something else does not match.
     *
     * @param verifier whose hash is the challenge of the authorization request
     * @return empty if there is no such code for this client, redirect URI and verifier
     */
    Optional<TokenRequest> redeem(String code, String clientId, String redirectUri, String verifier) {
        return Optional.ofNullable(codes.remove(code))
                .filter(issued -> !issued.expiresAt().isBefore(clock.instant()))
                .filter(issued -> issued.request().clientId().equals(clientId))
                .filter(issued -> issued.request().redirectUri().toString().equals(redirectUri))
                .filter(issued -> issued.request().challenge()
                        .equals(BASE64URL.encodeToString(Sha256.of(verifier))))
                .map(Issued::token);
    }
}
