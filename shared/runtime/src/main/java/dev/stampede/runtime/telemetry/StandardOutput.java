package dev.stampede.runtime.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lines on standard output. Lambda makes a log event of each write, so a line is one write. Thread-safe. */
final class StandardOutput {

    private StandardOutput() {}

    static void write(String line) {
        var bytes = (line + '\n').getBytes(UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
