package dev.stampede.auth;

import dev.stampede.runtime.Settings;

/**
 * @param issuer URL of the OpenID Connect issuer, exactly as in the tokens' {@code iss} claim
 * @param audience the audience that tokens must have
 */
record AuthorizerConfig(String issuer, String audience) {

    static AuthorizerConfig fromSettings(Settings settings) {
        return settings.read(s -> new AuthorizerConfig(s.text("OIDC_ISSUER"), s.text("OIDC_AUDIENCE")));
    }
}
