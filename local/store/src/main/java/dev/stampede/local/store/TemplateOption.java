package dev.stampede.local.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the template. */
final class TemplateOption {

    /** Set by the start script: the directory of template.yaml. */
    static final String HOME = "stampede.home";

    @Option(names = "--template", paramLabel = "FILE", description = "Template file. Default: template.yaml.")
    private @Nullable Path template;

    Path file() {
        return template == null ? Path.of(System.getProperty(HOME, "."), "template.yaml") : template;
    }
}
