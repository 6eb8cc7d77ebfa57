package dev.stampede.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is. */
public final class Project {

    private Project() {}

    /** The project's folder. */
    public static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("template.yaml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No template.yaml here or above");
    }
}
