package dev.stampede.runtime.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stampede.runtime.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** Standard output while it is open: what Lambda would send to CloudWatch. */
final class CapturedOutput implements AutoCloseable {

    private final PrintStream original = System.out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CapturedOutput() {
        System.setOut(new PrintStream(bytes, true, UTF_8));
    }

    /** Each line's JSON. */
    List<JsonNode> lines() {
        return bytes.toString(UTF_8).lines().map(line -> Json.read(line, JsonNode.class)).toList();
    }

    @Override
    public void close() {
        System.setOut(original);
    }
}
