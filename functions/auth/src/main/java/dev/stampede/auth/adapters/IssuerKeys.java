package dev.stampede.auth.adapters;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the keys of an OpenID Connect issuer: its discovery document (OpenID Connect Discovery 1.0, section 4), and
 * the key set that the document names. Both are fetched each time; this is rare because callers cache the keys.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

    private static final String DISCOVERY_PATH = "/.well-known/openid-configuration";

    private final String issuer;
    private final ResourceRetriever http;
    private volatile boolean lastFetchWorked;

    IssuerKeys(String issuer, ResourceRetriever http) {
        this.issuer = issuer;
        this.http = http;
    }

    /** Whether the last fetch succeeded. */
    boolean lastFetchWorked() {
        return lastFetchWorked;
    }

    @Override
    public JWKSet getJWKSet(
            @Nullable JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            var keys = new URLBasedJWKSetSource<>(keySetUrl(), http).getJWKSet(evaluator, currentTime, context);
            lastFetchWorked = true;
            return keys;
        } catch (KeySourceException e) {
            lastFetchWorked = false;
            throw e;
        }
    }

    private URL keySetUrl() throws JWKSetUnavailableException {
        try {
            var document = discoveryDocument();
            if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
                throw new JWKSetUnavailableException("The discovery document has a different issuer than " + issuer);
            }
            return keySetUrl(JSONObjectUtils.getURI(document, "jwks_uri"));
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new JWKSetUnavailableException("No usable discovery document for " + issuer, e);
        }
    }

    private Map<String, Object> discoveryDocument() throws IOException, ParseException {
        var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        var url = URI.create(base + DISCOVERY_PATH);
        return JSONObjectUtils.parse(http.retrieveResource(url.toURL()).getContent());
    }

    /** Keys are fetched over plain HTTP only if the issuer itself is. */
    private URL keySetUrl(@Nullable URI uri) throws JWKSetUnavailableException, MalformedURLException {
        var schemes = issuer.startsWith("https:") ? Set.of("https") : Set.of("https", "http");
        if (uri == null || uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
            throw new JWKSetUnavailableException("The discovery document of " + issuer + " has no usable jwks_uri");
        }
        return uri.toURL();
    }

    @Override
    public void close() {}
}
