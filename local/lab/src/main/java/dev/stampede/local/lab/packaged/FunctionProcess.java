package dev.stampede.local.lab.packaged;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An execution environment: a process that runs a function's deployable jar under AWS's runtime interface client, which takes
 * events from a {@link RuntimeApi}. Runs on Linux, for which the client has native code. Closing it ends the process. For use by
 * one thread.
 */
public final class FunctionProcess implements AutoCloseable {

    public static final String ON_DEMAND = "on-demand";
    public static final String SNAP_START = "snap-start";

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    /** How Lambda starts its Java runtime, besides options for speed. */
    private static final List<String> OPTIONS = List.of(
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", "--enable-native-access=ALL-UNNAMED");

    /**
     * What is deployed.
     *
     * @param jar         the deployable jar
     * @param memory      in MB; only passed to the function, not a limit
     * @param environment the function's variables, besides those that Lambda sets
     */
    public record Deployed(String name, String handler, Path jar, int memory, Map<String, String> environment) {

        public Deployed {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * How to start it.
     *
     * @param client         directory of the jars of the runtime interface client
     * @param initialization the value of {@code AWS_LAMBDA_INITIALIZATION_TYPE}
     * @param log            the file for what the process writes
     */
    public record Start(Path client, List<String> jvmOptions, String initialization, Path log) {

        public Start {
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    private final RuntimeApi runtime;
    private final Process process;
    private final long startNanos;
    private final Path log;

    private FunctionProcess(RuntimeApi runtime, Process process, long startNanos, Path log) {
        this.runtime = runtime;
        this.process = process;
        this.startNanos = startNanos;
        this.log = log;
    }

    /** @throws UncheckedIOException if the process cannot be started */
    public static FunctionProcess start(Deployed function, Start start) {
        try {
            var runtime = new RuntimeApi();
            var builder = new ProcessBuilder(command(function, start)).redirectErrorStream(true)
                    .redirectOutput(start.log().toFile());
            var environment = builder.environment();
            environment.clear();
            environment.putAll(function.environment());
            environment.putAll(Map.of(
                    "AWS_LAMBDA_RUNTIME_API", runtime.address(),
                    "AWS_LAMBDA_FUNCTION_NAME", function.name(),
                    "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()),
                    "AWS_LAMBDA_INITIALIZATION_TYPE", start.initialization(),
                    "AWS_REGION", "eu-central-1",
                    "AWS_ACCESS_KEY_ID", "local",
                    "AWS_SECRET_ACCESS_KEY", "local",
                    "LAMBDA_TASK_ROOT", String.valueOf(function.jar().toAbsolutePath().getParent())));
            var startNanos = System.nanoTime();
            try {
                return new FunctionProcess(runtime, builder.start(), startNanos, start.log());
            } catch (IOException failed) {
                runtime.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot start " + function.name(), failed);
        }
    }

    private static List<String> command(Deployed function, Start start) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments(function, start));
        return command;
    }

    /**
     * The arguments of {@code java}. The class path has one order, so that an AOT cache, which depends on it, fits.
     *
     * @throws UncheckedIOException if there is no runtime interface client
     */
    public static List<String> arguments(Deployed function, Start start) {
        var arguments = new ArrayList<>(start.jvmOptions());
        arguments.addAll(OPTIONS);
        try (var jars = Files.list(start.client())) {
            var client = jars.map(Path::toString).filter(jar -> jar.endsWith(".jar")).sorted()
                    .collect(Collectors.joining(File.pathSeparator));
            arguments.addAll(List.of("-cp", client + File.pathSeparator + function.jar()));
        } catch (IOException missing) {
            throw new UncheckedIOException("No runtime interface client in " + start.client(), missing);
        }
        arguments.addAll(List.of(CLIENT, function.handler()));
        return arguments;
    }

    /**
     * Passes an event and waits for the answer. The first event may be passed before the function is ready.
     *
     * @throws IllegalStateException if there is no answer in time
     */
    public RuntimeApi.Outcome invoke(String event, Duration timeout) throws InterruptedException {
        return runtime.invoke(event, timeout)
                .orElseThrow(() -> new IllegalStateException("No answer within " + timeout + "\n" + output()));
    }

    /** The time from the start of the process until the function first asked for an event. */
    public Duration initialization() {
        return Duration.ofNanos(runtime.ready().orElseThrow() - startNanos);
    }

    /** The time from the start of the process until the answer. */
    public Duration untilAnswer(RuntimeApi.Outcome outcome) {
        return Duration.ofNanos(outcome.nanos() - startNanos);
    }

    /** How often the function waited to be restored from its snapshot. */
    public int restores() {
        return runtime.restores();
    }

    /** What the process has written. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Ends the process and waits until it has ended.
     *
     * @return whether it ended by itself in time; if not, it is killed
     */
    public boolean end(Duration timeout) throws InterruptedException {
        process.destroy();
        var ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        return ended;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        runtime.close();
    }
}
