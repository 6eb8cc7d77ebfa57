package dev.stampede.local.store.http;

import dev.stampede.local.store.lambda.Invocation;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes the API's Lambda authorizers and caches their policies by the caller's identity for as long as the template
 * says. A policy must therefore cover every method that the caller may call. Thread-safe.
 */
final class Authorizers {

    /** The cache is cleared above this number of identities; decisions stay the same. */
    private static final int MAX_KEPT = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Authorizers.class);

    private final Map<String, AuthorizerDefinition> definitions;
    private final FunctionInvoker functions;
    private final Clock clock;
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    Authorizers(Map<String, AuthorizerDefinition> definitions, FunctionInvoker functions, Clock clock) {
        this.definitions = Map.copyOf(definitions);
        this.functions = functions;
        this.clock = clock;
    }

    private record Key(String authorizer, List<String> identity) {}

    private record Kept(AuthorizerAnswer answer, Instant until) {}

    /** @throws IllegalArgumentException if the template does not define the authorizer */
    Authorization authorize(String authorizer, Exchange exchange) {
        var definition = definitions.get(authorizer);
        if (definition == null) {
            throw new IllegalArgumentException("Unknown authorizer " + authorizer);
        }
        var identity = identity(definition, exchange.call());
        if (identity.isEmpty()) {
            return Authorization.Refused.with(GatewayResponseType.UNAUTHORIZED);
        }
        var key = new Key(authorizer, identity.get());
        var known = kept.get(key);
        if (known != null && known.until().isAfter(clock.instant())) {
            return decide(known.answer(), exchange);
        }
        return ask(definition, key, exchange);
    }

    private Authorization ask(AuthorizerDefinition definition, Key key, Exchange exchange) {
        return switch (functions.invoke(definition.functionId(), event(definition, key, exchange))) {
            case Invocation.Failed failed when failed.errorMessage().equals("Unauthorized") ->
                    Authorization.Refused.with(GatewayResponseType.UNAUTHORIZED);
            case Invocation.Failed failed -> failure(definition, failed.errorType());
            case Invocation.Throttled throttled -> failure(definition, "Throttled");
            case Invocation.Answered answered -> parse(answered).map(answer -> {
                keep(definition, key, answer);
                return decide(answer, exchange);
            }).orElseGet(() -> {
                LOG.atWarn().addKeyValue("authorizer", definition.name()).log("Authorizer returned an invalid policy");
                return Authorization.Refused.with(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR);
            });
        };
    }

    private static Authorization failure(AuthorizerDefinition definition, String errorType) {
        LOG.atWarn().addKeyValue("authorizer", definition.name()).addKeyValue("errorType", errorType)
                .log("Authorizer failed");
        return Authorization.Refused.with(GatewayResponseType.AUTHORIZER_FAILURE);
    }

    private static byte[] event(AuthorizerDefinition definition, Key key, Exchange exchange) {
        return switch (definition) {
            case AuthorizerDefinition.Token token -> ProxyEvents.tokenAuthorizer(exchange, key.identity().getFirst());
            case AuthorizerDefinition.Request request -> ProxyEvents.requestAuthorizer(exchange);
        };
    }

    private static Optional<AuthorizerAnswer> parse(Invocation.Answered answered) {
        try {
            return AuthorizerAnswer.parse(HttpJson.MAPPER.readTree(answered.payload()));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private void keep(AuthorizerDefinition definition, Key key, AuthorizerAnswer answer) {
        if (definition.reauthorizeEvery().isPositive()) {
            if (kept.size() >= MAX_KEPT) {
                kept.clear();
            }
            kept.put(key, new Kept(answer, clock.instant().plus(definition.reauthorizeEvery())));
        }
    }

    private static Authorization decide(AuthorizerAnswer answer, Exchange exchange) {
        return answer.allows(exchange.methodArn())
                ? new Authorization.Allowed(answer.context())
                : new Authorization.Refused(GatewayResponseType.ACCESS_DENIED, answer.context());
    }

    /** The values of all identity sources; empty if one is missing or invalid. */
    private static Optional<List<String>> identity(AuthorizerDefinition definition, HttpCall call) {
        var values = new ArrayList<String>();
        for (var source : definition.identity()) {
            var value = switch (source) {
                case AuthorizerDefinition.IdentitySource.InHeader header -> call.header(header.name());
                case AuthorizerDefinition.IdentitySource.InQuery query -> call.queryValue(query.name());
            };
            if (value.isEmpty() || value.get().isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return isValid(definition, values) ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private static boolean isValid(AuthorizerDefinition definition, List<String> values) {
        return switch (definition) {
            case AuthorizerDefinition.Token token when token.validation() != null ->
                    token.validation().matcher(values.getFirst()).matches();
            case AuthorizerDefinition.Token token -> true;
            case AuthorizerDefinition.Request request -> true;
        };
    }
}
