package dev.stampede.auth.adapters;

import static dev.stampede.auth.adapters.TestIssuer.AUDIENCE;
import static dev.stampede.auth.adapters.TestIssuer.signed;
import static dev.stampede.runtime.testing.TestEnvironment.CLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.stampede.auth.Customer;
import dev.stampede.auth.IssuerUnavailableException;
import dev.stampede.auth.Tokens.Result;
import dev.stampede.auth.Tokens.Result.Genuine;
import dev.stampede.auth.Tokens.Result.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcTokensTest {

    private static final Instant NOW = CLOCK.instant();
    private static final RSAKey KEY = TestIssuer.rsaKey("key-1");
    private static final RSAKey OTHER_KEY = TestIssuer.rsaKey("key-2");

    private TestIssuer issuer;
    private OidcTokens tokens;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start(KEY.toPublicJWK());
        tokens = new OidcTokens(issuer.url(), AUDIENCE, CLOCK);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void construction_shouldFetchNothing() {
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void verify_validToken_shouldNameTheCustomer() {
        assertThat(tokens.verify(signed(issuer.claims(NOW).build(), KEY)))
                .isEqualTo(new Genuine(new Customer("customer-1", List.of(), null), NOW.plusSeconds(3600)));
    }

    @Test
    void verify_manyTokens_shouldFetchTheKeysOnce() {
        for (var i = 0; i < 20; i++) {
            assertThat(tokens.verify(signed(issuer.claims(NOW).subject("customer-" + i).build(), KEY)))
                    .isInstanceOf(Genuine.class);
        }
        assertThat(issuer.requests()).isEqualTo(2);
    }

    @Test
    void verify_ellipticCurveKey_shouldAccept() throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        issuer.publish(KEY.toPublicJWK(), key.toPublicJWK());
        var token = signed(issuer.claims(NOW).build(), JWSAlgorithm.ES256, "ec", new ECDSASigner(key));
        assertThat(tokens.verify(token)).isInstanceOf(Genuine.class);
    }

    @Test
    void verify_accessTokenOfCognito_shouldTakeTheClientForTheAudience() {
        assertThat(tokens.verify(with(issuer.claims(NOW).audience((String) null).claim("client_id", AUDIENCE))))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void verify_otherAudienceOfOurClient_shouldRefuse() {
        assertThat(tokens.verify(with(issuer.claims(NOW).audience("another-api").claim("client_id", AUDIENCE))))
                .isEqualTo(new Refused("JWT has a different audience"));
    }

    @Test
    void verify_noAudience_shouldRefuse() {
        assertRefused(with(issuer.claims(NOW).audience((String) null)));
    }

    @Test
    void verify_wrongAudience_shouldRefuse() {
        assertRefused(with(issuer.claims(NOW).audience("another-store")));
    }

    @Test
    void verify_wrongIssuer_shouldRefuse() {
        assertRefused(with(issuer.claims(NOW).issuer("https://issuer.example.com")));
    }

    @Test
    void verify_expired_shouldRefuse() {
        var expiry = NOW.minusSeconds(31);
        assertThat(tokens.verify(with(issuer.claims(NOW).expirationTime(Date.from(expiry)))))
                .isEqualTo(new Refused("Expired JWT"));
    }

    @Test
    void verify_expiredWithinTheClocksTolerance_shouldAccept() {
        var expiry = NOW.minusSeconds(20);
        assertThat(tokens.verify(with(issuer.claims(NOW).expirationTime(Date.from(expiry)))))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void verify_noExpiry_shouldRefuse() {
        assertRefused(with(issuer.claims(NOW).expirationTime(null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "sub", "iss", "aud"})
    void verify_claimThatIsNull_shouldRefuse(String claim) throws JOSEException, JsonProcessingException {
        var claims = new HashMap<>(issuer.claims(NOW).build().toJSONObject(true));
        claims.put(claim, null);
        var token = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
                new Payload(new ObjectMapper().writeValueAsString(claims)));
        token.sign(new RSASSASigner(KEY));
        assertThat(token.getPayload().toString()).contains("\"" + claim + "\":null");
        assertRefused(token.serialize());
    }

    @Test
    void verify_notYetValid_shouldRefuse() {
        assertRefused(with(issuer.claims(NOW).notBeforeTime(Date.from(NOW.plusSeconds(60)))));
    }

    @Test
    void verify_noSubject_shouldRefuse() {
        assertRefused(with(issuer.claims(NOW).subject(null)));
        assertRefused(with(issuer.claims(NOW).subject(" ")));
    }

    @Test
    void verify_signedByAnotherKeyUnderOurKeysId_shouldRefuse() {
        var forger = TestIssuer.rsaKey(KEY.getKeyID());
        assertRefused(signed(issuer.claims(NOW).build(), forger));
    }

    @Test
    void verify_changedClaims_shouldRefuse() {
        var pieces = signed(issuer.claims(NOW).build(), KEY).split("\\.");
        var claims = issuer.claims(NOW).claim("groups", List.of("admin")).build().toString();
        pieces[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
        assertRefused(String.join(".", pieces));
    }

    @Test
    void verify_algorithmNone_shouldRefuse() {
        assertRefused(new PlainJWT(issuer.claims(NOW).build()).serialize());
    }

    @Test
    void verify_publicKeyAsSharedSecret_shouldRefuse() throws JOSEException {
        var secret = KEY.toRSAPublicKey().getEncoded();
        var claims = issuer.claims(NOW).build();
        assertRefused(signed(claims, JWSAlgorithm.HS256, KEY.getKeyID(), new MACSigner(secret)));
    }

    @Test
    void verify_sharedSecretInTheKeySet_shouldRefuse() throws JOSEException {
        var secret = new byte[32];
        issuer.publish(new OctetSequenceKey.Builder(secret).keyID("secret").build());
        var claims = issuer.claims(NOW).build();
        assertRefused(signed(claims, JWSAlgorithm.HS256, "secret", new MACSigner(secret)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "e30.e30.", "....", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
            "eyJhbGciOnsiYSI6MX19.e30.c2ln", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA"})
    void verify_malformed_shouldRefuse(String token) {
        assertRefused(token);
    }

    @Test
    void verify_newKeyOfTheIssuer_shouldFetchTheKeysAgain() {
        assertThat(tokens.verify(signed(issuer.claims(NOW).build(), KEY))).isInstanceOf(Genuine.class);
        issuer.publish(OTHER_KEY.toPublicJWK());
        assertThat(tokens.verify(signed(issuer.claims(NOW).build(), OTHER_KEY))).isInstanceOf(Genuine.class);
        assertRefused(signed(issuer.claims(NOW).build(), KEY));
    }

    @Test
    void verify_manyTokensOfUnknownKeys_shouldRefuseThemAndSpareTheIssuer() {
        for (var i = 0; i < 20; i++) {
            var stranger = new RSAKey.Builder(OTHER_KEY).keyID("unknown-" + i).build();
            assertRefused(signed(issuer.claims(NOW).build(), stranger));
        }
        assertThat(issuer.requests()).isLessThanOrEqualTo(4);
        assertThat(tokens.verify(signed(issuer.claims(NOW).build(), KEY))).isInstanceOf(Genuine.class);
    }

    @Test
    void verify_issuerDown_shouldNotSayThatTheTokenIsBad() {
        issuer.goDown();
        var token = signed(issuer.claims(NOW).build(), KEY);
        for (var i = 0; i < 5; i++) {
            assertThatExceptionOfType(IssuerUnavailableException.class).isThrownBy(() -> tokens.verify(token));
        }
        assertThat(issuer.requests()).isLessThanOrEqualTo(2);
    }

    @Test
    void verify_issuerDownAfterItsKeysAreKnown_shouldServeOn() {
        var token = signed(issuer.claims(NOW).build(), KEY);
        assertThat(tokens.verify(token)).isInstanceOf(Genuine.class);
        issuer.goDown();
        assertThat(tokens.verify(token)).isInstanceOf(Genuine.class);
    }

    @Test
    void verify_unknownKeyWhileTheIssuerIsDown_shouldNotSayThatTheTokenIsBad() {
        assertThat(tokens.verify(signed(issuer.claims(NOW).build(), KEY))).isInstanceOf(Genuine.class);
        issuer.goDown();
        var token = signed(issuer.claims(NOW).build(), OTHER_KEY);
        for (var i = 0; i < 5; i++) {
            assertThatExceptionOfType(IssuerUnavailableException.class).isThrownBy(() -> tokens.verify(token));
        }
    }

    @Test
    void verify_issuerIsBack_shouldAccept() {
        issuer.goDown();
        var token = signed(issuer.claims(NOW).build(), KEY);
        assertThatExceptionOfType(IssuerUnavailableException.class).isThrownBy(() -> tokens.verify(token));
        issuer.comeBack();
        assertThat(tokens.verify(token)).isInstanceOf(Genuine.class);
    }

    @Test
    void verify_documentOfAnotherIssuer_shouldBeUnavailable() {
        issuer.describeItself("https://issuer.example.com", issuer.url() + "/keys");
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/hostname", "keys", ""})
    void verify_keySetThatIsNotFetchedOverHttp_shouldBeUnavailable(String keySetUrl) {
        issuer.describeItself(issuer.url(), keySetUrl);
        assertUnavailable();
    }

    @Test
    void verify_nothingListensAtTheIssuer_shouldBeUnavailableSoon() {
        var token = signed(issuer.claims(NOW).build(), KEY);
        issuer.close();
        var start = System.nanoTime();
        assertThatExceptionOfType(IssuerUnavailableException.class).isThrownBy(() -> tokens.verify(token));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void verify_groups_shouldBeThoseOfEitherClaim() {
        assertThat(groups(with(issuer.claims(NOW).claim("groups", List.of("admin", "staff")))))
                .containsExactly("admin", "staff");
        assertThat(groups(with(issuer.claims(NOW).claim("groups", "staff")))).containsExactly("staff");
        assertThat(groups(with(issuer.claims(NOW).claim("cognito:groups", List.of("admin"))))).containsExactly("admin");
        assertThat(groups(with(issuer.claims(NOW).claim("groups", List.of(1, true))))).isEmpty();
    }

    @Test
    void verify_email_shouldBeTakenOnlyIfItIsVerified() {
        assertThat(email(with(issuer.claims(NOW).claim("email", "bo@example.com").claim("email_verified", true))))
                .isEqualTo("bo@example.com");
        assertThat(email(with(issuer.claims(NOW).claim("email", "bo@example.com").claim("email_verified", "true"))))
                .isEqualTo("bo@example.com");
        assertThat(email(with(issuer.claims(NOW).claim("email", "bo@example.com").claim("email_verified", false))))
                .isNull();
        assertThat(email(with(issuer.claims(NOW).claim("email", "bo@example.com")))).isNull();
    }

    private static String with(JWTClaimsSet.Builder claims) {
        return signed(claims.build(), KEY);
    }

    private List<String> groups(String token) {
        return customer(tokens.verify(token)).groups();
    }

    private String email(String token) {
        return customer(tokens.verify(token)).verifiedEmail();
    }

    private static Customer customer(Result verdict) {
        return switch (verdict) {
            case Genuine(var customer, var expiresAt) -> customer;
            case Refused(var reason) -> throw new AssertionError("Refused: " + reason);
        };
    }

    private void assertRefused(String token) {
        assertThat(tokens.verify(token)).isInstanceOf(Refused.class);
    }

    private void assertUnavailable() {
        var token = signed(issuer.claims(NOW).build(), KEY);
        assertThatExceptionOfType(IssuerUnavailableException.class).isThrownBy(() -> tokens.verify(token));
    }
}
