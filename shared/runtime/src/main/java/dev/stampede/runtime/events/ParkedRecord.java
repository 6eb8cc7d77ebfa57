package dev.stampede.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.runtime.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a table's stream that its function could not handle, as it is kept in the queue of parked records until
 * somebody replays it. The record holds the item's images, and so personal data where the item does.
 *
 * @param function the name of the function that parked it, which is the one to replay it
 * @param reason why it was parked
 * @param error the class of the exception; not its message, which may quote the item
 * @param location the line of code that threw it
 * @param correlationId that of the item, if it has one
 * @param parkedAt when
 * @param hasImages false if the record with its images was too large for a queue: the item is to be read by its keys
 * @param record the record as Lambda gives it to the function
 */
public record ParkedRecord(
        String function,
        Reason reason,
        String error,
        String location,
        @Nullable String correlationId,
        Instant parkedAt,
        boolean hasImages,
        JsonNode record) {

    /** The {@code eventSource} of a record that is replayed: a function does not park it again but reports a failure. */
    static final String REPLAY = "stampede:replay";

    /** Why a record was parked. */
    public enum Reason {
        /** It is not what this version of the function can read. */
        UNREADABLE,
        /** It was read, but what it asks for failed each time, with nothing being the matter with a service. */
        FAILED
    }

    /** @throws IllegalArgumentException if the text is not a parked record */
    public static ParkedRecord parse(String json) {
        var parked = Json.read(json, ParkedRecord.class);
        if (parked.function == null || parked.record == null || !parked.record.isObject()) {
            throw new IllegalArgumentException("Not a parked record");
        }
        return parked;
    }

    public String toJson() {
        return Json.write(this);
    }

    /** The event that replays the record: the function reports a failure if it still cannot handle it. */
    public String replayEvent() {
        var replayed = ((ObjectNode) record).deepCopy().put("eventSource", REPLAY);
        var event = replayed.objectNode();
        event.putArray("Records").add(replayed);
        return event.toString();
    }

    ParkedRecord withoutImages() {
        var keysOnly = ((ObjectNode) record).deepCopy();
        ((ObjectNode) keysOnly.path("dynamodb")).remove(List.of("NewImage", "OldImage"));
        return new ParkedRecord(function, reason, error, location, correlationId, parkedAt, false, keysOnly);
    }
}
