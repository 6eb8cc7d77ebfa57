package dev.stampede.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A local store with kept data in a process of its own, as {@code ./stampede up --data} starts it. */
final class StoreProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("http://localhost:\\d+");
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final Path log;
    private final Store store;

    private StoreProcess(Process process, Path log, Store store) {
        this.process = process;
        this.log = log;
        this.store = store;
    }

    /** @param parameters of the template, as {@code NAME=VALUE} */
    static StoreProcess start(Path data, String... parameters) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.stampede.local.store.Stampede", "up",
                "--no-demo", "--port", "0", "--data", data.toString(), "--template",
                Project.root().resolve("template.yaml").toString()));
        for (var parameter : parameters) {
            command.addAll(List.of("--parameter", parameter));
        }
        Store.UNLIMITED.forEach((name, value) -> command.addAll(List.of("--parameter", name + "=" + value)));
        var log = Files.createTempFile("store", ".log");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            Awaitility.await("start of the store").atMost(START)
                    .until(() -> READY.matcher(Files.readString(log)).find() || !process.isAlive());
            var url = READY.matcher(Files.readString(log)).results().map(MatchResult::group).findFirst();
            assertThat(url).as("%s", Files.readString(log)).isPresent();
            return new StoreProcess(process, log, Store.at(url.get()));
        } catch (RuntimeException | Error notStarted) {
            process.destroyForcibly();
            throw notStarted;
        }
    }

    Store store() {
        return store;
    }

    /** What the store printed. */
    String output() throws IOException {
        return Files.readString(log);
    }

    /** SIGKILL: nothing in the process hears of it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** SIGTERM: the store begins to stop. A shell may have its children ignore SIGINT, which does the same. */
    void stop() {
        process.destroy();
    }

    /** Whether the process ends by itself in that time. */
    boolean ends(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(log);
    }
}
