package dev.stampede.local.store.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.stampede.runtime.FunctionEnvironment;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Authorizes callers with a token of the issuer, whose keys it reads over HTTP, and guests on open routes. */
public final class Doorman implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final String issuer;
    private final String audience;

    public Doorman(FunctionEnvironment environment) {
        this.issuer = environment.settings().read(settings -> settings.text("OIDC_ISSUER"));
        this.audience = environment.settings().read(settings -> settings.text("OIDC_AUDIENCE"));
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var isToken = "TOKEN".equals(event.get("type"));
        if (isToken && !isSigned(String.valueOf(event.get("authorizationToken")).replaceFirst("^Bearer ", ""))) {
            throw new IllegalArgumentException("Unauthorized");
        }
        return Map.of("principalId", isToken ? "known" : "guest", "policyDocument", Map.of("Statement",
                List.of(Map.of("Action", "execute-api:Invoke", "Effect", "Allow", "Resource", "*"))));
    }

    private boolean isSigned(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var key = JWKSet.load(URI.create(issuer + "/jwks").toURL()).getKeyByKeyId(jwt.getHeader().getKeyID());
            return jwt.verify(new ECDSAVerifier(key.toECKey()))
                    && jwt.getJWTClaimsSet().getIssuer().equals(issuer)
                    && jwt.getJWTClaimsSet().getAudience().contains(audience);
        } catch (Exception notAToken) {
            return false;
        }
    }
}
