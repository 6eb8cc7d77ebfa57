package dev.stampede.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** JSON of events and answers. */
final class ResponseJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResponseJson() {}

    /** An event of records, as every poller gives it to a function. */
    static byte[] records(List<ObjectNode> records) {
        var event = MAPPER.createObjectNode();
        event.putArray("Records").addAll(records);
        return bytes(event);
    }

    static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(UTF_8);
    }

    static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    static JsonNode read(String json) {
        return read(json.getBytes(UTF_8));
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
    }
}
