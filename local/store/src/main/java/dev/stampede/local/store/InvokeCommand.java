package dev.stampede.local.store;

import dev.stampede.local.store.lambda.Invocation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Invokes one function with an event. */
@Command(name = "invoke", description = "Invokes one function of the template with an event.", mixinStandardHelpOptions = true)
final class InvokeCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "The function's logical ID in the template.")
    private String function;

    @Option(names = {"-e", "--event"}, paramLabel = "FILE", required = true, description = "The event as JSON.")
    private Path event;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://localhost:3000", description = "URL of a running local store; if none is running, a temporary one starts. Default: ${DEFAULT-VALUE}.")
    private URI url;

    @Option(names = "--demo", description = "Load the demo catalog if a temporary store starts.")
    private boolean demo;

    @Override
    public Integer call() {
        Logs.configure(common.verbose());
        var payload = read(event);
        var invocation = new RunningStore(url).invoke(function, payload).or(() -> invokeFresh(payload)).orElseThrow();
        return switch (invocation) {
            case Invocation.Answered answered -> print(answered.payload(), 0);
            case Invocation.Failed failed -> print(failed.payload(), FAILED);
            case Invocation.Throttled throttled ->
                    throw new CannotStart(function + " is throttled: its reserved concurrency is in use", null);
        };
    }

    private Optional<Invocation> invokeFresh(byte[] payload) {
        try (var store = LocalStore.start(common.read().withDemo(demo))) {
            store.template().function(function);
            return Optional.of(store.functions().invoke(function, payload));
        }
    }

    private int print(byte[] json, int status) {
        var out = spec.commandLine().getOut();
        out.println(new String(json, StandardCharsets.UTF_8));
        out.flush();
        return status;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new CannotStart("Cannot read event file " + file, unreadable);
        }
    }
}
