package dev.stampede.local.store.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The behavior of the scripted handler, set by each test, and the events it received. */
public final class Script {

    public static final ObjectMapper JSON = new ObjectMapper();

    public static final List<JsonNode> EVENTS = new CopyOnWriteArrayList<>();

    private static volatile UnaryOperator<JsonNode> behaviour = event -> JSON.createObjectNode();

    private Script() {}

    /** Discards received events; from now on, the handler returns {@code {}}. */
    public static void reset() {
        EVENTS.clear();
        behaviour = event -> JSON.createObjectNode();
    }

    public static void behave(UnaryOperator<JsonNode> next) {
        behaviour = next;
    }

    /** The records of all events so far, in order. */
    public static List<JsonNode> records() {
        return EVENTS.stream().flatMap(event -> event.path("Records").valueStream()).toList();
    }

    static JsonNode run(JsonNode event) {
        EVENTS.add(event);
        return behaviour.apply(event);
    }

    /** The response that reports failed records. */
    public static ObjectNode failures(List<String> identifiers) {
        var answer = JSON.createObjectNode();
        var failures = answer.putArray("batchItemFailures");
        identifiers.forEach(identifier -> failures.addObject().put("itemIdentifier", identifier));
        return answer;
    }
}
