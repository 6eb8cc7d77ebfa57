package dev.stampede.e2e;

import dev.stampede.local.store.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where the project is, and its template. */
public final class Project {

    private static final Pattern TEXT = Pattern.compile("\"([A-Za-z_]+)\"");

    private Project() {}

    /** The template, as {@link Template#inspect} reads it. @param parameters that differ */
    public static Template template(Map<String, String> parameters) {
        return Template.inspect(root().resolve("template.yaml"), parameters);
    }

    /** The words in quotation marks in the functions' code: every name of a metric and of a field of the log is among them. */
    static Set<String> literals() throws IOException {
        var literals = new TreeSet<String>();
        for (var module : List.of("functions", "shared")) {
            try (var files = Files.walk(root().resolve(module))) {
                for (var file : files.filter(Project::isCode).toList()) {
                    TEXT.matcher(Files.readString(file)).results().forEach(text -> literals.add(text.group(1)));
                }
            }
        }
        return literals;
    }

    private static boolean isCode(Path file) {
        return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
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
