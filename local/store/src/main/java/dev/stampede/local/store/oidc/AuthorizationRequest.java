package dev.stampede.local.store.oidc;

import java.net.URI;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a front end asks for when it sends a customer to sign in: a code, by the authorization code flow with PKCE (RFC 6749,
 * section 4.1, and RFC 7636).
 *
 * @param redirectUri on this machine, so that a code leaves it never
 * @param state       returned with the code; null if the front end sent none
 * @param challenge   the SHA-256 hash of the verifier, in base64url
 */
record AuthorizationRequest(String clientId, URI redirectUri, @Nullable String state, String challenge) {

    static final String METHOD = "S256";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Source: RFC 7636, section 4.2: a SHA-256 hash. */
    private static final String CHALLENGE = "[A-Za-z0-9_-]{43}";

    AuthorizationRequest {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("client_id must be specified");
        }
        if (!THIS_MACHINE.contains(String.valueOf(redirectUri.getHost())) || redirectUri.getFragment() != null) {
            throw new IllegalArgumentException("redirect_uri must be a URL on localhost without a fragment");
        }
        if (!challenge.matches(CHALLENGE)) {
            throw new IllegalArgumentException("code_challenge must be a SHA-256 hash in base64url");
        }
    }

    /**
     * @param parameters values by name; null for absent ones
     * @throws IllegalArgumentException if the request is not of this flow
     */
    static AuthorizationRequest from(Function<String, @Nullable String> parameters) {
        require(parameters, "response_type", "code");
        require(parameters, "code_challenge_method", METHOD);
        return new AuthorizationRequest(text(parameters, "client_id"), URI.create(text(parameters, "redirect_uri")),
                parameters.apply("state"), text(parameters, "code_challenge"));
    }

    private static void require(Function<String, @Nullable String> parameters, String name, String value) {
        if (!value.equals(parameters.apply(name))) {
            throw new IllegalArgumentException(name + " must be " + value);
        }
    }

    private static String text(Function<String, @Nullable String> parameters, String name) {
        var value = parameters.apply(name);
        return value == null ? "" : value;
    }
}
