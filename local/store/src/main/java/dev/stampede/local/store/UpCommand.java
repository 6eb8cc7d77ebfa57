package dev.stampede.local.store;

import dev.stampede.local.store.template.Resource;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the store until it is interrupted. */
@Command(name = "up", description = "Runs the whole store on this machine.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    /** Set by the start script: the program that trains the AOT cache. */
    private static final String TRAINING = "stampede.training";

    private static final int MAX_PORT = 65_535;
    /** Longer than all parts of a store take to stop. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(9);

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions common;

    @Option(names = "--port", paramLabel = "N", defaultValue = "3000", description = "Port of the API; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Store data in DIR. Default: in memory.")
    private @Nullable Path data;

    @Option(names = "--no-demo", description = "Start without the demo catalog.")
    private boolean empty;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--port must be between 0 and 65535, not " + port);
        }
        Logs.configure(common.verbose());
        var out = spec.commandLine().getOut();
        var begin = Instant.now();
        var store = LocalStore.start(common.read().withPort(port).withData(data).withDemo(!empty));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(store, out), "stop"));
        Interrupt.onFirst(() -> System.exit(Interrupt.EXIT_CODE), () -> Runtime.getRuntime().halt(Interrupt.EXIT_CODE));
        if (common.verbose()) {
            out.println("Resources without a local equivalent: " + withoutMeaning(store));
        }
        out.println(StartupGuide.ready(store.apiUrl(), Duration.between(begin, Instant.now()), store.demoProducts()));
        if (!empty) {
            out.println(StartupGuide.purchase(store.apiUrl()));
        }
        out.flush();
        train();
        // Blocks until the process exits; the shutdown hook stops the store.
        new CountDownLatch(1).await();
        return 0;
    }

    /** The start script names a program that trains the AOT cache, if there is none. It runs on its own. */
    private static void train() {
        var program = System.getProperty(TRAINING);
        if (program == null) {
            return;
        }
        try {
            new ProcessBuilder(program, "train").redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException unavailable) {
            LoggerFactory.getLogger(UpCommand.class).debug("Cannot train the AOT cache", unavailable);
        }
    }

    /** With a data directory, a store that does not stop in time loses nothing: it resumes as after a crash. */
    private static void stop(LocalStore store, PrintWriter out) {
        out.println("Stopping. Press Ctrl-C again to stop immediately.");
        out.flush();
        Logs.silence();
        var closing = CompletableFuture.runAsync(store::close, Thread::startVirtualThread);
        try {
            closing.get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            out.println("Stampede stopped.");
        } catch (TimeoutException late) {
            out.println("Stampede did not stop within " + STOP_TIMEOUT.toSeconds() + " s and exits now.");
        } catch (ExecutionException failed) {
            out.println("Stampede stopped with an error: " + failed.getCause().getMessage());
            LoggerFactory.getLogger(UpCommand.class).error("A part of the local store did not stop", failed.getCause());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        out.flush();
        if (!closing.isDone()) {
            Runtime.getRuntime().halt(Interrupt.EXIT_CODE);
        }
    }

    private static String withoutMeaning(LocalStore store) {
        return store.template().resourcesWithoutLocalMeaning().stream().map(Resource::logicalId).sorted()
                .collect(Collectors.joining(", "));
    }
}
