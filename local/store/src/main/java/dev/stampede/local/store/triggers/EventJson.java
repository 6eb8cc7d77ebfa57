package dev.stampede.local.store.triggers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads and writes the JSON of events and results. */
final class EventJson {

    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    static final ObjectMapper MAPPER = new ObjectMapper();

    private EventJson() {}

    static Optional<JsonNode> parse(byte[] json) {
        try {
            return Optional.of(MAPPER.readTree(json));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    static Optional<JsonNode> parse(String json) {
        try {
            return Optional.of(MAPPER.readTree(json));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** An event with records, in the form that all event source mappings send. */
    static byte[] event(List<ObjectNode> records) {
        var event = NODES.objectNode();
        event.putArray("Records").addAll(records);
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("Cannot write an event", unwritable);
        }
    }
}
