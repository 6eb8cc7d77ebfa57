package dev.stampede.local.store.oidc;

import dev.stampede.local.store.http.HttpCall;
import dev.stampede.local.store.http.HttpReply;
import dev.stampede.local.store.http.LocalPage;
import java.util.Optional;

/** The issuer's discovery document and keys, at the standard OpenID Connect paths. */
public final class IssuerPage implements LocalPage {

    public static final String PATH = "/_local/oidc";

    private final OidcIssuer issuer;

    public IssuerPage(OidcIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String about() {
        return "OpenID Connect issuer: /.well-known/openid-configuration and /jwks";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        return switch (call.method() + " " + call.rawPath().substring(PATH.length())) {
            case "GET ", "GET /.well-known/openid-configuration" ->
                    Optional.of(HttpReply.json(200, issuer.discovery()));
            case "GET /jwks" -> Optional.of(HttpReply.json(200, issuer.jwks()));
            default -> Optional.empty();
        };
    }
}
