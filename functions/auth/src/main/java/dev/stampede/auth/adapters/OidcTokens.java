package dev.stampede.auth.adapters;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.stampede.auth.Customer;
import dev.stampede.auth.IssuerUnavailableException;
import dev.stampede.auth.Tokens;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of an OpenID Connect issuer: JWTs signed with one of its keys. Keys are fetched for the first
 * token, cached, and refreshed, at a limited rate, when they are old or a token refers to an unknown key. While the
 * issuer is unreachable, cached keys remain in use. Safe for use by many threads.
 */
public final class OidcTokens implements Tokens {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;

    private static final Duration KEYS_ARE_FRESH = Duration.ofMinutes(10);
    private static final Duration KEYS_OUTLAST_OUTAGE = Duration.ofHours(1);
    /** Maximum duration of a fetch, which reads two documents. */
    private static final Duration FETCH_TIMEOUT = CONNECT_TIMEOUT.plus(READ_TIMEOUT).multipliedBy(2);
    /** Keys are fetched at most twice in this interval, regardless of how many tokens have unknown keys. */
    private static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);

    /** Public-key signatures only: with an HMAC algorithm, the issuer's public key would be the secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
            JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512,
            JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    /** The type of access tokens in RFC 9068. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** Fetches nothing. */
    public OidcTokens(String issuer, String audience, Clock clock) {
        var keys = new IssuerKeys(issuer, http());
        processor.setJWSTypeVerifier(typeVerifier());
        processor.setJWSKeySelector(new IssuerKeySelector(ALGORITHMS, cached(keys), keys));
        processor.setJWTClaimsSetVerifier(new StoreClaims(issuer, audience, clock));
    }

    /** Closes its connections: the next documents are fetched after minutes, or after a snapshot. */
    private static ResourceRetriever http() {
        var http = new DefaultResourceRetriever(
                (int) CONNECT_TIMEOUT.toMillis(), (int) READ_TIMEOUT.toMillis(), MAX_DOCUMENT_BYTES);
        http.setDisconnectsAfterUse(true);
        return http;
    }

    private static JWKSource<SecurityContext> cached(IssuerKeys keys) {
        return JWKSourceBuilder.create(keys)
                .cache(KEYS_ARE_FRESH.toMillis(), FETCH_TIMEOUT.toMillis())
                .rateLimited(FETCH_INTERVAL.toMillis())
                .outageTolerant(KEYS_OUTLAST_OUTAGE.toMillis())
                .build();
    }

    /** The type is optional. */
    private static DefaultJOSEObjectTypeVerifier<SecurityContext> typeVerifier() {
        return new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null);
    }

    @Override
    public Result verify(String token) {
        try {
            var claims = processor.process(token, null);
            return new Result.Genuine(customer(claims), claims.getExpirationTime().toInstant());
        } catch (KeySourceException e) {
            throw new IssuerUnavailableException(e);
        } catch (ParseException malformed) {
            // The message may quote the token.
            return new Result.Refused("Not a JWT");
        } catch (BadJOSEException | JOSEException e) {
            return new Result.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Customer customer(JWTClaimsSet claims) {
        return new Customer(claims.getSubject(), groups(claims), verifiedEmail(claims));
    }

    private static List<String> groups(JWTClaimsSet claims) {
        return Stream.of("groups", "cognito:groups")
                .map(claims::getClaim)
                .flatMap(claim -> claim instanceof List<?> names ? names.stream() : Stream.ofNullable(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    /** Some issuers write booleans as strings. */
    private static @Nullable String verifiedEmail(JWTClaimsSet claims) {
        var isVerified = "true".equals(String.valueOf(claims.getClaim("email_verified")));
        return isVerified && claims.getClaim("email") instanceof String email ? email : null;
    }
}
