package dev.stampede.local.store.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.stampede.local.store.http.Header;
import dev.stampede.local.store.http.HttpCall;
import dev.stampede.local.store.http.HttpReply;
import dev.stampede.runtime.Sha256;
import dev.stampede.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerPageTest {

    private static final String URL = "http://localhost:3000/_local/oidc";
    private static final String CALLBACK = "http://localhost:3000/signed-in";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";
    private static final String CHALLENGE = Base64.getUrlEncoder().withoutPadding()
            .encodeToString(Sha256.of(VERIFIER));

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final IssuerPage page = new IssuerPage(OidcIssuer.at(URL, "stampede-local", clock, null), clock);

    @Test
    void discovery_shouldNameTheEndpoints() {
        var discovery = json(get("/.well-known/openid-configuration", Map.of()));

        assertThat(discovery.path("authorization_endpoint").asText()).isEqualTo(URL + "/authorize");
        assertThat(discovery.path("token_endpoint").asText()).isEqualTo(URL + "/token");
        assertThat(discovery.path("code_challenge_methods_supported")).extracting(JsonNode::asText)
                .containsExactly("S256");
    }

    @Test
    void authorize_shouldAskForAnAddressAndKeepTheRequest() {
        var reply = get("/authorize", request(Map.of("state", "\"><script>")));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply)).contains("name=\"email\"", CHALLENGE).doesNotContain("<script>\"", "\"><script>");
    }

    @ParameterizedTest
    @CsvSource({"stampede-admin, true", "stampede-storefront, false", "storefront, false"})
    void authorize_shouldExpectAnAdminForTheAdminPages(String client, boolean isChecked) {
        var reply = get("/authorize", request(Map.of("client_id", client)));

        assertThat(text(reply))
                .contains(isChecked ? "value=\"admin\" checked> As an admin" : "value=\"admin\"> As an admin");
    }

    @Test
    void signIn_shouldGiveACodeThatIsGoodForOneToken() throws Exception {
        var redirect = signIn(Map.of("state", "s 1"));

        assertThat(redirect).hasPath("/signed-in").hasParameter("state", "s 1");
        var answer = json(exchange(codeOf(redirect), Map.of()));
        assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
        var claims = SignedJWT.parse(answer.path("access_token").asText()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("ada@example.com");
        assertThat(claims.getStringClaim("email")).isEqualTo("ada@example.com");
        assertThat(claims.getClaims()).doesNotContainKey("groups");
        assertRefused(exchange(codeOf(redirect), Map.of()));
    }

    @Test
    void signIn_asAdmin_shouldBeInTheGroup() throws Exception {
        var answer = json(exchange(codeOf(signIn(Map.of("groups", "admin"))), Map.of()));

        assertThat(SignedJWT.parse(answer.path("id_token").asText()).getJWTClaimsSet().getStringListClaim("groups"))
                .containsExactly("admin");
    }

    @ParameterizedTest
    @CsvSource({"code_verifier, another-verifier-of-at-least-forty-three-characters", "client_id, another",
            "redirect_uri, http://localhost:3000/another", "code, another", "grant_type, password"})
    void exchange_ofAnotherRequest_shouldBeRefused(String name, String value) {
        var code = codeOf(signIn(Map.of()));

        assertRefused(exchange(code, Map.of(name, value)));
    }

    @Test
    void exchange_afterAMinute_shouldBeRefused() {
        var code = codeOf(signIn(Map.of()));
        now = now.plus(Duration.ofSeconds(61));

        assertRefused(exchange(code, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"redirect_uri, https://evil.example.com/", "redirect_uri, //evil.example.com", "redirect_uri, ::",
            "redirect_uri, javascript:alert(1)", "redirect_uri, http://localhost@evil.example.com/",
            "code_challenge, short", "code_challenge_method, plain", "response_type, token", "client_id, ' '"})
    void authorize_otherRequests_shouldBeRefused(String name, String value) {
        assertThat(get("/authorize", request(Map.of(name, value))).status()).isEqualTo(400);
        assertThat(post("/authorize", request(Map.of(name, value, "email", "ada@example.com"))).status())
                .isEqualTo(400);
    }

    @Test
    void signIn_withoutAnAddress_shouldBeRefused() {
        assertThat(post("/authorize", request(Map.of("email", " "))).status()).isEqualTo(400);
    }

    private static void assertRefused(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(json(reply).path("error").asText()).isNotEmpty();
    }

    private URI signIn(Map<String, String> more) {
        var form = new HashMap<>(Map.of("email", "ada@example.com"));
        form.putAll(more);
        var reply = post("/authorize", request(form));
        assertThat(reply.status()).isEqualTo(303);
        return URI.create(header(reply, "Location"));
    }

    private HttpReply exchange(String code, Map<String, String> other) {
        var form = new HashMap<>(Map.of("grant_type", "authorization_code", "code", code, "client_id", "storefront",
                "redirect_uri", CALLBACK, "code_verifier", VERIFIER));
        form.putAll(other);
        return post("/token", form);
    }

    private static Map<String, String> request(Map<String, String> other) {
        var parameters = new HashMap<>(Map.of("response_type", "code", "client_id", "storefront", "redirect_uri",
                CALLBACK, "code_challenge", CHALLENGE, "code_challenge_method", "S256"));
        parameters.putAll(other);
        return parameters;
    }

    private static String codeOf(URI redirect) {
        return redirect.getQuery().replaceFirst(".*code=([^&]+).*", "$1");
    }

    private HttpReply get(String path, Map<String, String> query) {
        return page.answer(call("GET", path, encoded(query), "")).orElseThrow();
    }

    private HttpReply post(String path, Map<String, String> form) {
        return page.answer(call("POST", path, null, encoded(form))).orElseThrow();
    }

    private static HttpCall call(String method, String path, @Nullable String query, String body) {
        return new HttpCall(method, IssuerPage.PATH + path, query, List.of(), body.getBytes(StandardCharsets.UTF_8),
                "127.0.0.1", "HTTP/1.1");
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String header(HttpReply reply, String name) {
        return reply.headers().stream().filter(header -> header.name().equals(name)).map(Header::value).findFirst()
                .orElseThrow();
    }

    private static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpReply reply) {
        try {
            return Json.parse(text(reply));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
