package dev.stampede.auth;

import static dev.stampede.auth.adapters.TestIssuer.AUDIENCE;
import static dev.stampede.auth.adapters.TestIssuer.signed;
import static dev.stampede.runtime.testing.TestEnvironment.CLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.stampede.auth.adapters.TestIssuer;
import dev.stampede.runtime.json.Json;
import dev.stampede.runtime.testing.Events;
import dev.stampede.runtime.testing.LambdaContext;
import dev.stampede.runtime.testing.RecordedMetrics;
import dev.stampede.runtime.testing.TestEnvironment;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerTest {

    private static final String EXPIRES_AT = Long.toString(TestEnvironment.NOW.plusSeconds(3600).getEpochSecond());

    private static final RSAKey KEY = TestIssuer.rsaKey("key-1");
    private static final String STAGE = "arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/dev";

    private TestIssuer issuer;
    private Authorizer authorizer;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start(KEY.toPublicJWK());
        authorizer = new Authorizer(TestEnvironment.of(
                Map.of("OIDC_ISSUER", issuer.url(), "OIDC_AUDIENCE", AUDIENCE)));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void newAuthorizer_withoutSettings_shouldNameAllThatAreMissing() {
        var environment = TestEnvironment.of(Map.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> new Authorizer(environment))
                .withMessage("Settings: OIDC_ISSUER is not set; OIDC_AUDIENCE is not set");
    }

    @Test
    void prime_shouldFetchTheKeysOfTheIssuer() {
        authorizer.prime();
        assertThat(issuer.requests()).isPositive();
    }

    @Test
    void request_withoutToken_shouldPassAsAGuestButNotToAdminRoutes() {
        var policy = authorize(shopper(null));
        assertThat(policy.getPrincipalId()).isEqualTo("guest");
        assertThat(policy.getContext()).isEmpty();
        assertThat(resources(policy, "Allow")).containsExactly(STAGE + "/*");
        assertThat(resources(policy, "Deny")).containsExactly(STAGE + "/*/v1/admin/*");
    }

    @Test
    void request_withToken_shouldPassAsTheCustomer() {
        var policy = authorize(
                shopper(bearer(claims().claim("email", "bo@example.com").claim("email_verified", true))));
        assertThat(policy.getPrincipalId()).isEqualTo("customer-1");
        assertThat(policy.getContext())
                .isEqualTo(Map.of("customerId", "customer-1", "groups", "", "expiresAt", EXPIRES_AT, "email",
                        "bo@example.com"));
    }

    @Test
    void request_withTokenUnderALowerCaseHeader_shouldPassAsTheCustomer() {
        var event = shopper(null);
        event.setHeaders(Map.of("authorization", bearer(claims())));
        assertThat(authorize(event).getPrincipalId()).isEqualTo("customer-1");
    }

    @Test
    void request_withoutAnyHeaders_shouldPassAsAGuest() {
        var event = shopper(null);
        event.setHeaders(null);
        assertThat(authorize(event).getPrincipalId()).isEqualTo("guest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Basic dXNlcjpwYXNz", "Bearer a.b.c"})
    void request_withABadToken_shouldNotPassAsAGuest(String header) {
        assertUnauthorized(shopper(header));
    }

    @Test
    void token_ofACustomer_shouldPassButNotToAdminRoutes() {
        var policy = authorize(signedIn(bearer(claims().claim("groups", List.of("staff")))));
        assertThat(policy.getContext()).isEqualTo(Map.of("customerId", "customer-1", "groups", "staff", "expiresAt",
                EXPIRES_AT));
        assertThat(resources(policy, "Allow")).containsExactly(STAGE + "/*");
        assertThat(resources(policy, "Deny")).containsExactly(STAGE + "/*/v1/admin/*");
    }

    @Test
    void token_ofAnAdmin_shouldPassEverywhere() {
        var policy = authorize(signedIn(bearer(claims().claim("groups", List.of("staff", "admin")))));
        assertThat(policy.getContext()).containsEntry("groups", "staff admin");
        assertThat(resources(policy, "Allow")).containsExactly(STAGE + "/*");
        assertThat(resources(policy, "Deny")).isEmpty();
    }

    @Test
    void token_fromTheSampleEvent_shouldBeRefusedWithoutAskingTheIssuer() {
        issuer.close();
        assertUnauthorized(Events.read("AuthorizerFunction-SignedIn.json", APIGatewayCustomAuthorizerEvent.class));
    }

    @Test
    void token_missing_shouldBeRefused() {
        assertUnauthorized(signedIn(null));
    }

    @Test
    void token_issuerDown_shouldFailOtherwiseThanUnauthorized() {
        issuer.close();
        assertThatExceptionOfType(IssuerUnavailableException.class)
                .isThrownBy(() -> authorize(signedIn(bearer(claims()))))
                .withMessageNotContaining("Unauthorized");
    }

    @Test
    void policy_asLambdaWritesIt_shouldHaveTheFormThatApiGatewayReads() {
        var json = new ByteArrayOutputStream();
        JacksonFactory.getInstance().getSerializer(IamPolicyResponse.class)
                .toJson(authorize(signedIn(bearer(claims().claim("groups", List.of("admin"))))), json);
        assertThat(Json.read(json.toString(UTF_8), JsonNode.class)).isEqualTo(Json.tree(Map.of(
                "principalId", "customer-1",
                "policyDocument", Map.of(
                        "Version", "2012-10-17",
                        "Statement", List.of(statement("Allow", STAGE + "/*"))),
                "context", Map.of("customerId", "customer-1", "groups", "admin", "expiresAt", EXPIRES_AT))));
    }

    private static Map<String, Object> statement(String effect, String resource) {
        return Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", List.of(resource));
    }

    @Test
    void outcomes_shouldBeCounted() {
        var metrics = new RecordedMetrics();
        var counting = new Authorizer(
                token -> token.equals("good")
                        ? new Tokens.Result.Genuine(new Customer("bo", List.of(), null), TestEnvironment.NOW)
                        : new Tokens.Result.Refused("forged"),
                metrics);
        counting.handleRequest(shopper(null), new LambdaContext("AuthorizerFunction"));
        counting.handleRequest(shopper("Bearer good"), new LambdaContext("AuthorizerFunction"));
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(
                        () -> counting.handleRequest(shopper("Bearer bad"), new LambdaContext("AuthorizerFunction")));
        assertThat(metrics.sum("Authorization/Guest")).isEqualTo(1);
        assertThat(metrics.sum("Authorization/Customer")).isEqualTo(1);
        assertThat(metrics.sum("Authorization/Refused")).isEqualTo(1);
    }

    @Test
    void eventOfAnotherKind_shouldFail() {
        var event = shopper(null);
        event.setType("OTHER");
        assertThatIllegalArgumentException().isThrownBy(() -> authorize(event));
    }

    @Test
    void methodArnOfSomethingElse_shouldFail() {
        var event = shopper(null);
        event.setMethodArn("arn:aws:s3:::bucket/key");
        assertThatIllegalArgumentException().isThrownBy(() -> authorize(event));
    }

    @Test
    void construction_withoutAudience_shouldFail() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Authorizer(
                        TestEnvironment.of(Map.of("OIDC_ISSUER", issuer.url(), "OIDC_AUDIENCE", ""))))
                .withMessageContaining("OIDC_AUDIENCE");
    }

    private IamPolicyResponse authorize(APIGatewayCustomAuthorizerEvent event) {
        return authorizer.handleRequest(event, new LambdaContext("AuthorizerFunction"));
    }

    private void assertUnauthorized(APIGatewayCustomAuthorizerEvent event) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> authorize(event))
                .withMessage("Unauthorized");
    }

    private static APIGatewayCustomAuthorizerEvent shopper(String header) {
        var event = Events.read("AuthorizerFunction-Shopper.json", APIGatewayCustomAuthorizerEvent.class);
        if (header != null) {
            event.setHeaders(Map.of("Accept", "*/*", "Authorization", header));
        }
        return event;
    }

    private static APIGatewayCustomAuthorizerEvent signedIn(String token) {
        var event = Events.read("AuthorizerFunction-SignedIn.json", APIGatewayCustomAuthorizerEvent.class);
        event.setAuthorizationToken(token);
        return event;
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(CLOCK.instant());
    }

    private static String bearer(JWTClaimsSet.Builder claims) {
        return "Bearer " + signed(claims.build(), KEY);
    }

    /** The resources of all statements of one effect, as the policy's JSON has them. */
    private static List<String> resources(IamPolicyResponse policy, String effect) {
        assertThat(policy.getPolicyDocument()).containsEntry("Version", "2012-10-17");
        var statements = (Object[]) policy.getPolicyDocument().get("Statement");
        return Arrays.stream(statements)
                .map(statement -> (Map<?, ?>) statement)
                .filter(statement -> effect.equals(statement.get("Effect")))
                .peek(statement -> assertThat(statement.get("Action")).isEqualTo("execute-api:Invoke"))
                .flatMap(statement -> Arrays.stream((Object[]) statement.get("Resource")))
                .map(String.class::cast)
                .toList();
    }
}
