package dev.stampede.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stampede.runtime.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream record that its function could not handle, as stored in the queue of parked records until it is replayed. It
 * contains the item's images and therefore personal data if the item does.
 *
 * @param function the name of the function that parked the record and will replay it
 * @param reason why it was parked
 * @param error the class of the exception, without its message, which may quote the item
 * @param location the line of code that threw it
 * @param correlationId the item's correlation id, if it has one
 * @param parkedAt when it was parked
 * @param hasImages false if the images were too large for a message; read the item by its keys instead
 * @param record the record as Lambda passes it to the function
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

    /** The {@code eventSource} of a replayed record, which is not parked again if it fails. */
    static final String REPLAY = "stampede:replay";

    /** Why a record was parked. */
    public enum Reason {
        /** This version of the function cannot read it. */
        UNREADABLE,
        /** Every attempt to handle it failed although all services were available. */
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

    /** The event that replays the record. The function reports a failure if it still cannot handle it. */
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
