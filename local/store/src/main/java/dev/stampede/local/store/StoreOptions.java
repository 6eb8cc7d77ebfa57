package dev.stampede.local.store;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options common to all commands that start a store. */
final class StoreOptions {

    @Mixin
    private TemplateOption template;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "Override a template parameter, such as HoldSeconds=10.")
    private Map<String, String> parameters = Map.of();

    @Option(names = "--verbose", description = "Show the functions' logs.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    /** An empty store in memory, on a free port; uses the emulator at AWS_ENDPOINT_URL if set. */
    LocalStore.Options read() {
        var options = LocalStore.Options.of(template.file()).withEmulator(emulator(System.getenv("AWS_ENDPOINT_URL")));
        for (var parameter : parameters.entrySet()) {
            options = options.withParameter(parameter.getKey(), parameter.getValue());
        }
        return options;
    }

    private static @Nullable URI emulator(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        try {
            return URI.create(address);
        } catch (IllegalArgumentException notAnAddress) {
            throw new CannotStart("AWS_ENDPOINT_URL is not a valid URL: " + address, notAnAddress);
        }
    }
}
