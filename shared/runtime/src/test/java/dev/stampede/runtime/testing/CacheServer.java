package dev.stampede.runtime.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real Valkey or Redis server of this machine, in memory, on a free loopback port. */
public final class CacheServer implements AutoCloseable {

    private static final List<String> PROGRAMS = List.of("valkey-server", "redis-server");
    private static final Duration START = Duration.ofSeconds(20);

    private final Process process;
    private final int port;

    private CacheServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server. Where none is installed, the test is skipped and says so. */
    public static CacheServer start(String... options) {
        return start(freePort(), options);
    }

    public static CacheServer start(int port, String... options) {
        var program = program();
        Assumptions.assumeTrue(program.isPresent(),
                "Skipped: neither valkey-server nor redis-server is installed (apt-get install valkey-server)");
        var command = Stream.concat(Stream.of(program.orElseThrow(), "--bind", "127.0.0.1", "--port",
                Integer.toString(port), "--save", "", "--appendonly", "no"), Stream.of(options)).toList();
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            // The server's memory allocator and libfaketime wait for each other.
            builder.environment().remove("LD_PRELOAD");
            var process = builder.start();
            var server = new CacheServer(process, port);
            server.awaitStart();
            return server;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Stops answering, with all connections open. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Ends at once, in the middle of what it does. */
    public void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + name + " failed");
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void waitForEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void awaitStart() {
        var deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("The cache server does not start");
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Optional<String> program() {
        var directories = System.getenv("PATH").split(File.pathSeparator);
        return PROGRAMS.stream().flatMap(name -> Stream.of(directories).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable).map(Path::toString).findFirst();
    }
}
