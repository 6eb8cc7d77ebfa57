package dev.stampede.local.store.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerAnswerTest {

    private static final String GET_CART = "arn:aws:execute-api:eu-central-1:000000000000:api1/dev/GET/v1/carts/c1";

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:execute-api:eu-central-1:000000000000:api1/dev/GET/v1/carts/c1", "*",
            "arn:aws:execute-api:*:*:api1/*/GET/v1/carts/*", "arn:*/v1/carts/c?"})
    void allows_resourcePatternFits_shouldAllow(String resource) {
        assertThat(parse(statement("Allow", resource)).orElseThrow().allows(GET_CART)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:execute-api:*:*:api1/*/POST/*", "arn:*/v1/carts/c?x", "arn:aws:lambda:*"})
    void allows_resourcePatternDoesNotFit_shouldNotAllow(String resource) {
        assertThat(parse(statement("Allow", resource)).orElseThrow().allows(GET_CART)).isFalse();
    }

    @Test
    void allows_denyBesideAllow_shouldDeny() {
        var answer = parse(statement("Allow", "*") + "," + statement("Deny", "*/v1/carts/*")).orElseThrow();

        assertThat(answer.allows(GET_CART)).isFalse();
        assertThat(answer.allows(GET_CART.replace("carts", "orders"))).isTrue();
    }

    @Test
    void allows_noStatement_shouldDeny() {
        assertThat(parse("").orElseThrow().allows(GET_CART)).isFalse();
    }

    @Test
    void allows_otherAction_shouldDeny() {
        var other = statement("Allow", "*").replace("execute-api:Invoke", "execute-api:ManageConnections");

        assertThat(parse(other).orElseThrow().allows(GET_CART)).isFalse();
    }

    @Test
    void parse_context_shouldBecomeStrings() throws Exception {
        var answer = AuthorizerAnswer.parse(new JsonMapper().readTree("""
                {"principalId":"ada","policyDocument":{"Statement":[]},
                 "context":{"admin":true,"level":7,"name":"Ada","none":null}}
                """)).orElseThrow();

        assertThat(answer.context())
                .isEqualTo(Map.of("principalId", "ada", "admin", "true", "level", "7", "name", "Ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"principalId\":\"a\",\"policyDocument\":{\"Statement\":[{\"Effect\":\"Maybe\"}]}}",
            "{\"principalId\":\"a\",\"policyDocument\":{\"Statement\":[]},\"context\":{\"list\":[1]}}",
            "{\"policyDocument\":{\"Statement\":[]}}", "null", "\"Allow\""})
    void parse_notAnAnswer_shouldBeEmpty(String json) throws Exception {
        assertThat(AuthorizerAnswer.parse(new JsonMapper().readTree(json))).isEmpty();
    }

    private static Optional<AuthorizerAnswer> parse(String statements) {
        try {
            return AuthorizerAnswer.parse(new JsonMapper().readTree("""
                    {"principalId":"ada","policyDocument":{"Version":"2012-10-17","Statement":[%s]}}
                    """.formatted(statements)));
        } catch (IOException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    private static String statement(String effect, String resource) {
        return "{\"Action\":\"execute-api:Invoke\",\"Effect\":\"%s\",\"Resource\":[\"%s\"]}".formatted(effect,
                resource);
    }
}
