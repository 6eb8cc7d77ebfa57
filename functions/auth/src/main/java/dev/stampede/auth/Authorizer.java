package dev.stampede.auth;

import static dev.stampede.runtime.telemetry.LogField.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import dev.stampede.auth.Credentials.Absent;
import dev.stampede.auth.Credentials.Bearer;
import dev.stampede.auth.Credentials.Malformed;
import dev.stampede.auth.Tokens.Result.Genuine;
import dev.stampede.auth.Tokens.Result.Refused;
import dev.stampede.auth.adapters.OidcTokens;
import dev.stampede.runtime.FunctionEnvironment;
import dev.stampede.runtime.Priming;
import dev.stampede.runtime.telemetry.Metrics;
import dev.stampede.runtime.telemetry.Telemetry;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API Gateway's authorizer. As a {@code REQUEST} authorizer it admits requests without a token as guests; as a
 * {@code TOKEN} authorizer it requires a token. In both cases a token must be valid.
 */
public final class Authorizer implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(Authorizer.class);

    /** Its header is {"alg":"RS256","kid":"priming"}, its claims are {}. */
    private static final String PRIMING_TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6InByaW1pbmcifQ.e30.AAAA";

    private final Tokens tokens;
    private final Metrics metrics;

    public Authorizer() {
        this(FunctionEnvironment.lambda());
        Priming.beforeSnapshot(environment -> new Authorizer(environment).prime());
    }

    public Authorizer(FunctionEnvironment environment) {
        this(tokens(environment), environment.metrics());
    }

    /** Verifies a token of an unknown key, for which the issuer's keys are fetched. */
    void prime() {
        tokens.verify(PRIMING_TOKEN);
    }

    Authorizer(Tokens tokens, Metrics metrics) {
        this.tokens = tokens;
        this.metrics = metrics;
    }

    private static Tokens tokens(FunctionEnvironment environment) {
        var config = environment.settings().read(AuthorizerConfig::fromSettings);
        return new OidcTokens(config.issuer(), config.audience(), environment.clock());
    }

    @Override
    public IamPolicyResponse handleRequest(APIGatewayCustomAuthorizerEvent event, Context context) {
        return Telemetry.invocation(context, () -> authorize(event));
    }

    private IamPolicyResponse authorize(APIGatewayCustomAuthorizerEvent event) {
        return switch (event.getType()) {
            case "TOKEN" -> signedIn(Credentials.of(event.getAuthorizationToken()), event);
            case "REQUEST" -> shopper(Credentials.of(authorization(event.getHeaders())), event);
            default -> throw new IllegalArgumentException("Unknown authorizer event type: " + event.getType());
        };
    }

    private IamPolicyResponse shopper(Credentials credentials, APIGatewayCustomAuthorizerEvent event) {
        return switch (credentials) {
            case Absent none -> {
                metrics.outcome("Authorization", "Guest");
                yield Permissions.ofGuest(event.getMethodArn());
            }
            case Bearer bearer -> customer(bearer, event);
            case Malformed other -> throw refused("Not a bearer token");
        };
    }

    private IamPolicyResponse signedIn(Credentials credentials, APIGatewayCustomAuthorizerEvent event) {
        return switch (credentials) {
            case Absent none -> throw refused("No token");
            case Bearer bearer -> customer(bearer, event);
            case Malformed other -> throw refused("Not a bearer token");
        };
    }

    private IamPolicyResponse customer(Bearer bearer, APIGatewayCustomAuthorizerEvent event) {
        return switch (tokens.verify(bearer.token())) {
            case Genuine(var customer, var expiresAt) -> {
                metrics.outcome("Authorization", "Customer");
                yield Permissions.of(customer, expiresAt, event.getMethodArn());
            }
            case Refused(var reason) -> throw refused(reason);
        };
    }

    private UnauthorizedException refused(String reason) {
        LOG.info("Token refused", entry("reason", reason));
        metrics.outcome("Authorization", "Refused");
        return new UnauthorizedException();
    }

    private static @Nullable String authorization(@Nullable Map<String, String> headers) {
        return Objects.requireNonNullElse(headers, Map.<String, String> of()).entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
