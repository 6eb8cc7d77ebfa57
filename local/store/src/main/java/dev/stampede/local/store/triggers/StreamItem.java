package dev.stampede.local.store.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A record from a table's stream.
 *
 * @param key  the item's key as a string; records with the same key stay in order
 * @param json the record in the form that Lambda sends to functions
 */
public record StreamItem(String sequenceNumber, String key, Instant at, ObjectNode json) {

    public static StreamItem of(Record change, String streamArn, String region) {
        var stream = change.dynamodb();
        var keys = attributes(stream.keys());
        var json = EventJson.NODES.objectNode().put("eventID", change.eventID())
                .put("eventName", change.eventNameAsString())
                .put("eventVersion", change.eventVersion()).put("eventSource", "aws:dynamodb")
                .put("awsRegion", region);
        var body = json.putObject("dynamodb")
                .put("ApproximateCreationDateTime", stream.approximateCreationDateTime().getEpochSecond());
        body.set("Keys", keys);
        if (stream.hasNewImage()) {
            body.set("NewImage", attributes(stream.newImage()));
        }
        if (stream.hasOldImage()) {
            body.set("OldImage", attributes(stream.oldImage()));
        }
        body.put("SequenceNumber", stream.sequenceNumber()).put("SizeBytes", stream.sizeBytes()).put("StreamViewType",
                stream.streamViewTypeAsString());
        json.put("eventSourceARN", streamArn);
        if (change.userIdentity() != null) {
            json.putObject("userIdentity").put("type", change.userIdentity().type()).put("principalId",
                    change.userIdentity().principalId());
        }
        return new StreamItem(stream.sequenceNumber(), keys.toString(), stream.approximateCreationDateTime(), json);
    }

    private static ObjectNode attributes(Map<String, AttributeValue> attributes) {
        var json = EventJson.NODES.objectNode();
        attributes.forEach((name, value) -> json.set(name, attribute(value)));
        return json;
    }

    private static ObjectNode attribute(AttributeValue value) {
        var json = EventJson.NODES.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case B -> json.put("B", base64(value.b()));
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case BS -> value.bs().stream().map(StreamItem::base64).forEach(json.putArray("BS")::add);
            case M -> json.set("M", attributes(value.m()));
            case L -> json.putArray("L").addAll(value.l().stream().map(StreamItem::attribute).toList());
            // The in-process streams client of DynamoDB Local returns this for an empty map.
            case UNKNOWN_TO_SDK_VERSION -> json.putObject("M");
        }
        return json;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
