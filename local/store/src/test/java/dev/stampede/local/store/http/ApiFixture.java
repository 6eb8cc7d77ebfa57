package dev.stampede.local.store.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds APIs for tests: {@code api().route("GET", "/v1/products").guardedBy(authorizer).build()}. */
final class ApiFixture {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<Route> routes = new ArrayList<>();
    private final Map<String, AuthorizerDefinition> authorizers = new HashMap<>();
    private final Map<String, GatewayResponse> responses = new HashMap<>();
    private @Nullable String guard;
    private @Nullable CorsPolicy cors;
    private Compression compression = Compression.NONE;

    static ApiFixture api() {
        return new ApiFixture();
    }

    /** Sets the authorizer of routes added afterwards. */
    ApiFixture guardedBy(AuthorizerDefinition authorizer) {
        authorizers.put(authorizer.name(), authorizer);
        guard = authorizer.name();
        return this;
    }

    ApiFixture route(String method, String path) {
        return route(method, path, "Shop");
    }

    ApiFixture route(String method, String path, String functionId) {
        routes.add(new Route(method, PathPattern.parse(path), functionId, TIMEOUT, guard));
        return this;
    }

    ApiFixture cors(CorsPolicy policy) {
        cors = policy;
        return this;
    }

    ApiFixture compressing(int minimumBytes) {
        compression = new Compression(minimumBytes);
        return this;
    }

    ApiFixture response(String type, GatewayResponse response) {
        responses.put(type, response);
        return this;
    }

    Api build() {
        return new Api("api1", "dev", "000000000000", "eu-central-1", new RouteTable(routes), authorizers, guard, cors,
                responses, compression);
    }
}
