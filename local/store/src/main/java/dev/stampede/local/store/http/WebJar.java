package dev.stampede.local.store.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * A library for browsers on the class path. Thread-safe.
 *
 * <p>Source: webjars.org, "Documentation": the files are below a directory of the library's name and version.
 */
record WebJar(String group, String name) {

    /**
     * Reads a file of the library.
     *
     * @param path starts with a slash
     * @return empty if there is no such file
     */
    Optional<byte[]> read(String path) {
        return resource("/META-INF/resources/webjars/" + name + "/" + version() + path);
    }

    private String version() {
        var file = "/META-INF/maven/" + group + "/" + name + "/pom.properties";
        try (var input = WebJar.class.getResourceAsStream(file)) {
            if (input == null) {
                throw new IllegalStateException("Not on the class path: " + group + ":" + name);
            }
            var properties = new Properties();
            properties.load(input);
            return properties.getProperty("version");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Optional<byte[]> resource(String path) {
        try (var input = WebJar.class.getResourceAsStream(path)) {
            return input == null ? Optional.empty() : Optional.of(input.readAllBytes());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
