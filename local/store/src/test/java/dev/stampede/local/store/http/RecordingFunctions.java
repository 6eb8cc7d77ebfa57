package dev.stampede.local.store.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stampede.local.store.lambda.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Functions that return preset responses and record events. */
final class RecordingFunctions implements FunctionInvoker {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OK = "{\"statusCode\":200,\"body\":\"ok\"}";

    private final Map<String, Invocation> answers = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> events = new ConcurrentHashMap<>();

    static RecordingFunctions functions() {
        return new RecordingFunctions();
    }

    RecordingFunctions returning(String functionId, String json) {
        answers.put(functionId, new Invocation.Answered("r1", json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    RecordingFunctions failing(String functionId, String errorMessage) {
        answers.put(functionId, new Invocation.Failed("r1", "java.lang.RuntimeException", errorMessage));
        return this;
    }

    List<JsonNode> events(String functionId) {
        return events.getOrDefault(functionId, List.of());
    }

    @Override
    public Invocation invoke(String functionId, byte[] event) {
        try {
            events.computeIfAbsent(functionId, unused -> new CopyOnWriteArrayList<>()).add(JSON.readTree(event));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        return answers.getOrDefault(functionId,
                new Invocation.Answered("r1", OK.getBytes(StandardCharsets.UTF_8)));
    }
}
