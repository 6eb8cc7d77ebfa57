package dev.stampede.local.store.http;

import static java.util.stream.Collectors.groupingBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The API's resources. Immutable. */
final class RouteTable {

    private final List<Resource> resources;

    RouteTable(List<Route> routes) {
        this.resources = routes.stream()
                .collect(groupingBy(Route::path))
                .entrySet()
                .stream()
                .map(entry -> new Resource(entry.getKey(), byMethod(entry.getValue())))
                .sorted((one, other) -> PathPattern.byPrecedence(one.path(), other.path()))
                .toList();
    }

    /** A resource with its methods. */
    record Resource(PathPattern path, Map<String, Route> methods) {

        Optional<Route> route(String method) {
            return Optional.ofNullable(methods.getOrDefault(method, methods.get(Route.ANY)));
        }

        /** The {@code Access-Control-Allow-Methods} that SAM generates if the template does not specify methods. */
        String allowedMethods() {
            var names = new TreeSet<String>(methods.containsKey(Route.ANY)
                    ? List.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
                    : methods.keySet());
            names.add("OPTIONS");
            return String.join(",", names);
        }
    }

    /** The resource that matches a path, with the decoded path parameters. */
    record Match(Resource resource, Map<String, String> parameters) {}

    Optional<Match> find(String rawPath) {
        var segments = PathPattern.split(rawPath);
        for (var resource : resources) {
            var parameters = resource.path().match(segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(resource, parameters.get()));
            }
        }
        return Optional.empty();
    }

    List<Route> all() {
        return resources.stream().flatMap(resource -> resource.methods().values().stream()).toList();
    }

    private static Map<String, Route> byMethod(List<Route> routes) {
        var methods = new LinkedHashMap<String, Route>();
        for (var route : routes) {
            if (methods.put(route.method(), route) != null) {
                throw new IllegalArgumentException(
                        "Two functions serve " + route.method() + " " + route.path().resource());
            }
        }
        return Map.copyOf(methods);
    }
}
