package dev.stampede.local.store.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs tokens and publishes the keys to verify them. Thread-safe. */
public final class OidcIssuer {

    private final String url;
    private final String audience;
    private final Clock clock;
    private final ECKey key;
    private final JWSSigner signer;

    OidcIssuer(String url, String audience, Clock clock, ECKey key) {
        this.url = url;
        this.audience = audience;
        this.clock = clock;
        this.key = key;
        this.signer = signer(key);
    }

    /**
     * @param url           the issuer's URL, which is also the {@code iss} claim
     * @param dataDirectory directory of the key; null generates a new key
     */
    public static OidcIssuer at(String url, String audience, Clock clock, @Nullable Path dataDirectory) {
        return new OidcIssuer(url, audience, clock, SigningKey.in(dataDirectory));
    }

    /** A signed token in compact form. */
    public String token(TokenRequest request) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder().issuer(url)
                .audience(audience)
                .subject(request.subject())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(request.ttl())));
        if (!request.groups().isEmpty()) {
            claims.claim("groups", request.groups());
        }
        if (request.email() != null) {
            claims.claim("email", request.email()).claim("email_verified", true);
        }
        return sign(claims.build());
    }

    /** OpenID Connect Discovery 1.0 metadata. */
    Map<String, Object> discovery() {
        return Map.of("issuer", url, "jwks_uri", url + "/jwks",
                "authorization_endpoint", url + IssuerPage.AUTHORIZE, "token_endpoint", url + IssuerPage.TOKEN,
                "id_token_signing_alg_values_supported", List.of(SigningKey.ALGORITHM.getName()),
                "subject_types_supported", List.of("public"), "response_types_supported", List.of("code"),
                "grant_types_supported", List.of("authorization_code"),
                "code_challenge_methods_supported", List.of(AuthorizationRequest.METHOD),
                "token_endpoint_auth_methods_supported", List.of("none"));
    }

    Map<String, Object> jwks() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }

    private String sign(JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(SigningKey.ALGORITHM).keyID(key.getKeyID()).type(JOSEObjectType.JWT).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException fault) {
            throw new IllegalStateException("The issuer's key cannot sign", fault);
        }
        return token.serialize();
    }

    private static JWSSigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException noPrivateKey) {
            throw new IllegalStateException("The issuer's key has no private part", noPrivateKey);
        }
    }
}
