package dev.stampede.local.store;

import dev.stampede.local.store.template.Resource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the store until it is told to stop. */
@Command(name = "up", description = "Runs the whole store on this machine.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions common;

    @Option(names = "--port", paramLabel = "N", defaultValue = "3000", description = "Port of the API; 0 picks a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep everything in DIR; default: in memory.")
    private @Nullable Path data;

    @Option(names = "--no-demo", description = "Start without the demo catalogue.")
    private boolean empty;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--port is between 0 and 65535, not " + port);
        }
        Logs.configure(common.verbose());
        var out = spec.commandLine().getOut();
        var begin = Instant.now();
        var store = LocalStore.start(common.read().withPort(port).withData(data).withDemo(!empty));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(store, out), "stop"));
        if (common.verbose()) {
            out.println("Without local meaning: " + withoutMeaning(store));
        }
        out.println(Tour.ready(store.apiUrl(), Duration.between(begin, Instant.now()), store.demoProducts()));
        if (!empty) {
            out.println(Tour.purchase(store.apiUrl()));
        }
        out.flush();
        // Ends with the process: the shutdown hook stops the store.
        new CountDownLatch(1).await();
        return 0;
    }

    private static void stop(LocalStore store, PrintWriter out) {
        store.close();
        out.println("Stampede has stopped.");
        out.flush();
    }

    private static String withoutMeaning(LocalStore store) {
        return store.template().resourcesWithoutLocalMeaning().stream().map(Resource::logicalId).sorted()
                .collect(Collectors.joining(", "));
    }
}
