package dev.stampede.runtime.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the project from any module's folder. */
public final class ProjectFiles {

    private ProjectFiles() {}

    /** A file by its path from the project's root. */
    public static Path path(String name) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("template.yaml"))) {
                return folder.resolve(name);
            }
        }
        throw new IllegalStateException("No template.yaml in " + Path.of("").toAbsolutePath() + " or above");
    }

    public static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
