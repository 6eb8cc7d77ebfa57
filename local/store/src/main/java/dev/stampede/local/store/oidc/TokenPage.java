package dev.stampede.local.store.oidc;

import dev.stampede.local.store.http.HttpCall;
import dev.stampede.local.store.http.HttpReply;
import dev.stampede.local.store.http.LocalPage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Issues tokens without authentication: {@code ?sub=ada&groups=admin&email=ada@example.com&ttl=3600}. */
public final class TokenPage implements LocalPage {

    private static final String DEFAULT_TTL_SECONDS = "3600";

    private final OidcIssuer issuer;

    public TokenPage(OidcIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public String path() {
        return "/_local/token";
    }

    @Override
    public String about() {
        return "issues a signed token: ?sub=ada&groups=admin&email=ada@example.com&ttl=3600";
    }

    @Override
    public boolean isInConsole() {
        return true;
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        if (!call.method().equals("GET") || !call.rawPath().equals(path())) {
            return Optional.empty();
        }
        try {
            return Optional.of(reply(call, request(call)));
        } catch (NumberFormatException notANumber) {
            return Optional
                    .of(HttpReply.problem(400, "Invalid token request", "ttl must be an integer number of seconds"));
        } catch (IllegalArgumentException refused) {
            return Optional.of(HttpReply.problem(400, "Invalid token request", String.valueOf(refused.getMessage())));
        }
    }

    private HttpReply reply(HttpCall call, TokenRequest request) {
        var token = issuer.token(request);
        return call.header("Accept").filter(accept -> accept.contains("application/json")).isPresent()
                ? HttpReply.json(200, Map.of("access_token", token, "token_type", "Bearer", "expires_in",
                        request.ttl().toSeconds()))
                : HttpReply.text(token);
    }

    private static TokenRequest request(HttpCall call) {
        var groups = call.queryValue("groups").orElse("").split("[,\\s]+");
        return new TokenRequest(call.queryValue("sub").orElse("customer"),
                Arrays.stream(groups).filter(group -> !group.isEmpty()).toList(),
                call.queryValue("email").filter(email -> !email.isBlank()).orElse(null),
                Duration.ofSeconds(Long.parseLong(call.queryValue("ttl").orElse(DEFAULT_TTL_SECONDS))));
    }
}
