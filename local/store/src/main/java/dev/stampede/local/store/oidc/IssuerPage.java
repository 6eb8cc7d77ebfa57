package dev.stampede.local.store.oidc;

import dev.stampede.local.store.http.Html;
import dev.stampede.local.store.http.HttpCall;
import dev.stampede.local.store.http.HttpReply;
import dev.stampede.local.store.http.LocalPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The local OpenID Connect issuer at the standard paths: discovery, keys, and the authorization code flow with PKCE. Its
 * sign-in page believes whatever email address one types.
 */
public final class IssuerPage implements LocalPage {

    public static final String PATH = "/_local/oidc";
    static final String AUTHORIZE = "/authorize";
    static final String TOKEN = "/token";

    /** The admin pages, as web/deployment.js names them: who signs in there is usually an admin. */
    private static final String ADMIN_CLIENT = "stampede-admin";
    private static final Duration TOKEN_TTL = Duration.ofHours(1);
    private static final List<String> PARAMETERS = List.of("response_type", "client_id", "redirect_uri", "state",
            "code_challenge", "code_challenge_method");
    /** The page may send its form back, and be redirected to a front end on this machine. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; "
            + "img-src 'self'; form-action 'self' http://localhost:* http://127.0.0.1:*; frame-ancestors 'none'";

    private final OidcIssuer issuer;
    private final AuthorizationCodes codes;

    public IssuerPage(OidcIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.codes = new AuthorizationCodes(clock);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String about() {
        return "OpenID Connect issuer: /.well-known/openid-configuration, /jwks, /authorize and /token";
    }

    @Override
    public Optional<HttpReply> answer(HttpCall call) {
        return switch (call.method() + " " + call.rawPath().substring(PATH.length())) {
            case "GET ", "GET /.well-known/openid-configuration" ->
                    Optional.of(readable(HttpReply.json(200, issuer.discovery())));
            case "GET /jwks" -> Optional.of(readable(HttpReply.json(200, issuer.jwks())));
            case "GET " + AUTHORIZE -> Optional.of(signInPage(call));
            case "POST " + AUTHORIZE -> Optional.of(signIn(call));
            case "POST " + TOKEN -> Optional.of(readable(exchange(call)).with("Cache-Control", "no-store"));
            default -> Optional.empty();
        };
    }

    private static HttpReply signInPage(HttpCall call) {
        boolean isAdmin;
        try {
            isAdmin = AuthorizationRequest.from(name -> call.queryValue(name).orElse(null)).clientId()
                    .equals(ADMIN_CLIENT);
        } catch (IllegalArgumentException invalid) {
            return invalid(invalid);
        }
        var hidden = PARAMETERS.stream()
                .flatMap(name -> call.queryValue(name)
                        .map(value -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name,
                                Html.escape(value)))
                        .stream())
                .collect(Collectors.joining("\n"));
        return HttpReply.html("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sign in</title>
                <link rel="icon" href="/assets/design/favicon.svg" type="image/svg+xml">
                <script src="/assets/lib/theme.js"></script>
                <link rel="stylesheet" href="/assets/design/design.css">
                </head>
                <body class="centered">
                <main class="panel stack narrow">
                <h1>Sign in</h1>
                <div class="notice"><p class="small">This is the local store's issuer. It asks for no password and believes any
                address.</p></div>
                <form class="stack" method="post" action="%s%s">
                %s
                <div class="field"><label for="email">Email</label>
                <input class="input" id="email" name="email" type="email" required maxlength="254" autocomplete="email"
                value="ada@example.com"></div>
                <label class="check"><input type="checkbox" name="groups" value="admin"%s> As an admin</label>
                <button class="button wide tall">Continue</button>
                </form>
                </main>
                </body>
                </html>
                """.formatted(PATH, AUTHORIZE, hidden, isAdmin ? " checked" : "")).with("Content-Security-Policy",
                POLICY);
    }

    private HttpReply signIn(HttpCall call) {
        try {
            var request = AuthorizationRequest.from(name -> call.formValue(name).orElse(null));
            var email = call.formValue("email").map(String::strip).orElse("");
            var groups = call.formValue("groups").stream().toList();
            var code = codes.issue(request, new TokenRequest(email, groups, email, TOKEN_TTL));
            return HttpReply.text("").withStatus(303).with("Location", redirect(request, code))
                    .with("Content-Security-Policy", POLICY);
        } catch (IllegalArgumentException invalid) {
            return invalid(invalid);
        }
    }

    private static String redirect(AuthorizationRequest request, String code) {
        var state = request.state() == null ? Stream.<String> empty() : Stream.of("state=" + encoded(request.state()));
        var query = Stream.concat(Stream.of("code=" + encoded(code)), state).collect(Collectors.joining("&"));
        return request.redirectUri() + (request.redirectUri().getRawQuery() == null ? "?" : "&") + query;
    }

    /** Errors are those of RFC 6749, section 5.2. */
    private HttpReply exchange(HttpCall call) {
        if (!call.formValue("grant_type").orElse("").equals("authorization_code")) {
            return HttpReply.json(400, Map.of("error", "unsupported_grant_type", "error_description",
                    "grant_type must be authorization_code"));
        }
        return codes.redeem(value(call, "code"), value(call, "client_id"), value(call, "redirect_uri"),
                value(call, "code_verifier"))
                .map(request -> {
                    var token = issuer.token(request);
                    return HttpReply.json(200, Map.of("access_token", token, "id_token", token, "token_type", "Bearer",
                            "expires_in", request.ttl().toSeconds()));
                })
                .orElseGet(() -> HttpReply.json(400, Map.of("error", "invalid_grant", "error_description",
                        "The code is unknown, used, expired, or belongs to another request")));
    }

    /** Front ends on other ports of this machine may use the issuer. */
    private static HttpReply readable(HttpReply reply) {
        return reply.with("Access-Control-Allow-Origin", "*");
    }

    private static HttpReply invalid(IllegalArgumentException why) {
        return HttpReply.problem(400, "Invalid authorization request", String.valueOf(why.getMessage()));
    }

    private static String value(HttpCall call, String name) {
        return call.formValue(name).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
