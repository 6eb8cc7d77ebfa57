package dev.stampede.local.store.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcIssuerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String URL = "http://localhost:3000/_local/oidc";

    @TempDir
    private Path directory;

    @Test
    void token_shouldBeSignedByThePublishedKey() throws Exception {
        var issuer = issuer();
        var token = SignedJWT.parse(issuer.token(TokenRequest.admin("ada")));
        var key = JWKSet.parse(issuer.jwks()).getKeyByKeyId(token.getHeader().getKeyID());

        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(key.isPrivate()).isFalse();
    }

    @Test
    void token_shouldSayWhatWasAsked() throws Exception {
        var claims = SignedJWT.parse(issuer().token(
                new TokenRequest("ada", List.of("admin", "staff"), "ada@example.com", Duration.ofMinutes(5))))
                .getJWTClaimsSet();

        assertThat(claims.getIssuer()).isEqualTo(URL);
        assertThat(claims.getAudience()).containsExactly("stampede-local");
        assertThat(claims.getSubject()).isEqualTo("ada");
        assertThat(claims.getStringListClaim("groups")).containsExactly("admin", "staff");
        assertThat(claims.getStringClaim("email")).isEqualTo("ada@example.com");
        assertThat(claims.getIssueTime()).isEqualTo(NOW);
        assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void token_withoutGroupsAndEmail_shouldHaveNeither() throws Exception {
        var claims = SignedJWT
                .parse(issuer().token(new TokenRequest("ada", List.of(), null, Duration.ofHours(1))))
                .getJWTClaimsSet();

        assertThat(claims.getClaims()).doesNotContainKeys("groups", "email");
    }

    @Test
    void at_dataDirectory_shouldKeepTheKeyForTheOwnerOnly() throws Exception {
        var first = OidcIssuer.at(URL, "stampede-local", Clock.systemUTC(), directory.resolve("data"));
        var second = OidcIssuer.at(URL, "stampede-local", Clock.systemUTC(), directory.resolve("data"));

        assertThat(second.jwks()).isEqualTo(first.jwks());
        assertThat(Files.getPosixFilePermissions(directory.resolve("data/oidc-signing-key.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void at_damagedKey_shouldNameTheFile() throws Exception {
        Files.writeString(directory.resolve("oidc-signing-key.json"), "{}");

        assertThatThrownBy(() -> OidcIssuer.at(URL, "stampede-local", Clock.systemUTC(), directory))
                .hasMessageContaining("oidc-signing-key.json");
    }

    @Test
    void request_outOfBounds_shouldRefuse() {
        assertThatThrownBy(() -> new TokenRequest(" ", List.of(), null, Duration.ofHours(1)))
                .hasMessageContaining("sub");
        assertThatThrownBy(() -> new TokenRequest("ada", List.of(), null, Duration.ofSeconds(86_401)))
                .hasMessageContaining("ttl");
        assertThatThrownBy(() -> new TokenRequest("ada", List.of(), null, Duration.ofSeconds(Long.MIN_VALUE)))
                .hasMessageContaining("ttl");
    }

    private static OidcIssuer issuer() {
        return OidcIssuer.at(URL, "stampede-local", Clock.fixed(NOW, ZoneOffset.UTC), null);
    }
}
