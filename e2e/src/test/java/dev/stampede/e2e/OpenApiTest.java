package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.contracts.orders.OrderStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    void template_shouldHaveEachPathOfTheContractOnce_forAllMethods() {
        var events = Project.template(Map.of()).functions().stream()
                .flatMap(function -> function.events("Api").stream())
                .map(event -> event.properties().get("Method") + " " + event.properties().get("Path"))
                .toList();

        assertThat(events).containsExactlyInAnyOrderElementsOf(
                routes().stream().map(route -> "ANY " + path(route)).distinct().toList());
    }

    @Test
    void contract_orderStatuses_shouldBeTheOnesThatOrdersHaveEachWithADescription() {
        var components = (Map<?, ?>) document().get("components");
        var status = (Map<?, ?>) ((Map<?, ?>) components.get("schemas")).get("OrderStatus");
        var names = Stream.of(OrderStatus.values()).map(OrderStatus::name).toList();

        assertThat(status.get("enum")).isEqualTo(names);
        assertThat(String.valueOf(status.get("description")).lines().map(line -> line.split("`")[1]))
                .isEqualTo(names);
    }

    @Test
    void contract_ofEveryRoute_shouldDescribeTheRateLimits() {
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

    /** The contract's methods, each with its path. {@code StrictIT} verifies that the functions have exactly these. */
    static Set<String> routes() {
        var routes = new TreeSet<String>();
        ((Map<?, ?>) document().get("paths")).forEach((path, operations) -> ((Map<?, ?>) operations)
                .keySet().stream()
                .map(String::valueOf)
                .filter(METHODS::contains)
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return routes;
    }

    /** The names of a route's parameters. @param in {@code query}, {@code header} or {@code path} */
    static Set<String> parameters(String route, String in) {
        var document = document();
        var path = (Map<?, ?>) ((Map<?, ?>) document.get("paths")).get(path(route));
        var operation = (Map<?, ?>) path.get(route.substring(0, route.indexOf(' ')).toLowerCase(Locale.ROOT));
        var shared = (Map<?, ?>) ((Map<?, ?>) document.get("components")).get("parameters");
        return Stream.of(path.get("parameters"), operation.get("parameters"))
                .filter(Objects::nonNull)
                .flatMap(parameters -> ((List<?>) parameters).stream())
                .map(parameter -> (Map<?, ?>) parameter)
                .map(parameter -> parameter.containsKey("$ref")
                        ? (Map<?, ?>) shared.get(String.valueOf(parameter.get("$ref")).replaceFirst(".*/", ""))
                        : parameter)
                .filter(parameter -> parameter.get("in").equals(in))
                .map(parameter -> String.valueOf(parameter.get("name")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    private static Map<?, ?> document() {
        try {
            var text = Files.readString(Project.root().resolve("openapi.yaml"));
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
