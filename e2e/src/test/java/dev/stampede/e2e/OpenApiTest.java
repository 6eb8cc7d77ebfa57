package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.OrderStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract, the template and the functions say the same. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    @Test
    void contract_comparedWithTheTemplate_shouldHaveTheSameRoutes() throws IOException {
        assertThat(contract()).isEqualTo(deployed().keySet()).hasSizeGreaterThan(20);
    }

    @Test
    void contract_orderStatuses_shouldBeTheOnesThatOrdersHaveEachWithADescription() throws IOException {
        var components = (Map<?, ?>) document().get("components");
        var status = (Map<?, ?>) ((Map<?, ?>) components.get("schemas")).get("OrderStatus");
        var names = Stream.of(OrderStatus.values()).map(OrderStatus::name).toList();

        assertThat(status.get("enum")).isEqualTo(names);
        assertThat(String.valueOf(status.get("description")).lines().map(line -> line.split("`")[1]))
                .isEqualTo(names);
    }

    @Test
    void contract_ofEveryRoute_shouldDescribeTheRateLimits() throws IOException {
        var document = document();
        var shared = (Map<?, ?>) ((Map<?, ?>) document.get("components")).get("responses");

        assertThat(shared.values()).allSatisfy(response -> assertThat(headers(response))
                .contains("RateLimit", "RateLimit-Policy"));
        ((Map<?, ?>) document.get("paths")).forEach((path, operations) -> ((Map<?, ?>) operations).forEach(
                (method, operation) -> {
                    if (METHODS.contains(method)) {
                        var responses = (Map<?, ?>) ((Map<?, ?>) operation).get("responses");
                        assertThat(responses.containsKey("429")).as("%s %s", method, path).isTrue();
                        assertThat(responses.values()).as("%s %s", method, path).allSatisfy(
                                response -> assertThat(((Map<?, ?>) response).containsKey("$ref")
                                        || headers(response).contains("RateLimit")).isTrue());
                    }
                }));
    }

    private static Set<String> headers(Object response) {
        var headers = (Map<?, ?>) ((Map<?, ?>) response).get("headers");
        return headers == null
                ? Set.of()
                : headers.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** Where there is no {@code ANY}, {@code HEAD} and methods that a path does not have are unknown to API Gateway. */
    @Test
    void template_forEachPath_shouldSendOtherMethodsToTheFunctionBehindTheSameAuthorizer() {
        var others = new TreeMap<String, String>();
        events("ANY").forEach((route, function) -> others.put(route.substring(4), function));

        deployed().forEach((route, function) -> assertThat(others)
                .containsEntry(route.substring(route.indexOf(' ') + 1), function));
    }

    /** Function and authorizer by route. */
    static Map<String, String> deployed() {
        var routes = events("");
        routes.keySet().removeIf(route -> route.startsWith("ANY "));
        return routes;
    }

    /** Function and authorizer by route, of routes that begin so. */
    static Map<String, String> events(String prefix) {
        var routes = new TreeMap<String, String>();
        for (var function : Project.template(Map.of()).functions()) {
            for (var event : function.events("Api")) {
                var route = String.valueOf(event.properties().get("Method")).toUpperCase(Locale.ROOT) + " "
                        + event.properties().get("Path");
                routes.put(route, function.logicalId() + " " + event.properties().get("Auth"));
            }
        }
        routes.keySet().removeIf(route -> !route.startsWith(prefix));
        return routes;
    }

    private static Set<String> contract() throws IOException {
        var routes = new TreeSet<String>();
        ((Map<?, ?>) document().get("paths")).forEach((path, operations) -> ((Map<?, ?>) operations)
                .keySet().stream()
                .map(String::valueOf)
                .filter(METHODS::contains)
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return routes;
    }

    private static Map<?, ?> document() throws IOException {
        var text = Files.readString(Project.root().resolve("openapi.yaml"));
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
