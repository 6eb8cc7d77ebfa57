package dev.stampede.browse;

import dev.stampede.runtime.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** openapi.yaml of the repository, which the build packs into the jar. */
final class ContractFile {

    /** RFC 9512; YAML is UTF-8. */
    static final String CONTENT_TYPE = "application/yaml";

    private static final String NAME = "openapi.yaml";

    private ContractFile() {}

    static HttpResponse read() {
        try (var file = ContractFile.class.getResourceAsStream(NAME)) {
            if (file == null) {
                throw new IllegalStateException("The jar has no " + NAME);
            }
            return new HttpResponse(200, Map.of("Content-Type", CONTENT_TYPE),
                    new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
