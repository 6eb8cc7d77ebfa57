package dev.stampede.auth.adapters;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key that a token is signed with, and distinguishes unknown keys from keys that cannot be looked up now.
 */
final class IssuerKeySelector extends JWSVerificationKeySelector<SecurityContext> {

    private final IssuerKeys issuer;

    /** @param cached the keys last fetched from {@code issuer} */
    IssuerKeySelector(Set<JWSAlgorithm> algorithms, JWKSource<SecurityContext> cached, IssuerKeys issuer) {
        super(algorithms, cached);
        this.issuer = issuer;
    }

    /**
     * @return empty if the issuer has no such key or the algorithm is not allowed
     * @throws KeySourceException if the issuer is unreachable
     */
    @Override
    public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context) throws KeySourceException {
        if (!isAllowed(header.getAlgorithm())) {
            return List.of();
        }
        var found = lookUp(header, context);
        if (found.isEmpty() && !issuer.lastFetchWorked()) {
            throw new JWKSetUnavailableException("Unknown key, and the issuer is unreachable");
        }
        return found;
    }

    private List<Key> lookUp(JWSHeader header, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return super.selectJWSKeys(header, context);
        } catch (RateLimitReachedException askedJustNow) {
            return List.of();
        }
    }
}
