package dev.stampede.auth;

import dev.stampede.runtime.Settings;

/**
 * @param issuer URL of the OpenID Connect issuer, exactly as in the tokens' {@code iss} claim
 * @param audience the audience that tokens must have
 */
record AuthorizerConfig(String issuer, String audience) {

    static AuthorizerConfig fromSettings(Settings.Reader settings) {
        return new AuthorizerConfig(settings.text("OIDC_ISSUER"), settings.text("OIDC_AUDIENCE"));
    }
}
