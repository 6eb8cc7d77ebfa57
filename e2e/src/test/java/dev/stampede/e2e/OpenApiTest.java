package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract and the template name the same routes. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    @Test
    void contract_comparedWithTheTemplate_shouldHaveTheSameRoutes() throws IOException {
        var parameters = Map.of("Stage", "dev", "OidcIssuer", "http://127.0.0.1:9/none",
                "OidcAudience", "stampede");
        var deployed = new TreeSet<String>();
        for (var function : Template.read(Project.root().resolve("template.yaml"), parameters).functions()) {
            for (var event : function.events("Api")) {
                deployed.add(String.valueOf(event.properties().get("Method")).toUpperCase(Locale.ROOT) + " "
                        + event.properties().get("Path"));
            }
        }

        assertThat(contract()).isEqualTo(deployed).hasSizeGreaterThan(20);
    }

    private static Set<String> contract() throws IOException {
        var text = Files.readString(Project.root().resolve("openapi.yaml"));
        var document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        var routes = new TreeSet<String>();
        ((Map<?, ?>) document.get("paths")).forEach((path, operations) -> ((Map<?, ?>) operations)
                .keySet().stream()
                .map(String::valueOf)
                .filter(METHODS::contains)
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return routes;
    }
}
