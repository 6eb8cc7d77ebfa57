package dev.stampede.auth.adapters;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims that a token for this store must have: issuer, subject, audience and expiry. */
final class StoreClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private static final int MAX_CLOCK_SKEW_SECONDS = 30;

    private final String audience;
    private final Clock clock;

    StoreClaims(String issuer, String audience, Clock clock) {
        super(new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp"));
        this.audience = audience;
        this.clock = clock;
        setMaxClockSkew(MAX_CLOCK_SKEW_SECONDS);
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        // A claim that is null counts as present.
        if (claims.getExpirationTime() == null) {
            throw new BadJWTException("JWT exp claim is null");
        }
        if (claims.getSubject() == null || claims.getSubject().isBlank()) {
            throw new BadJWTException("JWT sub claim is blank");
        }
        if (!audience(claims).contains(audience)) {
            throw new BadJWTException("JWT has a different audience");
        }
    }

    /**
     * Access tokens of Amazon Cognito have no audience and name the client instead (Amazon Cognito Developer Guide,
     * "Verifying JSON web tokens"). If a token has an audience, the client is ignored.
     */
    private static List<?> audience(JWTClaimsSet claims) {
        if (!claims.getAudience().isEmpty()) {
            return claims.getAudience();
        }
        return claims.getClaim("client_id") instanceof String client ? List.of(client) : List.of();
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
