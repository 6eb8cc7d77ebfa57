package dev.stampede.runtime.testing;

import dev.stampede.runtime.telemetry.JsonLoggers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.event.Level;

/**
 * What this project's code logs while the recording is open, from {@code DEBUG} up, as the lines that a deployed function
 * writes. Meanwhile none of it is written elsewhere. There can be one recording at a time.
 */
public final class RecordedLog implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final JsonLoggers.Recording recording = JsonLoggers.record("dev.stampede", Level.DEBUG, lines::add);

    /** One JSON object each, oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        recording.close();
    }
}
