package dev.stampede.local.store.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    @Test
    void find_staticAndParameterBothFit_shouldPreferStatic() {
        var table = table("GET /v1/products/{productId}", "GET /v1/products/import", "ANY /v1/{proxy+}");

        assertThat(resource(table, "/v1/products/import")).isEqualTo("/v1/products/import");
        assertThat(resource(table, "/v1/products/shoe")).isEqualTo("/v1/products/{productId}");
        assertThat(resource(table, "/v1/products/shoe/more")).isEqualTo("/v1/{proxy+}");
    }

    @Test
    void find_parameter_shouldDecodeIt() {
        var match = table("GET /v1/products/{productId}").find("/v1/products/a%20b+c%2Fd").orElseThrow();

        assertThat(match.parameters()).isEqualTo(Map.of("productId", "a b+c/d"));
    }

    @Test
    void find_greedyParameter_shouldTakeTheRest() {
        var match = table("ANY /files/{path+}").find("/files/a/b%20c").orElseThrow();

        assertThat(match.parameters()).isEqualTo(Map.of("path", "a/b c"));
        assertThat(match.resource().route("DELETE")).isPresent();
    }

    @Test
    void find_slashAtTheEnd_shouldIgnoreIt() {
        assertThat(resource(table("GET /v1/products"), "/v1/products/")).isEqualTo("/v1/products");
    }

    @Test
    void find_emptyParameterOrUnknownPath_shouldFindNothing() {
        var table = table("GET /v1/products/{productId}/reviews", "GET /v1/products");

        assertThat(table.find("/v1/products//reviews")).isEmpty();
        assertThat(table.find("/v1")).isEmpty();
        assertThat(table.find("/")).isEmpty();
        assertThat(table.find("/v1/products/x")).isEmpty();
    }

    @Test
    void find_malformedEncoding_shouldKeepItAsSent() {
        var match = table("GET /v1/products/{productId}").find("/v1/products/100%").orElseThrow();

        assertThat(match.parameters()).isEqualTo(Map.of("productId", "100%"));
    }

    @Test
    void new_twoFunctionsOnOneRoute_shouldRefuse() {
        assertThatThrownBy(() -> table("GET /a", "GET /a")).hasMessageContaining("Two functions serve GET /a");
    }

    @Test
    void parse_greedyInTheMiddle_shouldRefuse() {
        assertThatThrownBy(() -> PathPattern.parse("/a/{b+}/c")).hasMessageContaining("Only the last segment");
    }

    private static String resource(RouteTable table, String path) {
        return table.find(path).orElseThrow().resource().path().resource();
    }

    private static RouteTable table(String... routes) {
        return new RouteTable(List.of(routes)
                .stream()
                .map(route -> route.split(" "))
                .map(route -> new Route(route[0], PathPattern.parse(route[1]), "Function", Duration.ofSeconds(30),
                        null))
                .toList());
    }
}
