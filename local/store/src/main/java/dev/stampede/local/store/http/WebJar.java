package dev.stampede.local.store.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** The names of all files of the library, with a slash before them. */
    List<String> files() {
        var directory = "/META-INF/resources/webjars/" + name + "/" + version();
        var root = Objects.requireNonNull(WebJar.class.getResource(directory + "/package.json"), directory);
        try (var jar = FileSystems.newFileSystem(URI.create(root.toString().replaceFirst("!.*", "")), Map.of());
                var files = Files.walk(jar.getPath(directory))) {
            return files.filter(Files::isRegularFile).map(file -> file.toString().substring(directory.length()))
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
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
