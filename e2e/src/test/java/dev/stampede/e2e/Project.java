package dev.stampede.e2e;

import dev.stampede.local.store.template.Template;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the project is, and its template. */
public final class Project {

    private Project() {}

    /** The template, as {@link Template#inspect} reads it. @param parameters that differ */
    public static Template template(Map<String, String> parameters) {
        return Template.inspect(root().resolve("template.yaml"), parameters);
    }

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
